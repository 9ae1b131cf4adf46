import { expect, test } from 'vitest'
import { USUAL_OPTIONS, type Account } from '#features/groupware/account.ts'
import type { Source, Takeover } from '../../takeover.ts'
import { longReading, planOf, wishOf } from './wish.ts'

const source = (id: string, area: Source['area'], rest: Partial<Source> = {}): Source => ({
  id,
  area,
  name: id,
  preset: false,
  inbox: false,
  count: null,
  seconds: null,
  ...rest,
})
const sources = [
  source('inbox', 'mail', { preset: true, inbox: true, count: 999, seconds: 10 }),
  source('archive', 'mail', { count: 4000, seconds: 40 }),
  source('tasks', 'task', { preset: true }),
]
const account = { id: 'a', options: { ...USUAL_OPTIONS, daysBack: 10, daysAhead: 20 } } as Account
const now = Date.parse('2026-11-22T12:00:00Z')

test('everything the account has is taken, from the places meant for it, in the period of its options', () => {
  const plan = planOf(account, sources, {}, now)
  expect(plan).toMatchObject({ areas: ['mail', 'task'], since: '2026-11-12', until: '2026-12-12' })
  expect(plan.sources.map(({ id }) => id)).toEqual(['inbox', 'tasks'])
})

test('an area of which no place is read is not taken', () => {
  const plan = planOf(account, sources, { areas: ['mail', 'task'], sources: ['tasks'] }, now)
  expect(plan.areas).toEqual(['task'])
})

test('only many mails are worth a warning, those of all folders together', () => {
  expect(longReading(planOf(account, sources, {}, now))).toBeUndefined()
  const both = planOf(account, sources, { sources: ['inbox', 'archive'] }, now)
  expect(longReading(both)).toEqual({ count: 4999, seconds: 50 })
  expect(longReading(planOf(account, sources, { areas: ['task'] }, now))).toBeUndefined()
})

test('an open one is shown as it was begun, with what it is read from', () => {
  const open = {
    areas: ['mail'],
    sources: [{ id: 'archive', area: 'mail', name: 'Archiv' }],
    refresh: false,
    since: '2026-08-01',
    until: '2026-12-31',
  } as Partial<Takeover> as Takeover
  const plan = planOf(account, sources, wishOf(open), now)
  expect(plan).toMatchObject({ areas: ['mail'], since: '2026-08-01', until: '2026-12-31' })
  expect(plan.sources.map(({ id }) => id)).toEqual(['archive'])
})
