import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { contactOf } from '#features/sync/server/ours/our-contacts.ts'
import { groupwareProblem } from '#features/groupware/server/groupware-problem.ts'
import { ownAccount } from '#features/sync/server/read-links.ts'
import { findDuplicates } from '#features/duplicates/server/find-duplicates.ts'
import { homeCountry } from '#features/duplicates/server/home-country.ts'
import { readScale } from '#features/duplicates/server/learned-weights.ts'
import type { Open } from '#features/sync/server/sync-due.ts'
import type { Groupware, Remote } from '#connectors/groupware/groupware.ts'
import { GroupwareError } from '#connectors/groupware/groupware-error.ts'
import { queued } from '#features/runs/run.ts'
import type { StartedJob } from '#features/runs/run.ts'
import { fold, sortKey } from '#kernel/fold.ts'
import type { CardItem } from '#kernel/groupware/card-item.ts'
import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import { json, transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { Running, Work } from '#platform/jobs.ts'
import { findTwins } from '../../find-twins.ts'
import { booksToRead } from '../../people-import.ts'
import { knownAmong } from './known-cards.ts'
import { newState } from '#features/contacts/server/contact-state.ts'
import type { PeopleDb } from './tables.ts'

export const READING_JOB = 'groupware.read-books'
const PAGE = 200

interface Reading {
  accountId: string
}

/** Looks an account's address books through for people who are nobody of ours yet, as a job; one at a time. */
export async function startReading(
  tx: Tx<PeopleDb>,
  by: By,
  { accountId, house }: { accountId: string; house: Pick<House, 'jobs'> },
): Promise<StartedJob> {
  const { name: title } = await ownAccount(tx as Database<PeopleDb>, by, accountId)
  const running = await tx
    .selectFrom('job')
    .select('id')
    .where('kind', '=', READING_JOB)
    .where('state', 'in', ['queued', 'running'])
    .where('ownerId', '=', by.id)
    .where(sql<boolean>`input ->> 'accountId' = ${accountId}`)
    .executeTakeFirst()
  const input: Reading = { accountId }
  const id = running?.id ?? (await house.jobs.start(tx as never, by, { kind: READING_JOB, title, input }))
  return queued({ id, kind: READING_JOB, title }, null)
}

/** The work behind it: page by page; what is offered no more goes in the end. A repetition begins anew. */
export const readBooksWork = (open: Open): Work => ({
  kind: READING_JOB,
  async run({ house, by, input, save }: Running<Reading>) {
    const db = house.db as Database<PeopleDb>
    const { accountId } = input
    await ownAccount(db, by, accountId)
    const reading = randomUUIDv7()
    let [done, offered] = [0, 0]
    await withOpen(open, house, accountId, async (groupware) => {
      for (const { id: collectionId, remoteId } of await booksOf(db, accountId)) {
        const store = groupware.items('contact', remoteId)
        let token: string | null = null
        for (let more = true; more;) {
          const page = await store.changes(token, { limit: PAGE })
          const offers = await offersOf(db, by, { accountId, cards: page.changed })
          done += page.changed.length
          offered += offers.length
          await transaction(db, async (tx) => {
            await keepOffers(tx, { accountId, collectionId, reading, offers })
            await save(tx as Tx<unknown>, { done, checkpoint: done })
          })
          ;({ token, more } = page)
        }
      }
    })
    await transaction(db, (tx) => closeReading(tx, { accountId, reading }))
    return { accountId, read: done, offered }
  },
})

/** Opens an account for a job; what the groupware says fails it in words. */
export async function withOpen<T>(
  open: Open,
  house: House,
  accountId: string,
  work: (groupware: Groupware) => Promise<T>,
): Promise<T> {
  try {
    const groupware = await open(house, accountId)
    try {
      return await work(groupware)
    } finally {
      await groupware.close()
    }
  } catch (error) {
    if (!(error instanceof GroupwareError)) throw error
    const problem = groupwareProblem(error)
    throw problem instanceof Problem ? new Problem(problem.kind, problem.code, problem.code) : error
  }
}

async function booksOf(db: Database<PeopleDb>, accountId: string) {
  const books = await db
    .selectFrom('groupwareCollection')
    .select(['id', 'remoteId', 'area', 'role', 'main'])
    .where('accountId', '=', accountId)
    .where('area', '=', 'contact')
    .orderBy('id')
    .execute()
  if (books.length === 0)
    throw new Problem('conflict', 'groupware.no_book', 'This account has no address book.')
  return booksToRead(books)
}

interface Offer {
  remoteId: string
  card: CardItem
  verdict: 'sure' | 'possible' | 'none'
}

async function offersOf(
  db: Database<PeopleDb>,
  by: By,
  { accountId, cards }: { accountId: string; cards: readonly Remote<CardItem>[] },
): Promise<Offer[]> {
  const known = await knownAmong(db, accountId, cards)
  const fresh = cards.filter((remote) => !known.has(remote.id) && isSomebody(remote.item))
  const checks = await findDuplicates(
    db,
    by,
    fresh.map(({ item }) => newState(by, contactOf(item))),
  )
  return fresh.map(({ id, item }, at) => ({
    remoteId: id,
    card: { ...item, note: '', displayName: nameOf(item) },
    verdict: checks[at]?.verdict ?? 'none',
  }))
}

function isSomebody(card: CardItem): boolean {
  return nameOf(card) !== ''
}

/** What a card is called: by its names, else by firm or address. */
function nameOf({ displayName, firstName, middleName, lastName, company, emails }: CardItem): string {
  const names = [firstName, middleName, lastName].filter(Boolean).join(' ')
  return names || displayName || company || (emails[0]?.value ?? '')
}

interface Keeping {
  accountId: string
  collectionId: string
  reading: string
  offers: readonly Offer[]
}

/** A card that stands in two books is offered once; what somebody ignored stays so. */
async function keepOffers(
  tx: Tx<PeopleDb>,
  { accountId, collectionId, reading, offers }: Keeping,
): Promise<void> {
  const byUid = new Map(offers.map((offer) => [offer.card.uid, offer]))
  if (byUid.size === 0) return
  const rows = [...byUid.values()].map(({ remoteId, card, verdict }) => ({
    id: randomUUIDv7(),
    accountId,
    collectionId,
    remoteId,
    uid: card.uid,
    card: json(card),
    name: sortKey(card.displayName) || fold(card.displayName),
    verdict,
    reading,
  }))
  await tx
    .insertInto('cardOffer')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['accountId', 'uid']).doUpdateSet({
        collectionId: sql<string>`excluded.collection_id`,
        remoteId: sql<string>`excluded.remote_id`,
        card: sql<CardItem>`excluded.card`,
        name: sql<string>`excluded.name`,
        verdict: sql<'none'>`excluded.verdict`,
        reading,
        state: sql<'open'>`case when card_offer.state in ('ignored', 'chosen') then card_offer.state else 'open' end`,
        fault: null,
        updatedAt: sql<string>`now()`,
      }),
    )
    .execute()
}

/** What was not seen is offered no more; who stands in the list twice is told. */
async function closeReading(
  tx: Tx<PeopleDb>,
  { accountId, reading }: { accountId: string; reading: string },
): Promise<void> {
  await tx
    .deleteFrom('cardOffer')
    .where('accountId', '=', accountId)
    .where('reading', '!=', reading)
    .where('state', 'in', ['open', 'duplicate', 'failed', 'gone'])
    .execute()
  const offers = await tx
    .selectFrom('cardOffer')
    .select(['id', 'card'])
    .where('accountId', '=', accountId)
    .where('state', '=', 'open')
    .orderBy('name')
    .orderBy('id')
    .execute()
  const db: Database<PeopleDb> = tx
  const [country, scale] = [await homeCountry(db), await readScale(db)]
  const twins = findTwins(
    offers.map(({ id, card }) => ({ id, subject: contactOf(card) })),
    { country, scale },
  )
  const found = [...twins].map(([id, { of, verdict }]) => ({ id, of, verdict }))
  await sql`
    update card_offer o set twin_id = t.of, twin_verdict = t.verdict
    from (select o.id, (t ->> 'of')::uuid as of, t ->> 'verdict' as verdict
      from card_offer o left join jsonb_array_elements(${JSON.stringify(found)}::jsonb) t on (t ->> 'id')::uuid = o.id
      where o.account_id = ${accountId}) t
    where o.id = t.id and (o.twin_id is distinct from t.of or o.twin_verdict is distinct from t.verdict)`.execute(
    tx,
  )
}
