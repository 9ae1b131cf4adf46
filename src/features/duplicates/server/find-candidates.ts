import { sql } from 'kysely'
import { KIND_BITS, SURE_KINDS } from '#features/contacts/hash-keys.ts'
import type { Database } from '#platform/database.ts'
import { KEPT } from '#platform/kept.ts'
import { candidateOf, CANDIDATE, readProfiles } from './read-profiles.ts'
import type { Candidate, CandidateRow } from './read-profiles.ts'
import type { DuplicatesDb } from './tables.ts'

/**
 * So many contacts may share a key and still all be compared with one another. A key of more (a common name in a large
 * database) says too little alone; whoever shares it must share another one too.
 */
export const WIDE = 200

/**
 * Keys of the sure rules hold for more: all of so many are compared. Even more have one e-mail address by a mistake of an
 * import only, and are one another's duplicates whoever is compared with whom.
 */
export const ALL_SURE = 500
const SURE = sql.raw(`(${SURE_KINDS.join(', ')})`)

/** The contacts that share keys with a subject, subject by subject, made ready to be compared (as system). */
export async function findCandidates(
  db: Database<DuplicatesDb>,
  subjects: readonly (readonly number[])[],
  country: string,
): Promise<Candidate[][]> {
  const keys = [...new Set(subjects.flat())]
  if (keys.length === 0) return subjects.map(() => [])
  const { near, wide } = await readNear(db, keys, country)
  const byKey = new Map<number, Candidate[]>(keys.map((key) => [key, []]))
  for (const candidate of near.values()) for (const key of candidate.keys) byKey.get(key)?.push(candidate)
  const wideOf = subjects.map((subject) => subject.filter((key) => wide.has(key)))
  const byTwo = await membersOfTwo(db, wideOf.flatMap(couples))
  const far = [...byTwo.values()].flat().filter((id) => !near.has(id))
  const others = await readProfiles(db, [...new Set(far)], country)
  return subjects.map((subject, at) => {
    const found = new Set<Candidate>()
    for (const key of subject)
      if (!wide.has(key)) for (const candidate of byKey.get(key) ?? []) found.add(candidate)
    for (const [one, other] of couples(wideOf[at] ?? []))
      for (const id of byTwo.get(`${one} ${other}`) ?? []) {
        const candidate = near.get(id) ?? others.get(id)
        if (candidate) found.add(candidate)
      }
    return [...found]
  })
}

interface Near {
  near: Map<string, Candidate>
  /** Keys of more than are compared. */
  wide: Set<number>
}

/**
 * Who has one of the keys that few have. Key by key: all at once the table would be read whole. The contacts come in
 * the same statement, by the place where they were found, and no contact at all still says which keys are wide.
 */
async function readNear(db: Database<DuplicatesDb>, keys: number[], country: string): Promise<Near> {
  const { rows } = await sql<CandidateRow & { wide: number[] }>`${KEPT}
    with member as materialized (
      select k.key, array(
        select r.ctid from contact r where r.deleted_at is null and r.match_keys @> array[k.key]
        limit case when k.key & ${sql.lit(KIND_BITS)} in ${SURE} then ${sql.lit(ALL_SURE)} else ${sql.lit(WIDE + 1)} end
      ) as places
      from unnest(${keys}::integer[]) k(key))
    select w.wide, ${CANDIDATE}
    from (select array(select key from member where cardinality(places) > ${sql.lit(WIDE)}
      and key & ${sql.lit(KIND_BITS)} not in ${SURE}) as wide) w
    left join contact r on r.ctid = any(array(
      select distinct unnest(places) from member
      where cardinality(places) <= ${sql.lit(WIDE)} or key & ${sql.lit(KIND_BITS)} in ${SURE}))`.execute(db)
  const wide = new Set(rows[0]?.wide)
  const near = new Map<string, Candidate>()
  for (const row of rows) if (row.id !== null) near.set(row.id, candidateOf(row, country))
  return { near, wide }
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
