import { sql } from 'kysely'
import { readContacts } from '#features/contacts/server/read-contacts.ts'
import { listTasks } from '#features/tasks/server/list-tasks.ts'
import { listVisits } from '#features/visits/server/list-visits.ts'
import { readVisits } from '#features/visits/server/read-visits.ts'
import { readVisitPlaces } from '#features/visits/server/visit-place.ts'
import { dayNumber, dayOf } from '#kernel/day.ts'
import type { By } from '#kernel/rights.ts'
import { uuids } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import type { OfflineDay, OfflineQuery } from '../../offline-day.ts'
import { listCalendar } from '../list-calendar.ts'
import type { CalendarDb } from '../tables.ts'

const ON_THE_ROAD = ['planned', 'confirmed', 'inProgress', 'done', 'noShow', 'missed'] as const
const OWN = ['appointment', 'event', 'absence', 'holiday', 'closure'] as const
const MOST = 200

/** The own days of `by` with all that is needed on the road; each part by the rights of its feature. */
export async function readOfflineDay(
  db: Database<CalendarDb>,
  by: By,
  { from, days, timeZone }: OfflineQuery,
): Promise<OfflineDay> {
  const to = dayOf(dayNumber(from) + days - 1)
  const { items: visits } = await listVisits(db, by, {
    assignee: ['me'],
    state: [...ON_THE_ROAD],
    from,
    to,
    sort: 'date',
    limit: MOST,
  })
  const customers = [...new Set(visits.map(({ contactId }) => contactId))]
  const [contacts, places, earlier, entries, tasks] = await Promise.all([
    readContacts(db, by, customers),
    readVisitPlaces(db, by, customers),
    readEarlier(db, by, customers, from),
    listCalendar(db, by, { from, to, include: [...OWN], ...(timeZone && { timeZone }) }),
    ownTasks(db, by, to),
  ])
  return { from, to, visits, contacts, places, earlier, entries, tasks }
}

async function ownTasks(db: Database<CalendarDb>, by: By, to: string): Promise<OfflineDay['tasks']> {
  if (by.role === 'guest') return []
  const status: ('open' | 'started')[] = ['open', 'started']
  return (await listTasks(db, by, { assignee: ['me'], status, dueTo: to, limit: MOST })).items
}

async function readEarlier(
  db: Database<CalendarDb>,
  by: By,
  customers: string[],
  before: string,
): Promise<OfflineDay['earlier']> {
  const { rows } = await sql<{ id: string }>`
    select v.id from unnest(${uuids(customers)}) as customer (id)
    cross join lateral (
      select r.id, r.date from visit r
      where r.contact_id = customer.id and r.state in ('done', 'noShow') and r.date < ${before}::date
      order by r.date desc limit 3
    ) v order by v.date desc, v.id`.execute(db)
  return readVisits(
    db,
    by,
    rows.map(({ id }) => id),
  )
}
