import type { RawBuilder, SqlBool } from 'kysely'
import { invalid } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Database } from '#platform/database.ts'
import { COUNT_CAP, countRows, listPage } from '#platform/list.ts'
import type { TaskListQuery } from '../task-list.ts'
import type { Task } from '../task.ts'
import { readTasks } from './read-tasks.ts'
import type { TasksDb } from './tables.ts'
import { taskConditions, taskSource } from './task-source.ts'
import type { Phase } from './task-source.ts'

/** One page of the tasks `by` may see. Closed ones come after all others, whatever the order. */
export async function listTasks(
  db: Database<TasksDb>,
  by: By,
  query: TaskListQuery,
): Promise<{ items: Task[]; nextCursor: string | null; total?: number }> {
  const conditions = await taskConditions(db, by, query)
  const asked = { by, query, conditions }
  const [{ ids, nextCursor }, total] = await Promise.all([
    findPage(db, asked, startOf(query)),
    query.count ? countTasks(db, asked) : undefined,
  ])
  const items = await readTasks(db, by, ids)
  return { items, nextCursor, ...(total === undefined ? {} : { total }) }
}

interface Asked {
  by: By
  query: TaskListQuery
  conditions: RawBuilder<SqlBool>[]
}

interface Start {
  phase: Phase
  cursor?: string
  skip?: number
}

/** A page that ends among the open ones is filled up with the first of the closed. */
async function findPage(
  db: Database<TasksDb>,
  asked: Asked,
  start: Start,
): Promise<{ ids: string[]; nextCursor: string | null }> {
  const { by, query, conditions } = asked
  const page = { sort: query.sort, limit: query.limit, cursor: start.cursor, skip: start.skip }
  const found = await listPage(db, taskSource(by, start.phase), conditions, page)
  if (start.phase === 'closed') return { ids: found.ids, nextCursor: mark('closed', found.nextCursor) }
  if (found.nextCursor !== null) return { ids: found.ids, nextCursor: mark('open', found.nextCursor) }
  const isOpenOnly = query.status?.length && !query.status.includes('closed')
  if (isOpenOnly || query.due === 'overdue') return { ids: found.ids, nextCursor: null }
  const wanted = query.limit - found.ids.length
  if (wanted === 0)
    return (await hasClosed(db, asked))
      ? { ids: found.ids, nextCursor: 'closed.' }
      : { ids: found.ids, nextCursor: null }
  const skip = await left(db, asked, start, found.ids.length)
  const rest = await listPage(db, taskSource(by, 'closed'), conditions, {
    sort: query.sort,
    limit: wanted,
    skip,
  })
  return { ids: [...found.ids, ...rest.ids], nextCursor: mark('closed', rest.nextCursor) }
}

/** What of the rows to pass over lies among the closed ones. */
async function left(db: Database<TasksDb>, { by, conditions }: Asked, { skip = 0 }: Start, found: number) {
  if (skip === 0 || found > 0) return 0
  return skip - (await countRows(db, taskSource(by, 'open'), conditions, 'true'))
}

async function hasClosed(db: Database<TasksDb>, { by, query, conditions }: Asked): Promise<boolean> {
  const { ids } = await listPage(db, taskSource(by, 'closed'), conditions, { sort: query.sort, limit: 1 })
  return ids.length > 0
}

async function countTasks(db: Database<TasksDb>, { by, query, conditions }: Asked): Promise<number> {
  const mode = query.count ?? 'capped'
  const phases = ['open', 'closed'] as const
  const counts = await Promise.all(
    phases.map((phase) => countRows(db, taskSource(by, phase), conditions, mode)),
  )
  const total = counts.reduce((sum, count) => sum + count, 0)
  return mode === 'capped' ? Math.min(total, COUNT_CAP + 1) : total
}

function mark(phase: Phase, cursor: string | null): string | null {
  return cursor === null ? null : `${phase}.${cursor}`
}

function startOf({ cursor, skip }: TaskListQuery): Start {
  const passed = skip === undefined ? {} : { skip }
  if (cursor === undefined) return { phase: 'open', ...passed }
  const [, phase, rest = ''] = /^(open|closed)\.(.*)$/.exec(cursor) ?? []
  if (phase !== 'open' && phase !== 'closed') {
    throw invalid('cursor', 'bad_cursor', 'Take nextCursor of the page before, with the same sort.')
  }
  return { phase, ...(rest === '' ? {} : { cursor: rest }), ...passed }
}
