import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { searchLines } from '#kernel/fold.ts'
import type { By } from '#kernel/rights.ts'
import { uuids } from '#platform/access.ts'
import type { Tx } from '#platform/database.ts'
import { announce } from '#platform/journal.ts'
import type { TasksDb } from './tables.ts'
import type { HeldTask } from './task-state.ts'

/**
 * Writes into the timeline of its contact that a task is done. Kontor itself writes it, whoever closed the task and
 * whatever they may do with the contact.
 */
export async function tellTimeline(tx: Tx<TasksDb>, by: By, { state }: HeldTask): Promise<void> {
  const { contactId, title } = state
  if (contactId === null) return
  const { rows } = await sql<{ readers: string[] }>`
    update contact set last_activity_at = greatest(last_activity_at, now())
    where id = ${contactId} and deleted_at is null returning reader_ids as readers`.execute(tx)
  const [contact] = rows
  if (!contact) return
  const id = randomUUIDv7()
  await tx
    .insertInto('historyEntry')
    .values({
      id,
      contactId,
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
  const { readers } = contact
  await announce(tx, by, { kind: 'history', id, action: 'history.created', version: 1, readers })
}

/** Takes back what a run that is undone wrote into timelines about these tasks. */
export async function forgetTimeline(
  tx: Tx<TasksDb>,
  by: By,
  runId: string,
  tasks: readonly HeldTask[],
): Promise<void> {
  const contacts = tasks.flatMap(({ state }) => state.contactId ?? [])
  const titles = tasks.map(({ state }) => state.title)
  if (contacts.length === 0) return
  const { rows } = await sql<{ id: string }>`
    delete from history_entry
    where run_id = ${runId} and kind = 'task' and contact_id = any(${uuids(contacts)}) and text = any(${titles}::text[])
    returning id`.execute(tx)
  if (rows.length > 0)
    await announce(tx, by, { kind: 'history', id: '*', action: 'history.deleted', readers: 'everyone' })
}
