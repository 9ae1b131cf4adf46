import { Big, cents, sum } from '#kernel/decimal.ts'
import type { OpenInvoice, OpenItems } from '../../open-items.ts'

export type Customer = OpenItems['items'][number]

/** How long something is overdue, as the columns of the list tell it. */
export const BUCKETS = ['notDue', 'days30', 'days60', 'more'] as const
export type Bucket = (typeof BUCKETS)[number]

type Amounts = Pick<Customer, 'notDue' | 'days30' | 'days60' | 'days90' | 'older'>

/** What is open in a column. */
export const inBucket = (amounts: Amounts, bucket: Bucket): string =>
  bucket === 'more' ? cents(sum([amounts.days90, amounts.older])) : amounts[bucket]

/** Of everything open, how much is overdue. */
export const lateOf = ({ open, notDue }: Pick<Customer, 'open' | 'notDue'>): string =>
  cents(new Big(open).minus(notDue))

/** The column of a document. */
export const bucketOf = ({ daysLate }: Pick<OpenInvoice, 'daysLate'>): Bucket =>
  daysLate <= 0 ? 'notDue' : daysLate <= 30 ? 'days30' : daysLate <= 60 ? 'days60' : 'more'

/** The customers with what was asked for: words of a name or a number, a column. Those without any are left out. */
export function narrowed(customers: readonly Customer[], words: string, bucket?: Bucket): Customer[] {
  const asked = words.toLowerCase().split(/\s+/).filter(Boolean)
  const says = (text: string, word: string) => text.toLowerCase().includes(word)
  return customers.flatMap((customer) => {
    const invoices = customer.invoices.filter(
      (one) =>
        (bucket === undefined || bucketOf(one) === bucket) &&
        asked.every((word) => says(customer.contact.name, word) || says(one.number, word)),
    )
    return invoices.length > 0 ? [{ ...customer, invoices }] : []
  })
}
