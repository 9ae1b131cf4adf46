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
/** Who has another mobile number, or another mail domain, is not the same for a name alone; nor a firm elsewhere. */
const CONTRARY = sql.raw(
  `case ${KEY_KIND.name} when a.key & ${KIND_BITS}
     then ${(1 << KEY_KIND.mobile) | (1 << KEY_KIND.work)} else ${1 << KEY_KIND.seat} end`,
)

/**
 * Writes down who is to be compared with whom, block by block, and how many blocks there are: all contacts that share a
 * key, and nobody twice where one key less would do. Blocks of like names follow one another. PostgreSQL sorts on disk
 * what does not fit its memory. See docs/decisions/016.
 */
export async function buildBlocks(tx: Tx<DuplicatesDb>): Promise<number> {
  await sql`set local statement_timeout = 0`.execute(tx)
  await sql`set local work_mem = '64MB'`.execute(tx)
  await sql`truncate duplicate_block`.execute(tx)
  await gatherKeys(tx)
  await sql`create temp table block (members uuid[], place text collate "C") on commit drop`.execute(tx)
  await sql`
    insert into block select array_agg(id), min(name) from member
    where not wide and ${kind} not in ${NAMES} group by key`.execute(tx)
  await pairNames(tx)
  await keepSure(tx)
  await divideWide(tx)
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('duplicateBlock')
    .columns(['id', 'members'])
    .expression(sql`select row_number() over (order by place), members from block`)
    .executeTakeFirstOrThrow()
  return Number(numInsertedOrUpdatedRows ?? 0)
}

/**
 * `member`: who has a key that somebody else has too, which kinds of keys they have, and the consonants of the name. The
 * contacts are read twice, as nine of ten keys are one contact's alone and would be written down for nothing.
 */
async function gatherKeys(tx: Tx<DuplicatesDb>): Promise<void> {
  await sql`
    create temp table common on commit drop as
    select key, count(*)::integer as size from contact r, unnest(r.match_keys) key
    where r.deleted_at is null and ${kind} <> ${sql.lit(KEY_KIND.work)}
    group by key having count(*) > 1`.execute(tx)
  await sql`analyze common`.execute(tx)
  await sql`
    create temp table member on commit drop as
    select c.key, c.size, c.size > ${wide} as wide, r.id, translate(r.last_name_key, 'aeiouy ', '') as name,
      (select bit_or(1 << ${kind}) from unnest(r.match_keys) key) as kinds
    from contact r, unnest(r.match_keys) k(key) join common c on c.key = k.key
    where r.deleted_at is null`.execute(tx)
  await sql`drop table common`.execute(tx)
  await sql`analyze member`.execute(tx)
}

/**
 * Who shares nothing but a name is the same one only where nothing contradicts it, and where it is that name letter by
 * letter (rule P4): of those whose names only sound alike, another key tells. Consonants are enough to see that; they may
 * stand in either order, and one may have a particle more.
 */
async function pairNames(tx: Tx<DuplicatesDb>): Promise<void> {
  await sql`
    insert into block
    select array[one, other], min(name) from (
      select least(a.id, b.id) as one, greatest(a.id, b.id) as other, a.name
      from member a join member b on b.key = a.key and b.id > a.id
      where not a.wide and (a.key & ${sql.lit(KIND_BITS)}) in ${NAMES} and a.kinds & b.kinds & ${CONTRARY} = 0
        and (a.key & ${sql.lit(KIND_BITS)} = ${sql.lit(KEY_KIND.firm)}
          or strpos(a.name || a.name, b.name) > 0 or strpos(b.name || b.name, a.name) > 0)) pair
    group by one, other`.execute(tx)
}

/**
 * Keys of the sure rules hold, however many have them. Every two runs of such a block become a block that is larger than
 * any other: by that the scan knows that only what is sure counts there. Of very many only runs that follow one another by
 * name do: where all are the same, they hang together all the same, and a last name stands in one place.
 */
async function keepSure(tx: Tx<DuplicatesDb>): Promise<void> {
  await sql`
    with run as (
      select key, size, part, array_agg(id) as ids, min(name) as place from (
        select key, size, id, name, ntile(size / ${sql.lit(WIDE / 2 + 1)}) over (partition by key order by name, id) as part
        from member where wide and ${kind} in ${SURE}) m
      group by key, size, part)
    insert into block
    select a.ids || b.ids, a.place from run a
    join run b on b.key = a.key and b.part > a.part and (a.size <= ${sql.lit(ALL_SURE)} or b.part = a.part + 1)
    union all
    select ids, place from run where size < ${sql.lit(WIDE + 2)}`.execute(tx)
}

/** Of a wide key those who share two of such keys, three, four; a name in two forms is no second one. */
async function divideWide(tx: Tx<DuplicatesDb>): Promise<void> {
  await sql`
    create temp table wide on commit drop as
    select id, key, name, ${kind} in ${NAMES} as named from member where wide`.execute(tx)
  await sql`
    create temp table part on commit drop as select id, array[key] as keys, name, named from wide`.execute(tx)
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
    select p.id, p.keys || w.key as keys, p.name, p.named or w.named as named from part p
    join wide w on w.id = p.id and w.key > p.keys[cardinality(p.keys)] and not (p.named and w.named)`.execute(
    tx,
  )
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
