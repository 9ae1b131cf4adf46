import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { z } from 'zod'
import { lockContact } from '#features/contacts/server/read-contacts.ts'
import { checkSubjects } from '#features/subjects/server/subjects.ts'
import { subjectsOf } from '#features/subjects/subject.ts'
import type { SubjectIds } from '#features/subjects/subject.ts'
import { diff } from '#kernel/diff.ts'
import { given } from '#kernel/given.ts'
import { Problem, invalid } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { json } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import { isAboutSomething } from '../history.ts'
import type { HistoryChange, HistoryItem, HistoryNew } from '../history.ts'
import { entryReaders, recordOf } from './about-entry.ts'
import { readCategory, refuseEmpty, setFiles } from './entry-state.ts'
import { indexEntry } from './index-entry.ts'
import { readEntry } from './read-entries.ts'
import type { HistoryDb, mailMessageTable } from './tables.ts'
import { tellUsers } from './tell-users.ts'

/** Writes a line into the timelines of what it is about, all of which `by` may see; guests only read. */
export async function writeEntry(tx: Tx<HistoryDb>, by: By, input: HistoryNew): Promise<HistoryItem> {
  refuseEmpty(input.text ?? '', input.files ?? [])
  const entry = await addEntry(tx, by, input)
  await tellUsers(tx, by, { entry, chosen: input.notify ?? [] })
  return entry
}

/** The mail that an entry is. */
export type EntryMail = Omit<z.output<typeof mailMessageTable>, 'entryId'>

/** The same without telling anybody: a mail may be empty, and what strangers write mentions nobody. */
export async function addEntry(
  tx: Tx<HistoryDb>,
  by: By,
  input: Omit<HistoryNew, 'notify'>,
  mail?: EntryMail,
): Promise<HistoryItem> {
  if (by.role === 'guest') throw new Problem('forbidden', 'forbidden', 'Guests only read.')
  const { contactId = null, text = '', files = [] } = input
  if (contactId !== null) await lockContact(tx, by, contactId)
  await checkSubjects(tx, by, input)
  const id = randomUUIDv7()
  await tx
    .insertInto('historyEntry')
    .values({
      id,
      contactId,
      ...subjectsOf(input),
      ...(await readCategory(tx, input.category)),
      text,
      search: '',
      at: input.at ?? sql<string>`clock_timestamp()`,
      authorId: by.id,
      updatedBy: by.id,
      runId: by.runId ?? null,
    })
    .execute()
  if (mail) await tx.insertInto('mailMessage').values(asStored(id, mail)).execute()
  await setFiles(tx, by, id, files)
  await indexEntry(tx, id)
  const entry = await readEntry(tx, by, id)
  await markActive(tx, entry)
  await record(tx, by, {
    action: 'history.created',
    kind: 'history',
    id,
    title: recordOf(entry).title,
    diff: diff({}, stateOf(entry)),
    version: 1,
    readers: await entryReaders(tx, [entry]),
  })
  return entry
}

function asStored(entryId: string, { sender, recipients, ...mail }: EntryMail) {
  return { entryId, ...mail, sender: sender && json(sender), recipients: json(recipients) }
}

/** Changes an entry by a merge patch; nothing is written when nothing differs. */
export async function changeEntry(
  tx: Tx<HistoryDb>,
  by: By,
  { id, change, ifMatch }: { id: string; change: HistoryChange; ifMatch?: number | undefined },
): Promise<HistoryItem> {
  const before = await lockEntry(tx, by, id, 'live', ifMatch)
  const { category, files, notify = [], text, at } = change
  const filesBefore = before.files.map((file) => file.id)
  if (before.mail && (text ?? before.text) !== before.text) {
    throw new Problem('conflict', 'mail.as_it_was', 'A mail stays as it was written.')
  }
  if (!before.mail) refuseEmpty(text ?? before.text, files ?? filesBefore)
  await tx
    .updateTable('historyEntry')
    .set({
      ...given({ text, at }),
      ...(await checkLinks(tx, by, before, change)),
      ...(category === undefined || category === before.category ? {} : await readCategory(tx, category)),
      updatedBy: by.id,
      updatedAt: sql<string>`now()`,
      version: before.version + 1,
    })
    .where('id', '=', id)
    .execute()
  if (files) await setFiles(tx, by, id, files)
  await indexEntry(tx, id)
  const after = await readEntry(tx, by, id)
  await tellUsers(tx, by, { entry: after, before: before.text, chosen: notify })
  const changes = diff(stateOf(before), stateOf(after))
  if (changes.length === 0) return takeBack(tx, by, before)
  await markActive(tx, after)
  await record(tx, by, {
    action: 'history.changed',
    kind: 'history',
    id,
    title: recordOf(after).title,
    diff: changes,
    version: after.version,
    readers: await entryReaders(tx, [before, after]),
  })
  return after
}

/** Locks an entry that `by` may change. */
export async function lockEntry(
  tx: Tx<HistoryDb>,
  by: By,
  id: string,
  where: 'live' | 'bin',
  ifMatch?: number,
): Promise<HistoryItem> {
  await sql`select 1 from history_entry where id = ${id} for update`.execute(tx)
  const entry = await readEntry(tx, by, id, where)
  if (!entry.can.includes('change')) {
    throw new Problem('forbidden', 'forbidden', 'You may not change this entry.')
  }
  if (ifMatch !== undefined && ifMatch !== entry.version) {
    throw new Problem('stale', 'stale', 'Somebody else changed this entry in the meantime.')
  }
  return entry
}

/** What the entry is about after the change; only what is named anew is asked for. */
async function checkLinks(
  tx: Tx<HistoryDb>,
  by: By,
  before: HistoryItem,
  { opportunityId, eventId, projectId }: HistoryChange,
): Promise<Partial<SubjectIds>> {
  const said = given({ opportunityId, eventId, projectId })
  const anew = Object.entries(said).filter(([field, id]) => id !== before[field as keyof SubjectIds])
  await checkSubjects(tx, by, Object.fromEntries(anew))
  if (!isAboutSomething({ ...before, ...said })) {
    throw invalid('contactId', 'required', 'An entry is about something.')
  }
  return said
}

function stateOf({ category, text, at, files, ...entry }: HistoryItem) {
  return { category, text, at, files: files.map(({ id, name }) => ({ id, name })), ...subjectsOf(entry) }
}

/** An entry dated into the future does not make its contact the latest one until then. */
async function markActive(tx: Tx<HistoryDb>, { contactId, at }: HistoryItem): Promise<void> {
  if (contactId === null) return
  await sql`
    update contact set last_activity_at = least(${at}::timestamptz, now())
    where id = ${contactId} and last_activity_at < least(${at}::timestamptz, now())`.execute(tx)
}

async function takeBack(tx: Tx<HistoryDb>, by: By, before: HistoryItem): Promise<HistoryItem> {
  const { id, version, updatedAt } = before
  await tx.updateTable('historyEntry').set({ version, updatedAt }).where('id', '=', id).execute()
  return readEntry(tx, by, id)
}
