import { sql } from 'kysely'
import type { Contact, ContactChange, ContactNew } from '#features/contacts/contact.ts'
import { contactChange, contactNew } from '#features/contacts/contact.ts'
import { changeContact } from '#features/contacts/server/change-contact.ts'
import type { ContactContext } from '#features/contacts/server/contact-state.ts'
import { employerId } from '#features/contacts/server/create-contact.ts'
import { checkContacts, createContacts } from '#features/contacts/server/create-contacts.ts'
import { lockContact } from '#features/contacts/server/read-contacts.ts'
import { refusalOf } from '#features/contacts/server/refusal-of.ts'
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
import { newPending } from './pending.ts'
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

/**
 * Brings rows in: each becomes a new contact, a change of its twin, or the reason why neither, in their order. Throws
 * nothing expected.
 */
export async function importRows(
  tx: Tx<ImportsDb>,
  run: RowRun,
  drafts: readonly Draft[],
): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  let rows = drafts.map((draft, at) => ({ draft, at }))
  while (rows.length > 0) {
    const pending = newPending(run.options.duplicates)
    const fresh: typeof rows = []
    const later: typeof rows = []
    for (const row of rows) {
      const waits = pending.mayDouble(row.draft)
      const twin = waits ? undefined : await run.twins.of(row.draft)
      if (twin && !pending.hasEmployer(row.draft)) {
        outcomes[row.at] = await mergeRow(tx, run, row.draft, twin)
        continue
      }
      const line = waits || twin ? later : fresh
      line.push(row)
      pending.add(row.draft)
    }
    const made = await createRows(
      tx,
      run,
      fresh.map((row) => row.draft),
    )
    for (const [at, outcome] of made.entries()) outcomes[fresh[at]?.at ?? 0] = outcome
    rows = later
  }
  return outcomes
}

/** The rows that have no twin, in one go. In a dry run everything is checked and nothing written. */
async function createRows(tx: Tx<ImportsDb>, run: RowRun, drafts: readonly Draft[]): Promise<Outcome[]> {
  const inputs = drafts.map((draft) => refused(() => toNew(draft, run)))
  const good = inputs.filter((input) => !(input instanceof Problem))
  const { by, context, options } = run
  const made = options.dryRun
    ? await checkContacts(tx, by, good, context)
    : await createContacts(tx, by, good, context)
  let next = 0
  return inputs.map((input, at) => {
    const answer = input instanceof Problem ? input : made[next++]
    if (answer instanceof Problem) return failed(answer)
    const contactId = answer ?? null
    const draft = drafts[at]
    if (draft) run.twins.add(draft, contactId)
    return { state: 'created', contactId }
  })
}

function refused<T>(read: () => T): T | Problem {
  try {
    return read()
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
}

/** A row with a twin, in a savepoint: what goes wrong with it takes nothing else along. */
async function mergeRow(tx: Tx<ImportsDb>, run: RowRun, draft: Draft, twin: Twin): Promise<Outcome> {
  if (!twin.stub && run.options.duplicates === 'skip')
    return skipped(twin, 'duplicate', 'There is a contact like this already.')
  if (!twin.stub && !twin.visible)
    return skipped(twin, 'hidden_duplicate', 'There is a contact like this that you may not see.')
  await sql`savepoint import_row`.execute(tx)
  try {
    const outcome = await merge(tx, run, draft, twin)
    await sql`release savepoint import_row`.execute(tx)
    if (outcome.state === 'created' || outcome.state === 'updated') run.twins.add(draft, outcome.contactId)
    return outcome
  } catch (error) {
    const refusal = refusalOf(error)
    if (!refusal) throw error
    await sql`rollback to savepoint import_row`.execute(tx)
    return failed(refusal)
  }
}

async function merge(tx: Tx<ImportsDb>, run: RowRun, draft: Draft, twin: Twin): Promise<Outcome> {
  if (twin.stub) {
    await fill(tx, run, draft, twin)
    return { state: 'created', contactId: twin.id }
  }
  try {
    await fill(tx, run, draft, twin)
    return { state: 'updated', contactId: twin.id }
  } catch (error) {
    if (!(error instanceof Problem) || error.kind !== 'forbidden') throw error
    return skipped(twin, 'forbidden', 'You may not change the contact that is like this.')
  }
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

function failed({ errors, code, message }: Problem): Outcome {
  return {
    state: 'error',
    errors: errors.length > 0 ? errors : [{ path: '', code, message }],
    contactId: null,
  }
}
