import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { isSame } from '#kernel/diff.ts'
import { Problem } from '#kernel/problem.ts'
import { mayChange } from '#kernel/rights.ts'
import type { By, Guarded, Visibility } from '#kernel/rights.ts'
import { uuids } from '#platform/access.ts'
import type { Tx } from '#platform/database.ts'
import type { FieldChange } from '#platform/journal.ts'
import type { Attachment, LeftReason, Reversal, Reverted, UndoKind } from '#platform/record-kinds.ts'
import type { Contact, ContactChange } from '../contact.ts'
import { announceContacts, moveToBin, takeFromBin } from './bin-contacts.ts'
import type { Movable } from './bin-contacts.ts'
import { changeContacts } from './change-contacts.ts'
import { changePhoto } from './change-photo.ts'
import { stateOf } from './contact-state.ts'
import type { ContactsDb } from './tables.ts'

/**
 * How runs are taken back from contacts: what they made goes to the bin, what they changed gets its old values. What
 * they made stays where one of the attachments holds it by now: there is an opportunity, a task, an invoice.
 */
export function contactUndo<T extends ContactsDb>(attachments: readonly Attachment<T>[]): UndoKind<T> {
  const holders = attachments.flatMap(({ column, holds }) => (holds ? [{ column, holds }] : []))
  return {
    kind: 'contact',
    revert: (tx, by, step) => revertContacts(tx as never, by, { ...step, holders }),
  }
}

interface Taking {
  runId: string
  reversals: readonly Reversal[]
  holders: readonly Holder[]
}

/** Where contacts are named that somebody works with. */
type Holder = Required<Pick<Attachment<unknown>, 'column' | 'holds'>>

async function revertContacts(tx: Tx<ContactsDb>, by: By, taking: Taking): Promise<Reverted[]> {
  const { reversals } = taking
  const rows = await lockRows(tx, taking)
  const steps = reversals.map((reversal) => stepOf(reversal, rows.get(reversal.id), by))
  const open = steps.filter((step) => step.left === undefined)
  await takeFromBin(
    tx,
    by,
    open.flatMap(({ row, from, to }) => (from === 'bin' && to === 'live' ? [row] : [])),
  )
  const refused = await giveBack(
    tx,
    by,
    open.filter(({ reversal }) => reversal.changes.length > 0),
  )
  const binned = open.filter(
    ({ reversal, from, to }) => from === 'live' && to === 'bin' && !refused.has(reversal.id),
  )
  await moveToBin(
    tx,
    by,
    await currentVersions(
      tx,
      binned.map(({ row }) => row),
    ),
  )
  const touched = open.map(({ row }) => row)
  await announceContacts(
    tx,
    by,
    touched.map(({ id }) => id),
    touched.flatMap(({ readerIds }) => readerIds),
  )
  return steps.map((step) => outcomeOf(step, refused))
}

interface Row extends Movable {
  visibility: Visibility
  managerIds: string[]
  isBinned: boolean
  /** Somebody changed it after the run: the journal knows of a later version. */
  isChanged: boolean
  /** Something was hung on it after the run: an entry of the history, a person who works there now, a task. */
  isUsed: boolean
}

/**
 * The contacts as they are now, locked, whoever may see them (as system). `offset 0` has each person looked up by
 * itself: a join with the run is planned as if it had one entry as long as the statistics do not know it.
 */
async function lockRows(
  tx: Tx<ContactsDb>,
  { runId, reversals, holders }: Taking,
): Promise<Map<string, Row>> {
  const ids = reversals.map(({ id }) => id)
  await sql`select 1 from contact where id = any(${uuids(ids)}) order by id for update`.execute(tx)
  const { rows } = await sql<Row>`
    select r.id, r.display_name, r.version, r.visibility, r.manager_ids, r.reader_ids,
      r.deleted_at is not null as is_binned,
      r.version is distinct from v.version and exists (
        select 1 from journal j where j.record_id = r.id and j.version > v.version) as is_changed,
      r.last_activity_at > v.at::timestamptz or (r.kind = 'company' and exists (
        select 1 from contact p where p.company_id = r.id and p.deleted_at is null
          and not exists (select 1 from journal j where j.run_id = ${runId} and j.record_id = p.id offset 0)))
        or (v.was = 'none' and (${heldBy(holders)})) as is_used
    from json_to_recordset(${JSON.stringify(reversals.map(({ id, version, at, was }) => ({ id, version, at, was })))})
      v(id uuid, version integer, at text, was text) join contact r on r.id = v.id`.execute(tx)
  return new Map(rows.map((row) => [row.id, row]))
}

function heldBy(holders: readonly Holder[]): RawBuilder<boolean> {
  const named = holders.map(({ column, holds }) => {
    const [table = '', name = ''] = column.split('.')
    const such = holds === true ? sql`true` : holds
    return sql`exists (select 1 from ${sql.table(table)} h where ${sql.ref(`h.${name}`)} = r.id and ${such})`
  })
  return named.length === 0 ? sql`false` : sql`${sql.join(named, sql` or `)}`
}

interface Step {
  reversal: Reversal
  row: Row
  from: 'live' | 'bin'
  to: 'live' | 'bin'
  left?: LeftReason
}

function stepOf(reversal: Reversal, row: Row | undefined, by: By): Step {
  const to = reversal.was === 'live' ? 'live' : 'bin'
  if (!row) return { reversal, row: GONE, from: to, to, left: 'gone' }
  const step: Step = { reversal, row, from: row.isBinned ? 'bin' : 'live', to }
  const isSuch = step.from === to && reversal.changes.length === 0
  if (isSuch) return step
  if (!mayRevert(by, row, reversal.changes)) return { ...step, left: 'forbidden' }
  const isUsed = row.isUsed && to === 'bin'
  return row.isChanged || isUsed ? { ...step, left: 'changed' } : step
}

const GONE: Row = {
  id: '',
  displayName: '',
  readerIds: [],
  version: 0,
  visibility: 'managers',
  managerIds: [],
  isBinned: true,
  isChanged: true,
  isUsed: false,
}

/** Whoever took themselves off a contact may take that back. */
function mayRevert(by: By, { visibility, managerIds }: Row, changes: readonly FieldChange[]): boolean {
  const now: Guarded = { visibility, managers: managerIds }
  const before = changes.filter(({ field }) => field === 'managers' || field === 'visibility')
  const former = Object.fromEntries(before.map(({ field, from }) => [field, from]))
  return mayChange(by, now) || (before.length > 0 && mayChange(by, { ...now, ...former }))
}

/** Gives the contacts their old values; says of which that was refused, and why. */
async function giveBack(tx: Tx<ContactsDb>, by: By, steps: Step[]): Promise<Map<string, LeftReason>> {
  const wanted = new Map(steps.map(({ reversal }) => [reversal.id, reversal]))
  const ids = [...wanted.keys()]
  const changed = await changeContacts(tx, by, {
    ids,
    isReversal: true,
    changeOf: (contact) => formerValues(contact, wanted.get(contact.id)),
  })
  const refused = ids.flatMap((id, at): [string, LeftReason][] => {
    const one = changed[at]
    return one instanceof Problem ? [[id, one.kind === 'conflict' ? 'changed' : 'refused']] : []
  })
  const reasons = new Map(refused)
  for (const { id, changes } of wanted.values()) {
    const photo = changes.find(({ field }) => field === 'photo')
    if (photo && !reasons.has(id)) await giveBackPhoto(tx, by, id, photo.from)
  }
  return reasons
}

async function giveBackPhoto(tx: Tx<ContactsDb>, by: By, id: string, hash: unknown): Promise<void> {
  const picture = typeof hash === 'string' ? { hash } : null
  await changePhoto(tx, { ...by, role: 'admin' }, { id, picture })
}

/** A field that the journal does not know to be changed but is another now (its label is gone): then it is left. */
function formerValues(contact: Contact, reversal: Reversal | undefined): ContactChange {
  if (!reversal) return {}
  const now = new Map(Object.entries(stateOf(contact)))
  const mine = reversal.changes.filter(({ field }) => now.has(field))
  const isAnother = ({ field, to }: FieldChange) =>
    field !== 'companyName' && !isSame(sorted(now.get(field)), sorted(to))
  if (reversal.version !== contact.version && mine.some(isAnother)) throw new Problem('conflict', 'changed')
  return Object.fromEntries(mine.flatMap((change) => former(contact, change)))
}

function former({ kind }: Contact, { field, from, to }: FieldChange): [string, unknown][] {
  if (field === 'kind' || (field === 'companyName' && kind === 'person')) return []
  if (field !== 'custom') return [[field, from]]
  const [was, is] = [from ?? {}, to ?? {}]
  const gone = Object.keys(is).filter((key) => !Object.hasOwn(was, key))
  return [['custom', { ...was, ...Object.fromEntries(gone.map((key) => [key, null])) }]]
}

const sorted = (value: unknown) =>
  Array.isArray(value) && value.every((one) => typeof one === 'string') ? value.toSorted() : value

/** What was given back its old values before it goes to the bin has another version by now. */
async function currentVersions(tx: Tx<ContactsDb>, rows: Row[]): Promise<Movable[]> {
  const { rows: now } = await sql<{ id: string; version: number }>`
    select id, version from contact where id = any(${uuids(rows.map(({ id }) => id))})`.execute(tx)
  const versions = new Map(now.map(({ id, version }) => [id, version]))
  return rows.map((row) => ({ ...row, version: versions.get(row.id) ?? row.version }))
}

function outcomeOf({ reversal, from, to, left }: Step, refused: Map<string, LeftReason>): Reverted {
  const reason = left ?? refused.get(reversal.id)
  if (reason) return { left: reason }
  if (from !== to) return to === 'bin' ? 'deleted' : 'restored'
  return reversal.changes.length > 0 ? 'changed' : 'same'
}
