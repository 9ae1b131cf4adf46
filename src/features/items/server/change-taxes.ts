import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { readCountry } from '#features/settings/server/settings.ts'
import { diff } from '#kernel/diff.ts'
import type { Change } from '#kernel/diff.ts'
import { given } from '#kernel/given.ts'
import { Problem, invalid } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import { json } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import { fitsCategory } from '../tax.ts'
import type { Tax, TaxChange, TaxNew, TaxRate } from '../tax.ts'
import { defaultTaxes } from '../default-taxes.ts'
import { countUses, readTax } from './taxes.ts'
import type { ItemsDb } from './tables.ts'

/** Writes down the taxes with which a firm of this country begins, where there are none of their codes yet. */
export async function seedTaxes(tx: Tx<ItemsDb>, by: By, country: string): Promise<void> {
  const known = await tx.selectFrom('tax').select('code').where('code', 'is not', null).execute()
  const codes = new Set(known.map(({ code }) => code))
  for (const { code, name, reason, ...rest } of defaultTaxes(country)) {
    if (codes.has(code)) continue
    await insertTax(tx, by, { ...rest, code, country, name: name[by.language], ...(reason && { reason }) })
  }
}

/** Adds a tax of the firm's own at the end. */
export function createTax(tx: Tx<ItemsDb>, by: By, input: TaxNew): Promise<Tax> {
  return insertTax(tx, by, input)
}

async function insertTax(tx: Tx<ItemsDb>, by: By, input: TaxNew & { code?: string }): Promise<Tax> {
  await lockNames(tx)
  await refuseTaken(tx, input.name)
  const id = randomUUIDv7()
  const country = input.country ?? (await readCountry(tx as Database<ItemsDb>))
  const { rows } = await sql<{ at: number }>`select coalesce(max(position), -1) + 1 as at from tax`.execute(
    tx,
  )
  await tx
    .insertInto('tax')
    .values({
      id,
      code: input.code ?? null,
      name: input.name,
      category: input.category ?? 'S',
      reason: json(input.reason ?? {}),
      reasonCode: input.reasonCode ?? null,
      country,
      description: input.description ?? '',
      position: rows[0]?.at ?? 0,
      retiredAt: null,
    })
    .execute()
  await writeRates(tx, id, input.rates)
  const made = await readTax(tx, id)
  await tell(tx, by, 'created', made, diff({}, input))
  return made
}

/** Changes or retires a tax. Documents that were issued keep the tax they were issued with. */
export async function changeTax(
  tx: Tx<ItemsDb>,
  by: By,
  { id, change, ifMatch }: { id: string; change: TaxChange; ifMatch?: number | undefined },
): Promise<Tax> {
  await lockNames(tx)
  const before = await readTax(tx, id)
  if (ifMatch !== undefined && ifMatch !== before.version) throw new Problem('stale', 'stale')
  const { rates, retired, order, reason, ...plain } = change
  if (plain.name) await refuseTaken(tx, plain.name, id)
  if (!fitsCategory({ category: plain.category ?? before.category, rates: rates ?? before.rates }))
    throw invalid('rates', 'not_taxed', 'Where there is no tax its rate is 0.')
  await tx
    .updateTable('tax')
    .set({
      ...given(plain),
      ...(reason && { reason: json(reason) }),
      ...(retired === undefined ? {} : { retiredAt: retired ? sql<string>`now()` : null }),
      updatedAt: sql<string>`now()`,
      version: before.version + 1,
    })
    .where('id', '=', id)
    .execute()
  if (rates) await writeRates(tx, id, rates)
  if (order !== undefined) await move(tx, id, order)
  const after = await readTax(tx, id)
  const { updatedAt: _, version: __, ...was } = before
  const { updatedAt: ___, version: ____, ...is } = after
  await tell(tx, by, 'changed', after, diff(was, is))
  return after
}

/** Removes a tax that nothing carries; one in use is retired. */
export async function deleteTax(tx: Tx<ItemsDb>, by: By, id: string): Promise<void> {
  await lockNames(tx)
  const before = await readTax(tx, id)
  if ((await countUses(tx, 'tax', id)) > 0)
    throw new Problem('conflict', 'tax.in_use', 'Items or documents carry it: retire it.')
  await tx.deleteFrom('tax').where('id', '=', id).execute()
  await tell(tx, by, 'deleted', before)
}

/** Taxes are few and rarely changed: one at a time keeps names and places right. */
async function lockNames(tx: Tx<ItemsDb>): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('tax'))`.execute(tx)
}

async function refuseTaken(tx: Tx<ItemsDb>, name: string, but?: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`select id from tax where lower(name) = lower(${name})`.execute(
    tx,
  )
  if (rows.some(({ id }) => id !== but)) throw invalid('name', 'taken', 'There is a tax of this name.')
}

async function writeRates(tx: Tx<ItemsDb>, taxId: string, rates: readonly TaxRate[]): Promise<void> {
  await tx.deleteFrom('taxRate').where('taxId', '=', taxId).execute()
  const rows = rates.map(({ from, rate }) => ({ taxId, validFrom: from, rate }))
  await tx.insertInto('taxRate').values(rows).execute()
}

/** Puts the tax at the place `to` among those that are offered, and numbers them anew. */
async function move(tx: Tx<ItemsDb>, id: string, to: number): Promise<void> {
  await sql`
    with others as (
      select id, row_number() over (order by retired_at is not null, position, id) - 1 as at from tax where id != ${id}
    )
    update tax t set position = case when t.id = ${id} then ${to}::int else o.at + (o.at >= ${to})::int end
    from others o where t.id = o.id or t.id = ${id}`.execute(tx)
}

function tell(tx: Tx<ItemsDb>, by: By, verb: string, tax: Tax, changes: Change[] = []): Promise<void> {
  const { id, name: title, version } = tax
  const about = { kind: 'tax', id, title, version, diff: changes }
  return record(tx, by, { action: `tax.${verb}`, ...about, readers: 'everyone' })
}
