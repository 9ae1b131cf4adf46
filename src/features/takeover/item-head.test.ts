import { describe, expect, test } from 'vitest'
import { event, todo } from '../../../test/groupware/items.ts'
import { isWithin, listedOf } from './item-head.ts'
import { hiddenRefresh, isNextStep } from './takeover.ts'

const reading = {
  isOwn: (email: string) => email.endsWith('@muster.example'),
  skipsPrivate: true,
  privateTitle: 'Privat',
}
const guest = { name: 'Eva', email: 'eva@kunde.example', response: 'open' as const }
const ofEvent = (some: object, how = reading) => listedOf('appointment', event({ uid: 'u', ...some }), how)

describe('an event', () => {
  test('without attendees becomes an appointment, however the time is marked', () => {
    for (const busy of ['busy', 'free', 'tentative', 'away'])
      expect(ofEvent({ busy }).head.kind).toBe('appointment')
  })
  test('with attendees becomes a meeting', () => {
    expect(ofEvent({ attendees: [guest] })).toMatchObject({ head: { kind: 'meeting' }, others: [guest] })
  })
  test('that is private stays outside, or shows its time alone', () => {
    expect(ofEvent({ private: true })).toMatchObject({ skipped: 'private', head: { title: 'Privat' } })
    const shown = ofEvent(
      { private: true, title: 'Arzt', attendees: [guest] },
      { ...reading, skipsPrivate: false },
    )
    expect(shown).toMatchObject({ skipped: null, head: { title: 'Privat', people: [] }, others: [] })
    expect(JSON.stringify(shown)).not.toContain('Arzt')
  })
  test('that is called off is not offered', () => {
    expect(ofEvent({ cancelled: true }).skipped).toBe('cancelled')
  })
  test('is looked for within the days asked for; a series always', () => {
    expect(isWithin(event({ uid: 'a' }), '2026-11-21', '2026-11-30')).toBe(true)
    expect(isWithin(event({ uid: 'a' }), '2026-11-22', '2026-11-30')).toBe(false)
    expect(isWithin(event({ uid: 'a', rrule: 'FREQ=DAILY' }), '2026-11-22', '2026-11-30')).toBe(true)
  })
})

test('a task shows its day', () => {
  expect(listedOf('task', todo({ uid: 't', dueTime: '14:30' }), reading).head).toMatchObject({
    kind: 'task',
    start: '2026-11-23T14:30',
  })
})

test('steps are taken one at a time', () => {
  expect(isNextStep('mail', 'task')).toBe(true)
  expect(isNextStep('task', 'mail')).toBe(true)
  expect(isNextStep('mail', 'appointment')).toBe(false)
  expect(isNextStep('appointment', 'result')).toBe(false)
})

test('refreshing by hand is hidden where something does it by itself', () => {
  const none = { appointment: false, task: false }
  expect(hiddenRefresh({ refreshTimes: false, automatic: none })).toBeNull()
  expect(hiddenRefresh({ refreshTimes: true, automatic: none })).toBe('refreshTimes')
  const all = { appointment: true, task: false }
  expect(hiddenRefresh({ refreshTimes: false, automatic: all })).toBe('automatic')
  expect(hiddenRefresh({ refreshTimes: true, automatic: all })).toBe('automatic')
})
