import { sql } from 'kysely'
import { withdrawNotifications } from '#features/notifications/server/notify.ts'
import { diff, isSame } from '#kernel/diff.ts'
import { Problem, missing } from '#kernel/problem.ts'
import { mayChange, mayRead, readersOf } from '#kernel/rights.ts'
import type { By } from '#kernel/rights.ts'
import { uuids } from '#platform/access.ts'
import type { Tx } from '#platform/database.ts'
import { recordAll } from '#platform/journal.ts'
import type { FieldChange } from '#platform/journal.ts'
import { learnWords } from '#platform/search.ts'
import { updateAll } from '#platform/update-all.ts'
import type { Contact, ContactChange } from '../contact.ts'
import { cascade } from './cascade.ts'
import { checkState } from './check-state.ts'
import { readContext, settled, stateOf, toColumns } from './contact-state.ts'
import type { ContactContext, ContactState } from './contact-state.ts'
import { readContacts } from './read-contacts.ts'
import { addTags, readReferences } from './references.ts'
import type { References } from './references.ts'
import { refusalOf } from './refusal-of.ts'
import { renameEmployer } from './rename-employer.ts'
import type { ContactsDb } from './tables.ts'
import { tellManagers } from './tell-managers.ts'

/** What became of a contact that was to be changed. */
export type Changed = 'changed' | 'unchanged' | Problem

export interface Changing {
  ids: readonly string[]
  /** What is to be another in a contact as it is now; throws a Problem to leave it. */
  changeOf(before: Contact): ContactChange
  context?: ContactContext | undefined
  /**
   * The contacts get back what they had: it is not asked again whether that may be referred to, or by whom; and it goes
   * on to nobody else.
   */
  isReversal?: boolean
}

type Deciding = Changing & { context: ContactContext }

/**
 * Changes many contacts as one after the other would be, in few statements. What is refused for one does not keep the
 * others from it: each id gets its answer, in their order.
 */
export async function changeContacts(tx: Tx<ContactsDb>, by: By, changing: Changing): Promise<Changed[]> {
  const { ids } = changing
  if (ids.length === 0) return []
  const context = changing.context ?? (await readContext(tx))
  await sql`savepoint change_contacts`.execute(tx)
  try {
    const changed = await writeChanges(tx, by, { ...changing, context })
    await sql`release savepoint change_contacts`.execute(tx)
    return changed
  } catch (error) {
    const refusal = refusalOf(error)
    if (!refusal) throw error
    await sql`rollback to savepoint change_contacts`.execute(tx)
    if (ids.length === 1) return [refusal]
    // One of them is refused while it is written: the halves, the quarters find it.
    const half = ids.length >> 1
    const first = await changeContacts(tx, by, { ...changing, context, ids: ids.slice(0, half) })
    return [...first, ...(await changeContacts(tx, by, { ...changing, context, ids: ids.slice(half) }))]
  }
}

/** The same as `changeContacts`, for a caller whom a refusal by the database may end. */
export async function writeChanges(tx: Tx<ContactsDb>, by: By, changing: Deciding): Promise<Changed[]> {
  const wanted = await readWanted(tx, by, changing)
  const found = wanted.filter(isGood)
  const references = await readReferences(
    tx,
    by,
    found.map(({ state }) => state),
  )
  const checked = wanted.map((one) => (one instanceof Problem ? one : check(one, references, changing)))
  const good = checked.filter(isGood)
  await addTags(
    tx,
    by,
    good.flatMap(({ state }) => state.tags),
    references.tags,
  )
  const changes = good.map((one) => settle(one, references)).filter(({ changes }) => changes.length > 0)
  await write(tx, by, { changes, references, context: changing.context })
  const ids = new Set(changes.map(({ before }) => before.id))
  return checked.map((one) => {
    if (one instanceof Problem) return one
    return ids.has(one.before.id) ? 'changed' : 'unchanged'
  })
}

interface Wanted {
  before: Contact
  state: ContactState
  /** Whether tags and temperature shall go on to relatives. */
  wanted: boolean | undefined
}

const isGood = (one: Wanted | Problem): one is Wanted => !(one instanceof Problem)

/** Locked before they are read: a statement that waited would see the row of now beside the tags of before. */
async function readWanted(tx: Tx<ContactsDb>, by: By, changing: Changing): Promise<(Wanted | Problem)[]> {
  const { ids, changeOf, isReversal = false } = changing
  await sql`select 1 from contact where id = any(${uuids(ids)}) order by id for update`.execute(tx)
  const everything: By = { ...by, role: 'admin' }
  const contacts = new Map((await readContacts(tx, everything, [...ids])).map((one) => [one.id, one]))
  return ids.map((id) => {
    const before = contacts.get(id)
    if (!before || before.deletedAt !== null) return missing()
    if (!isReversal && !mayRead(by, before)) return missing()
    if (!isReversal && !mayChange(by, before))
      return new Problem('forbidden', 'forbidden', 'You may not change this contact.')
    try {
      const { cascade: wanted, ...patch } = changeOf(before)
      return { before, state: merged(before, patch), wanted: isReversal ? false : wanted }
    } catch (error) {
      if (error instanceof Problem) return error
      throw error
    }
  })
}

function check(
  one: Wanted,
  references: References,
  { context, isReversal = false }: Deciding,
): Wanted | Problem {
  const before = isReversal ? one.state : one.before
  const checked = checkState(one.state, { context, references, before })
  return checked instanceof Problem ? checked : { ...one, state: checked }
}

interface Change extends Wanted {
  changes: FieldChange[]
}

function settle(one: Wanted, references: References): Change {
  const state = settled(one.state, references)
  // The database sorts the names of tags in its own way; that is no change.
  if (isSame(state.tags.toSorted(), one.before.tags.toSorted())) state.tags = one.before.tags
  return { ...one, state, changes: diff(stateOf(one.before), stateOf(state)) }
}

function merged(before: Contact, patch: Omit<ContactChange, 'cascade'>): ContactState {
  const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))
  const custom = { ...before.custom, ...patch.custom }
  const employer = patch.companyId === null ? { companyName: null } : {}
  return { ...stateOf(before), ...(before.kind === 'person' ? employer : {}), ...given, custom }
}

async function write(
  tx: Tx<ContactsDb>,
  by: By,
  { changes, references, context }: { changes: Change[]; references: References; context: ContactContext },
): Promise<void> {
  const rows = changes.map(({ before, state }) => ({
    id: before.id,
    ...toColumns(state, references, context.settings.country),
    updatedBy: by.id,
    version: before.version + 1,
  }))
  await updateAll(tx, 'contact', rows, sql`updated_at = now()`)
  await learnWords(
    tx,
    rows.map((row) => row.search),
  )
  const entries = changes.map(({ before, state, changes: fields }, at) => ({
    action: 'contact.changed',
    kind: 'contact',
    id: before.id,
    title: rows[at]?.displayName ?? '',
    diff: fields,
    version: before.version + 1,
    readers: [...new Set([...readersOf(before), ...readersOf(state)])],
  }))
  await recordAll(tx, by, entries)
  await withdraw(tx, changes)
  for (const [at, { before, state, wanted }] of changes.entries()) {
    const after = {
      ...before,
      ...state,
      displayName: rows[at]?.displayName ?? '',
      version: before.version + 1,
    } as Contact
    if (after.kind === 'company' && before.companyName !== after.companyName)
      await renameEmployer(tx, after, context)
    await tellManagers(tx, by, { before, after })
    await cascade(tx, by, { before, after, wanted, context, change: writeChanges })
  }
}

/** Who may no longer read a contact keeps no word of it. */
async function withdraw(tx: Tx<ContactsDb>, changes: Change[]): Promise<void> {
  const moved = changes.filter(({ before, state }) => readersOf(before).join() !== readersOf(state).join())
  if (moved.length === 0) return
  const { rows } = await sql<{ id: string }>`
    select distinct record_id as id from notification
    where record_id = any(${uuids(moved.map(({ before }) => before.id))})`.execute(tx)
  const noted = new Set(rows.map((row) => row.id))
  for (const { before, state } of moved) {
    if (noted.has(before.id)) await withdrawNotifications(tx, before.id, readersOf(state))
  }
}
