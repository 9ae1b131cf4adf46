import { fold, writeOut } from '#kernel/fold.ts'
import { takeAddresses } from './addresses.ts'
import type { Clues, Confidence, Found, Pasted } from './pasted.ts'
import { LABEL as PERSON_LABEL, fieldsOf, readPerson } from './persons.ts'
import { takePhones } from './phones.ts'
import { piecesOf, tidy } from './pieces.ts'
import { mailClues, takeReach } from './reach.ts'
import { FIRM_WORD, LEGAL_FORM, POSITION } from './words.ts'

/**
 * Reads a mail signature, an address block, a business card or an imprint. `country` is home. What has a shape of its
 * own (mail, number, code) is taken out first; names, firms and positions are made out in what is left.
 */
export function readPasted(text: string, country = 'DE'): Pasted {
  const clues = cluesOf(text, country)
  const found: Found[] = []
  const lines = piecesOf(text).flatMap((piece) => {
    const { found: reach, left } = takeReach(piece)
    const { found: phones, left: rest } = takePhones(left, clues.country)
    found.push(...reach, ...phones)
    const kept = tidy(rest)
    return /\p{L}{2}|\d{3}|^[A-U] ?\d/u.test(kept) && !isLabel(kept) ? [kept] : []
  })
  const addresses = takeAddresses(lines, clues)
  const who = readWho(addresses.left, clues)
  const kind = who.found.some((one) => one.is === 'field' && one.field === 'lastName') ? 'person' : 'company'
  return { kind, found: withoutDoubles([...who.found, ...addresses.found, ...found]), rest: who.rest }
}

function cluesOf(text: string, home: string): Clues {
  const { mailboxes, domains } = mailClues(text)
  const imprint = /\bimpressum\b|angaben (?:gemäß|gem\.|nach) §|vertreten durch|§ ?5 (?:TMG|DDG)/i.test(text)
  return { country: countryOf(text, domains, home), mailboxes, domains, imprint }
}

/** Where the text comes from, by what only that country writes. */
function countryOf(text: string, domains: string[], home: string): string {
  const signs: [string, RegExp][] = [
    ['AT', /\+43|\b0043|\bATU\d|Österreich|\bAustria\b|\bA-\d{4}\b|\bFN \d+/],
    ['CH', /\+41|\b0041|\bCHE-?\d|Schweiz|\bSuisse\b|Switzerland|\bCH-\d{4}\b|\bNatel\b/],
    ['DE', /\+49|\b0049|\bDE ?\d{9}|Deutschland|\bGermany\b|\bD-\d{5}\b|\bHR[AB]\b/],
  ]
  const said = signs.filter(([, pattern]) => pattern.test(text)).map(([country]) => country)
  const first = said[0]
  if (said.length === 1 && first) return first
  if (said.length > 1) return said.includes(home) ? home : (first ?? home)
  const endings = ['AT', 'CH', 'DE'].filter((code) =>
    domains.some((domain) => domain.endsWith(`.${code.toLowerCase()}`)),
  )
  return endings.length === 1 ? (endings[0] ?? home) : home
}

const isLabel = (text: string) =>
  /^(?:tel|telefon|fax|telefax|mobil|mobile|e-?mail|mail|web|internet|t|f|m|e|w|iban|bic|ust-?idn?r?|uid|und|oder|or|and|registernummer|register|\p{L}*konto|instagram|facebook|youtube|whatsapp|social media)[.:\s]*$/iu.test(
    text,
  )

interface Who {
  found: Found[]
  rest: string[]
}

/** Makes out the person, the firm and the position among the lines that are left. */
function readWho(lines: string[], clues: Clues): Who {
  const best = bestPerson(lines, clues)
  const who = new Map<'companyName' | 'position', Found & { is: 'field' }>()
  const rest: string[] = []
  const field: SetField = (name, value, confidence) => {
    const before = who.get(name)
    const stays = before !== undefined && (confidence !== 'sure' || before.confidence === 'sure')
    if (before) rest.push(stays ? value : before.value)
    if (stays) return
    if (value)
      who.set(name, { is: 'field', field: name, value: value.replace(/^(?:firma|fa\.) /i, ''), confidence })
  }
  const name = best && `${best.person.firstName} ${best.person.lastName}`.trim()
  lines.forEach((line, at) => {
    if (best?.at !== at) return line === name ? undefined : readLine(line, clues, field, rest)
    const owner = /^(inhaber(?:in)?)|^inh\./i.exec(line)
    if (owner) field('position', owner[1] ?? 'Inhaber', 'likely')
    if (best.person.behind) readLine(best.person.behind, clues, field, rest)
  })
  const firm = who.has('companyName')
    ? undefined
    : rest.find((line) => isNamedAfter(line, best?.person.lastName))
  if (firm) field('companyName', firm, 'guess')
  return {
    found: [...(best ? fieldsOf(best.person) : []), ...who.values()],
    rest: rest.filter((line) => line !== firm),
  }
}

type SetField = (name: 'companyName' | 'position', value: string, confidence: Confidence) => void

function readLine(line: string, clues: Clues, field: SetField, rest: string[]): void {
  const labelled = LABELLED.exec(line)
  if (labelled?.groups) {
    const isFirm = /^(?:firma|unternehmen|company|firmenname)/i.test(line)
    field(isFirm ? 'companyName' : 'position', tidy(labelled.groups['value'] ?? ''), 'sure')
  } else if (DIRECTORS.test(line)) rest.push(line)
  else if (LEGAL_FORM.test(line)) readFirm(line, field)
  else if (isOfDomain(line, clues)) field('companyName', line, 'likely')
  else if (line.length < 90 && isPosition(line)) field('position', line, 'likely')
  else if (line.length < 80 && FIRM_WORD.test(line)) field('companyName', line, 'likely')
  else rest.push(line)
}

/** `Ingenieurbüro` and `Zahnarztpraxis` name a house, not what somebody does in it. */
function isPosition(line: string): boolean {
  return POSITION.test(line.replaceAll(new RegExp(FIRM_WORD, 'gu'), ' '))
}

/** `Fuchs Floristik` under the name of Sonja Fuchs. */
function isNamedAfter(line: string, lastName = ''): boolean {
  return (
    lastName.length > 2 &&
    line.startsWith(`${lastName} `) &&
    !line.includes(',') &&
    line.split(' ').length < 5
  )
}

const LABELLED =
  /^(?:firma|unternehmen|company|firmenname|position|funktion|abteilung|department|job title|titel|rolle)\s*:\s*(?<value>.+)$/i

/** Who leads a firm says nothing of whom one has before oneself. */
const DIRECTORS =
  /^(?:vertreten durch|vertretungsberechtigt\p{L}*|(?:die )?geschäftsführ(?:er|erin|ung|ende[r]?)(?: gesellschafter(?:in)?)?|geschäftsleitung|managing directors?|ceo|vorstand\p{L}*|vorsitzende\p{L}*|aufsichtsrat\p{L}*|board|prokurist\p{L}*|gesellschafter|verantwortlich\p{L}*|inhaltlich verantwortlich\p{L}*|komplementär\p{L}*|persönlich haftende\p{L}*)\b[^:]{0,60}:/iu

/** `Muster GmbH | Einkauf`, `Einkauf, Muster GmbH`, `bei der Muster GmbH`: the firm is the part with the legal form. */
function readFirm(line: string, field: SetField): void {
  const parts = line.split(/\s*,\s+(?!(?:Ltd|Inc|LLC|S\.A))/)
  const at = parts.findIndex((part) => LEGAL_FORM.test(part))
  const kind = parts[at + 1] ?? ''
  const name = /gesellschaft$/i.test(kind) ? parts.splice(at, 2).join(', ') : parts.splice(at, 1).join('')
  field('companyName', name.replace(/^(?:bei der|bei|für die)\s+/i, ''), 'sure')
  parts.forEach((part) => {
    if (POSITION.test(part)) field('position', part, 'likely')
    else field('companyName', part, 'guess')
  })
}

/** The line that most likely names whoever wrote the text; in an imprint only one that says so. */
function bestPerson(lines: string[], clues: Clues) {
  const rank = { sure: 3, likely: 2, guess: 1 }
  const candidates = lines.flatMap((line, at) => {
    if (clues.imprint && !/^(?:inhaber|name|ansprechpartner)/i.test(line)) return []
    if (LABELLED.test(line) || DIRECTORS.test(line)) return []
    const person = readPerson(line, clues)
    if (!person) return []
    const isFirm = person.confidence !== 'sure' && isOfDomain(line, clues) && !PERSON_LABEL.test(line)
    return isFirm || (person.confidence === 'guess' && POSITION.test(line)) ? [] : [{ at, person }]
  })
  return candidates.toSorted(
    (a, b) => rank[b.person.confidence] - rank[a.person.confidence] || a.at - b.at,
  )[0]
}

/** Whether the firm's domain says the words of a line: `muster-bau.de` and "Muster Bau". */
function isOfDomain(line: string, { domains, mailboxes }: Clues): boolean {
  const letters = (text: string) => fold(writeOut(text)).replaceAll(/[^a-z0-9]/g, '')
  const said = letters(line)
  if (said.length < 3 || said.length > 50 || mailboxes.some((mailbox) => letters(mailbox) === said))
    return false
  const names = domains.map((domain) => letters(domain.split('.').at(-2) ?? ''))
  return names.some((name) => name.length > 2 && (said.startsWith(name) || name.startsWith(said)))
}

function withoutDoubles(found: Found[]): Found[] {
  const key = (one: Found) =>
    one.is === 'field'
      ? `${one.field} ${one.value}`
      : one.is === 'address'
        ? JSON.stringify(one.value)
        : one.kind === 'phone'
          ? `phone ${one.category === 'fax'} ${one.value.replaceAll(/\D/g, '')}`
          : `${one.kind} ${one.value.toLowerCase()}`
  return [...new Map(found.toReversed().map((one) => [key(one), one])).values()].toReversed()
}
