import type { VisitsDb } from '#features/visits/server/tables.ts'

export type SetupDb = VisitsDb
