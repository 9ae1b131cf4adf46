import { setImmediate } from 'node:timers/promises'
import { sql } from 'kysely'
import { z } from 'zod'

import { Problem } from '#kernel/problem.ts'
import type { Database } from '#platform/database.ts'
import { transaction } from '#platform/database.ts'
import type { Running, Work } from '#platform/jobs.ts'
import { announce } from '#platform/journal.ts'
import { compare } from '../compare.ts'
import { homeCountry } from './home-country.ts'
import { buildBlocks } from './build-blocks.ts'
import { examinePairs } from './examine-contacts.ts'
import { WIDE } from './find-candidates.ts'
import { readScale } from './learned-weights.ts'
import { readCompared } from './read-profiles.ts'
import type { Compared } from './read-profiles.ts'
import { savePairs } from './save-pairs.ts'
import type { FoundPair } from './save-pairs.ts'
import type { DuplicatesDb } from './tables.ts'

export const SCAN_JOB = 'duplicates.scan'

/**
 * How many comparisons and blocks a transaction holds (a web request waits no longer than they take), and how many
 * contacts stay in memory, made ready for further comparisons. Tests take less of everything.
 */
export const EFFORT = { comparisons: 20_000, blocks: 2000, kept: 5000 }

const checkpointShape = z.object({
  /** Everything up to this block is done. */
  after: z.int(),
  blocks: z.int(),
  /** When the contacts were read: what changed later is for the next night. */
  since: z.string(),
  found: z.int(),
})
type Checkpoint = z.infer<typeof checkpointShape>

export interface ScanResult {
  found: number
}

/**
 * Compares every contact with those it shares a key with, block by block, and puts what may be the same on the work
 * list. Killed or cancelled it goes on where it was; a pair that was decided is left alone.
 */
export const scanWork: Work = {
  kind: SCAN_JOB,
  async run(running: Running<object>): Promise<ScanResult> {
    if (running.by.role !== 'admin')
      throw new Problem('forbidden', 'forbidden', 'Only administrators scan everything.')
    const db = running.house.db as Database<DuplicatesDb>
    let at = await begin(running, db)
    const kept = new Map<string, Compared>()
    while (at.after < at.blocks) at = await step(running, db, { at, kept })
    await lookAgain(db, at.since)
    await db.transaction().execute(async (tx) => {
      await sql`truncate duplicate_block`.execute(tx)
      await sql`
        update duplicate_scan set scanned_at = ${at.since}::timestamptz,
          followed_at = greatest(followed_at, ${at.since}::timestamptz)`.execute(tx)
      const done = { kind: 'duplicate', id: '*', action: 'duplicate.scanned', readers: 'everyone' as const }
      await announce(tx, running.by, done)
    })
    return { found: at.found }
  },
}

/** Where the last attempt was; from the start when there was none, or its blocks went down with the database. */
async function begin(running: Running<object>, db: Database<DuplicatesDb>): Promise<Checkpoint> {
  const last = checkpointShape.safeParse(running.checkpoint).data
  const left = await db.selectFrom('duplicateBlock').select('id').limit(1).executeTakeFirst()
  if (last && (left || last.after >= last.blocks)) return last
  return db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ since: string }>`select now() as since`.execute(tx)
    const blocks = await buildBlocks(tx, await readScale(tx))
    const at = { after: 0, blocks, since: rows[0]?.since ?? '', found: last?.found ?? 0 }
    await running.save(tx as never, { done: 0, total: blocks, checkpoint: at })
    return at
  })
}

async function step(
  running: Running<object>,
  db: Database<DuplicatesDb>,
  { at, kept }: { at: Checkpoint; kept: Map<string, Compared> },
): Promise<Checkpoint> {
  await setImmediate()
  return transaction(db, async (tx) => {
    const blocks = await nextBlocks(tx, at.after)
    const pairs = await compareWithin(tx, blocks, kept)
    const found = at.found + (await savePairs(tx, pairs))
    const next = { ...at, after: blocks.at(-1)?.id ?? at.blocks, found }
    await running.save(tx as never, { done: next.after, total: at.blocks, checkpoint: next })
    return next
  })
}

interface Block {
  id: number
  members: string[]
}

/** The next blocks, as many as make a step; one at least. */
async function nextBlocks(db: Database<DuplicatesDb>, after: number): Promise<Block[]> {
  const { rows } = await sql<Block>`
    select id, members from (
      select id, members, sum(cardinality(members) * (cardinality(members) - 1) / 2) over (order by id) as work
      from (select * from duplicate_block where id > ${after} order by id limit ${EFFORT.blocks}) next) b
    where work <= ${EFFORT.comparisons} or id = ${after + 1} order by id`.execute(db)
  return rows
}

async function compareWithin(
  db: Database<DuplicatesDb>,
  blocks: readonly Block[],
  kept: Map<string, Compared>,
): Promise<FoundPair[]> {
  const country = await homeCountry(db)
  const scale = await readScale(db)
  const ids = new Set(blocks.flatMap(({ members }) => members))
  const contacts = await readCompared(
    db,
    [...ids].filter((id) => !kept.has(id)),
    country,
  )
  for (const contact of contacts) kept.set(contact.id, contact)
  const pairs = new Map<string, FoundPair>()
  for (const { members } of blocks) {
    const there = members.flatMap((id) => kept.get(id) ?? [])
    const sureOnly = members.length > WIDE
    for (const [place, one] of there.entries()) {
      for (let next = place + 1; next < there.length; next++) {
        const other = there[next]
        if (!other) continue
        const comparison = compare(one.profile, other.profile, scale)
        if (comparison.verdict === 'none' || (sureOnly && comparison.verdict !== 'sure')) continue
        pairs.set(one.id < other.id ? one.id + other.id : other.id + one.id, { one, other, comparison })
      }
    }
  }
  forget(kept)
  return [...pairs.values()]
}

/** The oldest go first. */
function forget(kept: Map<string, Compared>): void {
  let surplus = kept.size - EFFORT.kept
  for (const id of kept.keys()) {
    if (surplus-- <= 0) return
    kept.delete(id)
  }
}

/** Pairs that were on the list and that the scan did not find again. */
async function lookAgain(db: Database<DuplicatesDb>, since: string): Promise<void> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const from = after
    const last = await transaction(db, async (tx) => {
      const { rows } = await sql<{ id: string }>`
        select id from duplicate_pair where state = 'open' and examined_at < ${since}::timestamptz and id > ${from}
        order by id limit 500`.execute(tx)
      const ids = rows.map(({ id }) => id)
      await examinePairs(tx, ids)
      return ids.at(-1)
    })
    if (last === undefined) return
    after = last
  }
}
