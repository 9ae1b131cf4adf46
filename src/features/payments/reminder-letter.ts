import { lastMail } from '#features/invoices/document-mail.ts'
import { z } from 'zod'

const reminded = z.object({
  id: z.uuid(),
  number: z.string(),
  date: z.string(),
  dueDate: z.string(),
  open: z.string(),
  reminderLevel: z.int().meta({ description: 'Before this letter' }),
  lastReminder: z.string().nullable(),
  level: z.int(),
  daysLate: z.int(),
  interest: z.string(),
  lumpSum: z.string(),
})
const sums = {
  level: z.int().meta({ description: '1 payment reminder, 2 reminder, 3 last reminder' }),
  currency: z.string(),
  open: z.string(),
  fee: z.string(),
  interest: z.string(),
  lumpSum: z.string(),
  total: z.string(),
}
const named = z.object({ id: z.uuid(), name: z.string() })

/** A letter as it would be written today. */
export const reminderProposal = z
  .object({
    ...sums,
    contact: named,
    language: z.enum(['de', 'en']),
    email: z.string(),
    dueDate: z.string(),
    notices: z
      .array(z.enum(['rate_missing', 'no_address']))
      .meta({ description: 'What speaks against it: no base rate for the days, no address' }),
    invoices: z.array(reminded),
  })
  .meta({ id: 'ReminderProposal' })
export type ReminderProposal = z.infer<typeof reminderProposal>

export const reminderQuery = z
  .object({ contactIds: z.array(z.uuid()).max(500).optional() })
  .meta({ id: 'ReminderQuery' })
export const reminderProposals = z
  .object({ items: z.array(reminderProposal), nextCursor: z.null() })
  .meta({ id: 'ReminderProposals' })

/** Of which letter the page is wanted: all that is due of a customer in a currency, or only these invoices. */
export const reminderPreview = z.object({
  contact: z.uuid(),
  currency: z.string().regex(/^[A-Z]{3}$/),
  invoice: z
    .preprocess(
      (value) => (value === undefined || Array.isArray(value) ? value : [value]),
      z.array(z.uuid()).max(500).optional(),
    )
    .meta({ description: 'Several: these; none: all' }),
})

export const remindersNew = z
  .object({
    letters: z
      .array(
        z.object({
          contactId: z.uuid(),
          currency: z.string().regex(/^[A-Z]{3}$/),
          invoiceIds: z.array(z.uuid()).min(1).max(500),
        }),
      )
      .min(1)
      .max(200),
  })
  .meta({ id: 'ReminderLettersNew' })
export type RemindersNew = z.infer<typeof remindersNew>

/** A letter that was written. */
export const reminderLetter = z
  .object({
    ...sums,
    id: z.uuid(),
    number: z.string(),
    contact: named.nullable(),
    day: z.string(),
    dueDate: z.string(),
    language: z.enum(['de', 'en']),
    invoices: z.array(reminded),
    sentAt: z.string().nullable(),
    mail: lastMail.nullable().meta({ description: 'Null: it was not sent from here' }),
    createdAt: z.string(),
  })
  .meta({ id: 'ReminderLetter' })
export type ReminderLetter = z.infer<typeof reminderLetter>

export const reminderLetters = z
  .object({ items: z.array(reminderLetter), nextCursor: z.string().nullable() })
  .meta({ id: 'ReminderLetters' })

export const baseRate = z
  .object({
    country: z.enum(['DE', 'AT', 'CH']),
    validFrom: z.iso.date(),
    percent: z.string().regex(/^-?\d{1,2}(\.\d{1,3})?$/),
  })
  .meta({ id: 'BaseRate' })
export const baseRates = z
  .object({ items: z.array(baseRate), nextCursor: z.null() })
  .meta({ id: 'BaseRates' })
