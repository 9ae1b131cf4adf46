import { sql } from 'kysely'
import { KEY_KIND, KIND_BITS, SURE_KINDS } from '#features/contacts/hash-keys.ts'
import type { Tx } from '#platform/database.ts'
import { ALL_SURE, WIDE } from './find-candidates.ts'
import type { DuplicatesDb } from './tables.ts'

/** So many keys together at most; what even these do not tell apart is compared with its neighbours by name. */
const DEPTH = 4

const kind = sql.raw(`(key & ${KIND_BITS})`)
const anyOf = (kinds: readonly number[]) => sql.raw(`(${kinds.join(', ')})`)
const wide = sql.lit(WIDE)
const NAMES = anyOf([KEY_KIND.name, KEY_KIND.firm])
const SURE = anyOf(SURE_KINDS)

/**
 * Keys of the sure rules hold, however many have them. Every two runs of such a block become a block that is larger than
 * any other: by that the scan knows that only what is sure counts there. Of very many only runs that follow one another by
 * name do: where all are the same, they hang together all the same, and a last name stands in one place.
 */
export async function keepSure(tx: Tx<DuplicatesDb>): Promise<void> {
  await sql`
    with run as (
      select key, size, part, array_agg(id) as ids, min(name) as place from (
        select key, size, id, name, ntile((size / ${sql.lit(WIDE / 2 + 1)})::integer) over (partition by key order by name, id) as part
        from (select *, count(*) over (partition by key) as size from wide where ${kind} in ${SURE}) sized) m
      group by key, size, part)
    insert into block
    select a.ids || b.ids, a.place from run a
    join run b on b.key = a.key and b.part > a.part and (a.size <= ${sql.lit(ALL_SURE)} or b.part = a.part + 1)
    union all
    select ids, place from run where size < ${sql.lit(WIDE + 2)}`.execute(tx)
}

/** Of a wide key those who share two of such keys, three, four; a name in two forms is no second one. */
export async function divideWide(tx: Tx<DuplicatesDb>): Promise<void> {
  await sql`
    create temp table part on commit drop as
    select id, array[key] as keys, name, ${kind} in ${NAMES} as named from wide`.execute(tx)
  for (let depth = 2; depth <= DEPTH; depth++) await divide(tx)
  await sql`
    insert into block
    select array_agg(id), min(name) from (
      select keys, id, name, row_number() over (partition by keys order by name, id) / ${wide} as run from part) neighbours
    group by keys, run having count(*) > 1`.execute(tx)
}

/** Those who share one more wide key become blocks, or are the next to be divided. */
async function divide(tx: Tx<DuplicatesDb>): Promise<void> {
  await sql`
    create temp table finer on commit drop as
    select p.id, p.keys || w.key as keys, p.name, p.named or ${sql.raw(`(w.key & ${KIND_BITS})`)} in ${NAMES} as named
    from part p
    join wide w on w.id = p.id and w.key > p.keys[cardinality(p.keys)]
      and not (p.named and ${sql.raw(`(w.key & ${KIND_BITS})`)} in ${NAMES})`.execute(tx)
  await sql`drop table part`.execute(tx)
  await sql`
    insert into block
    select array_agg(id), min(name) from finer group by keys having count(*) between 2 and ${wide}`.execute(
    tx,
  )
  await sql`
    create temp table part on commit drop as
    select f.id, f.keys, f.name, f.named from finer f
    where f.keys in (select keys from finer group by keys having count(*) > ${wide})`.execute(tx)
  await sql`drop table finer`.execute(tx)
}
