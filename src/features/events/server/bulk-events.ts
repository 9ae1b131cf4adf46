import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import type { StartedJob } from '#features/runs/run.ts'
import { startTargets } from '#features/runs/server/start-targets.ts'
import { targetWork } from '#features/runs/server/target-work.ts'
import type { Done } from '#features/runs/server/target-work.ts'
import { given } from '#kernel/given.ts'
import type { By } from '#kernel/rights.ts'
import { readable, uuids } from '#platform/access.ts'
import type { Database, Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { all } from '#platform/list.ts'
import { bulkTitle, changeIn, patchOf } from '../event-bulk.ts'
import type { EventBulk, EventBulkChange } from '../event-bulk.ts'
import { changeEvent } from './change-event.ts'
import { checkNames } from './check-event.ts'
import { deleteEvent } from './delete-event.ts'
import { eventConditions } from './event-source.ts'
import { readEvents } from './read-events.ts'
import type { EventsDb } from './tables.ts'
import { announceEvents } from './tell.ts'

const BULK_JOB = 'events.bulk'

interface BulkInput {
  change: EventBulkChange
  title: string
}

/** Starts to change every event that is meant, as a run of its own that can be taken back. */
export async function startEventBulk(
  tx: Tx<EventsDb>,
  by: By,
  { house, body }: { house: House; body: EventBulk },
): Promise<StartedJob> {
  const change = changeIn(body)
  await checkNames(tx, given(change))
  return startTargets(tx, by, {
    house,
    kind: BULK_JOB,
    table: 'event',
    targets: await targetsOf(tx, by, body),
    title: (total) => bulkTitle(change, total, by.language),
    input: (title): BulkInput => ({ change, title }),
    nothing: 'There is no such event, or you may not see it.',
  })
}

/** Changes many events; who may change them is asked of each as it is now. */
export const eventBulkWork = targetWork<EventsDb, BulkInput>(BULK_JOB, {
  one: (tx, by, { change }, id) => changeOne(tx, by, change, id),
  announce: announceEvents,
  told: ({ change }) => ({ users: change.access ?? [], kind: 'manager' }),
})

async function targetsOf(
  db: Database<EventsDb>,
  by: By,
  { ids, filter = {} }: Pick<EventBulk, 'ids' | 'filter'>,
): Promise<RawBuilder<SqlBool>> {
  const live = sql<SqlBool>`r.deleted_at is null`
  if (ids) return all([live, sql<SqlBool>`r.id = any(${uuids(ids)})`, readable(by, sql`r.reader_ids`)])
  const { except = [], ...query } = filter
  return all([live, sql<SqlBool>`r.id != all(${uuids(except)})`, ...(await eventConditions(db, by, query))])
}

async function changeOne(tx: Tx<EventsDb>, by: By, change: EventBulkChange, id: string): Promise<Done> {
  const [before] = await readEvents(tx, by, [id])
  if (!before) return { counts: { left: 1 } }
  const { title } = before
  const isAccess = change.visibility !== undefined || change.access !== undefined
  if (!before.can.includes(isAccess ? 'access' : 'change'))
    return { counts: { left: 1 }, left: { kind: 'event', id, title, reason: 'forbidden' } }
  if (change.delete) {
    await deleteEvent(tx, by, { id })
    return { counts: { deleted: 1 } }
  }
  const { version } = await changeEvent(tx, by, { id, change: patchOf(change, before) })
  return { counts: version === before.version ? { unchanged: 1 } : { changed: 1 } }
}
