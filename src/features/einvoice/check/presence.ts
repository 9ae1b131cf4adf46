import type { EAddress } from '../e-invoice.ts'
import {
  allowances,
  lineAllowances,
  lines,
  number,
  one,
  rule,
  said,
  taxes,
  whole,
  within,
  type Rule,
} from './rule.ts'

// EN 16931-1, 6.4.2: what an invoice must hold (BR-1 to BR-65).

const empty = (address: EAddress) => !Object.values(address).some(said)
const seller = one('seller', (invoice) => invoice.seller)
const buyer = one('buyer', (invoice) => invoice.buyer)
const payee = one('payee', (invoice) => invoice.payee)
const representative = one('taxRepresentative', (invoice) => invoice.taxRepresentative)
const payment = one('payment', (invoice) => invoice.payment)
const reasoned = (item: { reason?: string | undefined; reasonCode?: string | undefined }) =>
  item.reason !== undefined || item.reasonCode !== undefined
const inOrder = ({ from, to }: { from?: string | undefined; to?: string | undefined }) =>
  from === undefined || to === undefined || to >= from
const TRANSFER = ['30', '58']

export const DOCUMENT_PRESENCE: Rule[] = [
  rule(['BR-01', 'BT-24'], whole, (invoice) => said(invoice.specification)),
  rule(['BR-02', 'BT-1'], whole, (invoice) => said(invoice.number)),
  rule(['BR-03', 'BT-2'], whole, (invoice) => said(invoice.date)),
  rule(['BR-04', 'BT-3'], whole, (invoice) => said(invoice.typeCode)),
  rule(['BR-05', 'BT-5'], whole, (invoice) => said(invoice.currency)),
  rule(['BR-06', 'BT-27'], seller, (party) => said(party.name)),
  rule(['BR-07', 'BT-44'], buyer, (party) => said(party.name)),
  rule(['BR-08', 'BG-5'], seller, (party) => !empty(party.address)),
  rule(['BR-09', 'BT-40'], seller, ({ address }) => empty(address) || said(address.country)),
  rule(['BR-10', 'BG-8'], buyer, (party) => !empty(party.address)),
  rule(['BR-11', 'BT-55'], buyer, ({ address }) => said(address.country)),
  rule(['BR-12', 'BT-106'], whole, ({ totals }) => said(totals.lines)),
  rule(['BR-13', 'BT-109'], whole, ({ totals }) => said(totals.net)),
  rule(['BR-14', 'BT-112'], whole, ({ totals }) => said(totals.gross)),
  rule(['BR-15', 'BT-115'], whole, ({ totals }) => said(totals.payable)),
  rule(['BR-16', 'BG-25'], whole, (invoice) => invoice.lines.length > 0),
  rule(
    ['BR-17', 'BT-59', 'payee'],
    payee,
    (payee, { seller }) =>
      said(payee.name) &&
      payee.name !== seller.name &&
      !(payee.id && seller.ids.some(({ value }) => value === payee.id?.value)),
  ),
  rule(['BR-18', 'BT-62'], representative, ({ name }) => said(name)),
  rule(['BR-19', 'BG-12'], representative, ({ address }) => address !== undefined),
  rule(['BR-20', 'BT-69'], representative, ({ address }) => !address || said(address.country)),
  rule(['BR-56', 'BT-63'], representative, ({ vatId }) => said(vatId)),
  rule(
    ['BR-29', 'BG-14', 'period'],
    one('period', (invoice) => invoice.period),
    inOrder,
  ),
  rule(['BR-49', 'BT-81'], payment, ({ meansCode }) => said(meansCode)),
  rule(
    ['BR-50', 'BT-84'],
    payment,
    ({ meansCode = '', transfers }) =>
      !TRANSFER.includes(meansCode) || transfers.every(({ account }) => said(account)),
  ),
  rule(
    ['BR-61', 'BT-84'],
    payment,
    ({ meansCode = '', transfers }) =>
      !TRANSFER.includes(meansCode) || transfers.some(({ account }) => said(account)),
  ),
  rule(
    ['BR-51', 'BT-87', 'card_number'],
    one('payment.card', (invoice) => invoice.payment?.card),
    ({ number }) => number.length <= 10,
    { flag: 'warning' },
  ),
  rule(
    ['BR-52', 'BT-122'],
    within(whole, 'attachments', ({ attachments }) => attachments),
    ({ id }) => said(id),
  ),
  rule(
    ['BR-53', 'BT-111'],
    whole,
    ({ taxCurrency, currency, totals }) =>
      taxCurrency === undefined ||
      totals.taxInTaxCurrency !== undefined ||
      (taxCurrency === currency && totals.tax !== undefined),
  ),
  rule(
    ['BR-55', 'BT-25'],
    within(whole, 'preceding', ({ preceding }) => preceding),
    ({ number }) => said(number),
  ),
  rule(
    ['BR-57', 'BT-80'],
    one('delivery.address', (invoice) => invoice.delivery?.address),
    ({ country }) => said(country),
  ),
  rule(['BR-62', 'BT-34', 'scheme'], seller, schemed),
  rule(['BR-63', 'BT-49', 'scheme'], buyer, schemed),
]

function schemed({
  electronicAddress,
}: {
  electronicAddress?: { scheme?: string | undefined } | undefined
}): boolean {
  return !electronicAddress || said(electronicAddress.scheme)
}

export const LINE_PRESENCE: Rule[] = [
  rule(['BR-21', 'BT-126'], lines, ({ id }) => said(id)),
  rule(['BR-22', 'BT-129'], lines, ({ quantity }) => said(quantity)),
  rule(['BR-23', 'BT-130'], lines, ({ unit }) => said(unit)),
  rule(['BR-24', 'BT-131'], lines, ({ net }) => said(net)),
  rule(['BR-25', 'BT-153'], lines, ({ item }) => said(item.name)),
  rule(['BR-26', 'BT-146'], lines, ({ price }) => said(price.net)),
  rule(['BR-27', 'BT-146', 'negative_price'], lines, ({ price }) => number(price.net)?.gte(0) ?? false),
  rule(['BR-28', 'BT-148', 'negative_price'], lines, ({ price }) => number(price.gross)?.gte(0) ?? true),
  rule(
    ['BR-30', 'BG-26', 'period'],
    within(lines, 'period', ({ period }) => period),
    inOrder,
  ),
  rule(['BR-41', 'BT-136'], lineAllowances(false), ({ amount }) => said(amount)),
  rule(['BR-42', 'BT-139', 'reason'], lineAllowances(false), reasoned),
  rule(['BR-43', 'BT-141'], lineAllowances(true), ({ amount }) => said(amount)),
  rule(['BR-44', 'BT-144', 'reason'], lineAllowances(true), reasoned),
  rule(
    ['BR-54', 'BG-32'],
    within(lines, 'item.attributes', ({ item }) => item.attributes),
    ({ name, value }) => said(name) && said(value),
  ),
  rule(
    ['BR-64', 'BT-157', 'scheme'],
    within(lines, 'item.standardId', ({ item }) => item.standardId),
    ({ scheme }) => said(scheme),
  ),
  rule(
    ['BR-65', 'BT-158', 'scheme'],
    within(lines, 'item.classifications', ({ item }) => item.classifications),
    ({ scheme }) => said(scheme),
  ),
]

export const SUM_PRESENCE: Rule[] = [
  rule(['BR-31', 'BT-92'], allowances(false), ({ amount }) => said(amount)),
  rule(['BR-32', 'BT-95'], allowances(false), ({ category }) => said(category)),
  rule(['BR-33', 'BT-97', 'reason'], allowances(false), reasoned),
  rule(['BR-36', 'BT-99'], allowances(true), ({ amount }) => said(amount)),
  rule(['BR-37', 'BT-102'], allowances(true), ({ category }) => said(category)),
  rule(['BR-38', 'BT-104', 'reason'], allowances(true), reasoned),
  rule(['BR-45', 'BT-116'], taxes, ({ base }) => said(base)),
  rule(['BR-46', 'BT-117'], taxes, ({ amount }) => said(amount)),
  rule(['BR-47', 'BT-118'], taxes, ({ category }) => said(category)),
  rule(['BR-48', 'BT-119'], taxes, ({ rate, category }) => rate !== undefined || category === 'O'),
]
