import { Big } from '../../src/kernel/decimal.ts'
import {
  XRECHNUNG_3,
  type EInvoice,
  type Party,
  type VatCategory,
} from '../../src/features/einvoice/e-invoice.ts'

export interface Sold {
  category: VatCategory
  rate?: string
  quantity: string
  price: string
}

/** An invoice without a flaw, its sums made from what was sold. */
export function validInvoice(sold: readonly Sold[], more: Partial<EInvoice> = {}): EInvoice {
  const lines = sold.map(({ category, rate, quantity, price }, index) => ({
    id: String(index + 1),
    quantity,
    unit: 'HUR',
    net: new Big(quantity).times(price).toFixed(2),
    allowances: [],
    price: { net: price },
    tax: rate === undefined ? { category } : { category, rate },
    item: { name: `Unterhaltsreinigung ${index + 1}`, classifications: [], attributes: [] },
  }))
  return withSums({
    specification: XRECHNUNG_3,
    process: 'urn:fdc:peppol.eu:2017:poacc:billing:01:1.0',
    number: 'RE-2026-0815',
    date: '2026-11-21',
    typeCode: '380',
    currency: 'EUR',
    dueDate: '2026-12-05',
    buyerReference: '04011000-1234512345-06',
    terms: 'Zahlbar in 14 Tagen ohne Abzug.\n#SKONTO#TAGE=7#PROZENT=2.00#\n',
    notes: [{ text: 'Danke für Ihren Auftrag.' }],
    preceding: [],
    seller: {
      name: 'Blitzblank Gebäudereinigung GmbH',
      ids: [],
      vatId: 'DE136695976',
      taxNumber: '27/123/45678',
      electronicAddress: { value: 'rechnung@blitzblank.example', scheme: 'EM' },
      address: { line1: 'Hafenstraße 12', city: 'Hamburg', postalCode: '20457', country: 'DE' },
      contact: { name: 'Kim Berger', phone: '+49 40 123456', email: 'kim@blitzblank.example' },
    },
    buyer: {
      name: 'Nordlicht Immobilien AG',
      ids: [],
      vatId: 'DE136695976',
      electronicAddress: { value: 'eingang@nordlicht.example', scheme: 'EM' },
      address: { line1: 'Am Markt 1', city: 'Bremen', postalCode: '28195', country: 'DE' },
    },
    delivery: { date: '2026-11-20' },
    payment: {
      meansCode: '58',
      reference: 'RE-2026-0815',
      transfers: [{ account: 'DE89370400440532013000' }],
    },
    allowances: [],
    totals: { lines: '0', net: '0', gross: '0', payable: '0' },
    taxes: [],
    attachments: [],
    lines,
    ...more,
  })
}

const REASONS: Partial<Record<VatCategory, { reason: string; reasonCode?: string }>> = {
  E: { reason: 'Kein Ausweis von Umsatzsteuer, da Kleinunternehmer nach § 19 UStG' },
  AE: { reason: 'Steuerschuldnerschaft des Leistungsempfängers', reasonCode: 'VATEX-EU-AE' },
  K: { reason: 'Steuerfreie innergemeinschaftliche Lieferung', reasonCode: 'VATEX-EU-IC' },
  G: { reason: 'Steuerfreie Ausfuhrlieferung', reasonCode: 'VATEX-EU-G' },
  O: { reason: 'Nicht steuerbar', reasonCode: 'VATEX-EU-O' },
}

/** The same with its sums made anew. */
export function withSums(invoice: EInvoice): EInvoice {
  const sum = (amounts: string[]) => amounts.reduce((total, one) => total.plus(one), new Big(0))
  const of = (charge: boolean) => invoice.allowances.filter((one) => one.charge === charge)
  const groups = new Map<string, { category: VatCategory; rate?: string; base: Big }>()
  const add = ({ category, rate }: { category: VatCategory; rate?: string | undefined }, amount: Big) => {
    const key = `${category} ${rate}`
    const group = groups.get(key) ?? { category, ...(rate === undefined ? {} : { rate }), base: new Big(0) }
    groups.set(key, { ...group, base: group.base.plus(amount) })
  }
  for (const line of invoice.lines) add(line.tax, new Big(line.net))
  for (const one of invoice.allowances) add(one, one.charge ? new Big(one.amount) : new Big(one.amount).neg())
  const taxes = [...groups.values()].map(({ base, ...tax }) => ({
    ...tax,
    base: base.toFixed(2),
    amount: base
      .times(tax.rate ?? 0)
      .div(100)
      .toFixed(2),
    ...REASONS[tax.category],
  }))
  const lines = sum(invoice.lines.map(({ net }) => net))
  const [off, on] = [of(false), of(true)].map((all) => sum(all.map(({ amount }) => amount))) as [Big, Big]
  const net = lines.minus(off).plus(on)
  const tax = sum(taxes.map(({ amount }) => amount))
  const gross = net.plus(tax)
  const { prepaid, rounding } = invoice.totals
  return {
    ...invoice,
    taxes,
    totals: {
      lines: lines.toFixed(2),
      ...(of(false).length > 0 ? { allowances: off.toFixed(2) } : {}),
      ...(of(true).length > 0 ? { charges: on.toFixed(2) } : {}),
      net: net.toFixed(2),
      tax: tax.toFixed(2),
      gross: gross.toFixed(2),
      ...(prepaid === undefined ? {} : { prepaid }),
      ...(rounding === undefined ? {} : { rounding }),
      payable: gross
        .minus(prepaid ?? 0)
        .plus(rounding ?? 0)
        .toFixed(2),
    },
  }
}

const hours = (category: VatCategory, rate?: string): Sold => ({
  category,
  ...(rate === undefined ? {} : { rate }),
  quantity: '12.5',
  price: '38.90',
})
const without = ({ vatId: _vatId, ...party }: Party): Party => party
const plain = validInvoice([hours('S', '19')])
const abroad = {
  ...plain.buyer,
  vatId: 'ATU13585627',
  address: { line1: 'Ring 1', city: 'Wien', postalCode: '1010', country: 'AT' },
}
const reduction = { amount: '10.00', reason: 'Rabatt', reasonCode: '95' }
const extra = { amount: '5.55', reason: 'Anfahrt', reasonCode: 'FC' }

/** One invoice for every case of the tax, and for every group of terms. */
export const VALID: Record<string, EInvoice> = {
  'standard rate': plain,
  'two rates': validInvoice([hours('S', '19'), hours('S', '7'), { ...hours('S', '19'), quantity: '-1' }]),
  'zero rate': validInvoice([hours('Z', '0')]),
  'small business': validInvoice([hours('E', '0')], {
    // Without a VAT id the seller needs another identifier (BR-CO-26).
    seller: { ...without(plain.seller), ids: [{ value: '1008' }] },
  }),
  'reverse charge': validInvoice([hours('AE', '0')]),
  'reverse charge beside taxed': validInvoice([hours('AE', '0'), hours('S', '19')]),
  'intra-community supply': validInvoice([hours('K', '0')], {
    buyer: abroad,
    delivery: { date: '2026-11-20', address: abroad.address },
  }),
  export: validInvoice([hours('G', '0')], {
    buyer: { ...without(plain.buyer), address: { ...abroad.address, country: 'CH' } },
  }),
  untaxed: validInvoice([hours('O')], {
    specification: 'urn:cen.eu:en16931:2017',
    seller: { ...without(plain.seller), registration: { value: 'HRB 12345' } },
    buyer: without(plain.buyer),
  }),
  'Canary Islands': validInvoice([hours('L', '7')]),
  Ceuta: validInvoice([hours('M', '4')]),
  reductions: validInvoice([hours('S', '19')], {
    allowances: [
      { charge: false, ...reduction, base: '100.00', percent: '10', category: 'S', rate: '19' },
      { charge: true, ...extra, category: 'S', rate: '19' },
    ],
  }),
  'reductions of lines': withSums({
    ...plain,
    lines: plain.lines.map((line) => ({
      ...line,
      net: '481.80',
      price: { net: '38.90', gross: '40.00', discount: '1.10', baseQuantity: '1' },
      allowances: [
        { charge: false, ...reduction },
        { charge: true, ...extra },
      ],
    })),
  }),
  'paid in part': validInvoice([hours('S', '19')], {
    totals: { lines: '0', net: '0', gross: '0', prepaid: '100.00', rounding: '0.01', payable: '0' },
  }),
  'credit note': validInvoice([hours('S', '19')], {
    typeCode: '381',
    projectReference: 'P-7',
    preceding: [{ number: 'RE-1', date: '2026-01-02' }],
  }),
  correction: validInvoice([{ ...hours('S', '19'), quantity: '-2' }], {
    typeCode: '384',
    preceding: [{ number: 'RE-1', date: '2026-01-02' }],
  }),
  debit: validInvoice([hours('S', '19')], {
    payment: {
      meansCode: '59',
      transfers: [],
      debit: { mandate: 'M-1', creditorId: 'DE98ZZZ09999999999', account: 'DE89370400440532013000' },
    },
  }),
  card: validInvoice([hours('S', '19')], {
    payment: {
      meansCode: '48',
      transfers: [],
      card: { number: '411111****1111'.slice(-10), holder: 'K. Berger' },
    },
  }),
  'every reference': validInvoice([hours('S', '19')], {
    projectReference: 'P-7',
    contractReference: 'V-1',
    orderReference: 'B-1',
    salesOrderReference: 'A-1',
    receivingAdvice: 'WE-1',
    despatchAdvice: 'LS-1',
    tenderReference: 'AU-1',
    object: { value: 'Zähler 4711', scheme: 'ABT' },
    accountingReference: '4400',
    notes: [{ subject: 'AAI', text: 'Mit Betreff' }],
    attachments: [
      {
        id: 'Stundenzettel',
        description: 'Stunden',
        name: 'stunden.pdf',
        type: 'application/pdf',
        content: 'JVBERg==',
      },
      { id: 'Link', url: 'https://blitzblank.example/stunden' },
    ],
    payee: { name: 'Factoring KG', id: { value: '4000001000005', scheme: '0088' } },
    taxRepresentative: { name: 'Fiskal GmbH', vatId: 'DE136695976', address: plain.seller.address },
    period: { from: '2026-11-01', to: '2026-11-30' },
    taxPointCode: '35',
    delivery: {
      name: 'Lager',
      location: { value: '4000001000005', scheme: '0088' },
      date: '2026-11-20',
      address: plain.buyer.address,
    },
    lines: plain.lines.map((line) => ({
      ...line,
      note: 'Treppenhaus',
      object: { value: 'Haus 3', scheme: 'AVE' },
      orderLine: '10',
      accountingReference: '4401',
      period: { from: '2026-11-01', to: '2026-11-15' },
      item: {
        ...line.item,
        description: 'wöchentlich',
        sellerId: 'UR-1',
        buyerId: 'K-1',
        standardId: { value: '4012345678901', scheme: '0160' },
        classifications: [{ value: '90911200', scheme: 'STI', version: '2008' }],
        country: 'DE',
        attributes: [{ name: 'Fläche', value: '240 m²' }],
      },
    })),
  }),
  'a second currency': {
    ...validInvoice([hours('S', '19')], { currency: 'CHF', taxCurrency: 'EUR' }),
    totals: { ...plain.totals, taxInTaxCurrency: '98.11' },
  },
}
