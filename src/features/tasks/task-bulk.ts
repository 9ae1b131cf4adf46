import { z } from 'zod'
import { bulk as contactsBulk } from '#features/contacts/bulk.ts'
import { taskFilters } from './task-list.ts'
import { TASK_PRIORITIES, TASK_STATUSES, taskNew } from './task.ts'
import type { Task, TaskChange } from './task.ts'
import { dayNumber, dayOf } from '#kernel/day.ts'

/** One change for many tasks: those named, or everything a filter of the list finds. */
export const taskBulkChange = z
  .object({
    status: z.enum(TASK_STATUSES),
    assigneeId: z.uuid(),
    priority: z.enum(TASK_PRIORITIES),
    categoryId: z.uuid(),
    shiftDays: z
      .int()
      .min(-3660)
      .max(3660)
      .meta({ description: 'Moves the day each is due by so many days' }),
    dueDate: z.iso.date().meta({ description: 'One day for all' }),
    delete: z.literal(true),
  })
  .partial()
export type TaskBulkChange = z.infer<typeof taskBulkChange>

const ids = z.array(z.uuid()).max(10_000)
const filter = z
  .object({
    q: z.string().max(200).optional(),
    ...taskFilters.shape,
    except: ids.optional().meta({ description: 'Tasks that are found and meant to be left out' }),
  })
  .meta({ description: 'What the list finds: its query parameters' })

const bulkBody = z.object({ ids: ids.min(1).optional(), filter: filter.optional(), ...taskBulkChange.shape })
export type TaskBulk = z.infer<typeof bulkBody>

export const taskBulk = bulkBody
  .refine((body) => (body.ids === undefined) !== (body.filter === undefined), {
    path: ['ids'],
    message: 'Say either `ids` or `filter`.',
  })
  .refine((body) => isChange(changeIn(body)), {
    path: [],
    message: 'Say what to change: `delete` alone, or fields; `dueDate` or `shiftDays`.',
  })
  .meta({ id: 'TasksBulk' })

/** The same task for each of many contacts; which contacts, in the words of their list. */
export const tasksForContacts = z
  .object({
    ids: ids.min(1).optional(),
    filter: contactsBulk.shape.filter,
    task: taskNew.omit({ contactId: true }),
  })
  .refine((body) => (body.ids === undefined) !== (body.filter === undefined), {
    path: ['ids'],
    message: 'Say either `ids` or `filter`.',
  })
  .meta({ id: 'TasksForContacts' })
export type TasksForContacts = z.infer<typeof tasksForContacts>

/** What of the body is to be changed. */
export function changeIn(body: TaskBulk): TaskBulkChange {
  const { ids: _, filter: __, ...change } = body
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
}

function isChange(change: TaskBulkChange): boolean {
  const said = Object.keys(change).length
  if (change.delete) return said === 1
  return said > 0 && !(change.dueDate !== undefined && change.shiftDays !== undefined)
}

/** The change of one task. Whom it is for hears of many at once, not of each. */
export function patchOf(change: TaskBulkChange, task: Task): TaskChange {
  const { shiftDays, delete: _, ...plain } = change
  const moved = shiftDays === undefined ? {} : { dueDate: dayOf(dayNumber(task.dueDate) + shiftDays) }
  return { ...plain, ...moved, notify: false }
}

const FIELDS: [fields: (keyof TaskBulkChange)[], de: string, en: string][] = [
  [['status'], 'Status', 'status'],
  [['assigneeId'], 'Zuständigkeit', 'assignee'],
  [['dueDate', 'shiftDays'], 'Fälligkeit', 'due date'],
  [['priority'], 'Priorität', 'priority'],
  [['categoryId'], 'Kategorie', 'category'],
]

/** How the run is called: "12 Aufgaben: Fälligkeit". */
export function bulkTitle(change: TaskBulkChange, total: number, language: 'de' | 'en'): string {
  const what = countOf(total, language)
  if (change.delete) return `${what} ${language === 'de' ? 'gelöscht' : 'deleted'}`
  const names = FIELDS.filter(([fields]) => fields.some((field) => change[field] !== undefined))
  return `${what}: ${names.map(([, de, en]) => (language === 'de' ? de : en)).join(', ')}`
}

/** How the run is called that makes a task for each of many contacts. */
export function forContactsTitle(title: string, total: number, language: 'de' | 'en'): string {
  const quoted = language === 'de' ? `„${title}“` : `“${title}”`
  return `${countOf(total, language)}: ${quoted}`
}

function countOf(total: number, language: 'de' | 'en'): string {
  const word = language === 'de' ? (total === 1 ? 'Aufgabe' : 'Aufgaben') : total === 1 ? 'task' : 'tasks'
  return `${total.toLocaleString(language)} ${word}`
}
