import type { VatCategory } from '#features/einvoice/e-invoice.ts'
import type { Nature, TaxReason } from './invoice.ts'

/** A tax as it was on the day that counts. */
export interface TaxOption {
  id: string
  code: string | null
  name: string
  category: VatCategory
  rate: string
  reason: { de?: string; en?: string }
  reasonCode: string | null
}

/** That a customer himself cleans buildings or builds, by form USt 1 TG. */
export interface Proof {
  type: 'cleaning' | 'construction'
  validFrom: string
  validTo: string
}

export interface TaxFacts {
  /** The day of the service, else of the document. */
  day: string
  seller: { country: string; vatId: string; smallBusiness: boolean }
  buyer: { country: string; vatId: string; business: boolean; proofs: readonly Proof[] }
  /** The country in which the service was, when an address of its own says so. */
  site: string | null
}

/** What of a line decides its tax. */
export interface TaxedLine {
  nature: Nature
  goods: boolean
  /** The tax of the item. */
  usual: TaxOption | null
}

export interface TaxCase {
  /** Code of the tax; null: the one of the item, else the standard one. */
  code: string | null
  why: TaxReason
}

/**
 * Who owes which tax on a line: the small business (UStG § 19), services to those who clean or build themselves (§ 13b
 * Abs. 2 Nr. 4 and 8), to and into other countries (§ 3a, § 4 Nr. 1), else the tax of the country.
 */
export function taxCase(facts: TaxFacts, line: TaxedLine): TaxCase {
  const { seller } = facts
  if (seller.smallBusiness) return { code: 'small-business', why: because('small_business') }
  const place = placeOf(facts, line)
  if (place !== seller.country) return abroad(facts, line, place)
  return inland(facts, line)
}

/** The tax a line bears and why: the chosen one, else the one of its case. */
export function decideTax(
  facts: TaxFacts,
  line: TaxedLine & { chosen: TaxOption | null },
  taxes: readonly TaxOption[],
): { tax: TaxOption | null; why: TaxReason; expected: TaxCase } {
  const expected = taxCase(facts, line)
  if (line.chosen) return { tax: line.chosen, why: because('chosen', { name: line.chosen.name }), expected }
  const usual = expected.code === null ? line.usual : null
  const code = expected.code ?? 'standard'
  const tax = usual ?? taxes.find((one) => one.code === code) ?? null
  return {
    tax,
    why: { ...expected.why, values: { ...expected.why.values, name: tax?.name ?? '' } },
    expected,
  }
}

/** Services at a building are where it stands (UStG § 3a Abs. 3 Nr. 1), all others where the customer is. */
function placeOf({ buyer, site }: TaxFacts, line: TaxedLine): string {
  return line.nature === 'other' && !line.goods ? buyer.country : (site ?? buyer.country)
}

function abroad({ seller, buyer }: TaxFacts, line: TaxedLine, country: string): TaxCase {
  const values = { country, vatId: buyer.vatId }
  const isUnion = EU.has(seller.country) && EU.has(country)
  if (!isUnion) {
    if (line.goods) return { code: 'export', why: because('export', values) }
    if (line.nature !== 'other') return { code: 'export', why: because('property_abroad', values) }
    if (buyer.business) return { code: 'export', why: because('service_outside', values) }
    return { code: null, why: because('private_abroad', values) }
  }
  if (!buyer.business) return { code: null, why: because('private_in_union', values) }
  if (!buyer.vatId) return { code: null, why: because('no_vat_id', values) }
  if (line.goods) return { code: 'intra-community', why: because('supply_in_union', values) }
  return { code: 'reverse-charge-eu', why: because('service_in_union', values) }
}

function inland({ day, seller, buyer }: TaxFacts, line: TaxedLine): TaxCase {
  const wanted = PROOFS[line.nature]
  if (!wanted) return { code: null, why: because(line.usual ? 'item' : 'standard') }
  const kinds: readonly Proof['type'][] =
    seller.country === 'AT' ? ['cleaning', 'construction'] : [wanted.type]
  const proofs = seller.country === 'CH' ? [] : buyer.proofs.filter(({ type }) => kinds.includes(type))
  const valid = proofs.find(({ validFrom, validTo }) => validFrom <= day && day <= validTo)
  if (valid) {
    const why = seller.country === 'AT' ? 'reverse_charge_at' : wanted.why
    return { code: wanted.code, why: because(why, { to: valid.validTo }) }
  }
  const last = proofs.toSorted((a, b) => (a.validTo < b.validTo ? 1 : -1))[0]
  if (last)
    return { code: null, why: because('proof_not_valid', { from: last.validFrom, to: last.validTo, day }) }
  return { code: null, why: because('no_proof') }
}

const PROOFS: Partial<Record<Nature, { type: Proof['type']; code: string; why: string }>> = {
  'building-cleaning': { type: 'cleaning', code: 'reverse-charge-cleaning', why: 'cleaning' },
  construction: { type: 'construction', code: 'reverse-charge-construction', why: 'construction' },
}

const because = (key: string, values: Record<string, string> = {}): TaxReason => ({
  key: `invoices.why.${key}`,
  values,
})

/** The area of the common value added tax. */
export const EU: ReadonlySet<string> = new Set(
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '),
)
