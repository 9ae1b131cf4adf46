import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { KEY_KIND, KIND_BITS, SURE_KINDS } from '#features/contacts/hash-keys.ts'
import type { Tx } from '#platform/database.ts'
import { commonSurnames, surnameBits } from '#kernel/surnames.ts'
import { bit, scoreOf } from '../score.ts'
import type { Scale } from '../score.ts'
import { ALL_SURE, WIDE } from './find-candidates.ts'
import { gatherShared } from './gather-shared.ts'
import type { DuplicatesDb } from './tables.ts'

/** So many keys together at most; what even these do not tell apart is compared with its neighbours by name. */
const DEPTH = 4

const kindOf = (key: string) => sql.raw(`(${key} & ${KIND_BITS})`)
const kind = kindOf('key')
const anyOf = (kinds: readonly number[]) => sql.raw(`(${kinds.join(', ')})`)
const bitsOf = (kinds: readonly number[]) => sql.lit(kinds.reduce((bits, one) => bits | (1 << one), 0))
const wide = sql.lit(WIDE)
const NAMES = anyOf([KEY_KIND.name, KEY_KIND.firm])
const SURE = anyOf(SURE_KINDS)
const WIDE_KEYS = sql.raw('(select key from wide_key)')
const { name, firm, mobile, work, seat, line } = KEY_KIND

/**
 * Writes down who is to be compared with whom, block by block, and how many blocks there are: all contacts that share a
 * key, and nobody twice where one key less would do. Blocks of like names follow one another. PostgreSQL sorts on disk
 * what does not fit its memory. See docs/decisions/016.
 */
export async function buildBlocks(tx: Tx<DuplicatesDb>, scale: Scale): Promise<number> {
  await sql`set local statement_timeout = 0`.execute(tx)
  await sql`set local work_mem = '64MB'`.execute(tx)
  // Workers may not read temporary tables and would hand over all keys one by one; and of what is made of bits PostgreSQL
  // expects one row where there are a hundred thousand, so that it would look each up in all others.
  await sql`set local max_parallel_workers_per_gather = 0`.execute(tx)
  await sql`set local enable_nestloop = off`.execute(tx)
  await sql`truncate duplicate_block`.execute(tx)
  await gatherShared(tx)
  await gatherMembers(tx, scale)
  await sql`create temp table block (members uuid[], place text collate "C") on commit drop`.execute(tx)
  await sql`
    insert into block select array_agg(id), min(name) from member
    where ${kind} not in ${NAMES} and key not in ${WIDE_KEYS} group by key having count(*) > 1`.execute(tx)
  await pairNames(tx)
  await pairFirms(tx)
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
 * `member`: who has a key that somebody else has too, and the name without its e. Where the key is a name, also what
 * tells without reading them that two of one name are not the same: which kinds of keys they have, their firms, and
 * whether the last name is so common that it says too little. `wide_key`: keys of more than are compared.
 */
async function gatherMembers(tx: Tx<DuplicatesDb>, scale: Scale): Promise<void> {
  await sql`
    create temp table member on commit drop as
    select r.key, r.id, translate(r.last_name_key, 'e ', '') as name,
      case when ${kindOf('r.key')} in ${NAMES} then (select bit_or(1 << ${kind}) from unnest(r.match_keys) key) end as kinds,
      case when ${kindOf('r.key')} = ${sql.lit(name)} then r.company_name end as firm,
      r.birthday is not null as born,
      case when ${kindOf('r.key')} = ${sql.lit(name)} then split_part(r.last_name_key, ' ', 1) = any(${commonNames(scale)}::text[])
        and length(split_part(r.last_name_key, ' ', 1)) >= length(r.last_name) end as common
    from (select *, unnest(match_keys) as key from contact where deleted_at is null) r join shared on shared.key = r.key`.execute(
    tx,
  )
  await sql`drop table shared`.execute(tx)
  await sql`analyze member`.execute(tx)
  await sql`
    create temp table wide_key on commit drop as
    select key, count(*)::integer as size from member group by key having count(*) > ${wide}`.execute(tx)
}

/** Last names that with a first name say too little of a person (rule P4). */
function commonNames(scale: Scale): string[] {
  const namesakes = bit('last_same') | bit('first_same')
  return commonSurnames().filter((last) => scoreOf(namesakes, surnameBits(last), scale) < scale.namesakeFrom)
}

/**
 * Persons who share nothing but a name: any other sign by which they could be the same one is a key, or a firm that is
 * written in another way. So only that counts where both have a firm, and the consonants of the name; where not, the name
 * letter by letter, if it is not too common and nothing contradicts (rule P4). An e may come from an umlaut; first and last
 * name may stand in either order, and one may have a particle more. Facts of one kind that two have and do not share
 * contradict: most have a mobile number, so those without one are put beside the others. What costs most is asked last.
 */
async function pairNames(tx: Tx<DuplicatesDb>): Promise<void> {
  const [bare, lines, hasMobile] = [bitsOf([name]), bitsOf([line]), bitsOf([mobile])]
  await sql`
    insert into block
    select array[least(a.id, b.id), greatest(a.id, b.id)], min(a.name)
    from member a join member b on b.key = a.key
    where ${kindOf('a.key')} = ${sql.lit(name)} and ${kindOf('b.key')} = ${sql.lit(name)} and a.key not in ${WIDE_KEYS}
      and a.kinds & ${hasMobile} = 0 and (b.kinds & ${hasMobile} <> 0 or b.id > a.id)
      and a.kinds & b.kinds & ${bitsOf([work])} = 0
      and case
        when a.firm is null or b.firm is null then a.kinds & b.kinds & ${lines} = 0
          and (not (a.common and b.common) or a.born and b.born or a.kinds = ${bare} or b.kinds = ${bare})
        else true end
      and case
        when a.firm is null or b.firm is null then ${eitherWay(sql`a.name`, sql`b.name`)}
        when ${eitherWay(consonants('a.name'), consonants('b.name'))}
          then similarity(a.firm, b.firm) > ${sql.lit(FIRM_ALIKE)}
        else false end
    group by 1`.execute(tx)
}

/** Whether two names are the same, but for their order and what one of them has more. */
function eitherWay(one: RawBuilder<unknown>, other: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql`(strpos(${one} || ${one}, ${other}) > 0 or strpos(${other} || ${other}, ${one}) > 0)`
}

function consonants(column: string): RawBuilder<string> {
  return sql`translate(${sql.raw(column)}, 'aiouy', '')`
}

/** Names of one firm have at least so much in common, whatever legal form only one of them tells. */
const FIRM_ALIKE = 0.2

/** Firms that share nothing but the name are two where both have a postal code. */
async function pairFirms(tx: Tx<DuplicatesDb>): Promise<void> {
  await sql`
    insert into block
    select array[least(a.id, b.id), greatest(a.id, b.id)], min(a.name)
    from member a join member b on b.key = a.key and b.id > a.id
    where ${kindOf('a.key')} = ${sql.lit(firm)} and a.key not in ${WIDE_KEYS}
      and a.kinds & b.kinds & ${bitsOf([seat])} = 0
    group by 1`.execute(tx)
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
        from member natural join wide_key where ${kind} in ${SURE}) m
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
    select id, key, name, ${kind} in ${NAMES} as named from member
    where key in ${WIDE_KEYS}`.execute(tx)
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
