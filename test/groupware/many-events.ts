import { sql } from 'kysely'
import { packAgreed } from '#features/sync/agreed.ts'
import type { TestApp } from '../app.ts'
import { anEvent } from './desk.ts'
import type { Desk } from './desk.ts'

/** Events in the calendar of a groupware in memory, twenty a day. */
export function fillCalendar(desk: Desk, count: number): void {
  for (let n = 0; n < count; n++) {
    const day = new Date(Date.UTC(2027, 0, 4 + n / 20)).toISOString().slice(0, 10)
    const times = { start: `${day}T08:00`, end: `${day}T08:15` }
    desk.groupware.put('cal', anEvent(`${n}@x`, { description: 'x'.repeat(200), ...times }))
  }
}

/** The first sync, killed some times on its way, each time after a quarter of the pages; how often it took to come to its end. */
export async function syncKilled(
  desk: Desk,
  { events, kills }: { events: number; kills: number },
): Promise<number> {
  const most = Math.ceil(events / 200 / 4)
  for (let runs = 1; ; runs++) {
    const end = new AbortController()
    let pages = 0
    desk.groupware.trouble = (call) => {
      if (call === 'changes' && ++pages > most && runs <= kills) end.abort()
      return undefined
    }
    await desk.run({ signal: end.signal })
    if (!end.signal.aborted) return runs
  }
}

/** Links that stand, without having been made one by one. */
export async function makeLinks(app: Pick<TestApp, 'house'>, desk: Desk, count: number): Promise<void> {
  const agreed = anEvent('')
  const kept = JSON.stringify(packAgreed({ ours: agreed, theirs: agreed }, { own: true, kontorId: null }))
  const { db } = app.house
  await sql`
    insert into appointment (id, title, starts, ends, time_zone, starts_at, ends_at, organizer_id, uid, search, created_at)
    select gen_random_uuid(), 'Termin ' || n, '2027-01-04T08:00', '2027-01-04T09:00', 'Europe/Berlin', '2027-01-04T07:00Z', '2027-01-04T08:00Z',
      ${desk.owner.by.id}, n || '@many', '', now() - interval '1 day' from generate_series(1, ${count}::int) n`.execute(
    db,
  )
  await sql`
    insert into groupware_link (id, account_id, collection_id, area, record_kind, record_id, remote_id, uid, etag, agreed, our_version, origin)
    select gen_random_uuid(), ${desk.accountId}, ${desk.collections['cal']}, 'appointment', 'appointment', a.id, 'r' || a.uid, a.uid, 'e', ${kept}::jsonb, 1, 'theirs'
    from appointment a where a.organizer_id = ${desk.owner.by.id}`.execute(db)
  await sql`update groupware_collection set token = '0:0:0', listed_at = now(), round = 1 where id = ${desk.collections['cal']}`.execute(
    db,
  )
  await sql`update groupware_link set round = 1 where account_id = ${desk.accountId}`.execute(db)
  await sql`analyze appointment, groupware_link`.execute(db)
}
