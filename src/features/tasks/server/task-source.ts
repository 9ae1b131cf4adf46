import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import { isAbout } from '#features/subjects/server/subject-access.ts'
import { SUBJECT_KINDS } from '#features/subjects/subject.ts'
import { dayNumber, dayOf, weekdayOf } from '#kernel/day.ts'
import type { By } from '#kernel/rights.ts'
import { readable, uuids } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import type { ListSource, Sort } from '#platform/list.ts'
import { searchConditions } from '#platform/search.ts'
import { daysAsked } from '../task-list.ts'
import type { TaskFilters } from '../task-list.ts'
import { todayIn, zoneOf } from './due-at.ts'
import type { TasksDb } from './tables.ts'
import { taskReadable } from './task-access.ts'

const bool = sql<SqlBool>

export const taskSearched = { text: sql`r.search`, fields: {} }

/** The tasks that are not closed, and those that are; a list shows the one after the other, whatever its order. */
export const PHASES = {
  open: bool`r.deleted_at is null and r.status <> 'closed'`,
  closed: bool`r.deleted_at is null and r.status = 'closed'`,
}
export type Phase = keyof typeof PHASES

export function taskSource(by: By, phase: Phase): ListSource {
  return { table: 'task', always: PHASES[phase], defaultSort: 'dueDate', sorts: sortsOf(by) }
}

/** What has no contact that `by` sees comes last; a list by contacts is sorted anew each time. */
function sortsOf(by: By): Record<string, Sort> {
  return {
    dueDate: { by: sql`r.due_at`, type: 'timestamptz' },
    title: { by: sql`r.sort_key`, type: 'text' },
    createdAt: { by: sql`r.created_at`, type: 'timestamptz' },
    position: { by: sql`r.position`, type: 'numeric' },
    category: named(
      sql`select id, lower(name) collate "C" as key from label where list = 'task-categories'`,
      'category_id',
    ),
    assignee: named(sql`select id, lower(name) collate "C" as key from app_user`, 'assignee_id'),
    contact: {
      by: sql`coalesce((select c.sort_key from contact c
        where c.id = r.contact_id and c.deleted_at is null and ${readable(by, sql`c.reader_ids`)}), ${LAST}) collate "C"`,
      type: 'text',
    },
  }
}

function named(names: RawBuilder<unknown>, column: string): Sort {
  return { by: sql`n.key`, type: 'text', groups: { names, column: sql.ref(`r.${column}`) } }
}

const LAST = '\u{10FFFD}'

/** Everything the address of the list says, as conditions; access comes first and always. */
export async function taskConditions(
  db: Database<TasksDb>,
  by: By,
  query: TaskFilters & { q?: string | undefined },
): Promise<RawBuilder<SqlBool>[]> {
  const conditions = by.role === 'admin' ? [] : [taskReadable(by)]
  const { assignee, status, category, priority, contact, run } = query
  if (assignee?.length) {
    const ids = assignee.map((id) => (id === 'me' ? by.id : id))
    conditions.push(bool`r.assignee_id = any(${uuids(ids)})`)
  }
  if (status?.length) conditions.push(bool`r.status = any(${status}::text[])`)
  if (priority?.length) conditions.push(bool`r.priority = any(${priority}::text[])`)
  if (category?.length) conditions.push(bool`r.category_id = any(${uuids(category)})`)
  if (run) conditions.push(bool`r.run_id = ${run}`)
  if (contact) conditions.push(aboutContact(by, contact))
  for (const kind of SUBJECT_KINDS) {
    const id = query[kind]
    if (id) conditions.push(isAbout(by, sql`r`, { kind, id }))
  }
  conditions.push(...(await dueConditions(db, by, query)))
  return [...conditions, ...(await searchConditions(db, query.q, taskSearched))]
}

/** About the contact or, where it is a company, one of its persons; only as far as `by` may see those. */
function aboutContact(by: By, contact: string): RawBuilder<SqlBool> {
  return bool`r.contact_id in (
    select c.id from contact c where (c.id = ${contact} or c.company_id = ${contact})
      and c.deleted_at is null and ${readable(by, sql`c.reader_ids`)})`
}

async function dueConditions(
  db: Database<TasksDb>,
  by: By,
  query: TaskFilters,
): Promise<RawBuilder<SqlBool>[]> {
  if (query.due === undefined && query.dueFrom === undefined && query.dueTo === undefined) return []
  const today = todayIn(await zoneOf(db, by.id))
  const number = dayNumber(today)
  const sunday = dayOf(number + 7 - weekdayOf(number))
  const { from, to } = daysAsked(query, { today, sunday, tomorrow: dayOf(number + 1) })
  return [
    ...(query.due === 'overdue' ? [bool`r.due_at <= now() and r.status <> 'closed'`] : []),
    ...(from === undefined ? [] : [bool`r.due_day >= ${from}::date`]),
    ...(to === undefined ? [] : [bool`r.due_day <= ${to}::date`]),
  ]
}
