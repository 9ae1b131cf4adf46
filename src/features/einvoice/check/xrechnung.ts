import { checkIban } from '#kernel/iban.ts'
import { XRECHNUNG_3, type EInvoice } from '../e-invoice.ts'
import { checkLeitwegId, looksLikeLeitwegId } from '../leitweg-id.ts'
import { termsAreWellFormed } from '../skonto.ts'
import type { Syntax } from '../write-xml.ts'
import { lines, one, rule, said, taxes, whole, within, type Rule } from './rule.ts'

// XRechnung 3.0.2 (KoSIT): what it demands beyond EN 16931 (BR-DE).

const contact = one('seller.contact', ({ seller }) => seller.contact)
const seller = one('seller.address', ({ seller }) => seller.address)
const buyer = one('buyer.address', ({ buyer }) => buyer.address)
const delivered = one('delivery.address', ({ delivery }) => delivery?.address)
const debit = one('payment.debit', ({ payment }) => payment?.debit)
const warning = { flag: 'warning' } as const

/** In UBL the creditor identifier stands with the seller, who may give it though nothing is debited. */
const isDebit = ({ payment }: EInvoice, syntax: Syntax | undefined) =>
  payment?.debit?.mandate !== undefined ||
  payment?.debit?.account !== undefined ||
  (payment?.debit?.creditorId !== undefined && syntax !== 'ubl')
/** How an absolute URL begins (RFC 3986, 3.1); a single letter would be a drive. */
const SCHEME = /^[a-z][a-z\d+.-]+:/i
const TYPES = new Set(['326', '380', '384', '389', '381', '875', '876', '877'])
const TAXED = new Set<string>(['S', 'Z', 'E', 'AE', 'K', 'G', 'L', 'M'])

/** Which group belongs to which means of payment, and that no other is there (BR-DE-23 to BR-DE-25). */
const GROUPS: [id: string, term: string, codes: string[], group: keyof ReturnType<typeof groups>][] = [
  ['BR-DE-23', 'BG-17', ['30', '58'], 'transfer'],
  ['BR-DE-24', 'BG-18', ['48', '54', '55'], 'card'],
  ['BR-DE-25', 'BG-19', ['59'], 'debit'],
]
const groups = (invoice: EInvoice, syntax: Syntax | undefined) => ({
  transfer: (invoice.payment?.transfers.length ?? 0) > 0,
  card: invoice.payment?.card !== undefined,
  debit: isDebit(invoice, syntax),
})

const paymentGroups = GROUPS.flatMap(([id, term, codes, group]): Rule[] => {
  const over = one('payment', (invoice) =>
    codes.includes(invoice.payment?.meansCode ?? '') ? invoice : undefined,
  )
  return [
    rule([`${id}-a`, term], over, (invoice, _, { syntax }) => groups(invoice, syntax)[group]),
    rule([`${id}-b`, term, 'payment_group'], over, (invoice, _, { syntax }) =>
      Object.entries(groups(invoice, syntax)).every(([name, there]) => name === group || !there),
    ),
  ]
})

export const XRECHNUNG: Rule[] = [
  rule(['BR-DE-1', 'BG-16'], whole, ({ payment }) => payment !== undefined),
  rule(['BR-DE-2', 'BG-6'], whole, ({ seller }) => seller.contact !== undefined),
  rule(['BR-DE-3', 'BT-37'], seller, ({ city }) => said(city)),
  rule(['BR-DE-4', 'BT-38'], seller, ({ postalCode }) => said(postalCode)),
  rule(['BR-DE-5', 'BT-41'], contact, ({ name }) => said(name)),
  rule(['BR-DE-6', 'BT-42'], contact, ({ phone }) => said(phone)),
  rule(['BR-DE-7', 'BT-43'], contact, ({ email }) => said(email)),
  rule(['BR-DE-8', 'BT-52'], buyer, ({ city }) => said(city)),
  rule(['BR-DE-9', 'BT-53'], buyer, ({ postalCode }) => said(postalCode)),
  rule(['BR-DE-10', 'BT-77'], delivered, ({ city }) => said(city)),
  rule(['BR-DE-11', 'BT-78'], delivered, ({ postalCode }) => said(postalCode)),
  rule(['BR-DE-14', 'BT-119'], taxes, ({ rate }) => rate !== undefined),
  rule(['BR-DE-15', 'BT-10'], whole, ({ buyerReference }) => said(buyerReference)),
  rule(
    ['BR-DE-16', 'BT-31', 'seller_tax'],
    whole,
    (invoice) =>
      ![...invoice.lines.map(({ tax }) => tax), ...invoice.allowances].some(({ category }) =>
        TAXED.has(category),
      ) ||
      said(invoice.seller.vatId) ||
      said(invoice.seller.taxNumber) ||
      invoice.taxRepresentative !== undefined,
  ),
  rule(['BR-DE-17', 'BT-3', 'document_type'], whole, ({ typeCode }) => TYPES.has(typeCode), {
    ...warning,
    values: ({ typeCode }) => ({ value: typeCode }),
  }),
  rule(
    ['BR-DE-18', 'BT-20', 'skonto'],
    one('terms', ({ terms }) => terms),
    termsAreWellFormed,
  ),
  rule(
    ['BR-DE-19', 'BT-84', 'iban'],
    one('payment', ({ payment }) => (payment?.meansCode === '58' ? payment : undefined)),
    ({ transfers }) => transfers.every(({ account }) => checkIban(account) === null),
    warning,
  ),
  rule(
    ['BR-DE-20', 'BT-91', 'iban'],
    one('payment.debit.account', ({ payment }) =>
      payment?.meansCode === '59' ? payment.debit?.account : undefined,
    ),
    (account) => checkIban(account) === null,
    warning,
  ),
  rule(
    ['BR-DE-21', 'BT-24', 'specification'],
    whole,
    ({ specification }) => `${specification.trim()}#`.startsWith(`${XRECHNUNG_3}#`),
    {
      ...warning,
      values: ({ specification }) => ({ value: specification }),
    },
  ),
  rule(['BR-DE-22', 'BT-125', 'attachment_names'], whole, ({ attachments }) => {
    const names = attachments.flatMap(({ name }) => name ?? [])
    return new Set(names).size === names.length
  }),
  ...paymentGroups,
  rule(
    ['BR-DE-26', 'BG-3', 'preceding'],
    whole,
    ({ typeCode, preceding }) => typeCode !== '384' || preceding.length > 0,
    warning,
  ),
  rule(
    ['BR-DE-27', 'BT-42', 'phone'],
    contact,
    ({ phone = '' }) => !said(phone) || phone.replaceAll(/\D/g, '').length >= 3,
    { ...warning, values: ({ phone = '' }) => ({ value: phone }) },
  ),
  rule(['BR-DE-28', 'BT-43', 'email'], contact, ({ email = '' }) => !said(email) || isEmail(email.trim()), {
    ...warning,
    values: ({ email = '' }) => ({ value: email }),
  }),
  rule(
    ['BR-DE-30', 'BT-90'],
    debit,
    ({ creditorId }, invoice, { syntax }) => said(creditorId) || !isDebit(invoice, syntax),
  ),
  rule(
    ['BR-DE-31', 'BT-91'],
    debit,
    ({ account }, invoice, { syntax }) => said(account) || !isDebit(invoice, syntax),
  ),
  rule(
    ['BR-TMP-2', 'BT-124', 'absolute_url'],
    within(whole, 'attachments', ({ attachments }) => attachments),
    ({ url }) => url === undefined || SCHEME.test(url),
    { ...warning, values: ({ url = '' }) => ({ value: url }) },
  ),
  rule(
    ['BR-DE-TMP-32', 'BT-72', 'supply_date'],
    whole,
    (invoice) =>
      invoice.delivery?.date !== undefined ||
      invoice.period !== undefined ||
      (invoice.lines.length > 0 && lines(invoice).every(({ item }) => item.period !== undefined)),
    warning,
  ),
  rule(
    ['LEITWEG-ID', 'BT-10', 'leitweg_id'],
    one('buyerReference', ({ buyerReference }) => buyerReference),
    (reference) => !looksLikeLeitwegId(reference) || checkLeitwegId(reference) === undefined,
    { ...warning, values: (reference) => ({ value: reference }) },
  ),
]

/** One `@` with a name before it, and a domain of at least two parts behind it. */
function isEmail(text: string): boolean {
  const [name = '', domain = '', ...more] = text.split('@')
  const parts = domain.split('.')
  const isWhole = name !== '' && parts.length > 1 && parts.every((part) => part !== '')
  return isWhole && more.length === 0 && !/\s/.test(text)
}
