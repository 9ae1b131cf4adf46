import type { PaymentsDb } from '#features/payments/server/tables.ts'

export type SetupDb = PaymentsDb
