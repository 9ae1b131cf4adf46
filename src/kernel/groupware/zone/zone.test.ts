import { describe, expect, test } from 'vitest'
import { readComponents } from '../ical/component.ts'
import { ianaZoneOf } from './iana-zone.ts'
import { windowsZoneOf } from './windows-zone.ts'
import { ianaZones, zoneBlock } from './zone-block.ts'

const fallback = 'Europe/Berlin'
const rules = (standard: string, daylight: string, more = '') => {
  const part = (name: string, [from = '', to = '', start = '', rule = '']: string[]) =>
    [
      `BEGIN:${name}`,
      `TZOFFSETFROM:${from}`,
      `TZOFFSETTO:${to}`,
      `DTSTART:${start}`,
      ...(rule ? [`RRULE:${rule}`] : []),
      `END:${name}`,
    ].join('\r\n')
  return [
    'BEGIN:VTIMEZONE',
    'TZID:Customized Time Zone',
    ...(more ? [more] : []),
    part('STANDARD', standard.split(' ')),
    ...(daylight ? [part('DAYLIGHT', daylight.split(' '))] : []),
    'END:VTIMEZONE',
  ].join('\r\n')
}
const named = (tzid: string, text?: string, own = fallback) =>
  ianaZoneOf(tzid, { vtimezone: text === undefined ? undefined : readComponents(text)[0], fallback: own })

describe('the zone of a name', () => {
  test.each([
    ['Europe/Berlin', 'Europe/Berlin'],
    ['europe/vienna', 'Europe/Vienna'],
    ['"Europe/Zurich"', 'Europe/Zurich'],
    ['/mozilla.org/20050126_1/Europe/Berlin', 'Europe/Berlin'],
    ['/freeassociation.sourceforge.net/America/Argentina/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
    ['Etc/UTC', 'UTC'],
    ['Z', 'UTC'],
    ['W. Europe Standard Time', 'Europe/Berlin'],
    ['Romance Standard Time', 'Europe/Paris'],
    ['GMT Standard Time', 'Europe/London'],
    ['Eastern Standard Time', 'America/New_York'],
    ['UTC', 'UTC'],
    ['(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna', 'Europe/Berlin'],
    ['(GMT+01:00) Amsterdam, Berlin, Bern, Rom, Stockholm, Wien', 'Europe/Berlin'],
    ['(UTC+01:00) Brüssel, Kopenhagen, Madrid, Paris', 'Europe/Brussels'],
    ['(UTC+00:00) Dublin, Edinburgh, Lissabon, London', 'Europe/Dublin'],
    ['(UTC+02:00) Helsinki, Kiew, Riga, Sofia, Tallinn, Wilna', 'Europe/Helsinki'],
    ['(GMT+01.00) Amsterdam / Berlin / Bern / Rome / Stockholm / Vienna', 'Europe/Berlin'],
    ['(UTC-08:00) Pacific Time (US & Canada)', 'America/Los_Angeles'],
    ['(UTC) Coordinated Universal Time', 'UTC'],
    ['(UTC+05:30) Chennai, Kolkata, Mumbai, New Delhi', 'Asia/Kolkata'],
    ['(UTC+03:00) Moscow, St. Petersburg', 'Europe/Moscow'],
    ['MEZ', 'Europe/Berlin'],
    ['Mitteleuropäische Zeit', 'Europe/Berlin'],
  ])('%s', (tzid, zone) => {
    expect(named(tzid)).toEqual({ zone, known: true })
  })

  test('is the user’s own where Windows makes no difference', () => {
    expect(named('W. Europe Standard Time', undefined, 'Europe/Vienna').zone).toBe('Europe/Vienna')
    expect(
      named('(UTC+01:00) Amsterdam, Berlin, Bern, Rom, Stockholm, Wien', undefined, 'Europe/Vienna').zone,
    ).toBe('Europe/Vienna')
    expect(named('Eastern Standard Time', undefined, 'Europe/Vienna').zone).toBe('America/New_York')
  })

  test('that nobody knows is the fallback, and says so', () => {
    expect(named('Customized Time Zone')).toEqual({ zone: fallback, known: false })
    expect(named('+02:00')).toEqual({ zone: fallback, known: false })
    expect(named('')).toEqual({ zone: fallback, known: false })
  })
})

describe('the zone of rules that came along', () => {
  test.each([
    [
      'as Outlook writes them, from 1601',
      rules(
        '+0200 +0100 16011028T030000 FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10',
        '+0100 +0200 16010325T020000 FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3',
      ),
      'Europe/Berlin',
    ],
    [
      'of New York',
      rules(
        '-0400 -0500 20071104T020000 FREQ=YEARLY;BYMONTH=11;BYDAY=1SU',
        '-0500 -0400 20070311T020000 FREQ=YEARLY;BYMONTH=3;BYDAY=2SU',
      ),
      'America/New_York',
    ],
    [
      'with days instead of weeks',
      rules(
        '-0400 -0500 20071104T020000 FREQ=YEARLY;BYMONTH=11;BYDAY=SU;BYMONTHDAY=1,2,3,4,5,6,7',
        '-0500 -0400 20070311T020000 FREQ=YEARLY;BYMONTH=3;BYDAY=SU;BYMONTHDAY=8,9,10,11,12,13,14',
      ),
      'America/New_York',
    ],
    [
      'of one year only',
      rules('+0200 +0100 20261025T030000', '+0100 +0200 20260329T020000'),
      'Europe/Berlin',
    ],
    ['without summer', rules('+0530 +0530 19700101T000000', ''), 'Asia/Calcutta'],
    ['of no hour', rules('+0000 +0000 19700101T000000', ''), 'UTC'],
  ])('%s', (_name, text, zone) => {
    expect(named('Customized Time Zone', text)).toEqual({ zone, known: true })
  })

  test('stands against a name that no list has, and before the place somebody wrote there', () => {
    const berlin = rules(
      '+0200 +0100 19701025T030000 FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10',
      '+0100 +0200 19700329T020000 FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3',
      'X-LIC-LOCATION:Europe/Rome',
    )
    expect(named('x', berlin).zone).toBe('Europe/Rome')
    expect(named('x', berlin.replace('Europe/Rome', 'Asia/Tokyo')).zone).toBe('Europe/Berlin')
    expect(named('x', rules('', '', 'X-LIC-LOCATION:Asia/Tokyo')).zone).toBe('Asia/Tokyo')
  })

  test('finds for every zone of the world one whose clocks show the same', () => {
    // Their tables tell a part only: clocks that follow the moon, change by two hours, or no longer do.
    const partial =
      /Casablanca|El_Aaiun|Gaza|Hebron|Troll|Edmonton|Yellowknife|Vancouver|Canada\/(Mountain|Pacific)/
    const steady = ianaZones().filter((zone) => !partial.test(zone))
    const wrong = steady.filter((zone) => {
      const { zone: found, known } = named('x', zoneBlock(zone)?.text.replace(/X-LIC-LOCATION:.*\r\n/, ''))
      return !known || !sameClocks(found, zone)
    })
    expect(wrong).toEqual([])
  })
})

function sameClocks(one: string, other: string): boolean {
  return Array.from({ length: 52 }, (_, week) =>
    Temporal.Instant.fromEpochMilliseconds(Date.UTC(2025, 0, 1 + week * 7)),
  ).every(
    (at) => at.toZonedDateTimeISO(one).offsetNanoseconds === at.toZonedDateTimeISO(other).offsetNanoseconds,
  )
}

test('Windows has a name for every zone', () => {
  expect(windowsZoneOf('Europe/Berlin')).toBe('W. Europe Standard Time')
  expect(windowsZoneOf('Europe/Kyiv')).toBe('FLE Standard Time')
  expect(windowsZoneOf('Asia/Kolkata')).toBe('India Standard Time')
  expect(windowsZoneOf('UTC')).toBe('UTC')
  const back = ianaZones().filter(
    (zone) => zone.includes('/') && named(windowsZoneOf(zone), undefined, zone).zone !== zone,
  )
  expect(back.filter((zone) => windowsZoneOf(zone) === 'UTC' && !zone.startsWith('Etc'))).toEqual([])
})
