import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { FieldRule } from '#features/customfields/custom-field.ts'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import { json } from '#platform/database.ts'
import { headingKey } from '../heading-key.ts'
import type { ImportPreview } from '../import.ts'
import type { Column } from '../suggest-mapping.ts'
import { readTarget } from '../target.ts'
import type { Mapping } from '../target.ts'
import type { ImportsDb } from './tables.ts'

/** Keeps what somebody made of these headings, for the next file that has the same. */
export async function rememberMapping(
  tx: Tx<ImportsDb>,
  by: By,
  { columns, mapping }: { columns: readonly Column[]; mapping: Mapping },
): Promise<void> {
  const headingsHash = hashOf(columns)
  if (headingsHash === undefined) return
  await tx
    .insertInto('importMapping')
    .values({ ownerId: by.id, headingsHash, mapping: json(mapping) })
    .onConflict((conflict) =>
      conflict
        .columns(['ownerId', 'headingsHash'])
        .doUpdateSet({ mapping: json(mapping), updatedAt: sql<string>`now()` }),
    )
    .execute()
}

/** What was last chosen for these headings: by `by`, else by anybody of the firm. */
export async function recallMapping(
  db: Database<ImportsDb>,
  by: By,
  { columns, fields }: { columns: readonly Column[]; fields: readonly FieldRule[] },
): Promise<{ mapping: Mapping; from: NonNullable<ImportPreview['rememberedFrom']> } | undefined> {
  const headingsHash = hashOf(columns)
  if (headingsHash === undefined) return undefined
  const kept = await db
    .selectFrom('importMapping')
    .select(['ownerId', 'mapping'])
    .where('headingsHash', '=', headingsHash)
    .orderBy(sql`owner_id = ${by.id}`, 'desc')
    .orderBy('updatedAt', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!kept) return undefined
  const stillThere = (text: string | null | undefined) => {
    const target = text ? readTarget(text) : undefined
    return target && (target.to !== 'custom' || fields.some(({ key }) => key === target.key))
  }
  const mapping = Object.fromEntries(
    columns.map(({ index }) => [
      index,
      stillThere(kept.mapping[index]) ? (kept.mapping[index] ?? null) : null,
    ]),
  )
  return { mapping, from: kept.ownerId === by.id ? 'self' : 'firm' }
}

/** The same headings in the same order; a file without any has nothing to be known by. */
function hashOf(columns: readonly Column[]): string | undefined {
  if (columns.every(({ heading }) => heading === '')) return undefined
  const keys = columns.map(({ heading }) => headingKey(heading))
  return createHash('sha256').update(JSON.stringify(keys)).digest('hex')
}
