import { randomUUIDv7 } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { listOccurrences } from '#features/appointments/server/list-occurrences.ts'
import type { AppointmentsDb } from '#features/appointments/server/tables.ts'
import { EVERYONE, NOBODY } from '#kernel/rights.ts'
import type { By } from '#kernel/rights.ts'
import { openDatabase, openPool } from '#platform/database.ts'
import { migrate } from '#platform/migrate.ts'
import { startPostgres } from '#platform/postgres/supervisor.ts'

// What a month of a team's calendar costs against the bare SQL through the driver: twenty people, two thousand
// occurrences in that month, a fifth of them from series, beside five years of other months.

const say = (line: string) => process.stdout.write(`${line}\n`)
const MONTH = { from: '2027-03-01T00:00:00Z', to: '2027-04-01T00:00:00Z' }
const ROUNDS = 60
/** What a calendar has to show, with who takes part, and nothing done with it. */
const BARE = `
  with hit as (
    select t.appointment_id as id, json_agg(t.user_id) as user_ids from appointment_attendee t
    where t.user_id = any($1) and t.until >= $2 and t.starts_at < $3 group by t.appointment_id)
  select a.*, c.display_name, hit.user_ids, (
    select json_agg(json_build_object('userId', p.user_id, 'contactId', p.contact_id, 'response', p.response,
      'name', coalesce(u.name, d.display_name)))
    from appointment_attendee p left join app_user u on u.id = p.user_id left join contact d on d.id = p.contact_id
    where p.appointment_id = a.id) as attendees
  from hit join appointment a on a.id = hit.id left join contact c on c.id = a.contact_id
  where a.deleted_at is null`

const dataDir = await mkdtemp(join(tmpdir(), 'kontor-bench-'))
const postgres = await startPostgres({ dataDir })
const pool = openPool(postgres.connection, 2)
try {
  await migrate(postgres.connection)
  const db = openDatabase<AppointmentsDb>(pool)
  const users = Array.from({ length: 20 }, () => randomUUIDv7())
  await fill(users)
  const by: By = { ...NOBODY, id: users[0] ?? '', role: 'user', principals: [users[0] ?? '', EVERYONE] }
  const items = await listOccurrences(db, by, { ...MONTH, users })
  const ours = await timed(() => listOccurrences(db, by, { ...MONTH, users }))
  const bare = await timed(() => pool.query(BARE, [users, MONTH.from, MONTH.to]))
  const series = items.filter((one) => one.occurrence !== null).length
  say(`${items.length} occurrences of ${users.length} people, ${series} of them of series`)
  say(
    `bare SQL ${bare.toFixed(1)} ms, expanded and with rights ${ours.toFixed(1)} ms: ${(ours / bare).toFixed(2)} times`,
  )
} finally {
  await pool.end()
  await postgres.stop()
  await rm(dataDir, { recursive: true, force: true })
}

async function fill(users: string[]): Promise<void> {
  await pool.query(`insert into principal (id, kind) select unnest($1::uuid[]), 'user'`, [users])
  await pool.query(
    `insert into app_user (id, email, name, role, language)
     select id, 'user' || n || '@example.com', 'Person ' || n, 'user', 'de' from unnest($1::uuid[]) with ordinality u(id, n)`,
    [users],
  )
  // One a quarter of an hour from 8:00 on, in turn for everybody; the months around are as full.
  await pool.query(
    `insert into appointment (id, title, starts, ends, time_zone, starts_at, ends_at, organizer_id, uid, search)
     select gen_random_uuid(), 'Termin ' || n, w, w + interval '30 min', 'Europe/Berlin', w at time zone 'Europe/Berlin',
       (w + interval '30 min') at time zone 'Europe/Berlin', ($1::uuid[])[1 + n % 20], 'a' || n, ' termin '
     from generate_series(1, 96000) n, lateral (
       select timestamp '2024-09-01 08:00' + (n / 53) * interval '1 day' + (n % 36) * interval '15 min' as w) s`,
    [users],
  )
  await pool.query(
    `insert into appointment (id, title, starts, ends, time_zone, starts_at, ends_at, rrule, repeats_until, organizer_id, uid,
       search)
     select gen_random_uuid(), 'Runde ' || n, w, w + interval '1 hour', 'Europe/Berlin', w at time zone 'Europe/Berlin',
       (w + interval '1 hour') at time zone 'Europe/Berlin',
       (array['FREQ=WEEKLY', 'FREQ=WEEKLY;BYDAY=MO,WE', 'FREQ=MONTHLY;BYDAY=2TU', 'FREQ=WEEKLY;INTERVAL=2'])[1 + n % 4],
       'infinity', ($1::uuid[])[1 + n % 20], 's' || n, ' runde '
     from generate_series(1, 100) n, lateral (select timestamp '2026-01-05 09:00' + n * interval '1 hour' as w) s`,
    [users],
  )
  await pool.query(
    `insert into appointment_attendee (appointment_id, user_id, response, starts_at, until)
     select id, organizer_id, 'accepted', starts_at, coalesce(repeats_until, ends_at) from appointment`,
  )
  // A tenth are meetings of two.
  await pool.query(
    `insert into appointment_attendee (appointment_id, user_id, starts_at, until)
     select id, ($1::uuid[])[1 + abs(hashtext(uid)) % 20], starts_at, coalesce(repeats_until, ends_at) from appointment
     where abs(hashtext(uid)) % 10 = 0 on conflict do nothing`,
    [users],
  )
  await pool.query('analyze')
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now()
    await work()
    times.push(performance.now() - start)
  }
  return times.toSorted((a, b) => a - b)[ROUNDS >> 1] ?? 0
}
