import { execFile } from 'node:child_process'
import { randomUUIDv7 } from 'node:crypto'
import { promisify } from 'node:util'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { createContact } from '#features/contacts/server/create-contact.ts'
import { openRun } from '#features/runs/server/open-run.ts'
import { PROPOSE_JOB } from '#features/visits/server/plans/propose-plan.ts'
import { todayIn } from '#features/visits/server/visit-time.ts'
import type { Visit } from '#features/visits/visit.ts'
import { dayNumber, dayOf, weekdayOf } from '#kernel/day.ts'
import { runJob } from '#platform/run-job.ts'
import { works } from '../../src/app/worker.ts'
import { jobDone } from '../jobs.ts'
import { app, inviteTwoUsers, mine, other } from '../two-users.ts'

inviteTwoUsers()

// The cases that visit planning has to get right, and where each is proved:
//
//  1  two users say done at once                     here; living.test, visits-at-once.test
//  2  four months from 31 August                     place-visits.test, "four monthly visits from 31 August"
//  3  done six weeks late                            living.test, "done six weeks late"
//  4  moved from the 8th to the 5th, by base         next-visit.test; living.test, "moved from the 8th to the 5th"
//  5  Good Friday, nearest, before, after            place-visits.test, "a visit on Good Friday"
//  6  the same with too little tolerance             place-visits.test, "without a day keeps its nominal day"
//  7  6 January in two states                        place-visits.test; day-facts.test
//  8  nights of DST                                  visit-time.test; series.test of appointments
//  9  given away after it went to another calendar   with groupware
// 10  moved in another calendar                      with groupware
// 11  deleted in another calendar                    with groupware
// 12  another rhythm while one is agreed             here; planning.test, "another rhythm"
// 13  two customers become one                       here; planning.test, "of two that become one"
// 14  paused for three months                        next-visit.test, "after a pause"; planning.test, "a pause"
// 15  300 proposals taken back, 12 of them edited    here
// 16  a year with 53 weeks                           occurrences.test, "across the 53rd week"
// 17  part-time                                      place-visits.test, "from Monday to Wednesday"
// 18  any zone of the process                        here; expand-rule.test of appointments
// 19  no address, or a postal code only              here
// 20  10,000 customers                               bench/visit-preview.ts; resumed after a crash: here

const today = dayNumber(todayIn('Europe/Berlin'))
const monday = today + 8 - weekdayOf(today)
let number = 0

const company = (input: object = {}) => ({
  kind: 'company',
  companyName: `Kunde ${++number}`,
  visibility: 'write',
  ...input,
})
const customer = async (input: object = {}) => (await mine.post('/contacts', company(input))).body
const at = (value: object) => ({ details: [{ kind: 'address', value }] })
const plan = async (contactIds: string[], input: object = {}): Promise<string> => {
  const reply = await mine.post('/visit-plans', {
    name: `Plan ${++number}`,
    rhythm: { every: 4, unit: 'week' },
    count: 0,
    startDate: dayOf(monday),
    sample: { title: '{company} {no}', startTime: '08:00', durationMinutes: 15 },
    holidays: { country: 'DE', onHoliday: 'keep' },
    contactIds,
    ...input,
  })
  expect(reply.status, JSON.stringify(reply.body)).toBe(201)
  return reply.body.id
}
const propose = async (id: string) => (await mine.post(`/visit-plans/${id}/propose`)).body
const visitsOf = async (id: string, sort = 'date'): Promise<Visit[]> =>
  (await mine.get(`/visits?plan=${id}&limit=200&sort=${sort}`)).body.items
/** The first visit of a plan for this customer, accepted. */
const first = async (contactId: string, input: object = {}) => {
  const planId = await plan([contactId], input)
  const { items } = await propose(planId)
  await mine.post('/visits/accept', { ids: [items[0].id] })
  return { planId, id: items[0].id as string }
}

test('1: two users say done at once; one visit follows, and both see it', async () => {
  const { planId, id } = await first((await customer()).id)
  const replies = await Promise.all([mine, other].map((who) => who.post(`/visits/${id}/done`)))
  expect(replies.map(({ status }) => status)).toEqual([200, 200])
  const [a, b] = replies.map(({ body }) => body.next.id)
  expect(a).toBe(b)
  expect((await visitsOf(planId)).map(({ state }) => state)).toEqual(['done', 'planned'])
})

test('12: from four to eight weeks while one is agreed: that one stays, the one after it is eight weeks later', async () => {
  const { planId, id } = await first((await customer()).id)
  await mine.post(`/visits/${id}/confirm`, { channel: 'phone' })
  await mine.patch(`/visit-plans/${planId}`, { rhythm: { every: 8, unit: 'week' }, apply: 'open' })
  expect(await visitsOf(planId)).toMatchObject([{ id, state: 'confirmed', date: dayOf(monday) }])
  const { next } = (await mine.post(`/visits/${id}/done`)).body
  expect(next.nominalDate).toBe(dayOf(monday + 56))
})

describe('13: two customers with a chain each in one plan become one', () => {
  test('who is visited by one chain, never twice on a day', async () => {
    const [stays, goes] = [await customer(), await customer()]
    const planId = await plan([stays.id, goes.id])
    const { items } = await propose(planId)
    await mine.post('/visits/accept', { ids: items.map(({ id }: Visit) => id) })
    const merged = await mine.post(`/contacts/${stays.id}/merge`, { otherId: goes.id })
    expect(merged.status, JSON.stringify(merged.body)).toBeLessThan(300)
    const chains = await sql`
      select contact_id from visit_chain where plan_id = ${planId} and state <> 'ended'`.execute(app.house.db)
    expect(chains.rows).toEqual([{ contactId: stays.id }])
    const open = (await visitsOf(planId)).filter(({ state }) => state === 'planned')
    expect(open).toHaveLength(1)
    await mine.post(`/visits/${open[0]?.id}/done`)
    expect((await visitsOf(planId)).filter(({ state }) => state === 'planned')).toHaveLength(1)
  })
})

test('15: of 300 proposals that are taken back the 12 that were edited are kept and listed', async () => {
  const ids: string[] = []
  for (let n = 0; n < 10; n++) ids.push((await customer()).id)
  const planId = await plan(ids, { count: 30, rhythm: { every: 1, unit: 'week' } })
  const { runId, items } = await propose(planId)
  expect(items).toHaveLength(300)
  const edited = items.slice(0, 12).map(({ id }: Visit) => id)
  for (const id of edited) await mine.patch(`/visits/${id}`, { bring: 'Muster' })
  const { id: jobId } = (await mine.post(`/runs/${runId}/undo`)).body
  const { result } = await jobDone(mine, jobId)
  expect(result).toMatchObject({ deleted: 288, left: 12 })
  const { body: left } = await mine.get(`/runs/${result.undoId}/left?limit=200`)
  expect(left.items.map(({ id }: Visit) => id).sort()).toEqual(edited.sort())
  expect((await visitsOf(planId)).map(({ id }) => id).sort()).toEqual(edited)
})

test('18: the zone of the process does not matter', async () => {
  const program = `
    import { nominalDays } from '#features/visits/occurrences.ts'
    import { instantsOf } from '#features/visits/server/visit-time.ts'
    import { holidaysOf } from '#features/workdays/server/holidays.ts'
    import { dayNumber, dayOf } from '#kernel/day.ts'
    const days = nominalDays({ every: 1, unit: 'month', from: 'planned' }, dayNumber('2026-08-31'))
    const zone = { durationMinutes: 30, timeZone: 'Europe/Berlin' }
    for (let n = 0; n < 24; n++) {
      const date = dayOf(days.at(n))
      console.log(date, instantsOf({ ...zone, date, startTime: '02:30' }).startsAt, instantsOf({ ...zone, date, startTime: null }).endsAt)
    }
    console.log(instantsOf({ ...zone, date: '2026-10-25', startTime: '02:30' }).startsAt)
    console.log(instantsOf({ ...zone, date: '2027-03-28', startTime: '02:30' }).startsAt)
    for (const { date, name } of holidaysOf({ country: 'DE', state: 'BW' }, [2026, 2027, 2028])) console.log(date, name)`
  const inZone = async (TZ: string) => {
    const args = ['--input-type=module-typescript', '-e', program]
    return (await promisify(execFile)(process.execPath, args, { env: { ...process.env, TZ } })).stdout
  }
  const [utc, ...others] = await Promise.all(['UTC', 'America/New_York', 'Pacific/Kiritimati'].map(inZone))
  expect(utc).toMatch(/^2026-08-31 2026-08-31T00:30:00.000Z /)
  expect(utc).toContain('\n2026-10-25T00:30:00.000Z\n2027-03-28T01:30:00.000Z\n')
  expect(utc).toContain('2027-01-06 ')
  for (const same of others) expect(same).toBe(utc)
})

test('19: customers without an address are planned and come last, a postal code alone is a place, roughly', async () => {
  const nowhere = await customer()
  const roughly = await customer(at({ postalCode: '35390', country: 'DE' }))
  const planId = await plan([nowhere.id, roughly.id], { count: 1 })
  expect((await propose(planId)).total).toBe(2)
  const visits = await visitsOf(planId, 'postalCode')
  expect(visits.map(({ contactId }) => contactId)).toEqual([roughly.id, nowhere.id])
  expect(visits.map(({ position }) => position)).toEqual([
    { lat: expect.closeTo(50.58, 0), lon: expect.closeTo(8.67, 0), exact: false },
    null,
  ])
})

test('20: a start that is cut off goes on where it was, and proposes each date once', async () => {
  const ids = await app.house.db.transaction().execute(async (tx) => {
    const made: string[] = []
    for (let n = 0; n < 520; n++) made.push((await createContact(tx, mine.by, company() as never)).id)
    return made
  })
  const planId = await plan(ids, { count: 1 })
  const input = { planId, joining: true }
  const jobId = await app.house.db.transaction().execute(async (tx) => {
    const id = randomUUIDv7()
    const job = { id, kind: PROPOSE_JOB, title: 'Plan', input: JSON.stringify(input), ownerId: mine.by.id }
    await tx.insertInto('job').values(job).execute()
    await openRun(tx, mine.by, { id, kind: 'plan', title: 'Plan', jobId: id })
    return id
  })
  const run = (ending: AbortSignal) => runJob(app.house as never, works, jobId, ending)
  const cut = new AbortController()
  const stop = app.house.live.onEvery(({ id, action }) => {
    if (id === jobId && action === 'job.progressed') cut.abort()
  })
  await run(cut.signal).catch(() => undefined)
  stop()
  await run(new AbortController().signal)
  const { body: job } = await mine.get(`/jobs/${jobId}`)
  expect(job).toMatchObject({ state: 'done', result: { created: 520 } })
  expect((await propose(planId)).total).toBe(0)
  expect((await mine.get(`/visits?plan=${planId}&count=true&limit=1`)).body.total).toBe(520)
})
