import type { VisitsDb } from '#features/visits/server/tables.ts'

/** The calendar has no tables of its own; it shows what lower features keep. */
export interface CalendarDb extends VisitsDb {}
