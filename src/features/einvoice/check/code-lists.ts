import {
  CREDIT_NOTE_TYPES,
  INVOICE_TYPES,
  MIME_TYPES,
  NOTE_SUBJECTS,
  OBJECT_SCHEMES,
} from '../codes/documents.ts'
import { CLASSIFICATIONS } from '../codes/items.ts'
import { ALLOWANCE_REASONS, CHARGE_REASONS, PAYMENT_MEANS, TAX_POINTS, VATEX } from '../codes/money.ts'
import { EAS, ICD } from '../codes/parties.ts'
import { COUNTRIES, CURRENCIES } from '../codes/places.ts'
import { UNITS } from '../codes/units.ts'
import { VAT_CATEGORIES, type EInvoice, type Identifier, type Party } from '../e-invoice.ts'
import {
  allowances,
  lineAllowances,
  lines,
  one,
  rule,
  taxes,
  whole,
  within,
  type Over,
  type Rule,
} from './rule.ts'

// EN 16931-1, 6.4.6: codes come from their lists (BR-CL).

type Codes = Over<string>

const listed = (id: string, term: string, list: ReadonlySet<string>, over: Codes): Rule =>
  rule([id, term, 'code'], over, (code) => code === '' || list.has(code), { values: (value) => ({ value }) })

const of = <T>(
  over: Over<T>,
  path: string,
  code: (item: T) => string | readonly string[] | undefined,
): Codes => within<T, string>(over, path, code)

const schemesOf = (ids: readonly Identifier[]): string[] => ids.flatMap(({ scheme }) => scheme ?? [])
const parties: Over<Party> = ({ seller, buyer }) => [
  { path: 'seller', item: seller },
  { path: 'buyer', item: buyer },
]
const TYPES = new Set([...INVOICE_TYPES, ...CREDIT_NOTE_TYPES])
const CATEGORIES = new Set<string>(VAT_CATEGORIES)
const allAllowances: Over<{ charge: boolean; reasonCode?: string | undefined }> = (invoice) => [
  ...[false, true].flatMap((charge) => allowances(charge)(invoice)),
  ...[false, true].flatMap((charge) => lineAllowances(charge)(invoice)),
]
const reasons = (charge: boolean): Codes =>
  of(allAllowances, 'reasonCode', (item) => (item.charge === charge ? item.reasonCode : undefined))

const countriesOf = ({ seller, buyer, taxRepresentative, delivery }: EInvoice) =>
  [seller.address, buyer.address, taxRepresentative?.address, delivery?.address].flatMap(
    (address) => address?.country ?? [],
  )

export const CODE_LISTS: Rule[] = [
  listed(
    'BR-CL-01',
    'BT-3',
    TYPES,
    of(whole, 'typeCode', ({ typeCode }) => typeCode),
  ),
  listed(
    'BR-CL-03',
    'BT-5',
    CURRENCIES,
    of(whole, 'currency', ({ currency }) => currency),
  ),
  // An amount in a second currency says which.
  rule(
    ['BR-CL-03', 'BT-6', 'code'],
    one('taxCurrency', ({ totals, taxCurrency = '' }) =>
      totals.taxInTaxCurrency === undefined ? undefined : taxCurrency,
    ),
    (code) => CURRENCIES.has(code),
    { values: (value) => ({ value }) },
  ),
  listed(
    'BR-CL-04',
    'BT-5',
    CURRENCIES,
    of(whole, 'currency', ({ currency }) => currency),
  ),
  listed(
    'BR-CL-05',
    'BT-6',
    CURRENCIES,
    of(whole, 'taxCurrency', ({ taxCurrency }) => taxCurrency),
  ),
  listed(
    'BR-CL-06',
    'BT-8',
    TAX_POINTS,
    of(whole, 'taxPointCode', ({ taxPointCode }) => taxPointCode),
  ),
  listed(
    'BR-CL-07',
    'BT-18',
    OBJECT_SCHEMES,
    of(whole, 'object', ({ object }) => object?.scheme),
  ),
  listed(
    'BR-CL-07',
    'BT-128',
    OBJECT_SCHEMES,
    of(lines, 'object', ({ object }) => object?.scheme),
  ),
  listed(
    'BR-CL-08',
    'BT-21',
    NOTE_SUBJECTS,
    of(whole, 'notes', ({ notes }) => notes.flatMap((note) => note.subject ?? [])),
  ),
  listed(
    'BR-CL-10',
    'BT-29',
    ICD,
    of(parties, 'ids', ({ ids }) => schemesOf(ids)),
  ),
  listed(
    'BR-CL-10',
    'BT-60',
    ICD,
    of(
      one('payee', ({ payee }) => payee),
      'id',
      ({ id }) => id?.scheme,
    ),
  ),
  listed(
    'BR-CL-11',
    'BT-30',
    ICD,
    of(parties, 'registration', ({ registration }) => registration?.scheme),
  ),
  listed(
    'BR-CL-11',
    'BT-61',
    ICD,
    of(
      one('payee', ({ payee }) => payee),
      'registration',
      ({ registration }) => registration?.scheme,
    ),
  ),
  listed(
    'BR-CL-13',
    'BT-158',
    CLASSIFICATIONS,
    of(lines, 'item.classifications', ({ item }) => schemesOf(item.classifications)),
  ),
  listed('BR-CL-14', 'BT-40', COUNTRIES, of(whole, 'country', countriesOf)),
  listed(
    'BR-CL-15',
    'BT-159',
    COUNTRIES,
    of(lines, 'item.country', ({ item }) => item.country),
  ),
  listed(
    'BR-CL-16',
    'BT-81',
    PAYMENT_MEANS,
    of(whole, 'payment.meansCode', ({ payment }) => payment?.meansCode),
  ),
  listed(
    'BR-CL-17',
    'BT-118',
    CATEGORIES,
    of(taxes, 'category', ({ category }) => category),
  ),
  ...[false, true].map((charge) =>
    listed(
      'BR-CL-17',
      charge ? 'BT-102' : 'BT-95',
      CATEGORIES,
      of(allowances(charge), 'category', (item) => item.category),
    ),
  ),
  // The official rules for CII name the breakdown together with the lines.
  listed(
    'BR-CL-18',
    'BT-118',
    CATEGORIES,
    of(taxes, 'category', ({ category }) => category),
  ),
  listed(
    'BR-CL-18',
    'BT-151',
    CATEGORIES,
    of(lines, 'tax.category', ({ tax }) => tax.category),
  ),
  listed('BR-CL-19', 'BT-98', ALLOWANCE_REASONS, reasons(false)),
  listed('BR-CL-20', 'BT-105', CHARGE_REASONS, reasons(true)),
  listed(
    'BR-CL-21',
    'BT-157',
    ICD,
    of(lines, 'item.standardId', ({ item }) => item.standardId?.scheme),
  ),
  listed(
    'BR-CL-22',
    'BT-121',
    VATEX,
    of(taxes, 'reasonCode', ({ reasonCode }) => reasonCode?.toUpperCase()),
  ),
  listed(
    'BR-CL-23',
    'BT-130',
    UNITS,
    of(lines, 'unit', ({ unit, price }) => [unit, ...(price.baseUnit === undefined ? [] : [price.baseUnit])]),
  ),
  listed(
    'BR-CL-24',
    'BT-125',
    MIME_TYPES,
    of(whole, 'attachments', ({ attachments }) => attachments.flatMap(({ type }) => type ?? [])),
  ),
  listed(
    'BR-CL-25',
    'BT-34',
    EAS,
    of(parties, 'electronicAddress', ({ electronicAddress }) => electronicAddress?.scheme),
  ),
  listed(
    'BR-CL-26',
    'BT-71',
    ICD,
    of(whole, 'delivery.location', ({ delivery }) => delivery?.location?.scheme),
  ),
]
