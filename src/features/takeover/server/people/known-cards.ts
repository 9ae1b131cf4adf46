import { sql } from 'kysely'
import type { Remote } from '#connectors/groupware/groupware.ts'
import { emailKey } from '#kernel/email.ts'
import type { CardItem } from '#kernel/groupware/card-item.ts'
import { uuids } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import type { PeopleDb } from './tables.ts'

/**
 * Which of these cards are somebody of ours, by their id there: linked, or with our id in them, or a colleague. Address
 * books copy our id along with a card; a copy whose contact is linked with another card is nobody's. As system.
 */
export async function knownAmong(
  db: Database<PeopleDb>,
  accountId: string,
  cards: readonly Remote<CardItem>[],
): Promise<Set<string>> {
  if (cards.length === 0) return new Set()
  const ours = cards.flatMap(({ item }) =>
    item.kontorId !== null && UUID.test(item.kontorId) ? [item.kontorId] : [],
  )
  const emails = cards.flatMap(({ item }) => item.emails.map(({ value }) => emailKey(value)))
  const [links, contacts, colleagues] = await Promise.all([
    linksOf(db, accountId, cards, ours),
    idsOf(
      sql<{
        key: string
      }>`select id as key from contact where id = any(${uuids(ours)}) and deleted_at is null`,
      db,
    ),
    idsOf(
      sql<{
        key: string
      }>`select lower(email) as key from app_user where lower(email) = any(${emails}::text[])`,
      db,
    ),
  ])
  // Whose contact is gone can be taken over anew.
  const remoteIds = new Set(links.filter(({ state }) => state !== 'goneHere').map(({ remoteId }) => remoteId))
  const uids = new Set(links.filter(({ state }) => LIVE.includes(state)).map(({ uid }) => uid))
  const elsewhere = new Set(
    links
      .filter(({ remoteId, state }) => remoteId !== null && LIVE.includes(state))
      .map(({ recordId }) => recordId),
  )
  const known = cards.filter(({ id, item: { uid, kontorId, emails: addresses } }) => {
    const isOurs =
      kontorId !== null && contacts.has(kontorId.toLowerCase()) && !elsewhere.has(kontorId.toLowerCase())
    const isColleague = addresses.some(({ value }) => colleagues.has(emailKey(value)))
    return remoteIds.has(id) || uids.has(uid) || isOurs || isColleague
  })
  return new Set(known.map(({ id }) => id))
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const LIVE: readonly string[] = ['linked', 'timesOnly', 'failed', 'conflict']

async function linksOf(
  db: Database<PeopleDb>,
  accountId: string,
  cards: readonly Remote<CardItem>[],
  ours: readonly string[],
) {
  const [ids, uids] = [cards.map(({ id }) => id), cards.map(({ item }) => item.uid)]
  return db
    .selectFrom('groupwareLink')
    .select(['remoteId', 'uid', 'recordId', 'state'])
    .where('accountId', '=', accountId)
    .where('area', '=', 'contact')
    .where(
      sql<boolean>`(remote_id = any(${ids}::text[]) or uid = any(${uids}::text[]) or record_id = any(${uuids(ours)}))`,
    )
    .execute()
}

async function idsOf(
  query: ReturnType<typeof sql<{ key: string }>>,
  db: Database<PeopleDb>,
): Promise<Set<string>> {
  const { rows } = await query.execute(db)
  return new Set(rows.map(({ key }) => key))
}
