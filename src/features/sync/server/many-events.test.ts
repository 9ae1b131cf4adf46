import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { packAgreed } from '../agreed.ts'
import { NO_COUNTS } from './run.ts'
import { ourAppointments } from './our-appointments.ts'
import { changedLinksQuery } from './push.ts'
import { startApp } from '../../../../test/app.ts'
import type { TestApp } from '../../../../test/app.ts'
import { anEvent, connect } from '../../../../test/groupware/desk.ts'
import type { Desk } from '../../../../test/groupware/desk.ts'

// KONTOR_EVENTS=10000 takes over ten thousand, which is some minutes.
const EVENTS = Number(process.env['KONTOR_EVENTS'] ?? 600)

let app: TestApp
beforeAll(async () => {
  app = await startApp({}, { minute: [] })
})
afterAll(() => app.close())

/** Twenty a day. */
const day = (n: number) => new Date(Date.UTC(2027, 0, 4 + n / 20)).toISOString().slice(0, 10)

const linksOf = async (desk: Desk) => {
  const { rows } = await sql<{ links: number; records: number }>`
    select count(*) as links, count(distinct record_id) as records from groupware_link where account_id = ${desk.accountId}`.execute(
    app.house.db,
  )
  return rows[0]
}

test(
  `the first sync of ${EVENTS} events has a page in hand, and goes on where it was killed`,
  { timeout: 3_600_000 },
  async () => {
    const desk = await connect(app, await app.person('user'))
    for (let n = 0; n < EVENTS; n++)
      desk.groupware.put(
        'cal',
        anEvent(`${n}@x`, {
          description: 'x'.repeat(200),
          start: `${day(n)}T08:00`,
          end: `${day(n)}T08:15`,
        }),
      )
    // The process is killed three times on the way.
    let memory = 0
    for (let killed = 0; ;) {
      const end = new AbortController()
      let pages = 0
      const most = Math.ceil(EVENTS / 200 / 4)
      desk.groupware.trouble = (call) => {
        memory = Math.max(memory, process.memoryUsage().heapUsed)
        if (call === 'changes' && ++pages > most && killed < 3) end.abort()
        return undefined
      }
      await desk.run({ signal: end.signal })
      if (!end.signal.aborted) break
      killed += 1
      expect((await linksOf(desk))?.links).toBeGreaterThan(0)
    }
    expect(await linksOf(desk)).toEqual({ links: EVENTS, records: EVENTS })
    expect(desk.groupware.most).toBeLessThanOrEqual(200)
    // Each page was asked for once, but for those that were cut off.
    expect(desk.groupware.calls.filter((call) => call === 'changes').length).toBeLessThanOrEqual(
      EVENTS / 200 + 6,
    )
    say(`heap of ${Math.round(memory / 1e6)} MB at most`)
  },
)

test('10,000 events of which none changed cost one request, and no look at one of them', async () => {
  const anna = await app.person('user')
  const desk = await connect(app, anna)
  await manyLinks(desk, 10_000)
  await app.house.db
    .updateTable('groupwareAccount')
    .set({
      options: sql`jsonb_set(options, '{automatic}', '{"appointment":true,"task":false,"mail":false}')`,
    })
    .where('id', '=', desk.accountId)
    .execute()
  desk.groupware.put('cal', anEvent('first@x'))
  await desk.run()
  const calls = desk.groupware.calls.length
  let took = Infinity
  for (let n = 0; n < 5; n++) {
    const begun = performance.now()
    expect(await desk.run()).toEqual({ counts: NO_COUNTS, fault: null })
    took = Math.min(took, performance.now() - begun)
  }
  expect(desk.groupware.calls.slice(calls)).toEqual(Array.from({ length: 5 }, () => 'changes'))
  say(`a run over 10,000 unchanged events took ${Math.round(took)} ms`)
  const account = await app.house.db
    .selectFrom('groupwareAccount')
    .selectAll()
    .where('id', '=', desk.accountId)
    .executeTakeFirstOrThrow()
  const query = changedLinksQuery({ by: anna.by, account, now: desk.now }, ourAppointments)
  const { rows } = await sql<
    Record<string, string>
  >`explain (analyze, costs off, timing off) ${query}`.execute(app.house.db)
  const plan = rows.map((row) => Object.values(row)[0]).join('\n')
  say(plan)
  expect(plan).not.toContain('Nested Loop')
})

/** Links that stand, without having been made one by one. */
async function manyLinks(desk: Desk, count: number): Promise<void> {
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

/** Figures for whoever asked for them. */
function say(text: string): void {
  if (process.env['KONTOR_EVENTS']) process.stdout.write(`${text}\n`)
}
