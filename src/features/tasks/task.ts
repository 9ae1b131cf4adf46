import { z } from 'zod'
import { about, subjectFields, subjectsRead } from '#features/subjects/subject.ts'
import { clock, day } from '#features/workdays/workday.ts'
import { timeZone } from '#kernel/local-time.ts'

export const TASK_STATUSES = ['open', 'started', 'closed'] as const
export const TASK_PRIORITIES = ['low', 'normal', 'high'] as const

export const checklistItem = z.object({ text: z.string().trim().min(1).max(255), done: z.boolean() })
export type ChecklistItem = z.infer<typeof checklistItem>

/** When a task comes again: so long after its day, or after the day it was closed. */
export const taskRecurrence = z.object({
  every: z.int().min(1).max(999),
  unit: z.enum(['day', 'week', 'month', 'year']),
  from: z.enum(['due', 'done']).default('due'),
  dayOfMonth: z.int().min(29).max(31).optional().meta({
    description: 'The day it falls on where the month is long enough; kept by Kontor',
  }),
})
export type TaskRecurrence = z.infer<typeof taskRecurrence>

/** How far from when it is due a task is reminded of, in minutes: four weeks before or after. */
export const FURTHEST_REMINDER = 40_320

const fields = {
  title: z.string().trim().min(1).max(255),
  description: z.string().max(65_000),
  categoryId: z.uuid(),
  contactId: z.uuid().nullable(),
  ...subjectFields,
  assigneeId: z.uuid().meta({ description: 'Who is to do it; not a guest' }),
  dueDate: day,
  dueTime: clock.nullable().meta({ description: 'Null: some time that day' }),
  timeZone,
  reminderMinutes: z.int().min(-FURTHEST_REMINDER).max(FURTHEST_REMINDER).nullable().meta({
    description:
      'Before its time, or before 8:00 of the day when it has none; less than 0: after; null: none',
  }),
  priority: z.enum(TASK_PRIORITIES),
  status: z.enum(TASK_STATUSES),
  checklist: z.array(checklistItem).max(100),
  recurrence: taskRecurrence.nullable(),
}

export const task = z
  .object({
    ...fields,
    ...subjectsRead,
    id: z.uuid(),
    overdue: z.boolean(),
    contact: z
      .object({ id: z.uuid(), displayName: z.string() })
      .nullable()
      .meta({ description: 'Null when there is none or the caller may not see it' }),
    about,
    assignee: z.object({ id: z.uuid(), name: z.string() }),
    createdBy: z.uuid().nullable(),
    closedAt: z.string().nullable(),
    position: z.number().meta({ description: 'Place on the board' }),
    nextId: z.uuid().nullable().meta({ description: 'The one that came after it was closed' }),
    createdAt: z.string(),
    updatedAt: z.string(),
    version: z.int(),
    can: z.array(z.enum(['change', 'delete'])),
  })
  .meta({ id: 'Task' })
export type Task = z.infer<typeof task>

export const taskNew = z
  .object(fields)
  .partial()
  .required({ title: true, dueDate: true })
  .extend({ notify: z.boolean().optional().meta({ description: 'Tell the assignee; default true' }) })
  .meta({ id: 'TaskNew' })
export type TaskNew = z.infer<typeof taskNew>

export const taskChange = z
  .object({ ...fields, position: z.number().meta({ description: 'Place on the board' }) })
  .partial()
  .extend({ notify: z.boolean().optional() })
  .meta({ id: 'TaskChange' })
export type TaskChange = z.infer<typeof taskChange>

/** A day or more before its time; what has none, at eight on its day. */
export const usualReminder = (dueTime: string | null): number => (dueTime === null ? 0 : 1440)

export const taskPage = z
  .object({
    items: z.array(task),
    nextCursor: z.string().nullable(),
    total: z
      .int()
      .optional()
      .meta({ description: 'With `count`; `capped` says 10001 for "more than 10000"' }),
  })
  .meta({ id: 'TaskPage' })

export const nearestTask = z.object({
  contactId: z.uuid().nullable().meta({ description: 'The contact that was asked for' }),
  opportunityId: z.uuid().nullable().meta({ description: 'The opportunity that was asked for' }),
  id: z.uuid(),
  title: z.string(),
  dueDate: day,
  dueTime: clock.nullable(),
  overdue: z.boolean(),
})
export type NearestTask = z.infer<typeof nearestTask>
export const nearestTasks = z.object({ items: z.array(nearestTask) }).meta({ id: 'NearestTasks' })
