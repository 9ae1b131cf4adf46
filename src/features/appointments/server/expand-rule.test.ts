import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { weekdayOf } from '#kernel/day.ts'
import { DAY, wallOf, wallText } from '#kernel/wall.ts'
import { countBefore, firstStart, keptRule, lastStart, startsBetween } from './expand-rule.ts'
import { instantOf, isoInstant } from '#kernel/zone-clock.ts'
import { fc } from '../../../../test/properties.ts'

const BERLIN = 'Europe/Berlin'
const starts = (rrule: string, start: string, from: string, to: string) =>
  startsBetween({ rrule, starts: wallOf(start), zone: BERLIN }, wallOf(from), wallOf(to)).map(wallText)

describe('the days of a rule', () => {
  test.each([
    [
      'FREQ=MONTHLY;BYMONTHDAY=31',
      '2027-01-31T08:00',
      ['2027-01-31T08:00', '2027-03-31T08:00', '2027-05-31T08:00'],
    ],
    [
      'FREQ=MONTHLY;BYMONTHDAY=-1',
      '2027-01-31T08:00',
      ['2027-01-31T08:00', '2027-02-28T08:00', '2027-03-31T08:00', '2027-04-30T08:00', '2027-05-31T08:00'],
    ],
    [
      'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
      '2027-01-29T08:00',
      ['2027-01-29T08:00', '2027-02-26T08:00', '2027-03-31T08:00', '2027-04-30T08:00', '2027-05-31T08:00'],
    ],
    ['FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO', '2027-05-17T08:00', ['2027-05-17T08:00']],
    [
      'FREQ=DAILY;INTERVAL=50;COUNT=3',
      '2027-01-01T08:00',
      ['2027-01-01T08:00', '2027-02-20T08:00', '2027-04-11T08:00'],
    ],
  ])('%s', (rule, start, expected) => {
    expect(starts(rule, start, '2027-01-01', '2027-06-01')).toEqual(expected)
  })

  test('are the same as by counting day by day, for any rule by weeks and months', () => {
    const names = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
    const rules = fc.record({
      freq: fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY'),
      interval: fc.integer({ min: 1, max: 5 }),
      days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 }),
      start: fc.integer({ min: 20_000, max: 21_500 }),
      minutes: fc.integer({ min: 0, max: 1439 }),
      count: fc.option(fc.integer({ min: 1, max: 30 }), { nil: undefined }),
      from: fc.integer({ min: -50, max: 300 }),
      length: fc.integer({ min: 1, max: 120 }),
    })
    fc.assert(
      fc.property(rules, ({ freq, interval, days, start, minutes, count, from, length }) => {
        const byDay = days.map((day) => names[day - 1]).join(',')
        const end = count === undefined ? '' : `;COUNT=${count}`
        const rrule = `FREQ=${freq};INTERVAL=${interval};BYDAY=${byDay}${end}`
        const zone = BERLIN
        const series = { rrule, zone, starts: start * DAY + minutes * 60_000 }
        let wanted: number[] = []
        for (let day = start; day < start + 1200; day++)
          if (days.includes(weekdayOf(day)) && isTurn(freq, interval, start, day)) wanted.push(day)
        wanted = wanted.slice(0, count).filter((day) => day >= start + from && day < start + from + length)
        const found = startsBetween(series, (start + from) * DAY, (start + from + length) * DAY)
        expect(found).toEqual(wanted.map((day) => day * DAY + minutes * 60_000))
      }),
      { numRuns: 500 },
    )
  })

  test('after a split are those from before, each once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 40 }), fc.integer({ min: 1, max: 39 }), (count, cut) => {
        fc.pre(cut < count)
        const series = {
          rrule: `FREQ=WEEKLY;BYDAY=MO,TH;COUNT=${count}`,
          starts: wallOf('2027-01-04T08:00'),
          zone: BERLIN,
        }
        const all = startsBetween(series, series.starts, series.starts + 400 * DAY)
        expect(all).toHaveLength(count)
        expect(countBefore(series, all[cut] ?? 0)).toBe(cut)
        expect(lastStart(series)).toBe(all.at(-1))
        expect(firstStart(series)).toBe(series.starts)
      }),
    )
  })

  const isTurn = (freq: string, interval: number, start: number, day: number) => {
    if (freq === 'DAILY') return (day - start) % interval === 0
    const monday = (n: number) => n - weekdayOf(n) + 1
    if (freq === 'WEEKLY') return ((monday(day) - monday(start)) / 7) % interval === 0
    const month = (n: number) => {
      const date = new Date(n * DAY)
      return date.getUTCFullYear() * 12 + date.getUTCMonth()
    }
    return (month(day) - month(start)) % interval === 0
  }
})

test('an end is kept as an instant, of whole days as a day', () => {
  expect(keptRule('freq=daily;until=20270701T100000', { allDay: false, zone: BERLIN })).toBe(
    'FREQ=DAILY;UNTIL=20270701T080000Z',
  )
  expect(keptRule('FREQ=DAILY;UNTIL=20270701', { allDay: false, zone: BERLIN })).toBe(
    'FREQ=DAILY;UNTIL=20270701T215959Z',
  )
  expect(keptRule('FREQ=DAILY;UNTIL=20270701T100000Z', { allDay: true, zone: BERLIN })).toBe(
    'FREQ=DAILY;UNTIL=20270701',
  )
})

test('any wall clock is the instant that Temporal says', () => {
  const zones = fc.constantFrom(
    BERLIN,
    'America/New_York',
    'Australia/Lord_Howe',
    'America/Havana',
    'Pacific/Apia',
    'Africa/Casablanca',
    'UTC',
  )
  fc.assert(
    fc.property(fc.integer({ min: 20 * 365 * 24 * 4, max: 70 * 365 * 24 * 4 }), zones, (quarters, zone) => {
      const wall = quarters * 900_000
      const expected = Temporal.PlainDateTime.from(wallText(wall)).toZonedDateTime(zone).epochMilliseconds
      expect(instantOf(wall, zone)).toBe(expected)
    }),
    { numRuns: 5000 },
  )
})

test('the zone of the process does not matter', async () => {
  const program = `
    import { startsBetween } from '#features/appointments/server/expand-rule.ts'
    import { instantOf, isoInstant } from '#kernel/zone-clock.ts'
    import { wallOf } from '#kernel/wall.ts'
    const series = { rrule: 'FREQ=DAILY;UNTIL=20270401T000000Z', starts: wallOf('2026-10-20T02:30'), zone: 'Europe/Berlin' }
    const all = startsBetween(series, wallOf('2026-10-20'), wallOf('2027-04-05'))
    console.log(all.map((one) => isoInstant(instantOf(one, series.zone))).join(' '))`
  const run = promisify(execFile)
  const inZone = async (TZ: string) =>
    (
      await run(process.execPath, ['--input-type=module-typescript', '-e', program], {
        env: { ...process.env, TZ },
      })
    ).stdout
  const [utc, newYork] = await Promise.all([inZone('UTC'), inZone('America/New_York')])
  expect(utc).toContain('2026-10-25T00:30:00Z')
  expect(utc).toContain('2027-03-28T01:30:00Z')
  expect(newYork).toBe(utc)
  expect(isoInstant(0)).toBe('1970-01-01T00:00:00Z')
})
