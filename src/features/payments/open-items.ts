import { z } from 'zod'
import { dayNumber } from '#kernel/day.ts'
import { cents, sum } from '#kernel/decimal.ts'

const amounts = {
  open: z.string(),
  notDue: z.string(),
  days30: z.string().meta({ description: 'Overdue for up to 30 days' }),
  days60: z.string(),
  days90: z.string(),
  older: z.string(),
}
const openInvoice = z.object({
  id: z.uuid(),
  number: z.string(),
  kind: z.string(),
  status: z.string(),
  date: z.string(),
  dueDate: z.string(),
  payable: z.string(),
  settled: z.string(),
  open: z.string().meta({ description: 'Negative: to be given back' }),
  reminderLevel: z.int(),
  daysLate: z.int(),
})
export type OpenInvoice = z.infer<typeof openInvoice>

export const openItems = z
  .object({
    items: z.array(
      z.object({
        contact: z.object({ id: z.uuid(), name: z.string() }),
        currency: z.string(),
        ...amounts,
        invoices: z.array(openInvoice),
      }),
    ),
    totals: z.array(z.object({ currency: z.string(), ...amounts })),
    nextCursor: z.null(),
  })
  .meta({ id: 'OpenItems' })
export type OpenItems = z.infer<typeof openItems>

/** What is open by how long it is overdue on a day. */
export function ageing(invoices: readonly Pick<OpenInvoice, 'open' | 'daysLate'>[]) {
  const between = (from: number, to: number) =>
    cents(sum(invoices.filter(({ daysLate }) => daysLate >= from && daysLate <= to).map(({ open }) => open)))
  return {
    open: between(-Infinity, Infinity),
    notDue: between(-Infinity, 0),
    days30: between(1, 30),
    days60: between(31, 60),
    days90: between(61, 90),
    older: between(91, Infinity),
  }
}

export const daysLate = (dueDate: string, today: string): number => dayNumber(today) - dayNumber(dueDate)
