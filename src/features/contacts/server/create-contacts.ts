import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { diff } from '#kernel/diff.ts'
import { Problem } from '#kernel/problem.ts'
import { mayRead, readersOf } from '#kernel/rights.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { insertMade } from '#platform/insert-all.ts'
import { recordAll } from '#platform/journal.ts'
import { learnWords } from '#platform/search.ts'
import type { ContactNew } from '../contact.ts'
import { checkState } from './check-state.ts'
import { newState, readContext, settled, stateOf, toColumns } from './contact-state.ts'
import type { ContactContext, ContactState } from './contact-state.ts'
import { findEmployers } from './find-employers.ts'
import type { Employer } from './find-employers.ts'
import { addTags, readReferences } from './references.ts'
import type { References } from './references.ts'
import { refusalOf } from './refusal-of.ts'
import type { ContactsDb } from './tables.ts'
import { tellManagers } from './tell-managers.ts'

/** The id of a new contact, or why there is none. */
export type Made = string | Problem

/**
 * Creates many contacts as one after the other would be, in few statements. What is wrong with one does not keep the
 * others out: each input gets its answer, in their order.
 */
export async function createContacts(
  tx: Tx<ContactsDb>,
  by: By,
  inputs: readonly ContactNew[],
  known?: ContactContext,
): Promise<Made[]> {
  if (inputs.length === 0) return []
  const context = known ?? (await readContext(tx))
  await sql`savepoint create_contacts`.execute(tx)
  try {
    const made = await insertContacts(tx, by, inputs, context)
    await sql`release savepoint create_contacts`.execute(tx)
    return made
  } catch (error) {
    const refusal = refusalOf(error)
    if (!refusal) throw error
    await sql`rollback to savepoint create_contacts`.execute(tx)
    if (inputs.length === 1) return [refusal]
    // The database refuses one of them, which only it knows: the halves, the quarters find it.
    const half = inputs.length >> 1
    const first = await createContacts(tx, by, inputs.slice(0, half), context)
    return [...first, ...(await createContacts(tx, by, inputs.slice(half), context))]
  }
}

/** Creates nothing; says why an input could not become a contact, undefined where it could. */
export async function checkContacts(
  tx: Tx<ContactsDb>,
  by: By,
  inputs: readonly ContactNew[],
  context: ContactContext,
): Promise<(Problem | undefined)[]> {
  const { checked } = await checkAll(tx, by, inputs, context)
  return checked.map((state) => (state instanceof Problem ? state : undefined))
}

/** The same as `createContacts`, for a caller whom a refusal by the database may end. */
export async function insertContacts(
  tx: Tx<ContactsDb>,
  by: By,
  inputs: readonly ContactNew[],
  context: ContactContext,
): Promise<Made[]> {
  const { checked, references } = await checkAll(tx, by, inputs, context)
  const states = checked.filter((state) => !(state instanceof Problem))
  const tagNames = states.flatMap((state) => state.tags)
  await addTags(tx, by, tagNames, references.tags)
  const employers = await findEmployers(tx, by, states.flatMap(unknownEmployer))
  const batch: Batch = { by, context, references, employers, contacts: [] }
  const made = checked.map((state) => (state instanceof Problem ? state : add(batch, state)))
  await write(tx, batch)
  return made
}

async function checkAll(tx: Tx<ContactsDb>, by: By, inputs: readonly ContactNew[], context: ContactContext) {
  const states = inputs.map((input) => newState(by, input))
  const references = await readReferences(tx, by, states)
  return { references, checked: states.map((state) => checkState(state, { context, references })) }
}

interface Batch {
  by: By
  context: ContactContext
  references: References
  /** By name in lower case: those that were there, and those of this batch. */
  employers: Map<string, Employer>
  contacts: { id: string; state: ContactState }[]
}

/** A person whose employer is given by name works for the company of that name, which may have to be made first. */
function add(batch: Batch, state: ContactState): Made {
  const { by, references, employers, contacts } = batch
  const [name] = unknownEmployer(state)
  const companyId = name === undefined ? state.companyId : employerOf(batch, name, state)
  if (companyId instanceof Problem) return companyId
  const id = randomUUIDv7()
  const whole = settled({ ...state, companyId }, references)
  contacts.push({ id, state: whole })
  if (whole.kind === 'company' && whole.companyName && mayRead(by, whole)) {
    const key = whole.companyName.toLowerCase()
    if (!employers.has(key)) employers.set(key, { id, name: whole.companyName })
  }
  return id
}

/** A company that is made for a person has the same managers. */
function employerOf(batch: Batch, name: string, { managers, visibility }: ContactState): Made {
  const { by, employers, references } = batch
  let id = employers.get(name.toLowerCase())?.id
  if (id === undefined) {
    const state = newState(by, { kind: 'company', companyName: name, managers, visibility })
    const checked = checkState(state, batch)
    if (checked instanceof Problem) return checked
    const made = add(batch, checked)
    if (made instanceof Problem) return made
    id = made
  }
  references.companies.set(id, { name: employers.get(name.toLowerCase())?.name ?? name, usable: true })
  return id
}

function unknownEmployer({ kind, companyId, companyName }: ContactState): string[] {
  return kind === 'person' && companyName && !companyId ? [companyName] : []
}

async function write(tx: Tx<ContactsDb>, { by, context, references, contacts }: Batch): Promise<void> {
  const rows = await insertMade(tx, 'contact', contacts, ({ id, state }) => ({
    id,
    ...toColumns(state, references, context.settings.country),
    createdBy: by.id,
    updatedBy: by.id,
    runId: by.runId ?? null,
  }))
  await learnWords(
    tx,
    rows.map((row) => row.search),
  )
  const entries = contacts.map(({ id, state }, at) => ({
    action: 'contact.created',
    kind: 'contact',
    id,
    title: rows[at]?.displayName ?? '',
    diff: diff({}, stateOf(state)),
    version: 1,
    readers: readersOf(state),
  }))
  await recordAll(tx, by, entries)
  for (const [at, { id, title: displayName }] of entries.entries()) {
    await tellManagers(tx, by, { after: { id, displayName, managers: contacts[at]?.state.managers ?? [] } })
  }
}
