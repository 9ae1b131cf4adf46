import { sql } from 'kysely'
import type { Contact, ContactChange, ContactNew } from '#features/contacts/contact.ts'
import { contactChange, contactNew } from '#features/contacts/contact.ts'
import { changeContact } from '#features/contacts/server/change-contact.ts'
import { toColumns } from '#features/contacts/server/contact-state.ts'
import type { ContactContext, ContactState } from '#features/contacts/server/contact-state.ts'
import { createContact, employerId } from '#features/contacts/server/create-contact.ts'
import { lockContact } from '#features/contacts/server/read-contacts.ts'
import { Problem } from '#kernel/problem.ts'
import type { FieldError } from '#kernel/problem.ts'
import { mayChange } from '#kernel/rights.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { parse } from '#platform/serve-route.ts'
import type { RunOptions } from '../import.ts'
import type { Draft } from '../read-row.ts'
import type { Twin, Twins } from './find-twins.ts'
import type { Named } from './find-names.ts'
import type { ImportsDb } from './tables.ts'

export type Outcome =
  | { state: 'created' | 'updated'; contactId: string | null }
  | { state: 'skipped' | 'error'; errors: FieldError[]; contactId: string | null }

export interface RowRun {
  by: By
  options: RunOptions
  context: ContactContext
  named: Named
  twins: Twins
}

/** Brings one row in: a new contact, a change of its twin, or the reason why neither. Throws nothing expected. */
export async function importRow(tx: Tx<ImportsDb>, run: RowRun, draft: Draft): Promise<Outcome> {
  await sql`savepoint import_row`.execute(tx)
  try {
    const outcome = await bringIn(tx, run, draft)
    await sql`release savepoint import_row`.execute(tx)
    if (outcome.state === 'created' || outcome.state === 'updated') run.twins.add(draft, outcome.contactId)
    return outcome
  } catch (error) {
    const errors = expected(error)
    if (!errors) throw error
    await sql`rollback to savepoint import_row`.execute(tx)
    return { state: 'error', errors, contactId: null }
  }
}

async function bringIn(tx: Tx<ImportsDb>, run: RowRun, draft: Draft): Promise<Outcome> {
  const twin = await run.twins.of(draft)
  if (!twin) {
    return { state: 'created', contactId: await create(tx, run, draft) }
  }
  if (twin.stub) {
    await fill(tx, run, draft, twin)
    return { state: 'created', contactId: twin.id }
  }
  if (run.options.duplicates === 'skip')
    return skipped(twin, 'duplicate', 'There is a contact like this already.')
  if (!twin.visible)
    return skipped(twin, 'hidden_duplicate', 'There is a contact like this that you may not see.')
  try {
    await fill(tx, run, draft, twin)
    return { state: 'updated', contactId: twin.id }
  } catch (error) {
    if (!(error instanceof Problem) || error.kind !== 'forbidden') throw error
    return skipped(twin, 'forbidden', 'You may not change the contact that is like this.')
  }
}

/** In a dry run everything is checked and nothing written. */
async function create(tx: Tx<ImportsDb>, run: RowRun, draft: Draft): Promise<string | null> {
  const input = toNew(draft, run)
  if (!run.options.dryRun) return (await createContact(tx, run.by, input, run.context)).id
  const { details = [], custom = {}, managers = [], visibility = 'managers' } = input
  const state = { ...input, details, custom, managers, visibility, tags: [] } as unknown as ContactState
  await toColumns(tx, run.by, state, { context: run.context })
  return null
}

async function fill(tx: Tx<ImportsDb>, run: RowRun, draft: Draft, twin: Twin): Promise<void> {
  if (twin.id === null) return
  const before = await lockContact(tx, run.by, twin.id)
  if (!mayChange(run.by, before)) throw new Problem('forbidden', 'forbidden')
  const change = toChange({ before, isStub: twin.stub }, draft, run)
  if (run.options.dryRun) return
  if (before.kind === 'person' && draft.companyName && !sameName(before.companyName, draft.companyName)) {
    const { managers, visibility } = before
    const employed = { ...before, companyName: draft.companyName, managers, visibility }
    change.companyId = await employerId(tx, run.by, employed, run.context)
  }
  await changeContact(tx, run.by, { id: twin.id, change, context: run.context })
}

function toNew(draft: Draft, { named, options, by }: RowRun): ContactNew {
  const { type, temperature, managers, tags, ...plain } = draft
  const { defaults } = options
  const known = named.managers(managers)
  return parse(contactNew, {
    ...plain,
    typeId: (type === undefined ? undefined : named.type(type)) ?? defaults.typeId,
    temperatureId: temperature === undefined ? undefined : named.temperature(temperature),
    tags: union(tags, defaults.tags),
    managers: known.length > 0 ? known : (defaults.managers ?? [by.id]),
    visibility: plain.visibility ?? defaults.visibility,
  })
}

/** What of the row goes onto a contact that is there: nothing empty; details and tags are added. */
function toChange(
  { before, isStub }: { before: Contact; isStub: boolean },
  draft: Draft,
  { named, options }: RowRun,
): ContactChange {
  const { kind: _kind, type, temperature, managers, companyName, tags, details, ...plain } = draft
  const known = named.managers(managers)
  return parse(contactChange, {
    ...plain,
    ...(before.kind === 'company' && companyName ? { companyName } : {}),
    typeId: type === undefined ? undefined : named.type(type),
    temperatureId: temperature === undefined ? undefined : named.temperature(temperature),
    tags: union(before.tags, tags, options.defaults.tags),
    details: [...before.details, ...details.map((detail) => ({ ...detail, primary: false }))],
    ...(known.length > 0 ? { managers: isStub ? known : union(before.managers, known) } : {}),
    cascade: false,
  })
}

function union(...lists: (readonly string[] | undefined)[]): string[] {
  const seen = new Map<string, string>()
  for (const text of lists.flatMap((list) => list ?? [])) {
    if (!seen.has(text.toLowerCase())) seen.set(text.toLowerCase(), text)
  }
  return [...seen.values()]
}

function sameName(a: string | null, b: string): boolean {
  return a?.toLowerCase() === b.toLowerCase()
}

function skipped(twin: Twin, code: string, message: string): Outcome {
  return { state: 'skipped', errors: [{ path: '', code, message }], contactId: twin.id }
}

/** Refusals of an action and of a constraint, in words; undefined for what should end the run. */
function expected(error: unknown): FieldError[] | undefined {
  if (error instanceof Problem) {
    return error.errors.length > 0 ? error.errors : [{ path: '', code: error.code, message: error.message }]
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (!code.startsWith('22') && !code.startsWith('23')) return undefined
  return [{ path: '', code: 'unstorable', message: 'A value cannot be stored as it is.' }]
}
