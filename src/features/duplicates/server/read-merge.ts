import { sql } from 'kysely'
import { readContacts } from '#features/contacts/server/read-contacts.ts'
import { UNDO_DAYS } from '#features/runs/run.ts'
import { Problem, missing } from '#kernel/problem.ts'
import { mayChange } from '#kernel/rights.ts'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import type { MergeState } from '../merge.ts'
import type { DuplicatesDb } from './tables.ts'

/** A merge and its way back, for who may see all of its contacts. */
export async function readMerge(db: Database<DuplicatesDb>, by: By, mergeId: string): Promise<MergeState> {
  const { rows } = await sql<Row>`
    select r.id, r.created_at as at, r.owner_id, u.name as owner_name, r.undone_at, r.counts,
      r.created_at + ${UNDO_DAYS} * interval '1 day' as until,
      r.state = 'done' and r.created_at + ${UNDO_DAYS} * interval '1 day' > now() as open
    from run r left join app_user u on u.id = r.owner_id
    where r.id = ${mergeId} and r.kind = 'merge'`.execute(db)
  const [run] = rows
  const parts = await readParts(db, mergeId)
  const contacts = await readContacts(
    db,
    by,
    parts.map((part) => part.contactId),
  )
  const [contact, ...others] = contacts
  if (!run || !contact || contacts.length < parts.length) throw missing()
  const { ownerId, ownerName, open, ...plain } = run
  const may = open && contacts.every((one) => mayChange(by, one))
  return {
    ...plain,
    by: ownerName === null ? null : { id: ownerId, name: ownerName },
    contact,
    others,
    can: may ? ['undo'] : [],
  }
}

interface Row {
  id: string
  at: string
  ownerId: string
  ownerName: string | null
  undoneAt: string | null
  until: string
  open: boolean
}

/** The contacts of a merge that are there, in the bin or not, the one that stayed first. */
export function readParts(db: Database<DuplicatesDb>, mergeId: string) {
  return db
    .selectFrom('mergePart')
    .select(['contactId', 'place', 'lastActivityAt'])
    .where('runId', '=', mergeId)
    .orderBy('place')
    .execute()
}

/** Locks a merge that can be taken back; `gone` are those of its contacts that are erased. */
export async function lockUndoable(
  tx: Tx<DuplicatesDb>,
  mergeId: string,
): Promise<{ title: string; state: string; gone: string[] }> {
  const { rows } = await sql<{ title: string; state: string; late: boolean }>`
    select title, state, created_at + ${UNDO_DAYS} * interval '1 day' < now() as late
    from run where id = ${mergeId} and kind = 'merge' for update`.execute(tx)
  const [run] = rows
  if (!run) throw missing()
  if (run.state === 'undone') throw new Problem('conflict', 'merge.undone', 'This was taken back already.')
  if (run.late)
    throw new Problem('conflict', 'merge.too_late', `A merge can be taken back for ${UNDO_DAYS} days.`)
  const was = await tx
    .selectFrom('journal')
    .select('recordId')
    .where('runId', '=', mergeId)
    .where('action', 'in', ['contact.merged', 'contact.merged_away'])
    .execute()
  const there = new Set((await readParts(tx, mergeId)).map((part) => part.contactId))
  const gone = was.flatMap(({ recordId }) => (there.has(recordId) ? [] : [recordId]))
  if (there.size === 0 || gone.length === was.length - 1)
    throw new Problem('conflict', 'merge.gone', 'The other contacts are gone for good.')
  return { title: run.title, state: run.state, gone }
}
