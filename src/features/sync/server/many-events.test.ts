import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { NO_COUNTS } from './run.ts'
import { ourAppointments } from './ours/our-appointments.ts'
import { changedLinksQuery } from './push/push.ts'
import { startApp } from '../../../../test/app.ts'
import type { TestApp } from '../../../../test/app.ts'
import { anEvent, connect } from '../../../../test/groupware/desk.ts'
import type { Desk } from '../../../../test/groupware/desk.ts'
import { fillCalendar, makeLinks, syncKilled } from '../../../../test/groupware/many-events.ts'

// KONTOR_EVENTS=10000 takes over ten thousand, which is some minutes.
const EVENTS = Number(process.env['KONTOR_EVENTS'] ?? 600)

let app: TestApp
beforeAll(async () => {
  app = await startApp({}, { minute: [] })
})
afterAll(() => app.close())

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
    fillCalendar(desk, EVENTS)
    expect(await syncKilled(desk, { events: EVENTS, kills: 3 })).toBe(4)
    expect(await linksOf(desk)).toEqual({ links: EVENTS, records: EVENTS })
    expect(desk.groupware.most).toBeLessThanOrEqual(200)
    // Each page was asked for once, but for those that were cut off.
    expect(desk.groupware.calls.filter((call) => call === 'changes').length).toBeLessThanOrEqual(
      EVENTS / 200 + 6,
    )
  },
)

test('10,000 events of which none changed cost one request, and no look at one of them', async () => {
  const anna = await app.person('user')
  const desk = await connect(app, anna)
  await makeLinks(app, desk, 10_000)
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
    const begun = process.cpuUsage()
    expect(await desk.run()).toEqual({ counts: NO_COUNTS, fault: null })
    const { user, system } = process.cpuUsage(begun)
    took = Math.min(took, (user + system) / 1000)
  }
  expect(desk.groupware.calls.slice(calls)).toEqual(Array.from({ length: 5 }, () => 'changes'))
  say(`a run over 10,000 unchanged events took ${took.toFixed(1)} ms of our processor`)
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

/** Figures for whoever asked for them. */
function say(text: string): void {
  if (process.env['KONTOR_EVENTS']) process.stdout.write(`${text}\n`)
}
