import { sql } from 'kysely'
import type { Contact } from '#features/contacts/contact.ts'
import { changeContacts } from '#features/contacts/server/change-contacts.ts'
import type { Changed } from '#features/contacts/server/change-contacts.ts'
import { stateOf } from '#features/contacts/server/contact-state.ts'
import { createContacts } from '#features/contacts/server/create-contacts.ts'
import type { Made } from '#features/contacts/server/create-contacts.ts'
import { findEmployers } from '#features/contacts/server/find-employers.ts'
import { readContacts } from '#features/contacts/server/read-contacts.ts'
import type { ContactsDb } from '#features/contacts/server/tables.ts'
import { diff } from '#kernel/diff.ts'
import { Problem } from '#kernel/problem.ts'
import { mayChange } from '#kernel/rights.ts'
import { uuids } from '#platform/access.ts'
import type { Tx } from '#platform/database.ts'
import type { FieldChange } from '#platform/journal.ts'
import type { Draft } from '../../read-row.ts'
import type { Twin } from './find-twins.ts'
import { toChange } from './from-draft.ts'
import type { RowRun } from './import-rows.ts'
import { failed, skipped } from './outcome.ts'
import type { Outcome } from './outcome.ts'
import { newPending } from './pending.ts'
import type { ImportsDb } from '../tables.ts'

/** Rows on their way onto their twins: written many at a time, before a row comes that could be about one of them. */
export interface Merges {
  add(row: { draft: Draft; at: number }, twin: Twin): Promise<void>
  /** Writes what waits, if the row could be a double of it. */
  writeFor(draft: Draft): Promise<void>
  write(): Promise<void>
}

/** `outcomes` gets what became of each row at its place. */
export function newMerges(tx: Tx<ImportsDb>, run: RowRun, outcomes: Outcome[]): Merges {
  let waiting: { draft: Draft; at: number; twin: Known }[] = []
  let pending = newPending(run.options, run.scale)
  const keep = (draft: Draft, at: number, twin: Twin, outcome: Outcome) => {
    outcomes[at] = outcome
    if (outcome.state === 'created' || outcome.state === 'updated') run.twins.add(draft, twin.id)
  }
  const write = async () => {
    const rows = waiting
    waiting = []
    pending = newPending(run.options, run.scale)
    const merged = await mergeRows(tx, run, rows)
    for (const [n, { draft, at, twin }] of rows.entries()) {
      const outcome = merged[n]
      if (outcome) keep(draft, at, twin, outcome)
    }
  }
  return {
    write,
    async add({ draft, at }, twin) {
      const { id } = twin
      if (!twin.stub && run.options.duplicates === 'skip') {
        outcomes[at] = skipped(twin, 'duplicate', 'There is a contact like this already.')
      } else if (!twin.stub && !twin.visible) {
        outcomes[at] = skipped(twin, 'hidden_duplicate', 'There is a contact like this that you may not see.')
      } else if (id === null) {
        keep(draft, at, twin, merged(twin, []))
      } else {
        if (waiting.some((other) => other.twin.id === id)) await write()
        waiting.push({ draft, at, twin: { ...twin, id } })
        pending.add(draft, run.twins.prepared(draft))
      }
    },
    async writeFor(draft) {
      if (waiting.length > 0 && pending.mayDouble(draft, run.twins.prepared(draft))) await write()
    },
  }
}

type Known = Twin & { id: string }
interface Merge {
  draft: Draft
  twin: Known
}

/** Puts each row onto its twin, no two onto one. What is refused of one takes nothing else along, nor stays itself. */
async function mergeRows(tx: Tx<ImportsDb>, run: RowRun, rows: readonly Merge[]): Promise<Outcome[]> {
  if (rows.length === 0) return []
  await sql`savepoint import_rows`.execute(tx)
  const { changed, changes, employers } = await changeTwins(tx, run, rows)
  const isWasted = rows.some(({ twin }, at) => changed[at] instanceof Problem && employers.made.has(twin.id))
  if (run.options.dryRun || isWasted) await sql`rollback to savepoint import_rows`.execute(tx)
  await sql`release savepoint import_rows`.execute(tx)
  if (isWasted && rows.length > 1) {
    // A row that is refused brought a company along that nobody needs: one by one only that is left out.
    const outcomes: Outcome[] = []
    for (const row of rows) outcomes.push(...(await mergeRows(tx, run, [row])))
    return outcomes
  }
  return rows.map(({ twin }, at) => outcomeOf(twin, changed[at] ?? 'unchanged', changes.get(twin.id)))
}

function outcomeOf(twin: Twin, changed: Changed, changes: FieldChange[] = []): Outcome {
  if (!(changed instanceof Problem)) return merged(twin, changes)
  return changed.kind === 'forbidden' && !twin.stub
    ? skipped(twin, 'forbidden', 'You may not change the contact that is like this.')
    : failed(changed)
}

function merged(twin: Twin, changes: FieldChange[]): Outcome {
  if (twin.stub) return { state: 'created', contactId: twin.id }
  return { state: 'updated', contactId: twin.id, hits: twin.hits, changes }
}

async function changeTwins(tx: Tx<ImportsDb>, run: RowRun, rows: readonly Merge[]) {
  const { by, context, options } = run
  const ids = rows.map(({ twin }) => twin.id)
  await sql`select 1 from contact where id = any(${uuids(ids)}) order by id for update`.execute(tx)
  const before = await readContacts(tx as Tx<ContactsDb>, by, ids)
  const byId = new Map(rows.map((row) => [row.twin.id, row]))
  const employers = await employersOf(tx, run, { before, byId })
  const changed = await changeContacts(tx, by, {
    ids,
    context,
    changeOf(contact) {
      const row = byId.get(contact.id)
      if (!row) return {}
      const change = toChange({ before: contact, isStub: row.twin.stub }, row.draft, run)
      const companyId = employers.ids.get(contact.id)
      if (companyId instanceof Problem) throw companyId
      return companyId === undefined ? change : { ...change, companyId }
    },
  })
  const after = options.dryRun ? await readContacts(tx as Tx<ContactsDb>, { ...by, role: 'admin' }, ids) : []
  return { changed, employers, changes: changesOf(before, after) }
}

function changesOf(before: readonly Contact[], after: readonly Contact[]): Map<string, FieldChange[]> {
  const was = new Map(before.map((contact) => [contact.id, contact]))
  return new Map(
    after.flatMap((contact) => {
      const former = was.get(contact.id)
      return former ? [[contact.id, diff(stateOf(former), stateOf(contact))]] : []
    }),
  )
}

interface Employed {
  /** The company that a person works for from now on, by the person's id. */
  ids: Map<string, Made>
  /** The persons whose company had to be made. */
  made: Set<string>
}

/** Finds, or makes with the managers of the person, the companies of those that change to another one. */
async function employersOf(
  tx: Tx<ImportsDb>,
  { by, context, options }: RowRun,
  { before, byId }: { before: readonly Contact[]; byId: Map<string, Merge> },
): Promise<Employed> {
  const moving = before.flatMap((person) => {
    const { companyName: name } = byId.get(person.id)?.draft ?? {}
    const moves = person.kind === 'person' && name && person.companyName?.toLowerCase() !== name.toLowerCase()
    if (!moves || (options.onlyEmpty && person.companyName) || !mayChange(by, person)) return []
    return [{ person, name, key: name.toLowerCase() }]
  })
  const found = await findEmployers(
    tx,
    by,
    moving.map(({ name }) => name),
  )
  const unknown = new Map<string, (typeof moving)[number]>()
  for (const one of moving) if (!found.has(one.key) && !unknown.has(one.key)) unknown.set(one.key, one)
  const wanted = [...unknown.values()].map(({ person: { managers, visibility }, name }) => {
    return { kind: 'company' as const, companyName: name, managers, visibility }
  })
  const made = await createContacts(tx, by, wanted, context)
  const byKey = new Map([...unknown.keys()].map((key, at) => [key, made[at]] as const))
  const ids = moving.flatMap(({ person, key }): [string, Made][] => {
    const company = found.get(key)?.id ?? byKey.get(key)
    return company === undefined ? [] : [[person.id, company]]
  })
  const makers = moving.flatMap(({ person, key }) => (byKey.has(key) ? [person.id] : []))
  return { ids: new Map(ids), made: new Set(makers) }
}
