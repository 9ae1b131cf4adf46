import { z } from 'zod'
import { subjectQuery } from '#features/subjects/subject.ts'
import { TASK_PRIORITIES, TASK_STATUSES } from './task.ts'

const several = <T extends z.ZodType>(one: T) =>
  z.preprocess(
    (value) => (value === undefined || Array.isArray(value) ? value : [value]),
    z.array(one).max(50).optional(),
  )

export const DUE_WORDS = ['overdue', 'today', 'week', 'upcoming'] as const
const RANGE = /^(\d{4}-\d\d-\d\d)?\.\.(\d{4}-\d\d-\d\d)?$/

/** The filters of the task list, as they stand in its address. */
export const taskFilters = z.object({
  assignee: several(z.union([z.literal('me'), z.uuid()])).meta({ description: 'Several: one of them' }),
  status: several(z.enum(TASK_STATUSES)).meta({ description: 'Several: one of them' }),
  due: z
    .union([z.enum(DUE_WORDS), z.string().regex(RANGE).refine(hasDays, 'Days such as 2026-11-21')])
    .optional()
    .meta({
      description:
        '`overdue`, `today`, `week` (until Sunday), `upcoming` (after today) or days, as in 2026-11-01..2026-11-30; by the clock of the caller',
    }),
  dueFrom: z.iso.date().optional(),
  dueTo: z.iso.date().optional().meta({ description: 'The last day' }),
  category: several(z.uuid()).meta({ description: 'Several: one of them' }),
  contact: z.uuid().optional().meta({ description: 'About it; of a company with its persons' }),
  ...subjectQuery,
  priority: several(z.enum(TASK_PRIORITIES)).meta({ description: 'Several: one of them' }),
  run: z.uuid().optional().meta({ description: 'What this run created' }),
})
export type TaskFilters = z.infer<typeof taskFilters>

export const taskListQuery = z.object({
  q: z.string().max(200).optional().meta({ description: 'Search syntax, over title and description' }),
  sort: z.string().max(60).optional().meta({
    description:
      'dueDate, title, category, assignee, contact, createdAt or position; with a minus: descending. Closed tasks always come last',
  }),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
  skip: z.coerce.number().int().min(0).max(250_000).optional().meta({
    description: 'Passes over so many rows first; to go on, take the cursor',
  }),
  count: z
    .enum(['true', 'capped'])
    .optional()
    .meta({ description: '`true` adds the exact `total`; `capped` stops counting at 10000' }),
  ...taskFilters.shape,
})
export type TaskListQuery = z.infer<typeof taskListQuery>

/** The first and the last day that `due` and its like ask for; overdue asks for an instant instead. */
export function daysAsked(
  { due, dueFrom, dueTo }: Pick<TaskFilters, 'due' | 'dueFrom' | 'dueTo'>,
  { today, sunday, tomorrow }: { today: string; sunday: string; tomorrow: string },
): { from?: string | undefined; to?: string | undefined } {
  if (due === 'today') return { from: today, to: today }
  if (due === 'week') return { from: today, to: sunday }
  if (due === 'upcoming') return { from: tomorrow }
  const [, from, to] = RANGE.exec(due ?? '') ?? []
  return { from: from ?? dueFrom, to: to ?? dueTo }
}

function hasDays(range: string): boolean {
  return range.split('..').every((one) => one === '' || z.iso.date().safeParse(one).success)
}
