import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'
import { WIDE } from './find-candidates.ts'
import type { DuplicatesDb } from './tables.ts'

/** So many keys together at most; what even these do not tell apart is compared with its neighbours by name. */
const DEPTH = 4

/**
 * Writes down all contacts that share a key, key by key, and how many such blocks there are. Where more than are
 * compared with one another share it, those who share two of such keys, three, four. Blocks of like names follow one
 * another. PostgreSQL sorts on disk what does not fit its memory.
 */
export async function buildBlocks(tx: Tx<DuplicatesDb>): Promise<number> {
  await sql`set local statement_timeout = 0`.execute(tx)
  await sql`truncate duplicate_block`.execute(tx)
  await sql`
    create temp table key_of on commit drop as
    select k.key, r.id from contact r, unnest(r.match_keys) k(key) where r.deleted_at is null and k.key & 1 = 0`.execute(
    tx,
  )
  await sql`
    create temp table block on commit drop as
    select key, count(*)::integer as size, case when count(*) <= ${sql.lit(WIDE)} then array_agg(id) end as members
    from key_of group by key having count(*) > 1`.execute(tx)
  await sql`
    create temp table wide on commit drop as
    select k.id, k.key from key_of k join block b on b.key = k.key and b.members is null`.execute(tx)
  await sql`create temp table part on commit drop as select id, array[key] as keys from wide`.execute(tx)
  for (let depth = 2; depth <= DEPTH; depth++) await divide(tx)
  await sql`
    insert into block (size, members)
    select count(*), array_agg(id) from (
      select p.keys, p.id, row_number() over (partition by p.keys order by c.last_name_key, c.id) / ${sql.lit(WIDE)} as run
      from part p join contact c on c.id = p.id) neighbours
    group by keys, run having count(*) > 1`.execute(tx)
  const { rows } = await sql<{ blocks: number }>`
    with ordered as (
      insert into duplicate_block (id, members)
      select row_number() over (order by c.last_name_key), b.members
      from block b left join contact c on c.id = b.members[1] where b.members is not null
      returning 1)
    select count(*) as blocks from ordered`.execute(tx)
  return rows[0]?.blocks ?? 0
}

/** Those who share one more wide key become blocks, or are the next to be divided. */
async function divide(tx: Tx<DuplicatesDb>): Promise<void> {
  await sql`
    create temp table finer on commit drop as
    select p.id, p.keys || w.key as keys from part p
    join wide w on w.id = p.id and w.key > p.keys[cardinality(p.keys)]`.execute(tx)
  await sql`drop table part`.execute(tx)
  await sql`
    insert into block (size, members)
    select count(*), array_agg(id) from finer group by keys having count(*) between 2 and ${sql.lit(WIDE)}`.execute(
    tx,
  )
  await sql`
    create temp table part on commit drop as
    select f.id, f.keys from finer f
    where f.keys in (select keys from finer group by keys having count(*) > ${sql.lit(WIDE)})`.execute(tx)
  await sql`drop table finer`.execute(tx)
}
