import { wallOf, wallText } from '#kernel/wall.ts'
import { instantOf, isoInstant, wallAt } from '#kernel/zone-clock.ts'
import { icalTime } from '#kernel/ical.ts'

const ORDER = [
  'FREQ',
  'INTERVAL',
  'BYMONTH',
  'BYWEEKNO',
  'BYYEARDAY',
  'BYMONTHDAY',
  'BYDAY',
  'BYHOUR',
  'BYMINUTE',
  'BYSECOND',
  'BYSETPOS',
  'WKST',
  'COUNT',
  'UNTIL',
]

/**
 * A rule in the one form that is compared (RFC 5545, 3.3.10): parts in a fixed order, what says nothing left out,
 * UNTIL an instant when the event has a time and a day when not. Null for what is no rule.
 */
export function ruleText(
  text: string,
  { allDay, start, zone }: { allDay: boolean; start: string; zone: string },
): string | null {
  const parts = new Map(
    text
      .trim()
      .replace(/^RRULE:/i, '')
      .toUpperCase()
      .split(';')
      .map((part) => part.split('=', 2).map((word) => word.trim()) as [string, string]),
  )
  if (!/^(SECONDLY|MINUTELY|HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY)$/.test(parts.get('FREQ') ?? '')) return null
  if (/^0*1$/.test(parts.get('INTERVAL') ?? '')) parts.delete('INTERVAL')
  if (parts.get('WKST') === 'MO') parts.delete('WKST')
  const until = parts.get('UNTIL')
  if (until !== undefined) parts.set('UNTIL', untilText(until, { allDay, start, zone }))
  const names = [
    ...ORDER.filter((name) => parts.has(name)),
    ...[...parts.keys()].filter((name) => !ORDER.includes(name)).sort(),
  ]
  return names
    .filter((name) => parts.get(name))
    .map((name) => `${name}=${parts.get(name)}`)
    .join(';')
}

function untilText(
  text: string,
  { allDay, start, zone }: { allDay: boolean; start: string; zone: string },
): string {
  const [, y, m, d, h, min, utc] = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d\d(Z)?)?$/.exec(text) ?? []
  if (y === undefined) return text
  const day = `${y}-${m}-${d}`
  if (h === undefined) {
    // Of a day the last start on it, as most programs mean it.
    return allDay ? text : icalTime(isoInstant(instantOf(wallOf(`${day}T${start.slice(11, 16)}`), zone)))
  }
  const wall = wallOf(`${day}T${h}:${min}`)
  if (!allDay) return utc ? text : icalTime(isoInstant(instantOf(wall, zone)))
  // Midnight and the last second of the day mean that day, whatever the zone.
  if (!utc || /T(000000|2359\d\d)/.test(text)) return icalTime(day)
  return icalTime(wallText(wallAt(wall, zone)).slice(0, 10))
}
