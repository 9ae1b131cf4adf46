import { sql } from 'kysely'
import type { Database } from '#platform/database.ts'
import type { DuplicatesDb } from './tables.ts'

/**
 * So many contacts may share a key and still all be compared with one another. A key of more (a common name in a large
 * database) says too little alone; whoever shares it must share another one too.
 */
export const WIDE = 200

/** The contacts that share keys with a subject, subject by subject (as system). */
export async function findCandidates(
  db: Database<DuplicatesDb>,
  subjects: readonly (readonly number[])[],
): Promise<string[][]> {
  const byKey = await membersOf(db, [...new Set(subjects.flat())])
  const wideOf = subjects.map((keys) => keys.filter((key) => (byKey.get(key)?.length ?? 0) > WIDE))
  const byTwo = await membersOfTwo(db, wideOf.flatMap(couples))
  return subjects.map((keys, at) => {
    const wide = wideOf[at] ?? []
    const narrow = keys.filter((key) => !wide.includes(key)).flatMap((key) => byKey.get(key) ?? [])
    const both = couples(wide).flatMap(([one, other]) => byTwo.get(`${one} ${other}`) ?? [])
    return [...new Set([...narrow, ...both])]
  })
}

/** Who has each of the keys, up to one more than is wanted. Key by key: all at once the table would be read whole. */
async function membersOf(db: Database<DuplicatesDb>, keys: number[]): Promise<Map<number, string[]>> {
  if (keys.length === 0) return new Map()
  const { rows } = await sql<{ key: number; ids: string[] }>`
    select k.key, array(
      select r.id from contact r where r.deleted_at is null and r.match_keys @> array[k.key] limit ${sql.lit(WIDE + 1)}
    ) as ids
    from unnest(${keys}::integer[]) k(key)`.execute(db)
  return new Map(rows.map(({ key, ids }) => [key, ids]))
}

async function membersOfTwo(
  db: Database<DuplicatesDb>,
  pairs: (readonly [number, number])[],
): Promise<Map<string, string[]>> {
  const known = new Map(pairs.map((pair) => [pair.join(' '), pair]))
  if (known.size === 0) return new Map()
  const wanted = [...known.values()]
  const { rows } = await sql<{ one: number; other: number; ids: string[] }>`
    select k.one, k.other, array(
      select r.id from contact r where r.deleted_at is null and r.match_keys @> array[k.one, k.other]
      limit ${sql.lit(WIDE)}
    ) as ids
    from unnest(${wanted.map(([one]) => one)}::integer[], ${wanted.map(([, other]) => other)}::integer[]) k(one, other)
  `.execute(db)
  return new Map(rows.map(({ one, other, ids }) => [`${one} ${other}`, ids]))
}

function couples(keys: readonly number[]): (readonly [number, number])[] {
  return keys.flatMap((one, at) => keys.slice(at + 1).map((other) => [one, other] as const))
}
