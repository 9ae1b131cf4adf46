import type { ViewsDb } from '#features/views/server/tables.ts'

export type AdministrationDb = ViewsDb
