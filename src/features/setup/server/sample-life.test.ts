import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayNumber, dayOf } from '#kernel/day.ts'
import { todayIn } from '#features/visits/server/visit-time.ts'
import { addSampleData } from './sample-data.ts'
import { startApp } from '../../../../test/app.ts'
import type { Person, TestApp } from '../../../../test/app.ts'

const today = todayIn('Europe/Berlin')
const inDays = (days: number) => dayOf(dayNumber(today) + days)

let app: TestApp
let colleague: Person
beforeAll(async () => {
  app = await startApp()
  colleague = await app.person('user', 'Tom Technik')
  await app.house.db.transaction().execute((tx) => addSampleData(tx, app.admin.by, app.house as never))
})
afterAll(() => app.close())

const items = async (path: string) => (await app.admin.get(path)).body.items
const count = async (table: string) =>
  (await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(app.house.db)).rows[0]?.n

test('there is something to do: open, overdue and done tasks of several people', async () => {
  const tasks: { overdue: boolean; status: string; assignee: { name: string } }[] =
    await items('/tasks?limit=100')
  const { rows } = await sql<{ status: string; n: number }>`
    select status, count(*) as n from task group by 1`.execute(app.house.db)
  const by = Object.fromEntries(rows.map(({ status, n }) => [status, n]))
  expect(rows.reduce((sum, { n }) => sum + n, 0)).toBeGreaterThan(38)
  expect(by['closed']).toBe(10)
  expect(tasks.filter(({ overdue }) => overdue).length).toBeGreaterThan(3)
  expect(new Set(tasks.map(({ assignee }) => assignee.name))).toEqual(new Set(['Ada Admin', 'Tom Technik']))
})

test('calendars are filled: a weekly series, a whole day, a private one, somebody away', async () => {
  const found: { title: string; allDay: boolean; private: boolean; rrule: string | null }[] = await items(
    `/appointments?from=${inDays(-7)}&to=${inDays(28)}`,
  )
  const series = found.filter(({ rrule }) => rrule !== null)
  expect(series.length).toBeGreaterThan(3)
  expect(await count('appointment')).toBe(25)
  expect(found.some(({ allDay }) => allDay)).toBe(true)
  expect(
    (await colleague.get(`/appointments?user=${app.admin.by.id}&to=${inDays(9)}`)).body.items,
  ).not.toContainEqual(expect.objectContaining({ title: 'Zahnarzt' }))
  expect(await items('/absences')).toHaveLength(1)
})

test('visits stand in every state, with a tour in one region today', async () => {
  const { rows } = await sql<{ state: string; n: number }>`
    select state, count(*) as n from visit group by 1 order by 1`.execute(app.house.db)
  expect(rows.map(({ state }) => state)).toEqual([
    'cancelled',
    'confirmed',
    'done',
    'inProgress',
    'missed',
    'noShow',
    'planned',
    'proposed',
    'skipped',
  ])
  const tour: { startTime: string; customer: { city: string; postalCode: string }; position: object }[] =
    await items(`/visits?from=${today}&to=${today}&assignee=${app.admin.by.id}&limit=50`)
  expect(tour.length).toBeGreaterThan(6)
  for (const { startTime, customer, position } of tour) {
    expect(startTime).toMatch(/^\d\d:\d\d$/)
    expect(customer.city).toBe('Köln')
    expect(position).not.toBeNull()
  }
})

test('what was found on visits is told in the timelines', async () => {
  const [done] = await items('/visits?state=done&limit=1')
  const told = await items(`/history?contact=${done.contactId}`)
  expect(told).toContainEqual(expect.objectContaining({ text: expect.stringContaining(done.report) }))
})

test('the search over everything finds plans by their names', async () => {
  const { body } = await app.admin.get('/search?q=objektl')
  expect(JSON.stringify(body)).toContain('"kind":"visitPlan"')
  const guest = await app.person('guest')
  expect(JSON.stringify((await guest.get('/search?q=objektl')).body)).not.toContain('visitPlan')
})

test('whoever enters an absence hears what is planned on these days', async () => {
  const away = { from: today, to: today, kind: 'vacation' }
  const { id, collisions } = (await app.admin.post('/absences', away)).body
  const count = (kind: string) => collisions.find((one: { kind: string }) => one.kind === kind)?.count
  expect(count('visit')).toBeGreaterThan(5)
  expect(count('appointment')).toBeGreaterThan(1)
  await app.admin.remove(`/absences/${id}`)
})

test("one click takes all of it out; what is one's own stays, and what somebody worked on goes to the bin", async () => {
  const [customer] = await items('/contacts?kind=company&class=A&limit=1')
  const own = await app.admin.post('/tasks', {
    title: 'Eigene Aufgabe',
    dueDate: today,
    contactId: customer.id,
  })
  const meeting = await app.admin.post('/appointments', {
    title: 'Eigener Termin',
    start: `${today}T18:00`,
    end: `${today}T19:00`,
  })
  const [changed] = await items('/tasks?q=Inspektion')
  await app.admin.patch(`/tasks/${changed.id}`, { title: 'Inspektion ist gebucht' })
  const [plan] = (await items('/visit-plans')).filter(({ name }: { name: string }) => name === 'Kundendienst')
  const [visit] = await items(`/visits?plan=${plan.id}&state=planned&limit=1`)
  await app.admin.patch(`/visits/${visit.id}`, { description: 'Leiter mitnehmen' })

  expect((await app.admin.remove('/setup/sample-data')).status).toBe(204)
  expect((await items('/tasks?limit=100')).map(({ id }: { id: string }) => id)).toEqual([own.body.id])
  expect((await items('/appointments')).map(({ id }: { id: string }) => id)).toEqual([meeting.body.id])
  expect(await items('/visit-plans')).toEqual([])
  expect(await items('/absences')).toEqual([])
  expect(await items('/visits')).toEqual([])
  const bin: { kind: string; id: string }[] = await items('/bin?limit=200')
  const inBin = (kind: string) => bin.filter((one) => one.kind === kind).map(({ id }) => id)
  expect(inBin('task')).toEqual([changed.id])
  expect(inBin('visitPlan')).toEqual([plan.id])
  expect(inBin('appointment')).toEqual([])
  // Whom an own task is about is in the bin, and comes back with it.
  expect(inBin('contact')).toContain(customer.id)
  expect(await count('task')).toBe(2)
  expect(await count('appointment')).toBe(1)
  expect(await count('visit_plan')).toBe(1)
  expect(await count('run')).toBe(0)
  const { rows: lost } = await sql`
    select 1 from notification where record_kind = 'visit' and record_id not in (select id from visit)
    union all select 1 from reminder where record_kind in ('visit', 'task', 'appointment')
      and record_id not in (select id from visit union all select id from task union all select id from appointment)`.execute(
    app.house.db,
  )
  expect(lost).toEqual([])
})
