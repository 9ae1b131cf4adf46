import { sql } from 'kysely'
import { isTelling } from '#features/contacts/hash-keys.ts'
import type { Tx } from '#platform/database.ts'
import type { DuplicatesDb } from './tables.ts'

/** So many pages of the table are read at once, which are some ten thousand contacts. */
const PAGES = 1500
/** A page holds eight contacts or so of eight keys; of 32 bits for each key one is set at most. */
const BITS_OF_A_PAGE = 8 * 8 * 32
const MOST_BITS = 2 ** 28
/** So many keys are written down at once. */
const BATCH = 50_000

/**
 * `shared`: the keys that more than one contact has. Nine of ten are one contact's alone, and sorting or counting them
 * all would take most of the time of a scan; so a bit is set for each key that was met (B. Bloom, CACM 13, 1970), in 32 MB
 * at most. Whose bit is set already is written down: it is shared, or shares only the bit, as one in some dozens does.
 */
export async function gatherShared(tx: Tx<DuplicatesDb>): Promise<void> {
  await sql`create temp table repeated (key integer) on commit drop`.execute(tx)
  const { rows } = await sql<{ pages: number }>`
    select pg_relation_size('contact') / current_setting('block_size')::integer as pages`.execute(tx)
  const pages = rows[0]?.pages ?? 0
  const seen = noticer(Math.min(MOST_BITS, 2 ** Math.ceil(Math.log2((pages + 1) * BITS_OF_A_PAGE))))
  let repeated: number[] = []
  for (let from = 0; from < pages; from += PAGES) {
    repeated.push(...keysIn(await readKeys(tx, from)).filter((key) => isTelling(key) && seen(key)))
    if (repeated.length < BATCH && from + PAGES < pages) continue
    await sql`insert into repeated select unnest(${repeated}::integer[])`.execute(tx)
    repeated = []
  }
  await sql`create temp table shared on commit drop as select distinct key from repeated`.execute(tx)
  await sql`drop table repeated`.execute(tx)
  await sql`analyze shared`.execute(tx)
}

/** The keys of all contacts in these pages, one array behind the other as PostgreSQL sends them. */
async function readKeys(tx: Tx<DuplicatesDb>, from: number): Promise<Buffer> {
  const { rows } = await sql<{ keys: Buffer | null }>`
    select string_agg(array_send(match_keys), '') as keys from contact
    where ctid >= ${`(${from},0)`}::tid and ctid < ${`(${from + PAGES},0)`}::tid and deleted_at is null`.execute(
    tx,
  )
  return rows[0]?.keys ?? Buffer.alloc(0)
}

/** An array comes as its dimensions (none or one), two words more, size and lower bound, and its length before each value. */
function keysIn(arrays: Buffer): number[] {
  const keys: number[] = []
  let at = 0
  const word = () => arrays.readInt32BE((at += 4) - 4)
  while (at < arrays.length) {
    const dimensions = word()
    at += 8
    if (dimensions === 0) continue
    const size = word()
    at += 4
    for (let n = 0; n < size; n++) {
      at += 4
      keys.push(word())
    }
  }
  return keys
}

/** Whether a key, or one that has the same bit, was asked about before. */
function noticer(bits: number): (key: number) => boolean {
  const set = new Uint8Array(bits / 8)
  return (key) => {
    // The last three bits say what kind of key it is.
    const bit = (key >>> 3) % bits
    const mask = 1 << (bit & 7)
    const was = (set[bit >>> 3] ?? 0) & mask
    set[bit >>> 3] = (set[bit >>> 3] ?? 0) | mask
    return was !== 0
  }
}
