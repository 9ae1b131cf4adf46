import { z } from 'zod'

const day = z.iso.date()

/** What somebody should look at before a period leaves the house. */
export const BOOKS_WARNINGS = [
  /** Nobody said which adviser and client the files are of. */
  'no_client',
  /** Numbers of customers have one digit more than accounts; some have not. */
  'debtor_digits',
  /** Revenue of a tax that no account is known for. */
  'unknown_account',
  /** Drafts dated in the period are in no file. */
  'drafts',
  /** Issued for the period after it was exported. */
  'late',
] as const

export const booksPreview = z
  .object({
    from: day,
    to: day,
    year: day.meta({ description: 'First day of the fiscal year' }),
    currency: z.string().meta({ description: "The firm's own" }),
    documents: z.int(),
    payments: z.int(),
    customers: z.int(),
    bookings: z.int(),
    sums: z.array(
      z.object({
        currency: z.string(),
        billed: z.string().meta({ description: 'Gross of the documents, cancellations taken off' }),
        received: z.string().meta({ description: 'Money in, refunds taken off' }),
      }),
    ),
    accounts: z
      .array(
        z.object({
          account: z.string(),
          key: z.string().nullable().meta({ description: 'What is booked on it, as the settings name it' }),
          currency: z.string(),
          count: z.int(),
          debit: z.string(),
          credit: z.string(),
        }),
      )
      .meta({ description: 'Without those of customers' }),
    warnings: z.array(
      z.object({
        kind: z.enum(BOOKS_WARNINGS),
        count: z.int(),
        invoices: z
          .array(z.object({ id: z.uuid(), name: z.string() }))
          .meta({ description: 'The first ten it is about' }),
      }),
    ),
    exports: z
      .array(
        z.object({
          format: z.enum(['datev', 'gobd']),
          from: day,
          to: day,
          at: z.string(),
          by: z.string().nullable(),
        }),
      )
      .meta({ description: 'Which periods left the house, the last first' }),
  })
  .meta({ id: 'BooksPreview' })
export type BooksPreview = z.infer<typeof booksPreview>
