import { Big } from '#kernel/decimal.ts'
import type { Frozen, FrozenLine } from './frozen.ts'
import { isBill } from './status.ts'
import { EU } from './tax-case.ts'
import type { TaxCase } from './tax-case.ts'

/** What speaks against issuing a document; errors forbid it. `path` names the field of the document or of the firm. */
export interface DocumentFinding {
  rule: string
  level: 'error' | 'warning' | 'hint'
  path: string
  key: string
  values: Record<string, string>
}

/**
 * What UStG §§ 13b, 14, 14a, 14c and 19 find fault with. `expected` is the case of the tax of each line, so that one
 * chosen by hand can be held against it.
 */
export function checkDocument(doc: Frozen, expected: readonly (TaxCase | null)[]): DocumentFinding[] {
  const found = [...checkLines(doc.lines)]
  if (doc.buyer.name === '') found.push(error('UStG § 14 Abs. 4 Nr. 1', 'contactId', 'buyer_name'))
  if (!isBill(doc.kind)) return found
  return [
    ...found,
    ...checkSeller(doc),
    ...checkBuyer(doc),
    ...checkTaxes(doc, expected),
    ...checkWords(doc),
    ...checkPaying(doc),
  ]
}

function checkLines(lines: readonly FrozenLine[]): DocumentFinding[] {
  const items = lines.filter(({ kind }) => kind === 'item')
  if (!items.some(({ optional }) => !optional)) return [error('UStG § 14 Abs. 4 Nr. 5', 'lines', 'no_lines')]
  return lines.flatMap(({ kind, text, tax }, at) => {
    if (kind !== 'item') return []
    const lacks: DocumentFinding[] = []
    if (text.trim() === '') lacks.push(error('UStG § 14 Abs. 4 Nr. 5', `lines.${at}.text`, 'line_text'))
    if (!tax) lacks.push(error('UStG § 14 Abs. 4 Nr. 8', `lines.${at}.taxId`, 'no_tax'))
    return lacks
  })
}

function checkSeller(doc: Frozen): DocumentFinding[] {
  const { seller } = doc
  const level = isSmall(doc) ? 'warning' : 'error'
  const lacks: DocumentFinding[] = []
  const need = (there: boolean, path: string, key: string, rule: string) => {
    if (!there) lacks.push({ rule, level, path, key: `invoices.finding.${key}`, values: {} })
  }
  need(seller.name !== '', 'firm.name', 'firm_name', 'UStG § 14 Abs. 4 Nr. 1')
  need(seller.street !== '', 'firm.street', 'firm_address', 'UStG § 14 Abs. 4 Nr. 1')
  need(seller.postalCode !== '' && seller.city !== '', 'firm.city', 'firm_address', 'UStG § 14 Abs. 4 Nr. 1')
  need(
    seller.vatId !== '' || seller.taxNumber !== '',
    'firm.taxNumber',
    'firm_tax_id',
    'UStG § 14 Abs. 4 Nr. 2',
  )
  return lacks
}

function checkBuyer(doc: Frozen): DocumentFinding[] {
  const { street, postalCode, city } = doc.buyer
  if ((street !== '' || postalCode !== '') && city !== '') return []
  const level = isSmall(doc) ? 'hint' : 'error'
  return [{ ...error('UStG § 14 Abs. 4 Nr. 1', 'contactId', 'buyer_address'), level }]
}

/** Up to 250 € less has to be on it (UStDV § 33), 400 in Austria and Switzerland; not where the customer owes the tax. */
function isSmall({ totals, seller, currency, lines }: Frozen): boolean {
  const limit = seller.country === 'DE' ? 250 : 400
  const isAnothers = lines.some(({ tax }) => tax && ['AE', 'K'].includes(tax.category))
  return ['EUR', 'CHF'].includes(currency) && new Big(totals.gross).abs().lte(limit) && !isAnothers
}

function checkTaxes(doc: Frozen, expected: readonly (TaxCase | null)[]): DocumentFinding[] {
  return doc.lines.flatMap((line, at) => {
    if (line.kind !== 'item' || !line.tax) return []
    return checkTax(doc, line, expected[at] ?? null).map((one) => ({ ...one, path: `lines.${at}.taxId` }))
  })
}

function checkTax(
  { seller, buyer }: Frozen,
  { tax }: FrozenLine,
  expected: TaxCase | null,
): DocumentFinding[] {
  if (!tax) return []
  const taxed = new Big(tax.rate).gt(0)
  const values = { name: tax.name, rate: tax.rate }
  const say = (level: DocumentFinding['level'], rule: string, key: string) => [
    { rule, level, path: '', key: `invoices.finding.${key}`, values },
  ]
  if (seller.smallBusiness && taxed) return say('error', 'UStG § 14c', 'small_business_tax')
  if (tax.category === 'S' && !taxed) return say('error', 'BR-S-05', 'standard_without_rate')
  if (tax.category !== 'S' && taxed) return say('error', 'UStG § 14c', 'rate_without_tax')
  if (tax.category === 'AE' || tax.category === 'K') {
    if (!buyer.business) return say('error', 'UStG § 13b Abs. 5', 'private_owes_tax')
    if (buyer.vatId === '')
      return say('error', tax.category === 'K' ? 'BR-IC-02' : 'BR-AE-02', 'buyer_vat_id')
    const isAbroad = buyer.country !== seller.country
    if (isAbroad && seller.vatId === '') return say('error', 'UStG § 14a', 'firm_vat_id')
    if (tax.category === 'K' && !EU.has(buyer.country))
      return say('error', 'UStG § 6a', 'supply_not_in_union')
    if (tax.category === 'K' && !isAbroad) return say('error', 'UStG § 6a', 'supply_at_home')
    const isByProof = expected?.code?.startsWith('reverse-charge') || isAbroad
    if (!isByProof) return say('warning', 'UStG § 13b Abs. 2', 'no_proof_of_tax')
  }
  if (tax.category === 'G' && EU.has(buyer.country) && expected?.code !== 'export')
    return say('warning', 'UStG § 6', 'export_in_union')
  if (taxed && expected?.code && expected.code !== 'standard')
    return say('warning', 'UStG § 14c', 'tax_not_owed')
  return []
}

function checkWords(doc: Frozen): DocumentFinding[] {
  const words = [doc.subject, doc.intro, doc.terms, doc.notes, ...doc.lines.map(({ text }) => text)].join(
    '\n',
  )
  const found: DocumentFinding[] = []
  const categories = new Set(doc.lines.flatMap(({ tax }) => (tax ? [tax.category] : [])))
  if (
    /steuerschuldnerschaft|reverse[ -]charge|übergang der steuerschuld/i.test(words) &&
    !categories.has('AE')
  )
    found.push(error('UStG § 14c', 'notes', 'words_of_reverse_charge'))
  if (/\bgutschrift/i.test(words) && doc.kind !== 'quote')
    found.push({ ...error('UStG § 14 Abs. 4 Nr. 10', 'notes', 'word_credit'), level: 'warning' })
  return found
}

function checkPaying(doc: Frozen): DocumentFinding[] {
  const found: DocumentFinding[] = []
  const asks = new Big(doc.totals.payable).gt(0)
  if (
    doc.service === null &&
    doc.kind !== 'downpayment' &&
    doc.lines.every(({ service }) => service === null)
  )
    found.push({ ...error('UStG § 14 Abs. 4 Nr. 6', 'serviceDate', 'service_date'), level: 'hint' })
  if (asks && doc.seller.iban === '')
    found.push({ ...error('BG-16', 'firm.iban', 'firm_iban'), level: 'warning' })
  if (doc.kind !== 'cancellation' && doc.kind !== 'correction' && new Big(doc.totals.payable).lt(0))
    found.push({ ...error('BR-CO-16', 'deductedIds', 'deducts_too_much'), level: 'warning' })
  if (doc.format.startsWith('xrechnung') && doc.buyerReference === '' && doc.orderNumber === '')
    found.push(error('BR-DE-15', 'buyerReference', 'buyer_reference'))
  return found
}

const error = (rule: string, path: string, key: string): DocumentFinding => ({
  rule,
  level: 'error',
  path,
  key: `invoices.finding.${key}`,
  values: {},
})
