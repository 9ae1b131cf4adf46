import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { changeContact } from '#features/contacts/server/change-contact.ts'
import { changePhoto } from '#features/contacts/server/change-photo.ts'
import { closeRun, openRun } from '#features/runs/server/open-run.ts'
import type { Contact } from '#features/contacts/contact.ts'
import { Problem } from '#kernel/problem.ts'
import { mayChange, readersOf } from '#kernel/rights.ts'
import type { By } from '#kernel/rights.ts'
import { uuids } from '#platform/access.ts'
import type { Tx } from '#platform/database.ts'
import { insertAll } from '#platform/insert-all.ts'
import { announce, record } from '#platform/journal.ts'
import type { Attachment } from '#platform/record-kinds.ts'
import { mergeContacts as planMerge } from '../merge-contacts.ts'
import type { MergeRequest } from '../merge.ts'
import { lockAll, readMergeable } from './read-mergeable.ts'
import type { DuplicatesDb } from './tables.ts'

export type Attachments = readonly Attachment<DuplicatesDb>[]

interface Merging {
  /** The contact that stays. */
  id: string
  request: MergeRequest
  attachments: Attachments
}

/**
 * Makes several contacts of one kind one: the first one takes what it is to have of the others, all that hangs on them
 * moves to it, and they go to the bin. A run of its own, so that `undoMerge` can take it back.
 */
export async function mergeContacts(
  tx: Tx<DuplicatesDb>,
  by: By,
  { id, request, attachments }: Merging,
): Promise<{ mergeId: string; contact: Contact }> {
  await lockAll(tx, [id, ...othersOf(request)])
  const contacts = await readMergeable(tx, by, [id, ...othersOf(request)])
  refuseStale(contacts, request.ifMatch)
  const [stays, ...others] = contacts as [Contact, ...Contact[]]
  const { change, photoOf } = planMerge(contacts, request.choose)
  const mergeId = randomUUIDv7()
  await openRun(tx, by, { id: mergeId, kind: 'merge', title: stays.displayName })
  const parts = contacts.map(({ id: contactId, lastActivityAt }, place) => ({
    runId: mergeId,
    contactId,
    place,
    lastActivityAt,
  }))
  await insertAll(tx, 'mergePart', parts)
  const run: By = { ...by, runId: mergeId }
  // What the others refer to stays what it is, whether or not `by` may see it (an employer).
  const asSystem: By = { ...run, role: 'admin' }
  await changeContact(tx, asSystem, { id, change: { ...change, cascade: false } })
  if (photoOf !== undefined) await takePicture(tx, asSystem, { from: photoOf, to: id })
  for (const other of others) await moveAttached(tx, run, { from: other.id, to: id, attachments })
  for (const other of others) await moveAway(tx, run, other, id)
  const contact = await noteMerge(tx, run, { stays, others })
  await closeRun(tx, mergeId, { changed: 1, deleted: others.length })
  return { mergeId, contact: { ...contact, can: mayChange(by, contact) ? ['change', 'delete'] : [] } }
}

/** The contacts that go, each once. */
export function othersOf({ otherId, otherIds = [] }: MergeRequest): string[] {
  return [...new Set(otherId === undefined ? otherIds : [otherId])]
}

function refuseStale(contacts: readonly Contact[], versions: MergeRequest['ifMatch'] = {}): void {
  if (contacts.some(({ id, version }) => (versions[id] ?? version) !== version))
    throw new Problem('stale', 'stale', 'Somebody else changed one of these contacts in the meantime.')
}

async function takePicture(tx: Tx<DuplicatesDb>, by: By, { from, to }: { from: string; to: string }) {
  const { photoHash: hash, thumbnailHash } = await tx
    .selectFrom('contact')
    .select(['photoHash', 'thumbnailHash'])
    .where('id', '=', from)
    .executeTakeFirstOrThrow()
  if (hash && thumbnailHash) await changePhoto(tx, by, { id: to, picture: { hash, thumbnailHash } })
}

async function moveAttached(
  tx: Tx<DuplicatesDb>,
  by: By,
  { from, to, attachments }: { from: string; to: string; attachments: Attachments },
): Promise<void> {
  for (const attachment of attachments) {
    const keys = await attachment.move(tx, by, { from, to })
    const rows = keys.map((recordKey) => ({
      runId: by.runId ?? '',
      fromId: from,
      attachment: attachment.column,
      recordKey,
    }))
    await insertAll(tx, 'mergeMove', rows)
  }
}

/** Deleted together, the others have the merge as their deletion. */
async function moveAway(tx: Tx<DuplicatesDb>, by: By, other: Contact, into: string): Promise<void> {
  await tx
    .updateTable('contact')
    .set({
      deletedAt: sql<string>`now()`,
      deletedBy: by.id,
      deletionId: by.runId ?? null,
      mergedInto: into,
      version: other.version + 1,
    })
    .where('id', '=', other.id)
    .execute()
  const readers = readersOf(other)
  const version = other.version + 1
  await record(tx, by, {
    action: 'contact.merged_away',
    kind: 'contact',
    id: other.id,
    title: other.displayName,
    version,
    readers,
  })
  await announce(tx, by, { kind: 'contact', id: other.id, action: 'contact.deleted', version, readers })
}

/** The last word of a merge: its timeline says with whom, its list stands where the newest of them all stood. */
async function noteMerge(
  tx: Tx<DuplicatesDb>,
  by: By,
  { stays, others }: { stays: Contact; others: Contact[] },
): Promise<Contact> {
  const { id } = stays
  await sql`
    update contact set version = version + 1, last_activity_at = (
      select max(last_activity_at) from contact where id = any(${uuids([id, ...others.map((one) => one.id)])}))
    where id = ${id}`.execute(tx)
  const [contact] = await readMergeable(tx, { ...by, role: 'admin' }, [id])
  if (!contact) throw new Problem('missing', 'missing')
  const { version } = contact
  const readers = [...new Set([...readersOf(stays), ...readersOf(contact)])]
  const names = others.map((other) => other.displayName)
  await record(tx, by, {
    action: 'contact.merged',
    kind: 'contact',
    id,
    title: contact.displayName,
    diff: [{ field: 'merged', from: null, to: names }],
    version,
    readers,
  })
  await announce(tx, by, { kind: 'contact', id, action: 'contact.changed', version, readers })
  if (contact.kind === 'company')
    await announce(tx, by, { kind: 'contact', id: '*', action: 'contact.changed', readers: 'everyone' })
  return contact
}
