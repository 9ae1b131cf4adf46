import { z } from 'zod'
import { decimal } from '#kernel/decimal.ts'

export const bankStatement = z
  .object({
    id: z.uuid(),
    iban: z.string(),
    reference: z.string(),
    fromDay: z.string().nullable(),
    toDay: z.string().nullable(),
    opening: z.string().nullable(),
    closing: z.string().nullable(),
    currency: z.string(),
    entries: z.int(),
    open: z.int(),
    createdAt: z.string(),
  })
  .meta({ id: 'BankStatement' })
export type BankStatement = z.infer<typeof bankStatement>

export const bankStatementPage = z
  .object({ items: z.array(bankStatement), nextCursor: z.null() })
  .meta({ id: 'BankStatementPage' })

export const bankImport = z
  .object({
    items: z.array(bankStatement),
    added: z.int().meta({ description: 'Statements that were not known yet' }),
    known: z.int().meta({ description: 'Statements that had been read before; nothing was changed' }),
  })
  .meta({ id: 'BankImport' })
export type BankImport = z.infer<typeof bankImport>

export const REASONS = [
  'number',
  'shortNumber',
  'amount',
  'skonto',
  'sum',
  'partial',
  'iban',
  'name',
  'stranger',
] as const
export type Reason = (typeof REASONS)[number]

export const suggestion = z
  .object({
    sure: z.enum(['certain', 'likely', 'possible']),
    score: z.int(),
    reasons: z.array(z.enum(REASONS)),
    contact: z.object({ id: z.uuid(), name: z.string() }),
    invoices: z.array(
      z.object({
        id: z.uuid(),
        number: z.string(),
        date: z.string(),
        dueDate: z.string(),
        open: z.string(),
        amount: z.string().meta({ description: 'What of the entry is for it' }),
        takeSkonto: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'BankSuggestion' })
export type Suggestion = z.infer<typeof suggestion>

export const bankEntry = z
  .object({
    id: z.uuid(),
    statementId: z.uuid(),
    account: z.string().meta({ description: 'The IBAN of our account' }),
    amount: z.string(),
    currency: z.string(),
    bookedOn: z.string(),
    valueOn: z.string().nullable(),
    name: z.string(),
    iban: z.string(),
    purpose: z.string(),
    endToEnd: z.string(),
    state: z.enum(['open', 'matched', 'ignored']),
    version: z.int(),
    suggestions: z.array(suggestion),
    payments: z.array(
      z.object({
        id: z.uuid(),
        invoiceId: z.uuid(),
        number: z.string(),
        kind: z.string(),
        amount: z.string(),
      }),
    ),
  })
  .meta({ id: 'BankEntry' })
export type BankEntry = z.infer<typeof bankEntry>

export const bankEntryQuery = z.object({
  state: z.enum(['open', 'matched', 'ignored']).optional(),
  statement: z.uuid().optional(),
  q: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d [0-9a-f-]{36}$/)
    .optional(),
})
export type BankEntryQuery = z.infer<typeof bankEntryQuery>

export const bankEntryPage = z
  .object({ items: z.array(bankEntry), nextCursor: z.string().nullable(), open: z.int() })
  .meta({ id: 'BankEntryPage' })

export const bankMatch = z
  .object({
    invoices: z
      .array(
        z.object({
          id: z.uuid(),
          amount: decimal({ whole: 12, places: 2 }),
          takeSkonto: z.boolean().default(false),
        }),
      )
      .min(1)
      .max(100),
  })
  .meta({ id: 'BankMatch' })
export type BankMatch = z.infer<typeof bankMatch>

export const certainAccepted = z
  .object({
    done: z.int(),
    invoices: z.int(),
    ids: z.array(z.uuid()).meta({ description: 'The entries that were booked, to open them again' }),
  })
  .meta({ id: 'BankCertainAccepted' })
export type CertainAccepted = z.infer<typeof certainAccepted>
