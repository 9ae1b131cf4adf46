import { RRuleTemporal } from 'rrule-temporal'
import { describe, expect, test } from 'vitest'
import { addEntity, newMailbox } from '../../../../test/groupware/graph/mailbox.ts'
import { daysOf, recurrenceFault } from '../../../../test/groupware/graph/series.ts'
import { recurrenceOf, rruleOf } from './recurrence.ts'
import { fc } from '../../../../test/properties.ts'
import { SEED } from '../../../../test/seed.ts'

const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
const END = '2028-12-31'

const weekdays = fc.uniqueArray(fc.constantFrom(...DAYS), { minLength: 1, maxLength: 7 })
const place = fc.constantFrom('1', '2', '3', '4', '-1')
const monthDay = fc.oneof(
  fc.integer({ min: 1, max: 28 }).map((day) => `BYMONTHDAY=${day}`),
  fc.constantFrom('BYMONTHDAY=-1', 'BYMONTHDAY=28,29;BYSETPOS=-1', 'BYMONTHDAY=28,29,30;BYSETPOS=-1'),
)
const monthPart = fc.oneof(
  monthDay,
  fc.tuple(place, fc.constantFrom(...DAYS)).map(([at, day]) => `BYDAY=${at}${day}`),
  fc.tuple(place, weekdays).map(([at, days]) => `BYDAY=${days.join(',')};BYSETPOS=${at}`),
)
const body = fc.oneof(
  fc.constant('FREQ=DAILY'),
  fc
    .tuple(weekdays, fc.constantFrom('', ...DAYS.map((day) => `;WKST=${day}`)))
    .map(([days, start]) => `FREQ=WEEKLY;BYDAY=${days.join(',')}${start}`),
  monthPart.map((part) => `FREQ=MONTHLY;${part}`),
  fc
    .tuple(fc.integer({ min: 1, max: 12 }), monthPart)
    .map(([month, part]) => `FREQ=YEARLY;BYMONTH=${month};${part}`),
)
const rule = fc
  .tuple(
    body,
    fc.integer({ min: 1, max: 4 }),
    fc.oneof(
      fc.constant(''),
      fc.integer({ min: 1, max: 30 }).map((count) => `;COUNT=${count}`),
      fc.integer({ min: 1, max: 700 }).map((ahead) => {
        const day = Temporal.PlainDate.from('2027-02-10').add({ days: ahead }).toString().replaceAll('-', '')
        return `;UNTIL=${day}T235959Z`
      }),
    ),
  )
  .map(([text, interval, end]) => `${text};INTERVAL=${interval}${end}`)

/** The first day by the rule, as a series begins with its first occurrence. */
function started(text: string): string {
  const open = text.replace(/;(COUNT|UNTIL)=[^;]*/, '')
  return expanded(open, '2027-02-10')[0] ?? '2027-02-10'
}

function expanded(text: string, first: string): string[] {
  const series = new RRuleTemporal({
    rruleString: `DTSTART:${first.replaceAll('-', '')}T080000Z\nRRULE:${text}`,
  })
  const found = series.between(new Date(`${first}T00:00:00Z`), new Date(`${END}T23:00:00Z`), true)
  return found.map((at) => at.toPlainDate().toString())
}

describe(`rules and Outlook's patterns (KONTOR_TEST_SEED=${SEED})`, () => {
  test('name the same days, there and back again', () => {
    fc.assert(
      fc.property(rule, (text) => {
        const series = { start: `${started(text)}T08:00`, timeZone: 'UTC' }
        const recurrence = recurrenceOf(text, series)
        expect(recurrenceFault({ recurrence })).toBeUndefined()
        const days = expanded(text, series.start.slice(0, 10))
        const master = addEntity(newMailbox('x'), 'event', 'y', { recurrence })
        expect(daysOf(master, END)).toEqual(days)
        const back = rruleOf(recurrence, series) ?? ''
        expect(expanded(back, series.start.slice(0, 10))).toEqual(days)
      }),
      { seed: SEED, numRuns: 100 },
    )
  })

  test.each([
    ['FREQ=MONTHLY;BYMONTHDAY=31', 'Outlook moves it to the last day of shorter months'],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', 'Outlook moves it to the 28th'],
    ['FREQ=MONTHLY;BYDAY=5TU', 'there is no fifth'],
    ['FREQ=MONTHLY;BYMONTHDAY=1,15', 'one day only'],
    ['FREQ=DAILY;INTERVAL=2;BYDAY=MO,TU', 'every second day, but only some'],
    ['FREQ=HOURLY', 'days are the smallest'],
    ['FREQ=YEARLY;BYWEEKNO=20', 'no weeks of the year'],
    ['FREQ=YEARLY;BYDAY=20MO', 'no weekdays of the year'],
    ['FREQ=WEEKLY;BYHOUR=8,12', 'once a day'],
  ])('%s is said to be too much: %s', (text) => {
    expect(() => recurrenceOf(text, { start: '2027-01-31T08:00', timeZone: 'Europe/Berlin' })).toThrow(
      expect.objectContaining({ fault: 'unsupported' }),
    )
  })

  test.each([
    ['FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'],
    ['FREQ=WEEKLY', 'FREQ=WEEKLY;BYDAY=SU'],
    ['FREQ=MONTHLY;BYMONTHDAY=-1', 'FREQ=MONTHLY;BYMONTHDAY=-1'],
    ['FREQ=YEARLY;BYMONTHDAY=28', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28'],
    ['FREQ=DAILY;UNTIL=20270310T235959Z', 'FREQ=DAILY;UNTIL=20270310T070000Z'],
    // Eight in Berlin is seven in UTC: what ends before it has its last day the day before.
    ['FREQ=DAILY;UNTIL=20270310T060000Z', 'FREQ=DAILY;UNTIL=20270309T070000Z'],
    ['FREQ=DAILY;UNTIL=20270701T060000Z', 'FREQ=DAILY;UNTIL=20270701T060000Z'],
  ])('%s is %s', (text, plain) => {
    const series = { start: '2027-02-28T08:00', timeZone: 'Europe/Berlin' }
    expect(rruleOf(recurrenceOf(text, series), series)).toBe(plain)
  })
})
