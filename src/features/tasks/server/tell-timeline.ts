import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { isAboutSomething } from '#features/history/history.ts'
import { subjectReaders } from '#features/subjects/server/subjects.ts'
import { ABOUT_KINDS, subjectsOf } from '#features/subjects/subject.ts'
import type { SubjectIds } from '#features/subjects/subject.ts'
import { searchLines } from '#kernel/fold.ts'
import type { By } from '#kernel/rights.ts'
import { uuids } from '#platform/access.ts'
import type { Tx } from '#platform/database.ts'
import { announce } from '#platform/journal.ts'
import type { TasksDb } from './tables.ts'
import type { HeldTask } from './task-state.ts'

/**
 * Writes into the timelines of its contact and its subjects that a task is done, as far as they are not in the bin.
 * Kontor itself writes it, whoever closed the task and whatever they may do there.
 */
export async function tellTimeline(tx: Tx<TasksDb>, by: By, { state }: HeldTask): Promise<void> {
  const { title } = state
  const about = await liveOf(tx, state)
  if (!isAboutSomething(about)) return
  await sql`
    update contact set last_activity_at = greatest(last_activity_at, now())
    where id = ${about.contactId}`.execute(tx)
  const id = randomUUIDv7()
  await tx
    .insertInto('historyEntry')
    .values({
      id,
      ...about,
      kind: 'task',
      categoryId: null,
      text: title,
      search: searchLines([title]),
      at: sql<string>`clock_timestamp()`,
      authorId: by.id,
      updatedBy: by.id,
      runId: by.runId ?? null,
    })
    .execute()
  const readers = await subjectReaders(tx, about)
  await announce(tx, by, { kind: 'history', id, action: 'history.created', version: 1, readers })
}

type Links = SubjectIds & { contactId: string | null }

async function liveOf(tx: Tx<TasksDb>, { contactId, ...subjects }: Links): Promise<Links> {
  const live: Links = { contactId, ...subjectsOf(subjects) }
  for (const kind of ABOUT_KINDS) {
    const id = live[`${kind}Id`]
    if (id === null) continue
    const { rows } = await sql`
      select 1 from ${sql.table(kind)} where id = ${id} and deleted_at is null`.execute(tx)
    if (rows.length === 0) live[`${kind}Id`] = null
  }
  return live
}

/** Takes back what a run that is undone wrote into timelines about these tasks. */
export async function forgetTimeline(
  tx: Tx<TasksDb>,
  by: By,
  runId: string,
  tasks: readonly HeldTask[],
): Promise<void> {
  const titles = tasks.map(({ state }) => state.title)
  const named = ABOUT_KINDS.map((kind) => {
    const ids = tasks.flatMap(({ state }) => state[`${kind}Id`] ?? [])
    return sql`${sql.ref(`${kind}_id`)} = any(${uuids(ids)})`
  })
  const { rows } = await sql<{ id: string }>`
    delete from history_entry
    where run_id = ${runId} and kind = 'task' and text = any(${titles}::text[]) and (${sql.join(named, sql` or `)})
    returning id`.execute(tx)
  if (rows.length > 0)
    await announce(tx, by, { kind: 'history', id: '*', action: 'history.deleted', readers: 'everyone' })
}
