import { sql } from 'kysely'
import type { SqlBool } from 'kysely'
import { newState } from '#features/contacts/server/contact-state.ts'
import { findDuplicates } from '#features/duplicates/server/find-duplicates.ts'
import { findEmployer } from '#features/duplicates/server/find-employer.ts'
import { readSettings } from '#features/settings/server/settings.ts'
import { contactOf } from '#features/sync/server/ours/our-contacts.ts'
import { ownAccount } from '#features/sync/server/read-links.ts'
import type { By } from '#kernel/rights.ts'
import type { Database } from '#platform/database.ts'
import { all } from '#platform/list.ts'
import type { CardOffer, CardOfferQuery, CardOffers, OfferState } from '../../people-import.ts'
import type { CardItem } from '#kernel/groupware/card-item.ts'
import type { PeopleDb } from './tables.ts'

const bool = sql<SqlBool>

/**
 * Cards of an own account that can be taken over, with what is known of each now: who it may be already, and whom it
 * may work for, of those `by` may see.
 */
export async function listOffers(
  db: Database<PeopleDb>,
  by: By,
  { accountId, query }: { accountId: string; query: CardOfferQuery },
): Promise<CardOffers> {
  await ownAccount(db, by, accountId)
  const [rows, counts, { groupware }] = await Promise.all([
    selectOffers(db, accountId, query),
    countOffers(db, accountId),
    readSettings(db),
  ])
  const page = rows.slice(0, query.limit)
  const items = await describe(db, by, page)
  return {
    items,
    nextCursor: rows.length > query.limit ? (page.at(-1)?.id ?? null) : null,
    counts,
    allowsAlone: groupware.privatePersons ?? true,
  }
}

interface OfferRow {
  id: string
  book: string
  card: CardItem
  state: OfferState
  contactId: string | null
  fault: string | null
  twinId: string | null
  twinName: string | null
  twinVerdict: 'sure' | 'possible' | null
}

async function selectOffers(
  db: Database<PeopleDb>,
  accountId: string,
  query: CardOfferQuery,
): Promise<OfferRow[]> {
  const { state, verdict, q, job, cursor, limit } = query
  const conditions = [
    bool`o.account_id = ${accountId}`,
    job === undefined ? bool`o.state = ${state}` : bool`o.job_id = ${job}`,
    ...(verdict === undefined ? [] : [bool`o.verdict = ${verdict}`]),
    ...(q
      ? [
          bool`strpos(lower(concat_ws(' ', o.card ->> 'displayName', o.card ->> 'company',
      jsonb_path_query_array(o.card, '$.emails[*].value')::text)), lower(${q})) > 0`,
        ]
      : []),
    ...(cursor === undefined
      ? []
      : [
          bool`(o.name, o.id) > (select c.name, c.id from card_offer c where c.id = ${cursor} and c.account_id = ${accountId})`,
        ]),
  ]
  const { rows } = await sql<OfferRow>`
    select o.id, b.name as book, o.card, o.state, o.contact_id, o.fault, o.twin_id, o.twin_verdict,
      t.card ->> 'displayName' as twin_name
    from card_offer o join groupware_collection b on b.id = o.collection_id
    left join card_offer t on t.id = o.twin_id and t.state in ('open', 'chosen')
    where ${all(conditions)} order by o.name, o.id limit ${limit + 1}`.execute(db)
  return rows
}

async function countOffers(db: Database<PeopleDb>, accountId: string): Promise<CardOffers['counts']> {
  const { rows } = await sql<CardOffers['counts']>`
    select count(*) filter (where state = 'open' and verdict = 'sure')::int as sure,
      count(*) filter (where state = 'open' and verdict = 'possible')::int as possible,
      count(*) filter (where state = 'open' and verdict = 'none')::int as none,
      count(*) filter (where state = 'ignored')::int as ignored
    from card_offer where account_id = ${accountId}`.execute(db)
  return rows[0] ?? { sure: 0, possible: 0, none: 0, ignored: 0 }
}

async function describe(db: Database<PeopleDb>, by: By, rows: readonly OfferRow[]): Promise<CardOffer[]> {
  const subjects = rows.map(({ card }) => newState(by, contactOf(card)))
  const checks = await findDuplicates(db, by, subjects)
  const offers: CardOffer[] = []
  for (const [at, row] of rows.entries()) {
    const { card, twinId, twinName, twinVerdict } = row
    const subject = subjects[at]
    const check = checks[at]
    const isPerson = subject?.kind === 'person'
    offers.push({
      id: row.id,
      book: row.book,
      kind: subject?.kind ?? 'person',
      name: card.displayName,
      position: card.position,
      company: card.company,
      emails: card.emails.map(({ value }) => value),
      phones: card.phones.map(({ value }) => value),
      hasPhoto: card.photo !== null,
      state: row.state,
      contactId: row.contactId,
      fault: row.fault,
      verdict: check?.verdict ?? 'none',
      hits: check?.hits ?? [],
      companies: isPerson ? await findEmployer(db, by, subject) : { matches: [], chosen: null },
      twin:
        twinId && twinVerdict && twinName !== null
          ? { id: twinId, name: twinName, verdict: twinVerdict }
          : null,
    })
  }
  return offers
}
