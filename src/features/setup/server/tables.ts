import type { HistoryDb } from '#features/history/server/tables.ts'

export type SetupDb = HistoryDb
