import { z } from 'zod'
import { listWords, pageOf } from '#kernel/list-query.ts'
import { decimal } from '#kernel/decimal.ts'
import { invoiceLineNew, invoiceNew } from './invoice.ts'
import { PLAN_UNITS } from './plan-periods.ts'

const day = z.iso.date()

const planLine = invoiceLineNew.omit({ servicePeriod: true, optional: true })

/** What the invoice of a plan says: everything of a new one but whom it is for and its days. */
export const planTemplate = invoiceNew
  .omit({
    contactId: true,
    kind: true,
    date: true,
    dueDate: true,
    serviceDate: true,
    servicePeriod: true,
    rate: true,
    deductedIds: true,
  })
  .extend({ lines: z.array(planLine).min(1).max(500) })
  .meta({
    id: 'InvoicePlanTemplate',
    description: 'In its texts `{period}`, `{month}` and `{year}` stand for the period that is billed',
  })
export type PlanTemplate = z.infer<typeof planTemplate>

/** So much more (or less) on the prices of the lines, for periods that begin on this day or later. */
export const planRaise = z.object({
  from: day,
  percent: decimal({ whole: 3, places: 4, least: -90, most: 900 }),
  amount: decimal({ whole: 9, places: 4 })
    .optional()
    .meta({ description: 'On top of each price, in the currency of the plan' }),
  round: decimal({ whole: 6, places: 4, least: 0.0001 }).nullable().meta({
    description: 'Prices are rounded to its multiples, such as "0.05"; null: to the places they have',
  }),
})
export type PlanRaise = z.infer<typeof planRaise>

const fields = {
  contactId: z.uuid(),
  title: z.string().trim().min(1).max(255),
  every: z.int().min(1).max(120),
  unit: z.enum(PLAN_UNITS),
  startDay: day.meta({ description: 'The first day of the first period; the others are counted from it' }),
  endDay: day.nullable().meta({ description: 'The last day of the contract' }),
  leadDays: z.int().min(-60).max(120).meta({
    description: 'The invoice is written so many days after its period begins; negative: before',
  }),
  thenDo: z.enum(['draft', 'issue', 'send']).meta({
    description: 'What happens to what was written; where the rules forbid to issue it, it stays a draft',
  }),
  paused: z.boolean().meta({ description: 'Invoices that fall due in a pause are left out' }),
  template: planTemplate,
}

export const invoicePlanNew = z
  .object(fields)
  .partial()
  .required({ contactId: true, title: true, unit: true, startDay: true, template: true })
  .meta({ id: 'InvoicePlanNew' })
export type InvoicePlanNew = z.infer<typeof invoicePlanNew>

export const invoicePlanChange = z
  .object({ ...fields, raises: z.array(planRaise).max(50) })
  .partial()
  .meta({ id: 'InvoicePlanChange' })
export type InvoicePlanChange = z.infer<typeof invoicePlanChange>

const named = z.object({ id: z.uuid(), name: z.string() })

export const invoicePlan = z
  .object({
    ...fields,
    id: z.uuid(),
    contact: named.nullable().meta({ description: 'Null where the caller may not see it' }),
    raises: z.array(planRaise).meta({ description: 'Still to come' }),
    nextDay: day.nullable().meta({ description: 'When the period begins that is billed next; null: over' }),
    next: z
      .object({ from: day, to: day, writtenOn: day, cut: z.boolean() })
      .nullable()
      .meta({ description: 'That period and the day its invoice is written; `cut` by the end' }),
    net: z.string().meta({ description: 'What a period comes to, as it was reckoned last' }),
    currency: z.string(),
    stuck: z
      .string()
      .nullable()
      .meta({ description: 'Why the invoice that is due could not be written: the code of a problem' }),
    createdBy: z.uuid().nullable(),
    createdAt: z.string(),
    updatedAt: z.string(),
    version: z.int(),
    can: z.array(z.enum(['change', 'delete'])),
  })
  .meta({ id: 'InvoicePlan' })
export type InvoicePlan = z.infer<typeof invoicePlan>

export const invoicePlanRow = invoicePlan
  .omit({ template: true, raises: true })
  .meta({ id: 'InvoicePlanRow' })
export type InvoicePlanRow = z.infer<typeof invoicePlanRow>

export const invoicePlanListQuery = z.object({
  ...listWords({
    q: 'Search syntax, over titles and customers',
    sort: 'nextDay (the default), title, contact or net',
  }),
  contact: z.uuid().optional().meta({ description: 'The customer; of a company with its persons' }),
  state: z.enum(['running', 'paused', 'over', 'stuck']).optional(),
})
export type InvoicePlanListQuery = z.infer<typeof invoicePlanListQuery>

export const invoicePlanPage = pageOf(invoicePlanRow).meta({ id: 'InvoicePlanPage' })
export type InvoicePlanPage = z.infer<typeof invoicePlanPage>

/** One of the periods that come next, and what it will cost. */
export const planAhead = z
  .object({
    from: day,
    to: day,
    writtenOn: day,
    cut: z.boolean().meta({ description: 'By the end of the contract' }),
    subject: z.string(),
    net: z.string(),
    raised: z.boolean().meta({ description: 'A raise counts for the first time' }),
  })
  .meta({ id: 'InvoicePlanAhead' })
export type PlanAhead = z.infer<typeof planAhead>

/** Raises the prices of these plans, or of all that the caller may change. */
export const planRaising = z
  .object({
    ids: z.array(z.uuid()).min(1).max(1000).optional(),
    all: z.literal(true).optional(),
    ...planRaise.partial({ round: true, percent: true }).shape,
    preview: z.boolean().default(false).meta({ description: 'Says what would be; nothing is kept' }),
  })
  .refine(({ ids, all }) => (ids === undefined) !== (all === undefined), {
    path: ['ids'],
    message: 'Say `ids` or `all`',
  })
  .refine(({ percent, amount }) => percent !== undefined || amount !== undefined, {
    path: ['percent'],
    message: 'Say `percent` or `amount`',
  })
  .meta({ id: 'InvoicePlanRaising' })
export type PlanRaising = z.infer<typeof planRaising>

export const planRaised = z
  .object({
    plans: z.array(
      z.object({
        id: z.uuid(),
        title: z.string(),
        contact: named.nullable(),
        currency: z.string(),
        from: day.meta({ description: 'The first period with the new prices begins' }),
        before: z.string().meta({ description: 'Net of a period' }),
        after: z.string(),
        lines: z.array(
          z.object({
            text: z.string(),
            before: z.string(),
            after: z.string().meta({ description: 'As before where the price is that of the item' }),
          }),
        ),
      }),
    ),
    left: z
      .array(z.object({ id: z.uuid(), reason: z.enum(['missing', 'forbidden', 'over']) }))
      .meta({ description: 'Of the plans that were named' }),
  })
  .meta({ id: 'InvoicePlansRaised' })
export type PlanRaised = z.infer<typeof planRaised>
