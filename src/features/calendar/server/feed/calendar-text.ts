import { zoneBlock } from '#kernel/groupware/zone/zone-block.ts'
import { icalComponent, icalText } from '#kernel/ical.ts'
import type { ICalLine } from '#kernel/ical.ts'
import type { Database } from '#platform/database.ts'
import type { FeedPart } from '../../feed.ts'
import { appointmentEvents } from './appointment-events.ts'
import type { CalendarParts, Reading } from './ical-parts.ts'
import { heldEvents } from './held-events.ts'
import type { FeedsDb } from './tables.ts'
import { taskEvents } from './task-events.ts'
import { visitEvents } from './visit-events.ts'

const DAY = 86_400_000
/** How far back and ahead a calendar outside sees what takes place once. */
const BACK = 92 * DAY
const AHEAD = 397 * DAY
/** No program shows more; each kind has its own share. */
const MOST = 10_000

/** The calendar of a user as a program outside reads it, as of `now`. */
export async function feedText(
  db: Database<FeedsDb>,
  reading: Reading,
  { name, include, now }: { name: string; include: readonly FeedPart[]; now: number },
): Promise<string> {
  const from = new Date(now - BACK).toISOString()
  const to = new Date(now + AHEAD).toISOString()
  const parts = await partsBetween(db, reading, { include, from, to })
  return calendarText(parts, [
    ['X-WR-CALNAME', icalText(name)],
    ['NAME', icalText(name)],
    ['REFRESH-INTERVAL;VALUE=DURATION', 'PT15M'],
    ['X-PUBLISHED-TTL', 'PT15M'],
  ])
}

/** Everything of a user's calendar between two instants, each kind by itself. */
export async function partsBetween(
  db: Database<FeedsDb>,
  reading: Reading,
  { include, from, to }: { include: readonly FeedPart[]; from: string; to: string },
): Promise<CalendarParts[]> {
  const window = { from, to, most: MOST }
  const as = [
    ...(include.includes('tasks') ? (['event'] as const) : []),
    ...(include.includes('todos') ? (['todo'] as const) : []),
  ]
  const parts: CalendarParts[] = []
  if (include.includes('visits')) parts.push(await visitEvents(db, reading, window))
  if (include.includes('appointments')) parts.push(await appointmentEvents(db, reading, window))
  if (include.includes('events')) parts.push(await heldEvents(db, reading, window))
  if (as.length > 0) parts.push(await taskEvents(db, reading, { ...window, as }))
  return parts
}

/** One calendar of these parts, with the zones they name. */
export function calendarText(parts: readonly CalendarParts[], lines: readonly ICalLine[] = []): string {
  const zones = new Set(parts.flatMap((part) => [...part.zones]))
  const blocks = new Map(
    [...zones].sort().flatMap((zone) => {
      const block = zoneBlock(zone)
      return block ? [[block.id, block.text] as const] : []
    }),
  )
  return icalComponent(
    'VCALENDAR',
    [['VERSION', '2.0'], ['PRODID', '-//Kontor//Kontor//DE'], ['CALSCALE', 'GREGORIAN'], ...lines],
    [...blocks.values(), ...parts.flatMap((part) => part.components)],
  )
}
