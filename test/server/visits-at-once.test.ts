import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seeded } from '#features/routes/seeded.ts'
import { todayIn } from '#features/visits/server/visit-time.ts'
import { dayNumber, dayOf, weekdayOf } from '#kernel/day.ts'
import { startApp } from '../app.ts'
import type { Person, Reply, TestApp } from '../app.ts'
import { SEED } from '../seed.ts'

// Several people work with the same visits at the same time, in any order, from more than one device: whatever comes of
// it, each chain holds what a chain has to hold. KONTOR_TEST_OPERATIONS=10000 takes a few minutes.

const OPERATIONS = Number(process.env['KONTOR_TEST_OPERATIONS'] ?? 400)
const AT_ONCE = 8
const CUSTOMERS = 5

let app: TestApp
let people: Person[]
beforeAll(async () => {
  app = await startApp()
  people = [app.admin, await app.person('user'), await app.person('user'), await app.person('user')]
})
afterAll(() => app.close())

const today = dayNumber(todayIn('Europe/Berlin'))
const monday = today + 8 - weekdayOf(today)

/** The kinds of chains there are, by how they go on. */
const KINDS = [
  { name: 'one after the other', count: 0, refill: 'whenEmpty' },
  { name: 'three ahead', count: 3, refill: 'rolling' },
  { name: 'two, then one', count: 2, refill: 'whenEmpty' },
  { name: 'counted from when it was done', count: 0, refill: 'whenEmpty', from: 'later' },
]

test(`any commands at once leave every chain whole (seed ${SEED})`, { timeout: 900_000 }, async () => {
  const plans = await begin()
  const statuses = new Map<string, number>()
  const heard = async (command: string, reply: Reply) => {
    const key = `${reply.status}`
    statuses.set(key, (statuses.get(key) ?? 0) + 1)
    expect(reply.status, `${command}: ${JSON.stringify(reply.body)}`).toBeLessThan(500)
  }
  await Promise.all(
    Array.from({ length: AT_ONCE }, async (_, worker) => {
      const random = randomOf(SEED * AT_ONCE + worker)
      for (let n = 0; n < OPERATIONS / AT_ONCE; n++) {
        const plan = random.one(plans)
        const who = random.one(people)
        const { items } = (await who.get(`/visits?plan=${plan}&limit=200`)).body
        const visit = random.one(items as { id: string; version: number; date: string }[])
        const { command, send } = chosen(random, visit)
        const headers: Record<string, string> = random.chance(0.3) ? { 'if-match': `"${visit.version}"` } : {}
        if (random.chance(0.1)) headers['idempotency-key'] = `${worker} ${n}`
        // Now and then both devices of one person send the same.
        const replies = random.chance(0.2)
          ? await Promise.all([send(who, headers), send(who, headers)])
          : [await send(who, headers)]
        for (const reply of replies) await heard(`${command} ${visit.id}`, reply)
      }
    }),
  )
  expect(statuses.get('200') ?? 0, JSON.stringify([...statuses])).toBeGreaterThan(OPERATIONS / 4)
  await expectWhole()
})

function randomOf(seed: number) {
  const draw = seeded(seed)
  return {
    below: draw,
    chance: (share: number) => draw(1000) < share * 1000,
    one: <T>(from: readonly T[]) => from[draw(from.length)] as T,
  }
}

async function begin(): Promise<string[]> {
  const contacts: string[] = []
  for (let n = 0; n < CUSTOMERS; n++) {
    const company = { kind: 'company', companyName: `Kunde ${n}`, visibility: 'write' }
    contacts.push((await app.admin.post('/contacts', company)).body.id)
  }
  const plans: string[] = []
  for (const { name, count, refill, from = 'planned' } of KINDS) {
    const { body } = await app.admin.post('/visit-plans', {
      name,
      count,
      refill,
      rhythm: { every: 1, unit: 'week', from },
      startDate: dayOf(monday),
      sample: { title: 'Besuch bei {company}', startTime: '08:00', durationMinutes: 15, reminderMinutes: 60 },
      holidays: { country: 'DE', onHoliday: 'nearest' },
      workdays: [1, 2, 3, 4, 5],
      contactIds: contacts,
    })
    const { body: proposed } = await app.admin.post(`/visit-plans/${body.id}/propose`)
    const ids = proposed.items.map((one: { id: string }) => one.id)
    await app.admin.post('/visits/accept', { ids })
    plans.push(body.id)
  }
  return plans
}

interface Chosen {
  command: string
  send(who: Person, headers: Record<string, string>): Promise<Reply>
}

function chosen(random: ReturnType<typeof randomOf>, visit: { id: string; date: string }): Chosen {
  const path = `/visits/${visit.id}`
  const step = (command: string, body?: object): Chosen => ({
    command,
    send: (who, headers) => who.post(`${path}/${command}`, body, headers),
  })
  const change = (body: object): Chosen => ({
    command: 'change',
    send: (who, headers) => who.patch(path, body, headers),
  })
  const near = () => dayOf(dayNumber(visit.date) + random.below(15) - 7)
  return random.one([
    () => step('done', { report: 'Alles gut' }),
    () => step('done', { doneOn: dayOf(today - random.below(3)) }),
    () => step('skip'),
    () => step('no-show', random.chance(0.5) ? { retryOn: near() } : {}),
    () => step('reopen', { removeNext: random.chance(0.5) }),
    () => step('reopen', { removeNext: true }),
    () => step('confirm', { channel: 'phone' }),
    () => step('check-in'),
    () => (random.chance(0.2) ? step('cancel') : step('done')),
    () => change({ date: near() }),
    () => change({ date: near(), startTime: '10:00' }),
    () => change({ assigneeId: random.one(people).by.id }),
    () => ({
      command: 'bulk',
      send: (who: Person) =>
        who.post('/visits/bulk', { ids: [visit.id], change: { assigneeId: random.one(people).by.id } }),
    }),
  ])()
}

const OPEN = sql`('proposed', 'planned', 'confirmed', 'inProgress', 'missed')`

async function expectWhole(): Promise<void> {
  const found = async (statement: ReturnType<typeof sql>) => (await statement.execute(app.house.db)).rows
  expect(
    await found(sql`select chain_id, no from visit group by 1, 2 having count(*) > 1`),
    'a number of a chain stands twice',
  ).toEqual([])
  expect(
    await found(sql`select chain_id, date from visit where state not in ('skipped', 'cancelled')
      group by 1, 2 having count(*) > 1`),
    'two visits on a day',
  ).toEqual([])
  expect(
    await found(sql`select v.chain_id, json_agg(json_build_array(v.no, v.state, v.nominal_date, v.next_id is not null) order by v.no) as visits
      from visit v join visit_plan p on p.id = v.plan_id
      where p.visit_count = 0 group by 1 having count(*) filter (where v.state in ${OPEN}) > 1`),
    'a chain of one after the other has two open visits',
  ).toEqual([])
  // Whoever was visited, or left out, is visited again, unless somebody cancelled what was to come.
  expect(
    await found(sql`select chain_id, json_agg(json_build_array(no, state, nominal_date) order by no) as visits from visit
      group by chain_id having not bool_or(state in ${OPEN}) and not bool_or(state = 'cancelled')`),
    'a chain without anything ahead',
  ).toEqual([])
  // Nothing was written past the journal.
  expect(
    await found(sql`select v.id, v.version, j.version as told, j.n from visit v left join lateral (
        select max(version) as version, count(*) as n from journal where record_id = v.id) j on true
      where j.version is distinct from v.version or j.n <> v.version`),
    'a version the journal does not know',
  ).toEqual([])
  // The timeline tells of each visit that was made, once, and of none that was taken back.
  expect(
    await found(sql`select v.id, v.state, e.id as entry from visit v
      full join (select * from history_entry where deleted_at is null) e on e.id = v.history_entry_id
      where (v.state = 'done') is distinct from (e.id is not null) and (v.state = 'done' or e.id is not null)`),
    'the timeline tells another story',
  ).toEqual([])
  expect(
    await found(sql`select r.record_id, v.state from reminder r left join visit v on v.id = r.record_id
      where r.record_kind = 'visit' and (v.id is null or v.state not in ('planned', 'confirmed'))
        or (r.record_kind = 'visit' and r.user_id <> v.assignee_id)`),
    'somebody is reminded of what is not theirs to do',
  ).toEqual([])
}
