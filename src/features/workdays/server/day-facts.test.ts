import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayNumber } from '#kernel/day.ts'
import { startApp } from '../../../../test/app.ts'
import type { Person, TestApp } from '../../../../test/app.ts'
import { dayFacts } from './day-facts.ts'

let app: TestApp
let mia: Person
let otto: Person
beforeAll(async () => {
  app = await startApp()
  mia = await app.person('user', 'Mia')
  otto = await app.person('user', 'Otto')
  await app.admin.patch('/settings', { holidays: { country: 'DE', state: 'HE' } })
  await app.house.db
    .insertInto('workingTime')
    .values({
      userId: otto.by.id,
      workdays: [1, 2, 3],
      startTime: '09:00',
      endTime: '13:00',
      timeZone: 'Europe/Berlin',
      maxVisitsPerDay: 4,
      holidays: { country: 'DE', state: 'BW' },
      startPlace: null,
    })
    .execute()
  const away = { userId: otto.by.id, note: 'streng geheim', createdBy: null }
  await app.house.db
    .insertInto('absence')
    .values([
      { ...away, id: crypto.randomUUID(), fromDay: '2026-12-01', toDay: '2027-01-04', kind: 'sick' },
      { ...away, id: crypto.randomUUID(), fromDay: '2027-02-01', toDay: '2027-02-05', kind: 'vacation' },
    ])
    .execute()
  await app.house.db
    .insertInto('closure')
    .values({
      id: crypto.randomUUID(),
      fromDay: '2026-12-27',
      toDay: '2027-01-02',
      name: 'Zwischen den Jahren',
    })
    .execute()
})
afterAll(() => app.close())

const facts = () =>
  dayFacts(app.house.db, {
    from: dayNumber('2026-12-24'),
    to: dayNumber('2027-01-08'),
    users: [mia.by.id, otto.by.id],
    regions: [{ country: 'DE', state: 'BY' }],
  })

test('on 6 January Hesse works, Baden-Württemberg and Bavaria do not', async () => {
  const { firm, holidays, halfDays } = await facts()
  const epiphany = dayNumber('2027-01-06')
  expect(firm).toBe('DE-HE')
  expect([...holidays.keys()].sort()).toEqual(['DE-BW', 'DE-BY', 'DE-HE'])
  expect(holidays.get('DE-HE')?.has(epiphany)).toBe(false)
  expect(holidays.get('DE-BW')?.get(epiphany)).toBe('Heilige Drei Könige')
  expect([...(halfDays.get('DE-HE') ?? [])]).toEqual([
    [dayNumber('2026-12-24'), 'Heiliger Abend'],
    [dayNumber('2026-12-31'), 'Silvester'],
  ])
  expect(holidays.get('DE-HE')?.has(dayNumber('2027-12-25'))).toBe(false)
})

test('whoever said nothing works as is usual, others as they said, and nobody hears who is ill', async () => {
  const { users } = await facts()
  expect(users.get(mia.by.id)).toEqual({
    workdays: [1, 2, 3, 4, 5],
    startTime: '08:00',
    endTime: '17:00',
    timeZone: 'Europe/Berlin',
    maxVisitsPerDay: null,
    startPlace: null,
    region: null,
    absences: [],
  })
  expect(users.get(otto.by.id)).toMatchObject({
    workdays: [1, 2, 3],
    maxVisitsPerDay: 4,
    region: 'DE-BW',
    absences: [{ from: dayNumber('2026-12-01'), to: dayNumber('2027-01-04'), kind: 'other' }],
  })
})

test('the firm is closed on every day of a closure, as far as it was asked for', async () => {
  const { closures } = await facts()
  expect([...closures.keys()]).toEqual(Array.from({ length: 7 }, (_, n) => dayNumber('2026-12-27') + n))
  expect(closures.get(dayNumber('2027-01-01'))).toBe('Zwischen den Jahren')
})

test('asked for nobody it tells of the firm alone', async () => {
  const { users, holidays } = await dayFacts(app.house.db, { from: 20_000, to: 20_000 })
  expect(users.size).toBe(0)
  expect([...holidays.keys()]).toEqual(['DE-HE'])
})
