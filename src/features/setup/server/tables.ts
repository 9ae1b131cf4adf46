import type { InvoicesDb } from '#features/invoices/server/tables.ts'

export type SetupDb = InvoicesDb
