import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { Selectable } from 'kysely'
import { fold } from '#kernel/fold.ts'
import { given } from '#kernel/given.ts'
import { Problem, invalid, missing } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import { json } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import { isFieldError, readCustomValue } from '../custom-field.ts'
import type { CustomField, CustomFieldChange, CustomFieldNew, FieldKind, FieldRule } from '../custom-field.ts'
import type { CustomFieldsDb } from './tables.ts'

/** How records keep values: given by the catalogue, because fields stand below the records that carry them. */
export interface CustomFieldUse {
  kind: FieldKind
  count(db: Database<CustomFieldsDb>, key: string): Promise<number>
  /** Takes the values off all records. */
  clear(tx: Tx<CustomFieldsDb>, by: By, key: string): Promise<void>
}
type Uses = readonly CustomFieldUse[]

export async function listCustomFields(
  db: Database<CustomFieldsDb>,
  uses: Uses | undefined,
  kind: FieldKind = 'contact',
): Promise<CustomField[]> {
  const rows = await db
    .selectFrom('customField')
    .selectAll()
    .where('kind', '=', kind)
    .orderBy('position')
    .orderBy('id')
    .execute()
  return Promise.all(rows.map(async (row) => present(row, await countUses(db, uses, row))))
}

/** The fields as rules, for reading values: cheap, without counting. */
export async function readFieldRules(
  db: Database<CustomFieldsDb>,
  kind: FieldKind = 'contact',
): Promise<FieldRule[]> {
  const rows = await db
    .selectFrom('customField')
    .select(['key', 'type', 'options', 'required', 'appliesTo', 'defaultValue', 'name'])
    .where('kind', '=', kind)
    .where('retiredAt', 'is', null)
    .execute()
  return rows
}

export async function createCustomField(
  tx: Tx<CustomFieldsDb>,
  by: By,
  { uses, input }: { uses: Uses; input: CustomFieldNew },
): Promise<CustomField> {
  const { kind = 'contact' } = input
  await sql`select pg_advisory_xact_lock(hashtext('custom_field'))`.execute(tx)
  const existing = await tx
    .selectFrom('customField')
    .select(['key', 'position'])
    .where('kind', '=', kind)
    .execute()
  const keys = new Set(existing.map((f) => f.key))
  const key = input.key ?? freeKey(input.name, keys)
  if (keys.has(key)) throw invalid('key', 'taken', 'There is a field with this key.')
  const options = [...new Set(input.options ?? [])]
  if ((input.type === 'choice' || input.type === 'choices') && options.length === 0) {
    throw invalid('options', 'required', 'A choice needs at least one option.')
  }
  const draft = {
    key,
    name: input.name,
    type: input.type,
    options,
    required: input.required ?? false,
    appliesTo: input.appliesTo ?? 'both',
  }
  const id = randomUUIDv7()
  await tx
    .insertInto('customField')
    .values({
      id,
      kind,
      ...draft,
      options: json(options),
      defaultValue: json(readDefault({ ...draft, defaultValue: null }, input.defaultValue)),
      hint: input.hint ?? '',
      position: Math.max(-1, ...existing.map((f) => f.position)) + 1,
      retiredAt: null,
    })
    .execute()
  await record(tx, by, {
    action: 'customField.created',
    kind: 'customField',
    id,
    title: input.name,
    readers: 'everyone',
  })
  return readField(tx, uses, id)
}

/** The type stays as it is, so that values keep their meaning; options that are in use may not go. */
export async function changeCustomField(
  tx: Tx<CustomFieldsDb>,
  by: By,
  {
    uses,
    id,
    change,
    ifMatch,
  }: { uses: Uses; id: string; change: CustomFieldChange; ifMatch?: number | undefined },
): Promise<CustomField> {
  await sql`select 1 from custom_field where id = ${id} for update`.execute(tx)
  const before = await readField(tx, uses, id)
  if (ifMatch !== undefined && before.version !== ifMatch) throw new Problem('stale', 'stale')
  const after = { ...before, ...given(change) }
  const removed = before.options.filter((option) => !after.options.includes(option))
  if (removed.length > 0 && (before.usageCount ?? 0) > 0) {
    throw invalid('options', 'in_use', 'The field has values already: options may only be added.')
  }
  await tx
    .updateTable('customField')
    .set({
      name: after.name,
      options: json(after.options),
      appliesTo: after.appliesTo,
      required: after.required,
      defaultValue: json(readDefault(after, after.defaultValue)),
      hint: after.hint,
      retiredAt: after.retired ? sql<string>`coalesce(retired_at, now())` : null,
      updatedAt: sql<string>`now()`,
      version: before.version + 1,
    })
    .where('id', '=', id)
    .execute()
  if (change.order !== undefined) await move(tx, id, change.order)
  const fields = ['name', 'options', 'appliesTo', 'required', 'defaultValue', 'hint', 'retired'] as const
  const diff = fields
    .filter((f) => JSON.stringify(before[f]) !== JSON.stringify(after[f]))
    .map((f) => ({ field: f, from: before[f], to: after[f] }))
  await record(tx, by, {
    action: 'customField.changed',
    kind: 'customField',
    id,
    title: after.name,
    diff,
    readers: 'everyone',
  })
  return readField(tx, uses, id)
}

/** Removes the field and its values on all records. */
export async function deleteCustomField(
  tx: Tx<CustomFieldsDb>,
  by: By,
  { uses, id }: { uses: Uses; id: string },
): Promise<void> {
  const field = await readField(tx, uses, id)
  for (const use of usesOf(uses, field.kind)) await use.clear(tx, by, field.key)
  await tx.deleteFrom('customField').where('id', '=', id).execute()
  await record(tx, by, {
    action: 'customField.deleted',
    kind: 'customField',
    id,
    title: field.name,
    readers: 'everyone',
  })
}

async function readField(db: Database<CustomFieldsDb>, uses: Uses, id: string): Promise<CustomField> {
  const row = await db.selectFrom('customField').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw missing()
  return present(row, await countUses(db, uses, row))
}

async function countUses(
  db: Database<CustomFieldsDb>,
  uses: Uses | undefined,
  { kind, key }: Pick<Row, 'kind' | 'key'>,
): Promise<number | undefined> {
  if (!uses) return undefined
  const counts = await Promise.all(usesOf(uses, kind).map((use) => use.count(db, key)))
  return counts.reduce((sum, count) => sum + count, 0)
}

const usesOf = (uses: Uses, kind: FieldKind) => uses.filter((use) => use.kind === kind)

function readDefault(field: FieldRule, given: unknown) {
  const value = readCustomValue(field, given)
  if (isFieldError(value)) throw invalid('defaultValue', value.code, value.message)
  return value
}

async function move(tx: Tx<CustomFieldsDb>, id: string, to: number): Promise<void> {
  await sql`
    with others as (
      select id, row_number() over (order by position, id) - 1 as at from custom_field
      where kind = (select kind from custom_field where id = ${id}) and id != ${id}
    )
    update custom_field f set position = case when f.id = ${id} then ${to}::int else o.at + (o.at >= ${to})::int end
    from others o where f.id = o.id or f.id = ${id}`.execute(tx)
}

/** `Kunde seit` → `kundeSeit`, with a number when that is taken. */
function freeKey(name: string, taken: Set<string>): string {
  const words = fold(name)
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
  const joined = words.map((w, i) => (i === 0 ? w : w.charAt(0).toUpperCase() + w.slice(1))).join('')
  const base = (/^[a-z]/.test(joined) ? joined : `field${joined}`).slice(0, 50)
  for (let n = 1; ; n++) {
    const key = n === 1 ? base : `${base}${n}`
    if (!taken.has(key)) return key
  }
}

type Row = Selectable<CustomFieldsDb['customField']>

function present(row: Row, usageCount: number | undefined): CustomField {
  const { id, kind, key, name, type, options, required, defaultValue, hint, createdAt, updatedAt, version } =
    row
  return {
    id,
    kind,
    key,
    name,
    type,
    appliesTo: row.appliesTo,
    options,
    required,
    defaultValue,
    hint,
    order: row.position,
    ...(usageCount === undefined ? {} : { usageCount }),
    retired: row.retiredAt !== null,
    createdAt,
    updatedAt,
    version,
  }
}
