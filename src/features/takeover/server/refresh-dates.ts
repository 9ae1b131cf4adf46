import { sql } from 'kysely'
import { write } from '#features/sync/server/pull/absorb.ts'
import { ourKind } from '#features/sync/server/ours/our-areas.ts'
import type { RefreshCounts } from '#features/sync/server/refresh-times.ts'
import { isoOf, storeOf } from '#features/sync/server/run.ts'
import type { RemoteItem, Run, SyncItem } from '#features/sync/server/run.ts'
import { isSame } from '#kernel/diff.ts'
import type { EventItem } from '#kernel/groupware/event-item.ts'
import { Problem } from '#kernel/problem.ts'
import { json, transaction } from '#platform/database.ts'
import { dateOf } from './single-dates.ts'

/** What the link of a single date knows of it: which date of which series it is, and when it was when it was read last. */
export interface KnownDate {
  seriesId: string
  original: string
  times: DateTimes
}

export type DateTimes = Pick<EventItem, (typeof TIMES)[number]>

const TIMES = ['allDay', 'start', 'end', 'timeZone'] as const

export function timesOf({ allDay, start, end, timeZone }: EventItem): DateTimes {
  return { allDay, start, end, timeZone }
}

interface Row {
  id: string
  recordKind: string
  recordId: string
  date: KnownDate
  place: string
}

/** As `refreshTimes` for what was taken over as single dates of a series: nothing but their times, of those that are not over. */
export async function refreshDates(run: Run): Promise<RefreshCounts> {
  const counts: RefreshCounts = { updated: 0, unchanged: 0, missing: 0 }
  const { rows } = await sql<Row>`
    select l.id, l.record_kind, l.record_id, l.agreed -> 'date' as date, c.remote_id as place
    from groupware_link l join groupware_collection c on c.id = l.collection_id
    where l.account_id = ${run.account.id} and l.area = 'appointment' and l.state = 'decoupled' and l.fault is null
      and l.agreed #>> '{date,times,end}' >= ${isoOf(run.now).slice(0, 10)} order by l.id`.execute(run.db)
  for (const [remoteId, ofPlace] of Map.groupBy(rows, ({ place }) => place)) {
    const ids = [...new Set(ofPlace.map(({ date }) => date.seriesId))]
    const found = await storeOf(run, 'appointment', { remoteId }).get(ids)
    const series = new Map(found.map((remote) => [remote.id, remote]))
    for (const row of ofPlace) {
      run.signal.throwIfAborted()
      counts[await refresh(run, row, series.get(row.date.seriesId))] += 1
    }
  }
  return counts
}

async function refresh(run: Run, row: Row, series: RemoteItem | undefined): Promise<keyof RefreshCounts> {
  const { original, times } = row.date
  const event = series && dateOf(series.item as unknown as EventItem, original)
  if (!series || !event) return 'missing'
  const next = timesOf(event)
  if (isSame(next, times)) return 'unchanged'
  return transaction(run.db, async (tx) => {
    const kind = ourKind(row.recordKind)
    const ours = (await kind.read(tx, run.by, [row.recordId])).get(row.recordId)
    if (!ours?.mayChange) return 'unchanged'
    const remote = { ...series, item: event as unknown as SyncItem }
    const toOurs = { ...next }
    const merged = { toOurs, toTheirs: {}, conflicts: [] }
    const after = await write(tx, run, { kind, ours, merged, remote, picture: undefined })
    if (after instanceof Problem) return 'unchanged'
    const date: KnownDate = { ...row.date, times: next }
    await tx
      .updateTable('groupwareLink')
      .set({ agreed: json({ date }), updatedAt: isoOf(run.now) })
      .where('id', '=', row.id)
      .execute()
    return 'updated'
  })
}
