import type { Tx } from '#platform/database.ts'
import type { TasksDb } from './tables.ts'
import type { HeldTask } from './task-state.ts'

export async function armReminder(_tx: Tx<TasksDb>, _task: HeldTask): Promise<void> {}
