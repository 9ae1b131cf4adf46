import { sql } from 'kysely'
import { isTelling, KIND_BITS } from '#features/contacts/hash-keys.ts'
import type { Tx } from '#platform/database.ts'
import type { Sketch } from '../unread.ts'
import type { DuplicatesDb } from './tables.ts'

/** So many pages of the table are read at once, which are some ten thousand contacts. */
const PAGES = 1500

/** All contacts by number: which kinds of keys each has, and what is known of it before it is read. */
export interface Everybody {
  /**
   * Every key that can lead to the same contact with the number of whose it is, in the order of the keys: the number
   * stands before its key.
   */
  keys: Int32Array
  /** A bit for each kind of key. */
  kinds: Uint8Array
  idOf(number: number): string
  sketchOf(number: number): Sketch
}

/**
 * Reads the keys of all contacts and little beside, as bytes and in the order in which they lie on the disk (as system).
 * A million take 150 MB; PostgreSQL would need several times as long to sort as many rows as there are keys.
 */
export async function readKeys(tx: Tx<DuplicatesDb>): Promise<Everybody> {
  const { rows } = await sql<{ pages: number }>`
    select pg_relation_size('contact') / current_setting('block_size')::integer as pages`.execute(tx)
  const chunks: Chunk[] = []
  const [parts, kindParts] = [[] as Int32Array[], [] as Uint8Array[]]
  let count = 0
  for (let from = 0; from < (rows[0]?.pages ?? 0); from += PAGES) {
    const read = await readPages(tx, from)
    if (!read) continue
    const { kinds, keys } = takeKeys(read.keys, count)
    chunks.push({ first: count, count: kinds.length, ids: read.ids, facts: Buffer.from(read.facts) })
    parts.push(keys)
    kindParts.push(kinds)
    count += kinds.length
  }
  return { keys: inOrder(parts), kinds: Buffer.concat(kindParts), ...answering(chunks) }
}

/** Contacts that were read together. */
interface Chunk {
  first: number
  count: number
  ids: Buffer
  facts: Buffer
  /** Where the facts of each end; found when they are asked for first. */
  ends?: Uint32Array
}

interface Read {
  keys: Buffer
  ids: Buffer
  facts: string
}

const [FIELD, ROW] = ['\u001F', '\u001E']

async function readPages(tx: Tx<DuplicatesDb>, from: number): Promise<Read | undefined> {
  const plain = (column: string) => sql`translate(${sql.ref(column)}, ${FIELD + ROW}, '')`
  const { rows } = await sql<Read>`
    select string_agg(array_send(match_keys), '') as keys, string_agg(uuid_send(id), '') as ids,
      string_agg(concat(kind, ${FIELD}::text, salutation, ${FIELD}::text, birthday, ${FIELD}::text, ${plain('first_name')},
        ${FIELD}::text, ${plain('last_name')}, ${FIELD}::text, ${plain('company_name')}, ${FIELD}::text, ${plain('last_name_key')},
        ${ROW}::text), '') as facts
    from contact
    where ctid >= ${`(${from},0)`}::tid and ctid < ${`(${from + PAGES},0)`}::tid and deleted_at is null`.execute(
    tx,
  )
  return rows[0]?.keys ? rows[0] : undefined
}

/** An array comes as its dimensions (none or one), two words more, size and lower bound, and its length before each value. */
function takeKeys(arrays: Buffer, first: number): { kinds: Uint8Array; keys: Int32Array } {
  const words = new DataView(arrays.buffer, arrays.byteOffset, arrays.length)
  const keys = new Int32Array(arrays.length / 4)
  const kinds = new Uint8Array(arrays.length / 12)
  let [at, filled, owner] = [0, 0, 0]
  for (; at < arrays.length; owner++) {
    const size = words.getInt32(at) === 0 ? 0 : words.getInt32(at + 12)
    at += size === 0 ? 12 : 20
    let bits = 0
    for (const end = at + size * 8; at < end; at += 8) {
      const key = words.getInt32(at + 4)
      bits |= 1 << (key & KIND_BITS)
      if (!isTelling(key)) continue
      keys[filled++] = first + owner
      keys[filled++] = key
    }
    kinds[owner] = bits
  }
  return { kinds: kinds.slice(0, owner), keys: keys.slice(0, filled) }
}

/** A key and a number are one word of 64 bits, in which the key weighs more. */
function inOrder(parts: Int32Array[]): Int32Array {
  const all = new Int32Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  new BigInt64Array(all.buffer).sort()
  return all
}

function answering(chunks: readonly Chunk[]): Pick<Everybody, 'idOf' | 'sketchOf'> {
  const chunkOf = (number: number): Chunk => {
    let [low, high] = [0, chunks.length - 1]
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((chunks[middle]?.first ?? 0) <= number) low = middle
      else high = middle - 1
    }
    return chunks[low] as Chunk
  }
  return {
    idOf(number) {
      const { ids, first } = chunkOf(number)
      return ids.toString('hex', (number - first) * 16, (number - first + 1) * 16)
    },
    sketchOf(number) {
      const chunk = chunkOf(number)
      const ends = (chunk.ends ??= endsOf(chunk))
      const place = number - chunk.first
      const facts = chunk.facts.toString('utf8', place === 0 ? 0 : (ends[place - 1] ?? 0) + 1, ends[place])
      const [kind, salutation, birthday, firstName, lastName, companyName, sortName] = facts.split(FIELD)
      return {
        company: kind === 'company',
        salutation: salutation ?? '',
        birthday: birthday ?? '',
        firstName: firstName ?? '',
        lastName: lastName ?? '',
        companyName: companyName ?? '',
        sortName: sortName ?? '',
      }
    },
  }
}

function endsOf({ count, facts }: Chunk): Uint32Array {
  const ends = new Uint32Array(count)
  let at = -1
  for (let place = 0; place < ends.length; place++) ends[place] = at = facts.indexOf(ROW, at + 1)
  return ends
}
