import { describe, expect, test } from 'vitest'
import { decideTax, taxCase } from './tax-case.ts'
import type { TaxFacts, TaxOption, TaxedLine } from './tax-case.ts'

const proof = { type: 'cleaning' as const, validFrom: '2025-01-01', validTo: '2026-12-31' }
const building = { type: 'construction' as const, validFrom: '2025-01-01', validTo: '2026-12-31' }
const facts = ({ seller, buyer, ...more }: Changes = {}): TaxFacts => ({
  day: '2026-11-21',
  site: null,
  ...more,
  seller: { country: 'DE', vatId: 'DE136695976', smallBusiness: false, ...seller },
  buyer: { country: 'DE', vatId: '', business: true, proofs: [], ...buyer },
})
interface Changes extends Partial<Omit<TaxFacts, 'seller' | 'buyer'>> {
  seller?: Partial<TaxFacts['seller']>
  buyer?: Partial<TaxFacts['buyer']>
}
const line = (more: Partial<TaxedLine> = {}): TaxedLine => ({
  nature: 'other',
  goods: false,
  usual: null,
  ...more,
})
const option = (code: string, rate = '0'): TaxOption => ({
  id: code,
  code,
  name: code,
  category: 'S',
  rate,
  reason: {},
  reasonCode: null,
})

const cleaning = line({ nature: 'building-cleaning' })
const construction = line({ nature: 'construction' })
const goods = line({ goods: true })
const austria = { country: 'AT', vatId: 'ATU13585627' }

type Case = [name: string, facts: Changes, line: TaxedLine, code: string | null, why: string]
const cases: Case[] = [
  ['an office at home', {}, line(), null, 'standard'],
  ['an item with its own tax', {}, line({ usual: option('reduced', '7') }), null, 'item'],
  ['a small business', { seller: { smallBusiness: true } }, line(), 'small-business', 'small_business'],
  [
    'a small business that cleans for a cleaner',
    { seller: { smallBusiness: true }, buyer: { proofs: [proof] } },
    cleaning,
    'small-business',
    'small_business',
  ],
  ['cleaning for a cleaner', { buyer: { proofs: [proof] } }, cleaning, 'reverse-charge-cleaning', 'cleaning'],
  ['cleaning for others', {}, cleaning, null, 'no_proof'],
  ['cleaning for a builder', { buyer: { proofs: [building] } }, cleaning, null, 'no_proof'],
  [
    'cleaning before the proof',
    { day: '2024-12-31', buyer: { proofs: [proof] } },
    cleaning,
    null,
    'proof_not_valid',
  ],
  [
    'on its first day',
    { day: '2025-01-01', buyer: { proofs: [proof] } },
    cleaning,
    'reverse-charge-cleaning',
    'cleaning',
  ],
  [
    'on its last day',
    { day: '2026-12-31', buyer: { proofs: [proof] } },
    cleaning,
    'reverse-charge-cleaning',
    'cleaning',
  ],
  ['cleaning after it', { day: '2027-01-01', buyer: { proofs: [proof] } }, cleaning, null, 'proof_not_valid'],
  ['soap for a cleaner', { buyer: { proofs: [proof] } }, goods, null, 'standard'],
  [
    'building for a builder',
    { buyer: { proofs: [building] } },
    construction,
    'reverse-charge-construction',
    'construction',
  ],
  [
    'work on land for a builder',
    { buyer: { proofs: [building] } },
    line({ nature: 'real-estate' }),
    null,
    'standard',
  ],
  ['a service to Austria', { buyer: austria }, line(), 'reverse-charge-eu', 'service_in_union'],
  ['goods to Austria', { buyer: austria }, goods, 'intra-community', 'supply_in_union'],
  ['a service to Austria without VAT id', { buyer: { country: 'AT' } }, line(), null, 'no_vat_id'],
  [
    'goods to somebody in Austria',
    { buyer: { country: 'AT', business: false } },
    goods,
    null,
    'private_in_union',
  ],
  ['a service to Switzerland', { buyer: { country: 'CH' } }, line(), 'export', 'service_outside'],
  ['goods to Switzerland', { buyer: { country: 'CH', business: false } }, goods, 'export', 'export'],
  [
    'a service to somebody in Switzerland',
    { buyer: { country: 'CH', business: false } },
    line(),
    null,
    'private_abroad',
  ],
  ['cleaning in Cologne for Vienna', { site: 'DE', buyer: austria }, cleaning, null, 'no_proof'],
  [
    'cleaning in Cologne for a cleaner in Vienna',
    { site: 'DE', buyer: { ...austria, proofs: [proof] } },
    cleaning,
    'reverse-charge-cleaning',
    'cleaning',
  ],
  ['building in Zurich for Cologne', { site: 'CH' }, construction, 'export', 'property_abroad'],
  ['goods sent to Poland for Cologne', { site: 'PL', buyer: { vatId: '' } }, goods, null, 'no_vat_id'],
  [
    'cleaning in Vienna for a builder',
    { seller: { country: 'AT' }, buyer: { country: 'AT', proofs: [building] } },
    cleaning,
    'reverse-charge-cleaning',
    'reverse_charge_at',
  ],
  [
    'from Zurich to Zurich',
    { seller: { country: 'CH' }, buyer: { country: 'CH', proofs: [proof] } },
    cleaning,
    null,
    'no_proof',
  ],
  ['from Zurich to Cologne', { seller: { country: 'CH' } }, line(), 'export', 'service_outside'],
]

describe('which tax', () => {
  test.each(cases)('%s', (_name, changes, one, code, why) => {
    expect(taxCase(facts(changes), one)).toMatchObject({ code, why: { key: `invoices.why.${why}` } })
  })

  test('the case names the tax; one chosen by hand wins and says so', () => {
    const taxes = [option('standard', '19'), option('reverse-charge-cleaning')]
    const clean = { ...cleaning, chosen: null }
    const whom = facts({ buyer: { proofs: [proof] } })
    expect(decideTax(whom, clean, taxes).tax?.code).toBe('reverse-charge-cleaning')
    expect(decideTax(facts(), clean, taxes).tax?.code).toBe('standard')
    expect(decideTax(facts(), { ...clean, usual: option('reduced', '7') }, taxes).tax?.code).toBe('reduced')
    expect(decideTax(whom, { ...clean, chosen: option('standard', '19') }, taxes)).toMatchObject({
      tax: { code: 'standard' },
      why: { key: 'invoices.why.chosen' },
      expected: { code: 'reverse-charge-cleaning' },
    })
    expect(decideTax(whom, clean, []).tax).toBeNull()
  })
})
