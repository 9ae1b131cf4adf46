import { dayNumber } from '#kernel/day.ts'
import { Big } from '#kernel/decimal.ts'
import { checkVatId } from '#kernel/vat-id.ts'
import type { EAddress, EInvoice } from '../e-invoice.ts'
import { taxOf } from './conditions.ts'
import { lineNet } from './peppol.ts'
import { lines, number, one, rule, said, taxes, whole, type Rule } from './rule.ts'

// § 14 Abs. 4 and § 14a UStG: what an invoice must say to be one, whatever its syntax. The ids name paragraph, section
// and number.

const content = { class: 'content' } as const
const doubt = { class: 'content', flag: 'warning' } as const

const complete = ({ line1, line2, line3, city, postalCode }: EAddress) =>
  (said(line1) || said(line2) || said(line3) || said(postalCode)) && said(city)
const german = ({ seller }: EInvoice) => seller.address.country === 'DE'
const ofGermany = one('', (invoice) => (german(invoice) ? invoice : undefined))
/** What is untaxed or taxed elsewhere needs no number of the tax office on the invoice. */
const needsTaxId = ({ taxes, seller }: EInvoice) =>
  seller.address.country === 'DE' || taxes.some(({ category }) => category !== 'O')
const words = ({ notes, taxes, lines }: EInvoice) =>
  [
    ...notes.map(({ text }) => text),
    ...taxes.map(({ reason }) => reason ?? ''),
    ...lines.map(({ note }) => note ?? ''),
  ].join('\n')
const REVERSE = /steuerschuldnerschaft des leistungsempf|reverse charge|übergang der steuerschuld/i

/** The rates of § 12 UStG on the day of the supply; § 28 lowered them in the second half of 2020. */
function ratesOn(day: string): string[] {
  const lowered = day >= '2020-07-01' && day <= '2020-12-31'
  return lowered ? ['16', '5', '19', '7'] : ['19', '7', ...(day <= '2021-06-30' ? ['16', '5'] : [])]
}

export const LAWFUL: Rule[] = [
  rule(
    ['USTG-14-4-1', 'BG-5', 'seller_address'],
    whole,
    ({ seller }) => said(seller.name) && complete(seller.address),
    content,
  ),
  rule(
    ['USTG-14-4-1', 'BG-8', 'buyer_address'],
    whole,
    ({ buyer }) => said(buyer.name) && complete(buyer.address),
    content,
  ),
  rule(
    ['USTG-14-4-2', 'BT-31', 'seller_tax'],
    whole,
    (invoice) =>
      !needsTaxId(invoice) ||
      said(invoice.seller.vatId) ||
      said(invoice.seller.taxNumber) ||
      said(invoice.taxRepresentative?.vatId),
    content,
  ),
  rule(
    ['USTG-14-4-2', 'BT-31', 'vat_id'],
    one('seller.vatId', ({ seller }) => seller.vatId),
    (vatId) => checkVatId(vatId) === null,
    { ...doubt, values: (value) => ({ value }) },
  ),
  rule(
    ['USTG-14A-1', 'BT-48', 'vat_id'],
    one('buyer.vatId', ({ buyer }) => buyer.vatId),
    (vatId) => checkVatId(vatId) === null,
    { ...doubt, values: (value) => ({ value }) },
  ),
  rule(['USTG-14-4-3', 'BT-2'], whole, ({ date }) => said(date), content),
  rule(['USTG-14-4-4', 'BT-1'], whole, ({ number }) => said(number), content),
  rule(['USTG-14-4-5', 'BT-153', 'description'], lines, ({ item }) => /[\p{L}\d]/u.test(item.name), content),
  rule(
    ['USTG-14-4-5', 'BT-129', 'quantity'],
    lines,
    ({ quantity }) => number(quantity)?.eq(0) === false,
    doubt,
  ),
  rule(
    ['USTG-14-4-5', 'BT-131', 'line_net'],
    lines,
    (line) => {
      const [is, should] = [number(line.net), lineNet(line)]
      return !is || !should || is.minus(should).abs().lte('0.02')
    },
    { ...content, values: (line) => ({ is: line.net, should: lineNet(line)?.toFixed(2) ?? '' }) },
  ),
  rule(
    ['USTG-14-4-6', 'BT-72', 'supply_date'],
    whole,
    (invoice) =>
      invoice.delivery?.date !== undefined ||
      invoice.period !== undefined ||
      invoice.taxPointDate !== undefined ||
      (invoice.lines.length > 0 && invoice.lines.every(({ period }) => period !== undefined)),
    doubt,
  ),
  rule(['USTG-14-4-7', 'BG-23'], whole, (invoice) => invoice.taxes.length > 0, content),
  rule(
    ['USTG-14-4-8', 'BT-119', 'german_rate'],
    (invoice) => (german(invoice) ? taxes(invoice).filter(({ item }) => item.category === 'S') : []),
    ({ rate }, invoice) => {
      const day = invoice.delivery?.date ?? invoice.period?.to ?? invoice.date
      const percent = number(rate)
      return percent === undefined || ratesOn(day).some((one) => percent.eq(one))
    },
    { ...doubt, values: ({ rate = '' }) => ({ value: rate }) },
  ),
  rule(
    ['USTG-14-4-8', 'BT-117', 'tax_amount'],
    taxes,
    ({ base, rate, amount }, invoice) => {
      const [tax, percent] = [number(amount)?.abs(), number(rate)]
      if (!tax || !percent) return true
      // Rounding line by line may add up to half a cent each.
      return tax.minus(taxOf(base, rate)).abs().lte(new Big('0.005').times(invoice.lines.length).plus('0.01'))
    },
    {
      ...content,
      values: ({ base, rate = '', amount }) => ({
        base,
        rate,
        is: amount,
        should: taxOf(base, rate).toFixed(2),
      }),
    },
  ),
  rule(
    ['USTG-14-4-8', 'BT-120', 'exemption_reason'],
    (invoice) => taxes(invoice).filter(({ item }) => ['E', 'AE', 'K', 'G'].includes(item.category)),
    ({ reason, reasonCode }) => said(reason) || said(reasonCode),
    content,
  ),
  rule(
    ['USTG-14A-5', 'BT-120', 'reverse_charge_words'],
    ofGermany,
    (invoice) =>
      !invoice.taxes.some(({ category, reasonCode }) => category === 'AE' && reasonCode !== 'VATEX-EU-AE') ||
      REVERSE.test(words(invoice)),
    doubt,
  ),
  rule(
    ['USTG-14C', 'BT-117', 'tax_and_reverse_charge'],
    whole,
    (invoice) =>
      !(
        REVERSE.test(words(invoice)) &&
        invoice.taxes.every(({ category }) => category === 'S') &&
        invoice.taxes.length > 0
      ),
    content,
  ),
  rule(
    ['USTG-14-2', 'BT-2', 'late'],
    one('date', (invoice) => (german(invoice) ? supplyAndIssue(invoice) : undefined)),
    ({ supply, issue }) => dayNumber(issue) - dayNumber(supply) <= 184,
    doubt,
  ),
]

function supplyAndIssue({ delivery, period, date }: EInvoice) {
  const supply = delivery?.date ?? period?.to
  return supply !== undefined && date !== '' ? { supply, issue: date } : undefined
}
