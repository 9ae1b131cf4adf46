import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { Groupware } from '#connectors/groupware/groupware.ts'
import { groupwareProblem } from '#features/groupware/server/groupware-problem.ts'
import { refreshCollections } from '#features/groupware/server/collections.ts'
import type { OpenAccount } from '#features/mails/server/collect-mails.ts'
import { ownAccount } from '#features/sync/server/read-links.ts'
import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import { json, transaction } from '#platform/database.ts'
import type { Running, Work } from '#platform/jobs.ts'
import { MOST_LISTED } from '../takeover.ts'
import type { TakeoverArea } from '../takeover.ts'
import { theOneOf } from '../suggest.ts'
import type { NumberedKind } from './numbered.ts'
import { PAGE, readPage, readingOf, sourcesOf } from './read-page.ts'
import type { Found, SourceRow } from './read-page.ts'
import { readTakeover, tellOfTakeover } from './read-takeovers.ts'
import { LIST_JOB } from './start-takeover.ts'
import type { ListInput } from './start-takeover.ts'
import type { TakeoverDb } from './tables.ts'

interface Place {
  /** Which of the sources. */
  at: number
  token: string | null
  listed: number
}

/**
 * Lists what could be taken over, page by page; after a crash it goes on with the page it was at. Behind `most` items it
 * ends, and says of which areas there is more.
 */
export const listWork = (
  open: OpenAccount,
  numbered: readonly NumberedKind<TakeoverDb>[],
  most = MOST_LISTED,
): Work => ({
  kind: LIST_JOB,
  async run(running: Running<ListInput>) {
    const { house, by, input } = running
    const db = house.db as Database<TakeoverDb>
    const { accountId } = await readTakeover(db, by, input.takeoverId)
    try {
      const groupware = await open(house, accountId)
      try {
        return {
          takeoverId: input.takeoverId,
          ...(await listAll(db, by, { running, groupware, numbered, most })),
        }
      } finally {
        await groupware.close()
      }
    } catch (error) {
      const problem = groupwareProblem(error)
      if (problem instanceof Problem) await noteFault(db, by, input.takeoverId, problem.code)
      throw problem
    }
  },
})

interface Listing {
  running: Running<ListInput>
  groupware: Groupware
  numbered: readonly NumberedKind<TakeoverDb>[]
  most: number
}

async function listAll(
  db: Database<TakeoverDb>,
  by: By,
  { running, groupware, numbered, most }: Listing,
): Promise<{ listed: number }> {
  const { takeoverId } = running.input
  const { accountId, areas, series, since, until } = await readTakeover(db, by, takeoverId)
  const account = await ownAccount(db, by, accountId)
  const sources = await chosenSources(db, groupware, { takeoverId, accountId, areas })
  const reading = await readingOf(db, by, account)
  let place = (running.checkpoint as Place | null) ?? { at: 0, token: null, listed: 0 }
  for (let source = sources[place.at]; source; source = sources[place.at]) {
    const { token } = place
    const page = await readPage(db, by, {
      accountId,
      groupware,
      source,
      token,
      reading,
      numbered,
      series,
      period: { since, until },
      limit: Math.min(PAGE, most),
    })
    const listed = place.listed + page.looked
    const isCut = page.next !== null && listed >= most
    const isEnd = page.next === null || isCut
    const next: Place = { at: isEnd ? place.at + 1 : place.at, token: isEnd ? null : page.next, listed }
    const goesOn = await transaction(db, async (tx) => {
      const row = await tx
        .updateTable('takeover')
        .set({ listed, ...(isCut && { truncated: withArea(source.area) }) })
        .where('id', '=', takeoverId)
        .where('state', '=', 'listing')
        .returning('id')
        .executeTakeFirst()
      if (!row) return false
      await keep(tx, takeoverId, page.found)
      await running.save(tx as never, { done: listed, checkpoint: next })
      await tellOfTakeover(tx, by, takeoverId)
      return true
    })
    if (!goesOn) return { listed }
    place = next
  }
  await transaction(db, async (tx) => {
    await tx
      .updateTable('takeover')
      .set({ state: 'choosing', updatedAt: sql<string>`now()` })
      .where('id', '=', takeoverId)
      .where('state', '=', 'listing')
      .execute()
    await tellOfTakeover(tx, by, takeoverId)
  })
  return { listed: place.listed }
}

const withArea = (area: TakeoverArea) =>
  sql<TakeoverArea[]>`array(select distinct unnest(truncated || ${area}::text))`

/** What was chosen when it began; of an account that was never listed, what it says it has. */
async function chosenSources(
  db: Database<TakeoverDb>,
  groupware: Groupware,
  { takeoverId, accountId, areas }: { takeoverId: string; accountId: string; areas: SourceRow['area'][] },
): Promise<SourceRow[]> {
  const { sources } = await db
    .selectFrom('takeover')
    .select('sources')
    .where('id', '=', takeoverId)
    .executeTakeFirstOrThrow()
  if (sources.length > 0 || areas.length === 0) return sourcesOf(db, { accountId, areas, ids: sources })
  await refreshCollections(db, groupware, { accountId, areas })
  const found = await sourcesOf(db, { accountId, areas })
  await db
    .updateTable('takeover')
    .set({ sources: found.map(({ id }) => id) })
    .where('id', '=', takeoverId)
    .execute()
  return found
}

async function keep(tx: Tx<TakeoverDb>, takeoverId: string, found: readonly Found[]): Promise<void> {
  for (const { source, remoteId, original, uid, at, head, skipped, suggestions } of found) {
    const contactId = skipped === null ? (theOneOf(suggestions)?.contactId ?? null) : null
    await tx
      .insertInto('takeoverItem')
      .values({
        id: randomUUIDv7(),
        takeoverId,
        area: source.area,
        collectionId: source.id,
        remoteId,
        original,
        uid,
        at,
        head: json(head),
        skipped,
        // What colleagues write to each other is about nobody.
        chosen: skipped === null && !(head.internal && source.area === 'mail'),
        contactId,
        suggestions: json(suggestions),
      })
      .onConflict((c) => c.columns(['takeoverId', 'collectionId', 'remoteId', 'original']).doNothing())
      .execute()
  }
}

async function noteFault(db: Database<TakeoverDb>, by: By, id: string, fault: string): Promise<void> {
  await transaction(db, async (tx) => {
    await tx.updateTable('takeover').set({ fault }).where('id', '=', id).execute()
    await tellOfTakeover(tx, by, id)
  })
}
