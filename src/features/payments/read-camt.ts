import { Problem } from '#kernel/problem.ts'
import { normaliseIban } from '#kernel/iban.ts'
import { cents, sum, Big } from '#kernel/decimal.ts'
import { readXml } from '#kernel/read-xml.ts'
import type { XmlElement } from '#kernel/read-xml.ts'

export interface CamtEntry {
  /** Positive: money that came in. */
  amount: string
  currency: string
  bookedOn: string
  valueOn: string | null
  /** Who paid, or was paid. */
  name: string
  iban: string
  purpose: string
  endToEnd: string
}

export interface CamtStatement {
  iban: string
  reference: string
  fromDay: string | null
  toDay: string | null
  opening: string | null
  closing: string | null
  currency: string
  entries: CamtEntry[]
}

/** No statement of a small firm has more. */
const MOST = 20_000
const LIMITS = { bytes: 32 * 1024 * 1024, elements: 2_000_000, depth: 40 }
const SPACE = 'urn:iso:std:iso:20022:tech:xsd:camt.053.001.'

/**
 * The statements in a file of the bank (ISO 20022, camt.053 versions 2 to 13). What is not booked yet is left out; of a
 * collected booking whose parts are named, each part is an entry.
 */
export function readCamt(bytes: Uint8Array): CamtStatement[] {
  const root = readXml(bytes, PREFIXES, LIMITS)
  const statements = all(root, 'BkToCstmrStmt', 'Stmt')
  if (root.name !== 'c:Document' || statements.length === 0)
    throw new Problem('invalid', 'camt.not_a_statement', 'This is no bank statement (CAMT.053).')
  return statements.map(statementOf)
}

const VERSIONS = Array.from({ length: 13 }, (_, at) => String(at + 1).padStart(2, '0'))
const PREFIXES = Object.fromEntries(VERSIONS.map((version) => [`${SPACE}${version}`, 'c']))

function statementOf(stmt: XmlElement): CamtStatement {
  const account = all(stmt, 'Acct')[0]
  const iban = normaliseIban(said(account, 'Id', 'IBAN') || said(account, 'Id', 'Othr', 'Id')).slice(0, 42)
  const reference = said(stmt, 'Id').slice(0, 200)
  if (!iban || !reference)
    throw new Problem('invalid', 'camt.incomplete', 'The statement names no account or no number.')
  const entries = all(stmt, 'Ntry').flatMap(entriesOf)
  if (entries.length > MOST)
    throw new Problem('too-large', 'camt.too_large', `More than ${MOST} entries in one statement`)
  const currency = said(account, 'Ccy') || entries[0]?.currency || 'EUR'
  const days = entries.map(({ bookedOn }) => bookedOn).toSorted()
  return {
    iban,
    reference,
    fromDay: dayOf(said(stmt, 'FrToDt', 'FrDtTm')) ?? days[0] ?? null,
    toDay: dayOf(said(stmt, 'FrToDt', 'ToDtTm')) ?? days.at(-1) ?? null,
    opening: balanceOf(stmt, ['OPBD', 'PRCD']),
    closing: balanceOf(stmt, ['CLBD']),
    currency: currencyOf(currency),
    entries,
  }
}

function balanceOf(stmt: XmlElement, codes: readonly string[]): string | null {
  const found = all(stmt, 'Bal').find((bal) => codes.includes(said(bal, 'Tp', 'CdOrPrtry', 'Cd')))
  const amount = found && all(found, 'Amt')[0]
  return amount ? signed(amount, found) : null
}

function entriesOf(ntry: XmlElement): CamtEntry[] {
  const status = said(ntry, 'Sts', 'Cd') || said(ntry, 'Sts')
  if (status && status !== 'BOOK') return []
  const amount = all(ntry, 'Amt')[0]
  const bookedOn =
    dayOf(said(ntry, 'BookgDt', 'Dt') || said(ntry, 'BookgDt', 'DtTm')) ?? dayOf(said(ntry, 'ValDt', 'Dt'))
  if (!amount || !bookedOn)
    throw new Problem('invalid', 'camt.incomplete', 'An entry has no amount or no day.')
  const whole = signed(amount, ntry)
  const base = {
    currency: currencyOf(amount.attributes['Ccy'] ?? ''),
    bookedOn,
    valueOn: dayOf(said(ntry, 'ValDt', 'Dt') || said(ntry, 'ValDt', 'DtTm')),
  }
  const parts = all(ntry, 'NtryDtls', 'TxDtls')
  const amounts = parts.map((part) => partAmount(part, ntry))
  const isSplit =
    parts.length > 1 &&
    amounts.every((one) => one !== undefined && one.currency === base.currency) &&
    sum(amounts.map((one) => one?.amount ?? 0)).eq(whole)
  const note = said(ntry, 'AddtlNtryInf')
  if (!isSplit) return [{ ...base, amount: whole, ...partyOf(parts[0], whole, note) }]
  return parts.map((part, at) => {
    const own = amounts[at]?.amount ?? '0.00'
    return { ...base, amount: own, ...partyOf(part, own, note) }
  })
}

function partAmount(part: XmlElement, ntry: XmlElement): { amount: string; currency: string } | undefined {
  const element = all(part, 'Amt')[0] ?? all(part, 'AmtDtls', 'TxAmt', 'Amt')[0]
  if (!element) return undefined
  const of = said(part, 'CdtDbtInd') ? part : ntry
  return { amount: signed(element, of), currency: element.attributes['Ccy'] ?? '' }
}

/** Whoever stands on the other side: of money that came in, the debtor. */
function partyOf(part: XmlElement | undefined, amount: string, note: string) {
  if (!part) return { name: '', iban: '', purpose: clip(note, 2000), endToEnd: '' }
  const side = new Big(amount).gte(0) ? 'Dbtr' : 'Cdtr'
  const parties = all(part, 'RltdPties')[0]
  const endToEnd = said(part, 'Refs', 'EndToEndId')
  const purpose = [
    ...all(part, 'RmtInf', 'Ustrd').map(({ text }) => text.trim()),
    ...all(part, 'RmtInf', 'Strd', 'CdtrRefInf', 'Ref').map(({ text }) => text.trim()),
  ].join(' ')
  return {
    name: clip(said(parties, side, 'Pty', 'Nm') || said(parties, side, 'Nm'), 255),
    iban: normaliseIban(said(parties, `${side}Acct`, 'Id', 'IBAN')).slice(0, 42),
    purpose: clip(purpose || note, 2000),
    endToEnd: endToEnd === 'NOTPROVIDED' ? '' : clip(endToEnd, 100),
  }
}

function signed(amount: XmlElement, of: XmlElement): string {
  const text = amount.text.trim()
  if (!/^\d{1,13}(\.\d{1,5})?$/.test(text))
    throw new Problem('invalid', 'camt.bad_amount', 'An amount in the file is none.')
  return cents(said(of, 'CdtDbtInd') === 'DBIT' ? `-${text}` : text)
}

function currencyOf(text: string): string {
  if (!/^[A-Z]{3}$/.test(text))
    throw new Problem('invalid', 'camt.bad_currency', 'A currency in the file is none.')
  return text
}

/** The day a date or an instant begins with; null when it is none. */
function dayOf(text: string): string | null {
  const day = /^(\d{4}-\d\d-\d\d)/.exec(text)?.[1]
  if (day === undefined || day < '1900' || day > '2999') return null
  const date = new Date(`${day}T00:00:00Z`)
  return Number.isNaN(date.getTime()) || !date.toISOString().startsWith(day) ? null : day
}

function all(from: XmlElement | undefined, ...path: string[]): XmlElement[] {
  let found = from ? [from] : []
  for (const name of path)
    found = found.flatMap(({ children }) => children.filter((child) => child.name === `c:${name}`))
  return found
}

const said = (from: XmlElement | undefined, ...path: string[]): string =>
  all(from, ...path)[0]?.text.trim() ?? ''

// PostgreSQL keeps no NUL; XML has none either, line breaks of the bank say nothing.
const clip = (text: string, most: number): string => text.replaceAll(/\s+/g, ' ').trim().slice(0, most)
