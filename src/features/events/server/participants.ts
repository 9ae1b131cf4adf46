import { sql } from 'kysely'
import type { Detail } from '#features/contacts/detail.ts'
import { targetsOf } from '#features/contacts/server/bulk/targets.ts'
import { checkContacts } from '#features/contacts/server/check-contacts.ts'
import { Problem, invalid } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import { readable, uuids } from '#platform/access.ts'
import type { Database, Tx } from '#platform/database.ts'
import { MOST_PARTICIPANTS } from '../event.ts'
import type { ParticipantCounts } from '../event.ts'
import type {
  EventParticipant,
  ParticipantMark,
  ParticipantsAdded,
  ParticipantsChange,
  ParticipantsNew,
  ParticipantsPage,
  ParticipantsQuery,
} from '../participants.ts'
import { lockEvent } from './change-event.ts'
import { countsOf, readEvent } from './read-events.ts'
import type { EventsDb } from './tables.ts'
import { tellParticipants } from './tell.ts'

interface Row extends Omit<EventParticipant, 'email' | 'phone'> {
  details: Detail[]
}

/** Everybody on the list of an event whom `by` may see, by name. */
export async function readParticipants(
  db: Database<EventsDb>,
  by: By,
  id: string,
  { status = [] }: ParticipantsQuery = {},
): Promise<ParticipantsPage> {
  const { counts } = await readEvent(db, by, id)
  const wanted = status.length > 0 ? sql`p.status = any(${status}::text[])` : sql`true`
  const { rows } = await sql<Row>`
    select c.id as contact_id, c.display_name, c.kind, c.company_name, c.details, p.status, p.note, p.created_at
    from event_participant p join contact c on c.id = p.contact_id
    where p.event_id = ${id} and ${wanted} and c.deleted_at is null and ${readable(by, sql`c.reader_ids`)}
    order by c.sort_key, c.id`.execute(db)
  const items = rows.map(({ details, companyName, ...row }: Row): EventParticipant => ({
    ...row,
    companyName: row.kind === 'person' ? companyName : null,
    email: reachedBy(details, 'email'),
    phone: reachedBy(details, 'phone'),
  }))
  return { items, nextCursor: null, counts }
}

function reachedBy(details: readonly Detail[], kind: 'email' | 'phone'): string | null {
  const rows = details.flatMap((one) => (one.kind === kind && typeof one.value === 'string' ? [one] : []))
  const best = rows.find(({ primary }) => primary) ?? rows[0]
  return best && typeof best.value === 'string' ? best.value : null
}

/** Puts contacts on the list; who is there already stays as they are. */
export async function addParticipants(
  tx: Tx<EventsDb>,
  by: By,
  { id, input }: { id: string; input: ParticipantsNew },
): Promise<ParticipantsAdded> {
  const event = await lockEvent(tx, by, id, 'live')
  const wanted = await contactsMeant(tx, by, input)
  const there = await marksOf(tx, id, wanted)
  const known = new Set(there.map(({ contactId }) => contactId))
  const added = wanted.filter((one) => !known.has(one))
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from event_participant where event_id = ${id}`.execute(tx)
  if ((rows[0]?.n ?? 0) + added.length > MOST_PARTICIPANTS) throw tooMany()
  await sql`
    insert into event_participant (event_id, contact_id, status)
    select ${id}, one, ${input.status} from unnest(${uuids(added)}) one`.execute(tx)
  const to = added.map((contactId): ParticipantMark => ({ contactId, status: input.status }))
  await tellParticipants(tx, by, event, { from: [], to })
  return { added, already: there.length, counts: await readCounts(tx, by, id) }
}

/** Changes what is said of some participants, who all have to be on the list. */
export async function changeParticipants(
  tx: Tx<EventsDb>,
  by: By,
  { id, change: { contactIds, status, note } }: { id: string; change: ParticipantsChange },
): Promise<ParticipantCounts> {
  const event = await lockEvent(tx, by, id, 'live')
  const before = await listed(tx, by, id, contactIds)
  const said = { ...(status === undefined ? {} : { status }), ...(note === undefined ? {} : { note }) }
  const from = before.filter(
    (one) => (status ?? one.status) !== one.status || (note ?? one.note) !== one.note,
  )
  if (from.length > 0)
    await tx
      .updateTable('eventParticipant')
      .set(said)
      .where('eventId', '=', id)
      .where(
        'contactId',
        'in',
        from.map((one) => one.contactId),
      )
      .execute()
  await tellParticipants(tx, by, event, { from, to: from.map((one) => ({ ...one, ...said })) })
  return readCounts(tx, by, id)
}

/** Takes contacts off the list. */
export async function removeParticipants(
  tx: Tx<EventsDb>,
  by: By,
  { id, contactIds }: { id: string; contactIds: readonly string[] },
): Promise<ParticipantCounts> {
  const event = await lockEvent(tx, by, id, 'live')
  const from = await listed(tx, by, id, contactIds)
  await sql`
    delete from event_participant where event_id = ${id} and contact_id = any(${uuids(contactIds)})`.execute(
    tx,
  )
  await tellParticipants(tx, by, event, { from, to: [] })
  return readCounts(tx, by, id)
}

async function contactsMeant(
  tx: Tx<EventsDb>,
  by: By,
  { contactIds, filter }: ParticipantsNew,
): Promise<string[]> {
  if (contactIds) {
    await checkContacts(tx, by, contactIds, 'contactIds')
    return [...new Set(contactIds)]
  }
  const targets = await targetsOf(tx as never, by, { filter })
  const { rows } = await sql<{ id: string }>`
    select r.id from contact r where ${targets} order by r.id limit ${MOST_PARTICIPANTS + 1}`.execute(tx)
  if (rows.length > MOST_PARTICIPANTS) throw tooMany()
  return rows.map((row) => row.id)
}

function tooMany(): Problem {
  const most = MOST_PARTICIPANTS.toLocaleString('en')
  return new Problem(
    'conflict',
    'event.too_many',
    `At most ${most} take part in one event. Narrow the filter down.`,
  )
}

/** The participants of these ids as they are; one who is not on the list, or hidden, is refused. */
async function listed(
  tx: Tx<EventsDb>,
  by: By,
  id: string,
  contactIds: readonly string[],
): Promise<ParticipantMark[]> {
  const wanted = [...new Set(contactIds)]
  await checkContacts(tx, by, wanted, 'contactIds')
  const found = await marksOf(tx, id, wanted)
  if (found.length < wanted.length) throw invalid('contactIds', 'unknown', 'Somebody is not on the list.')
  return found
}

async function marksOf(
  tx: Tx<EventsDb>,
  id: string,
  contactIds: readonly string[],
): Promise<ParticipantMark[]> {
  const { rows } = await sql<ParticipantMark>`
    select contact_id, status, note from event_participant
    where event_id = ${id} and contact_id = any(${uuids(contactIds)}) order by contact_id`.execute(tx)
  return rows
}

async function readCounts(tx: Tx<EventsDb>, by: By, id: string): Promise<ParticipantCounts> {
  const { rows } = await sql<{ counts: ParticipantCounts }>`
    select ${countsOf(by)} as counts from event r where r.id = ${id}`.execute(tx)
  return rows[0]?.counts ?? { total: 0, invited: 0, accepted: 0, declined: 0, attended: 0 }
}
