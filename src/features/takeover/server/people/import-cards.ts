import { sql } from 'kysely'
import type { Selectable } from 'kysely'
import { closeRun, tellOfRun } from '#features/runs/server/open-run.ts'
import { makeDue } from '#features/sync/server/due.ts'
import { ownAccount } from '#features/sync/server/read-links.ts'
import type { Run, RemoteItem } from '#features/sync/server/run.ts'
import { storeOf } from '#features/sync/server/run.ts'
import { pictureOf } from '#features/sync/server/ours/photos.ts'
import { openRun } from '#features/sync/server/sync-account.ts'
import type { Open } from '#features/sync/server/sync-due.ts'
import { Problem } from '#kernel/problem.ts'
import type { Database, Tx } from '#platform/database.ts'
import { transaction } from '#platform/database.ts'
import type { Running, Work } from '#platform/jobs.ts'
import { takeCard } from './take-card.ts'
import type { Book } from './take-card.ts'
import { withOpen } from './read-books.ts'
import { IMPORT_JOB } from './start-import.ts'
import type { Importing } from './start-import.ts'
import type { PeopleDb } from './tables.ts'

const BATCH = 25

/** What became of the cards of an import, counted. */
export interface ImportResult extends Counts {
  runId: string
  accountId: string
}

interface Counts {
  imported: number
  linked: number
  duplicate: number
  gone: number
  failed: number
}

/** The work of an import: each card in a transaction of its own, which says what became of it. */
export const importCardsWork = (open: Open): Work => ({
  kind: IMPORT_JOB,
  async run(running: Running<Importing>): Promise<ImportResult> {
    const { id: jobId, house, by, input } = running
    const { accountId, total } = input
    const db = house.db as Database<PeopleDb>
    const account = await ownAccount(db, by, accountId)
    await withOpen(open, house, accountId, async (groupware) => {
      const opened = await openRun(house, account, { groupware })
      if (!opened) throw new Problem('conflict', 'job.impossible', 'Nobody can do this job any more.')
      const run: Run = { ...opened, by: { ...by, via: 'groupware' } }
      for (;;) {
        const offers = await nextOffers(db, jobId)
        if (offers.length === 0) break
        for (const offer of await withCards(run, db, offers)) {
          await transaction(db, async (tx) => {
            await takeCard(tx, run, offer)
            const done = total - (await countLeft(tx, jobId))
            await running.save(tx as Tx<unknown>, { done, total, checkpoint: done })
          })
        }
      }
    })
    return transaction(db, async (tx) => {
      const result = { runId: jobId, accountId, ...(await countOutcomes(tx, jobId)) }
      const { imported: created, linked: changed, duplicate, gone, failed } = result
      await closeRun(tx, jobId, { created, changed, left: duplicate + gone + failed })
      await tellOfRun(tx, by, jobId)
      // Their cards get our id at once.
      await makeDue(tx, by, accountId)
      return result
    })
  },
})

type OfferRow = Selectable<PeopleDb['cardOffer']>

function nextOffers(db: Database<PeopleDb>, jobId: string): Promise<OfferRow[]> {
  return db
    .selectFrom('cardOffer')
    .selectAll()
    .where('jobId', '=', jobId)
    .where('state', '=', 'chosen')
    .orderBy('place')
    .limit(BATCH)
    .execute()
}

/** The cards as they are now, with their pictures; asked before any transaction. */
async function withCards(run: Run, db: Database<PeopleDb>, offers: readonly OfferRow[]) {
  const books = new Map<string, Book>()
  for (const { collectionId } of offers) {
    if (books.has(collectionId)) continue
    const book = await db
      .selectFrom('groupwareCollection')
      .select(['id', 'remoteId', 'round', 'role'])
      .where('id', '=', collectionId)
      .executeTakeFirstOrThrow()
    books.set(collectionId, book)
  }
  const remotes = new Map<string, RemoteItem>()
  for (const [collectionId, book] of books) {
    const ids = offers.filter((offer) => offer.collectionId === collectionId).map(({ remoteId }) => remoteId)
    for (const remote of await storeOf(run, 'contact', book).get(ids))
      remotes.set(`${collectionId} ${remote.id}`, remote)
  }
  const all = []
  for (const offer of offers) {
    const book = books.get(offer.collectionId) as Book
    const remote = remotes.get(`${offer.collectionId} ${offer.remoteId}`)
    const isShown = remote && run.account.options.pictures
    const picture = isShown
      ? await pictureOf(run, storeOf(run, 'contact', book), { area: 'contact', agreed: {} }, remote)
      : undefined
    all.push({ id: offer.id, book, remote, picture })
  }
  return all
}

async function countLeft(tx: Tx<PeopleDb>, jobId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from card_offer where job_id = ${jobId} and state = 'chosen'`.execute(tx)
  return rows[0]?.n ?? 0
}

async function countOutcomes(tx: Tx<PeopleDb>, jobId: string): Promise<Counts> {
  const { rows } = await sql<Counts>`
    select count(*) filter (where state = 'imported')::int as imported, count(*) filter (where state = 'linked')::int as linked,
      count(*) filter (where state = 'duplicate')::int as duplicate, count(*) filter (where state = 'gone')::int as gone,
      count(*) filter (where state = 'failed')::int as failed
    from card_offer where job_id = ${jobId}`.execute(tx)
  return rows[0] ?? { imported: 0, linked: 0, duplicate: 0, gone: 0, failed: 0 }
}
