import type { EInvoice } from '../../src/features/einvoice/e-invoice.ts'
import { VAT_CATEGORIES } from '../../src/features/einvoice/e-invoice.ts'
import { fc } from '../properties.ts'

// Any invoice the model can hold, sensible or not, as far as both syntaxes have a place for it.

const unfit = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u
const text = fc
  .oneof(
    { weight: 4, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }) },
    fc.constantFrom('a\r\nb', ' innen & außen ', '<b>"fett"</b>', ']]>', 'Zeile\nZeile\n', "l'été", '👩‍🔧'),
  )
  .filter((one) => one.trim() !== '' && !unfit.test(one) && !/^\s*#/.test(one))
const code = text.filter((one) => one === one.trim() && one !== 'SEPA' && one !== 'NA')
const sign = fc.stringMatching(/^[A-Z][A-Z0-9]{1,5}$/).filter((one) => one !== 'SEPA')
const amount = fc.oneof(
  fc.integer({ min: -1_000_000, max: 100_000_000 }).map((cents) => (cents / 100).toFixed(2)),
  fc.constantFrom('0', '1.5', '0.3333', '-12'),
)
const day = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2060-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const id = fc.record({ value: code, scheme: sign }, { requiredKeys: ['value'] })
const withScheme = fc.record({ value: code, scheme: sign })
const some = <T extends object>(arbitrary: fc.Arbitrary<T>) =>
  arbitrary.filter((one) => Object.keys(one).length > 0)
const optional = { requiredKeys: [] as [] }

const address = fc.record(
  { line1: text, line2: text, line3: text, city: text, postalCode: text, subdivision: text, country: sign },
  { requiredKeys: ['country'] },
)
const party = fc.record(
  {
    name: text,
    tradingName: text,
    ids: fc
      .tuple(fc.array(fc.record({ value: code }), { maxLength: 2 }), fc.array(withScheme, { maxLength: 2 }))
      .map((both) => both.flat()),
    registration: id,
    vatId: code,
    taxNumber: code,
    legalForm: text,
    electronicAddress: id,
    address,
    contact: some(fc.record({ name: text, phone: text, email: code }, optional)),
  },
  { requiredKeys: ['name', 'ids', 'address'] },
)
const period = some(fc.record({ from: day, to: day }, optional))
const allowanceFields = {
  charge: fc.boolean(),
  amount,
  base: amount,
  percent: amount,
  reason: text,
  reasonCode: sign,
}
const allowance = fc.record(allowanceFields, { requiredKeys: ['charge', 'amount'] })
const category = fc.constantFrom(...VAT_CATEGORIES)
const documentAllowance = fc.record(
  { ...allowanceFields, category, rate: amount },
  { requiredKeys: ['charge', 'amount', 'category'] },
)
const price = fc.oneof(
  fc.record({ net: amount }),
  fc.record({ net: amount, gross: amount, discount: amount }),
  fc.record({ net: amount, baseQuantity: amount }),
  fc.record({ net: amount, baseQuantity: amount, baseUnit: fc.constant('XBX') }),
)
const line = fc.record(
  {
    id: code,
    note: text,
    object: id,
    quantity: amount,
    unit: fc.constantFrom('HUR', 'C62', 'MTK'),
    net: amount,
    orderLine: code,
    accountingReference: text,
    period,
    allowances: fc.array(allowance, { maxLength: 2 }),
    price,
    tax: fc.record({ category, rate: amount }, { requiredKeys: ['category'] }),
    item: fc.record(
      {
        name: text,
        description: text,
        sellerId: code,
        buyerId: code,
        standardId: id,
        classifications: fc.array(
          fc.record({ value: code, scheme: sign, version: sign }, { requiredKeys: ['value'] }),
          { maxLength: 2 },
        ),
        country: sign,
        attributes: fc.array(fc.record({ name: text, value: text }), { maxLength: 2 }),
      },
      { requiredKeys: ['name', 'classifications', 'attributes'] },
    ),
  },
  { requiredKeys: ['id', 'quantity', 'unit', 'net', 'allowances', 'price', 'tax', 'item'] },
)
const attachment = fc
  .record(
    {
      id: code,
      description: text,
      url: code,
      file: fc.record({ name: code, type: code, content: fc.base64String({ minLength: 4 }) }),
    },
    { requiredKeys: ['id'] },
  )
  .map(({ file, ...rest }) => ({ ...rest, ...file }))
const payment = some(
  fc.record(
    {
      meansCode: fc.constantFrom('30', '58', '59', '48'),
      reference: code,
      card: fc.record({ number: code, holder: text }, { requiredKeys: ['number'] }),
      debit: some(fc.record({ mandate: code, creditorId: code, account: code }, optional)),
      transfers: fc.array(
        fc.record(
          { account: fc.oneof(code, fc.constant('DE89370400440532013000')), name: text, bic: code },
          { requiredKeys: ['account'] },
        ),
        { minLength: 1, maxLength: 3 },
      ),
    },
    optional,
  ),
).map((one) => ({ ...one, transfers: one.transfers ?? [] }))
const totals = fc.record(
  {
    lines: amount,
    allowances: amount,
    charges: amount,
    net: amount,
    tax: amount,
    gross: amount,
    prepaid: amount,
    rounding: amount,
    payable: amount,
  },
  { requiredKeys: ['lines', 'net', 'gross', 'payable'] },
)

/** Any invoice that can be written. */
export const anyInvoice: fc.Arbitrary<EInvoice> = fc.record(
  {
    specification: code,
    process: code,
    number: code,
    date: day,
    typeCode: fc.constantFrom('380', '381', '384', '326', '877'),
    currency: fc.constant('EUR'),
    taxPointDate: day,
    taxPointCode: fc.constantFrom('3', '35', '432'),
    dueDate: day,
    buyerReference: text,
    projectReference: code,
    contractReference: code,
    orderReference: code,
    salesOrderReference: code,
    receivingAdvice: code,
    despatchAdvice: code,
    tenderReference: code,
    object: id,
    accountingReference: text,
    terms: text,
    notes: fc.array(fc.record({ subject: fc.constantFrom('ADU', 'REG'), text }, { requiredKeys: ['text'] }), {
      maxLength: 3,
    }),
    preceding: fc.array(fc.record({ number: code, date: day }, { requiredKeys: ['number'] }), {
      maxLength: 2,
    }),
    seller: party,
    buyer: party,
    payee: fc.record({ name: text, id, registration: id }, { requiredKeys: ['name'] }),
    taxRepresentative: fc.record({ name: text, vatId: code, address }, { requiredKeys: ['name'] }),
    delivery: some(fc.record({ name: text, location: id, date: day, address }, optional)),
    period,
    payment,
    allowances: fc.array(documentAllowance, { maxLength: 2 }),
    totals,
    taxes: fc.array(
      fc.record(
        { category, rate: amount, base: amount, amount, reason: text, reasonCode: sign },
        { requiredKeys: ['category', 'base', 'amount'] },
      ),
      { minLength: 1, maxLength: 3 },
    ),
    attachments: fc.array(attachment, { maxLength: 2 }),
    lines: fc.array(line, { maxLength: 3 }),
  },
  {
    requiredKeys: [
      'specification',
      'number',
      'date',
      'typeCode',
      'currency',
      'notes',
      'preceding',
      'seller',
      'buyer',
      'allowances',
      'totals',
      'taxes',
      'attachments',
      'lines',
    ],
  },
)

/** With a second currency for the tax office. */
export const anyForeignInvoice: fc.Arbitrary<EInvoice> = fc
  .tuple(anyInvoice, amount, amount)
  .map(([invoice, tax, taxInTaxCurrency]) => ({
    ...invoice,
    currency: 'CHF',
    taxCurrency: 'EUR',
    totals: { ...invoice.totals, tax, taxInTaxCurrency },
  }))
