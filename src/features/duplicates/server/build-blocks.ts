import { sql } from 'kysely'
import { KEY_KIND, KIND_BITS, SURE_KINDS } from '#features/contacts/hash-keys.ts'
import type { Tx } from '#platform/database.ts'
import type { Scale } from '../score.ts'
import { commonNames, leaveOpen, mayBeNamesakes, mayBeOne, mayBeOneFirm, outlineOf } from '../unread.ts'
import type { Outline } from '../unread.ts'
import { divideWide, keepSure } from './divide-wide.ts'
import { WIDE } from './find-candidates.ts'
import { readKeys } from './read-keys.ts'
import type { Everybody } from './read-keys.ts'
import type { DuplicatesDb } from './tables.ts'

/** So many rows are written at once. */
const BATCH = 5000

/**
 * Writes down who is to be compared with whom, block by block, and how many blocks there are: all contacts that share a
 * key and whom nothing tells apart that is known before they are read. Blocks of like names follow one another. See
 * docs/decisions/016.
 */
export async function buildBlocks(tx: Tx<DuplicatesDb>, scale: Scale): Promise<number> {
  await sql`set local statement_timeout = 0`.execute(tx)
  await sql`set local work_mem = '64MB'`.execute(tx)
  await sql`truncate duplicate_block`.execute(tx)
  await sql`create temp table block (members uuid[], place text collate "C") on commit drop`.execute(tx)
  await sql`create temp table wide (key integer, id uuid, name text collate "C") on commit drop`.execute(tx)
  await gather(tx, await readKeys(tx), scale)
  await keepSure(tx)
  await divideWide(tx)
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('duplicateBlock')
    .columns(['id', 'members'])
    .expression(sql`select row_number() over (order by place), members from block`)
    .executeTakeFirstOrThrow()
  return Number(numInsertedOrUpdatedRows ?? 0)
}

/** Goes through all keys in order: few who share one become blocks; who share one with many come into `wide`. */
async function gather(tx: Tx<DuplicatesDb>, everybody: Everybody, scale: Scale): Promise<void> {
  const { keys } = everybody
  const common = commonNames(scale)
  const met = new Set<number>()
  const blocks: Block[] = []
  const wide: [key: number, number: number][] = []
  for (let at = 0; at < keys.length;) {
    const key = keys[at + 1] ?? 0
    let end = at + 2
    while (end < keys.length && keys[end + 1] === key) end += 2
    if (end - at > WIDE * 2) for (; at < end; at += 2) wide.push([key, keys[at] ?? 0])
    else if (end - at > 2) {
      const members: number[] = []
      for (; at < end; at += 2) members.push(keys[at] ?? 0)
      blocks.push(...blocksOf(everybody, key, { members, common, met }))
    }
    at = end
    if (blocks.length >= BATCH) await writeBlocks(tx, blocks.splice(0), everybody)
    if (wide.length >= BATCH) await writeWide(tx, wide.splice(0), everybody)
  }
  await writeBlocks(tx, blocks, everybody)
  await writeWide(tx, wide, everybody)
  await sql`analyze wide`.execute(tx)
}

/** Contacts to be compared, by number. */
type Block = readonly number[]

interface Sharing {
  /** Who share a key; no more than are compared. */
  members: readonly number[]
  common: ReadonlySet<string>
  /** Pairs that are a block already. */
  met: Set<number>
}

/** Those who share a key, without whom it does not connect with anybody. */
function blocksOf(everybody: Everybody, key: number, { members, common, met }: Sharing): Block[] {
  const kind = key & KIND_BITS
  if (SURE_KINDS.includes(kind)) return [members]
  const pairs = pairsOf(everybody, kind, { members, common })
  if (kind === KEY_KIND.name || kind === KEY_KIND.firm || pairs.length < 2)
    return pairs.filter((pair) => isNew(pair, met))
  return [[...new Set(pairs.flat())]]
}

/** Which two of them may be the same one. */
function pairsOf(
  { kinds, sketchOf }: Everybody,
  kind: number,
  { members, common }: Pick<Sharing, 'members' | 'common'>,
): Block[] {
  const outlines: (Outline | undefined)[] = []
  const outline = (place: number): Outline => (outlines[place] ??= outlineOf(sketchOf(members[place] ?? 0)))
  const pairs: Block[] = []
  for (let place = 0; place < members.length; place++) {
    const one = members[place] ?? 0
    for (let next = place + 1; next < members.length; next++) {
      const other = members[next] ?? 0
      const both = [kinds[one] ?? 0, kinds[other] ?? 0] as const
      const may =
        kind === KEY_KIND.firm
          ? mayBeOneFirm(...both)
          : kind === KEY_KIND.name
            ? leaveOpen(...both) && mayBeNamesakes([outline(place), outline(next)], both, common)
            : mayBeOne(outline(place), outline(next))
      if (may) pairs.push([one, other])
    }
  }
  return pairs
}

/** Numbers have 26 bits at most, as a table of a billion pages would not be read. */
function isNew([one = 0, other = 0]: Block, met: Set<number>): boolean {
  const pair = one * 2 ** 26 + other
  if (met.has(pair)) return false
  met.add(pair)
  return true
}

async function writeBlocks(
  tx: Tx<DuplicatesDb>,
  blocks: readonly Block[],
  everybody: Everybody,
): Promise<void> {
  const members = blocks.map((block) => `{${block.map(everybody.idOf).join()}}`)
  const places = blocks.map(([first = 0]) => placeOf(everybody, first))
  await sql`
    insert into block select members::uuid[], place
    from unnest(${members}::text[], ${places}::text[]) as b(members, place)`.execute(tx)
}

async function writeWide(
  tx: Tx<DuplicatesDb>,
  wide: readonly (readonly [key: number, number: number])[],
  everybody: Everybody,
): Promise<void> {
  const [keys, ids] = [wide.map(([key]) => key), wide.map(([, number]) => everybody.idOf(number))]
  const names = wide.map(([, number]) => placeOf(everybody, number))
  await sql`
    insert into wide select * from unnest(${keys}::integer[], ${ids}::uuid[], ${names}::text[])`.execute(tx)
}

/** Where it stands among all: by name, as which one written with an umlaut and with an e are the same. */
function placeOf({ sketchOf }: Everybody, number: number): string {
  return sketchOf(number).sortName.replaceAll(/[e ]/g, '')
}
