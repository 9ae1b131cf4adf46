import { cents, plain } from '#kernel/decimal.ts'
import type { VatCategory } from '#features/einvoice/e-invoice.ts'
import { termsSentence } from '#features/invoices/due.ts'
import type { Frozen, FrozenLine } from '#features/invoices/frozen.ts'
import type { InvoiceKind } from '#features/invoices/invoice.ts'
import { RULE_SET } from '#features/invoices/rule-set.ts'
import { lineNet, totalsOf } from '#features/invoices/totals.ts'
import { firm } from './firm.ts'

/** Documents of every case of the law and every kind, as they are frozen. */
export const cases: { name: string; doc: Frozen }[] = []

type Taxed = [VatCategory, string, string?, string?]
const STANDARD: Taxed = ['S', '19']
const TAXES: Record<string, Taxed> = {
  '19 %': STANDARD,
  '7 %': ['S', '7'],
  '16 % of 2020': ['S', '16'],
  '20 % in Austria': ['S', '20'],
  '8.1 % in Switzerland': ['S', '8.1'],
  'zero rate': ['Z', '0'],
  'small business': ['E', '0', 'Kleinunternehmer (§ 19 UStG)'],
  'reverse charge, cleaning': ['AE', '0', 'Steuerschuldnerschaft des Leistungsempfängers', 'VATEX-EU-AE'],
  'intra-community supply': ['K', '0', 'Steuerfreie innergemeinschaftliche Lieferung', 'VATEX-EU-IC'],
  export: ['G', '0', 'Steuerfreie Ausfuhrlieferung', 'VATEX-EU-G'],
  'service abroad': ['G', '0', 'Nicht im Inland steuerbare Leistung'],
  exempt: ['E', '0', 'Steuerfreie Leistung (§ 4 UStG)'],
}

const place = { street: 'Ring', houseNumber: '1', postalCode: '50667', city: 'Köln', country: 'DE' }
const buyer = {
  ...place,
  id: '0',
  name: 'Büro & Söhne <GmbH>',
  more: [],
  business: true,
  vatId: 'DE136695976',
  email: 'buero@example.com',
  salutation: 'Sehr geehrte Damen und Herren,',
}
const ABROAD: Record<string, Partial<Frozen['buyer']>> = {
  'intra-community supply': { country: 'AT', vatId: 'ATU13585627' },
  export: { country: 'CH', vatId: '' },
  'service abroad': { country: 'CH', vatId: 'CHE100155212' },
}

interface Making {
  kind?: InvoiceKind
  discountPercent?: string
  lines?: Partial<FrozenLine>[]
  taxes?: Taxed[]
  deducted?: string
  more?: Partial<Frozen>
}

function made({
  kind = 'invoice',
  discountPercent = '0',
  lines = [{}],
  taxes = [STANDARD],
  deducted,
  more,
}: Making): Frozen {
  const all: FrozenLine[] = lines.map((line, at) => {
    const [category, rate, reason = null, reasonCode = null] = taxes[at % taxes.length] ?? STANDARD
    const one: FrozenLine = {
      kind: 'item',
      itemId: null,
      sku: '',
      text: 'Unterhaltsreinigung\nmonatlich',
      quantity: '3',
      unit: 'HUR',
      price: '33.335',
      discountPercent: '0',
      discount: '0.00',
      net: '0.00',
      nature: 'other',
      labourShare: null,
      service: null,
      optional: false,
      revenueAccount: '',
      tax: {
        id: '0',
        code: null,
        name: 'x',
        category,
        rate,
        reason,
        reasonCode,
        why: {
          key: '',
          values: {},
        },
      },
      ...line,
    }
    return one.kind === 'item'
      ? { ...one, discount: lineNet(one).discount, net: lineNet(one).net }
      : { ...one, tax: null }
  })
  const { allowances, totals } = totalsOf(all, { discountPercent, ...(deducted && { deducted }) })
  const doc: Frozen = {
    rules: RULE_SET,
    kind,
    number: 'RE-2026-0001',
    date: '2026-11-21',
    dueDate: '2026-12-21',
    language: 'de',
    currency: 'EUR',
    rate: '1',
    homeCurrency: 'EUR',
    format: 'zugferd',
    subject: 'November',
    orderNumber: 'B 7',
    intro: 'Hallo',
    buyerReference: '04011000-1234512345-06',
    notes: '',
    skonto: null,
    terms: '',
    site: null,
    preceding: [],
    service: {
      from: '2026-11-01',
      to: '2026-11-30',
    },
    discountPercent: plain(discountPercent),
    seller: {
      ...firm,
      more: [],
      website: '',
      bankName: '',
      smallBusiness: false,
      cashAccounting: false,
      logoHash: null,
    },
    buyer,
    lines: all,
    allowances,
    totals,
    author: {
      name: 'Ada',
      email: 'ada@example.com',
      phone: '',
    },
    ...more,
  }
  return { ...doc, terms: termsSentence({ ...doc, payable: totals.payable }, 'de') }
}

const add = (name: string, making: Making) => cases.push({ name, doc: made(making) })

for (const [name, tax] of Object.entries(TAXES)) {
  const more = ABROAD[name] ? { buyer: { ...buyer, ...ABROAD[name] } } : {}
  add(name, { taxes: [tax], more })
  add(`${name}, with discounts`, {
    taxes: [tax],
    more,
    discountPercent: '3',
    lines: [{ discountPercent: '7.5' }, {}],
  })
  add(`${name}, taken back`, {
    kind: 'cancellation',
    taxes: [tax],
    discountPercent: '3',
    lines: [{ quantity: '-3', discountPercent: '10' }, { quantity: '-0.25' }],
    more: {
      ...more,
      preceding: [{ number: 'RE-2026-0009', date: '2026-10-01', net: '0', tax: '0', gross: '0' }],
    },
  })
}
const original = [{ number: 'RE-2026-0002', date: '2026-10-01', net: '50', tax: '9.5', gross: '59.50' }]
add('several rates and a discount', {
  discountPercent: '10',
  lines: [{ price: '0.05' }, { price: '0.07' }, { price: '100' }],
  taxes: [STANDARD, ['S', '7'], ['Z', '0']],
})
add('19 % and reverse charge', {
  lines: [{}, {}],
  taxes: [STANDARD, TAXES['reverse charge, cleaning'] ?? STANDARD],
})
add('Skonto', { more: { skonto: { days: 14, percent: '2' } } })
add('headings, texts and sub-totals', {
  lines: [
    { kind: 'heading', text: 'Los 1' },
    {},
    { kind: 'subtotal' },
    { kind: 'text', text: 'Danke' },
    { optional: true },
  ],
})
add('down payment', { kind: 'downpayment', more: { service: null } })
add('part', { kind: 'partial' })
add('final invoice', {
  kind: 'final',
  lines: [{ quantity: '10' }],
  deducted: '59.50',
  more: { preceding: original },
})
add('correction', { kind: 'correction', lines: [{ quantity: '-1' }], more: { preceding: original } })
add('negative price', { lines: [{}, { price: '-5', text: 'Nachlass' }] })
add('a day of its own on each line', {
  lines: [{ service: { from: '2026-11-02', to: '2026-11-02' } }],
  more: { service: { from: '2026-11-02', to: '2026-11-02' } },
})
add('foreign currency', { more: { currency: 'USD', rate: '0.9' } })
add('private customer', {
  more: { buyer: { ...buyer, name: 'Kim Berger', business: false, vatId: '' } },
  lines: [{ nature: 'building-cleaning', labourShare: '80' }],
})
add('another place of the service', { more: { site: { ...place, name: 'Objekt 7', more: [] } } })
add('nothing to pay', { lines: [{ price: '0' }] })
add('tiny amounts', { lines: [{ quantity: '0.0001', price: '0.0001' }, { price: cents('0.01') }] })
