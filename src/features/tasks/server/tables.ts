import { z } from 'zod'
import type { WorkdaysDb } from '#features/workdays/server/tables.ts'
import type { TableOf } from '#platform/database.ts'
import { TASK_PRIORITIES, TASK_STATUSES } from '../task.ts'
import type { ChecklistItem, TaskRecurrence } from '../task.ts'

const text = z.string().nullable()

export const taskTable = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string(),
  categoryId: z.string(),
  contactId: text,
  opportunityId: text,
  eventId: text,
  projectId: text,
  linked: z.boolean(),
  assigneeId: z.string(),
  dueDay: z.string(),
  dueTime: text,
  timeZone: z.string(),
  dueAt: z.string(),
  reminderMinutes: z.number().nullable(),
  priority: z.enum(TASK_PRIORITIES),
  status: z.enum(TASK_STATUSES),
  checklist: z.array(z.custom<ChecklistItem>()),
  recurrence: z.custom<TaskRecurrence>().nullable(),
  previousId: text,
  position: z.number(),
  closedAt: text,
  closedBy: text,
  search: z.string(),
  sortKey: z.string(),
  createdBy: text,
  updatedBy: text,
  createdAt: z.string(),
  updatedAt: z.string(),
  version: z.number(),
  deletedAt: text,
  deletedBy: text,
  runId: text,
})

export interface TasksDb extends WorkdaysDb {
  task: TableOf<
    typeof taskTable,
    | 'createdAt'
    | 'updatedAt'
    | 'version'
    | 'deletedAt'
    | 'deletedBy'
    | 'position'
    | 'opportunityId'
    | 'eventId'
    | 'projectId'
  >
}
