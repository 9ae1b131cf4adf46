import type { TasksDb } from '#features/tasks/server/tables.ts'

export type AdministrationDb = TasksDb
