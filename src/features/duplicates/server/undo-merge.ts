import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { Contact } from '#features/contacts/contact.ts'
import { closeRun, openRun } from '#features/runs/server/open-run.ts'
import type { RunUndo } from '#features/runs/server/run-undo.ts'
import { Problem, missing } from '#kernel/problem.ts'
import { mayChange, readersOf } from '#kernel/rights.ts'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import { announce, record } from '#platform/journal.ts'
import type { MergeLeft } from '../merge.ts'
import type { Attachments } from './merge-contacts.ts'
import { lockUndoable, readParts } from './read-merge.ts'
import { lockAll, readParties } from './read-mergeable.ts'
import { revertMerged } from './revert-merged.ts'
import type { DuplicatesDb } from './tables.ts'

/** The contacts of the merge, the one that had stayed first, and what could not be taken back. */
interface Unmerged {
  contacts: Contact[]
  left: MergeLeft[]
}

interface Undoing {
  mergeId: string
  attachments: Attachments
}

/** How the undo of a run takes a merge back. */
export function mergeUndo(attachments: Attachments): RunUndo<DuplicatesDb> {
  return {
    runKind: 'merge',
    async undo(tx, by, mergeId) {
      const { contacts, left } = await undoMerge(tx, by, { mergeId, attachments })
      const titles = new Map(contacts.map(({ id, displayName }) => [id, displayName]))
      const byContact = new Map(left.map((one) => [one.contactId, one.reason]))
      return {
        counts: { changed: contacts.length, left: byContact.size },
        left: [...byContact].map(([id, reason]) => ({
          kind: 'contact',
          id,
          title: titles.get(id) ?? '–',
          reason,
        })),
      }
    },
  }
}

/** Takes a merge back at once, as a run of its own. */
export async function undoMergeNow(
  tx: Tx<DuplicatesDb>,
  by: By,
  { mergeId, attachments }: Undoing,
): Promise<Unmerged> {
  const { title, state } = await lockUndoable(tx, mergeId)
  if (state !== 'done') throw new Problem('conflict', 'run.busy', 'A job is at work on it.')
  const runId = randomUUIDv7()
  await openRun(tx, by, { id: runId, kind: 'undo', title, undoes: mergeId })
  const undone = await undoMerge(tx, { ...by, runId }, { mergeId, attachments })
  await closeRun(tx, runId, { changed: undone.contacts.length, left: undone.left.length })
  await tx
    .updateTable('run')
    .set({ state: 'undone', undoneAt: sql<string>`now()`, undoneBy: by.id })
    .where('id', '=', mergeId)
    .execute()
  return undone
}

/**
 * Takes a merge back: the others come out of the bin, what moved goes back to them as far as it is there, and the one
 * that stayed gets back what it had, field by field, where nobody has changed it since. It may have become one with
 * somebody else meanwhile: then what moved is fetched from there. `by.runId` is the run of the undoing.
 */
export async function undoMerge(
  tx: Tx<DuplicatesDb>,
  by: By,
  { mergeId, attachments }: Undoing,
): Promise<Unmerged> {
  const { gone } = await lockUndoable(tx, mergeId)
  const parts = await readParts(tx, mergeId)
  const [stays, ...others] = parts.map((part) => part.contactId)
  const holders = stays === undefined ? [] : await holdersOf(tx, stays)
  const ids = parts.map((part) => part.contactId)
  await lockAll(tx, [...ids, ...holders])
  await demandAll(tx, by, [...new Set([...ids, ...holders])])
  for (const other of others) {
    await moveBack(tx, by, { mergeId, to: other, holders, attachments })
    await comeBack(tx, by, other, mergeId)
  }
  const left: MergeLeft[] = gone.map((contactId) => ({ contactId, field: null, reason: 'gone' }))
  // What only the one who is gone for good knew would be lost with it.
  if (stays !== undefined && gone.length === 0)
    left.push(...(await revertMerged(tx, by, { id: stays, mergeId })))
  if (stays !== undefined) await noteUndo(tx, by, stays, parts)
  return { contacts: await readParties(tx, by, ids), left }
}

/** The contact that stayed and those it became one with since, one after the other (as system). */
async function holdersOf(tx: Tx<DuplicatesDb>, id: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive way (id, merged_into) as (
      select id, merged_into from contact where id = ${id}
      union
      select c.id, c.merged_into from way join contact c on c.id = way.merged_into)
    select id from way`.execute(tx)
  return rows.map((row) => row.id)
}

async function demandAll(db: Database<DuplicatesDb>, by: By, ids: string[]): Promise<void> {
  const contacts = await readParties(db, by, ids)
  if (contacts.length < ids.length) throw missing()
  if (contacts.some((contact) => !mayChange(by, contact)))
    throw new Problem('forbidden', 'forbidden', 'You may not change all of these contacts.')
}

async function moveBack(
  tx: Tx<DuplicatesDb>,
  by: By,
  way: { mergeId: string; to: string; holders: string[]; attachments: Attachments },
): Promise<void> {
  const moves = await tx
    .selectFrom('mergeMove')
    .select(['attachment', 'recordKey'])
    .where('runId', '=', way.mergeId)
    .where('fromId', '=', way.to)
    .execute()
  for (const attachment of way.attachments) {
    const keys = moves.flatMap((move) => (move.attachment === attachment.column ? [move.recordKey] : []))
    if (keys.length > 0) await attachment.moveBack(tx, by, { keys, holders: way.holders, to: way.to })
  }
}

/** Out of the bin, unless somebody brought it back before, whatever became of it then. */
async function comeBack(tx: Tx<DuplicatesDb>, by: By, id: string, mergeId: string): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('contact')
    .set({
      deletedAt: null,
      deletedBy: null,
      deletionId: null,
      mergedInto: null,
      version: sql<number>`version + 1`,
    })
    .where('id', '=', id)
    .where('deletionId', '=', mergeId)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows > 0n) await tell(tx, by, id, 'restored')
}

/** Its list stands again where it stood, unless something newer happened. */
async function noteUndo(
  tx: Tx<DuplicatesDb>,
  by: By,
  id: string,
  parts: readonly { lastActivityAt: string }[],
): Promise<void> {
  const [stays, ...others] = parts.map((part) => part.lastActivityAt)
  await sql`
    update contact set version = version + 1, last_activity_at =
      case when last_activity_at = any(${others}::timestamptz[]) then ${stays}::timestamptz else last_activity_at end
    where id = ${id}`.execute(tx)
  await tell(tx, by, id, 'unmerged')
}

async function tell(tx: Tx<DuplicatesDb>, by: By, id: string, verb: string): Promise<void> {
  const [contact] = await readParties(tx, { ...by, role: 'admin' }, [id])
  if (!contact) return
  const { displayName: title, version, kind } = contact
  const readers = readersOf(contact)
  await record(tx, by, { action: `contact.${verb}`, kind: 'contact', id, title, version, readers })
  await announce(tx, by, { kind: 'contact', id, action: `contact.${verb}`, version, readers })
  if (kind === 'company')
    await announce(tx, by, { kind: 'contact', id: '*', action: 'contact.changed', readers: 'everyone' })
}
