import type { ImportsDb } from '#features/imports/server/tables.ts'

/** Every table; for start-up and tests only, features name what they stand on. */
export type AllDb = ImportsDb
