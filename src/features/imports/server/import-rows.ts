import { sql } from 'kysely'
import type { Contact, ContactChange, ContactNew } from '#features/contacts/contact.ts'
import { contactChange, contactNew } from '#features/contacts/contact.ts'
import { changeContact } from '#features/contacts/server/change-contact.ts'
import { stateOf } from '#features/contacts/server/contact-state.ts'
import type { ContactContext } from '#features/contacts/server/contact-state.ts'
import { employerId } from '#features/contacts/server/create-contact.ts'
import { checkContacts, createContacts } from '#features/contacts/server/create-contacts.ts'
import { lockContact } from '#features/contacts/server/read-contacts.ts'
import { refusalOf } from '#features/contacts/server/refusal-of.ts'
import type { Scale } from '#features/duplicates/score.ts'
import type { DuplicateHit } from '#features/duplicates/verdict.ts'
import { diff } from '#kernel/diff.ts'
import { Problem } from '#kernel/problem.ts'
import type { FieldError } from '#kernel/problem.ts'
import { mayChange } from '#kernel/rights.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import type { FieldChange } from '#platform/journal.ts'
import { parse } from '#platform/serve-route.ts'
import type { RowState, RunOptions } from '../import.ts'
import type { Draft } from '../read-row.ts'
import type { Twin, Twins } from './find-twins.ts'
import type { Named } from './find-names.ts'
import { newPending } from './pending.ts'
import type { ImportsDb } from './tables.ts'

/** What became of a row. */
export interface Outcome {
  state: RowState
  /** The contact it became or is like; null where there is none, as in a dry run. */
  contactId: string | null
  errors?: FieldError[]
  /** The contacts it is like. */
  hits?: DuplicateHit[]
  /** What the update changed. */
  changes?: FieldChange[]
}

export interface RowRun {
  by: By
  options: RunOptions
  context: ContactContext
  named: Named
  twins: Twins
  scale: Scale
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
    const pending = newPending(run.options, run.scale)
    const fresh: typeof rows = []
    const later: typeof rows = []
    for (const row of rows) {
      const prepared = run.twins.prepared(row.draft)
      const waits = pending.mayDouble(row.draft, prepared)
      const twin = waits ? undefined : await run.twins.of(row.draft)
      const hits = waits || twin || run.options.possible !== 'hold' ? [] : run.twins.possible(row.draft)
      if (hits.length > 0) {
        outcomes[row.at] = { state: 'held', contactId: null, hits }
        continue
      }
      if (twin && !pending.hasEmployer(row.draft)) {
        outcomes[row.at] = await mergeRow(tx, run, row.draft, twin)
        continue
      }
      const line = waits || twin ? later : fresh
      line.push(row)
      pending.add(row.draft, prepared)
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
    const hits = draft ? run.twins.possible(draft) : []
    if (draft) run.twins.add(draft, contactId)
    return { state: 'created', contactId, hits }
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

/** A row with a twin, in a savepoint: what goes wrong with it, or is only tried, takes nothing else along. */
async function mergeRow(tx: Tx<ImportsDb>, run: RowRun, draft: Draft, twin: Twin): Promise<Outcome> {
  if (!twin.stub && run.options.duplicates === 'skip')
    return skipped(twin, 'duplicate', 'There is a contact like this already.')
  if (!twin.stub && !twin.visible)
    return skipped(twin, 'hidden_duplicate', 'There is a contact like this that you may not see.')
  await sql`savepoint import_row`.execute(tx)
  try {
    const changes = await fill(tx, run, draft, twin)
    if (run.options.dryRun) await sql`rollback to savepoint import_row`.execute(tx)
    await sql`release savepoint import_row`.execute(tx)
    run.twins.add(draft, twin.id)
    if (twin.stub) return { state: 'created', contactId: twin.id }
    return { state: 'updated', contactId: twin.id, hits: twin.hits, changes }
  } catch (error) {
    const refusal = refusalOf(error)
    if (!refusal) throw error
    await sql`rollback to savepoint import_row`.execute(tx)
    await sql`release savepoint import_row`.execute(tx)
    return refusal.kind === 'forbidden' && !twin.stub
      ? skipped(twin, 'forbidden', 'You may not change the contact that is like this.')
      : failed(refusal)
  }
}

/** Puts the row onto its twin and gives back what that changed. */
async function fill(tx: Tx<ImportsDb>, run: RowRun, draft: Draft, twin: Twin): Promise<FieldChange[]> {
  if (twin.id === null) return []
  const before = await lockContact(tx, run.by, twin.id)
  if (!mayChange(run.by, before)) throw new Problem('forbidden', 'forbidden')
  const change = toChange({ before, isStub: twin.stub }, draft, run)
  const { companyName } = draft
  const moves = before.kind === 'person' && companyName && !sameName(before.companyName, companyName)
  if (moves && !(run.options.onlyEmpty && before.companyName)) {
    const { managers, visibility } = before
    const employed = { ...before, companyName, managers, visibility }
    change.companyId = await employerId(tx, run.by, employed, run.context)
  }
  const after = await changeContact(tx, run.by, { id: twin.id, change, context: run.context })
  return diff(stateOf(before), stateOf(after))
}

/** A row as the contact it becomes. */
export function toNew(
  draft: Draft,
  { named, options, by }: Pick<RowRun, 'named' | 'options' | 'by'>,
): ContactNew {
  const { type, temperature, managers, tags, entry: _entry, ...plain } = draft
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

/** What of the row goes onto a contact that is there: nothing empty; details, tags and remarks are added. */
function toChange(
  { before, isStub }: { before: Contact; isStub: boolean },
  draft: Draft,
  { named, options }: RowRun,
): ContactChange {
  const {
    kind: _kind,
    entry: _entry,
    type,
    temperature,
    managers,
    companyName,
    tags,
    details,
    custom,
    description,
    ...plain
  } = draft
  const known = named.managers(managers)
  const single = {
    ...plain,
    ...(before.kind === 'company' && companyName ? { companyName } : {}),
    typeId: type === undefined ? undefined : named.type(type),
    temperatureId: temperature === undefined ? undefined : named.temperature(temperature),
  }
  const isFree = (value: unknown) => !options.onlyEmpty || value === null || value === undefined
  return parse(contactChange, {
    ...pick(single, (field) => isFree(before[field as keyof Contact])),
    custom: pick(custom, (key) => isFree(before.custom[key])),
    description: joined(before.description, description),
    tags: union(before.tags, tags, options.defaults.tags),
    details: [...before.details, ...details.map((detail) => ({ ...detail, primary: false }))],
    ...(known.length > 0 ? { managers: isStub ? known : union(before.managers, known) } : {}),
    cascade: false,
  })
}

function pick<T extends object>(values: T, wanted: (key: string) => boolean): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([key]) => wanted(key))) as Partial<T>
}

/** What is remarked stays; what is new is added once. */
function joined(before: string | null, more: string | null | undefined): string | undefined {
  if (!more || before?.includes(more)) return undefined
  return before ? `${before}\n\n${more}` : more
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
  return { state: 'skipped', errors: [{ path: '', code, message }], contactId: twin.id, hits: twin.hits }
}

function failed({ errors, code, message }: Problem): Outcome {
  return {
    state: 'error',
    errors: errors.length > 0 ? errors : [{ path: '', code, message }],
    contactId: null,
  }
}
