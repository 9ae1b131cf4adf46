import { wallOf, wallText } from '#kernel/wall.ts'
import type { Wall } from '#kernel/wall.ts'
import { instantOf, wallAt } from '#kernel/zone-clock.ts'
import type { EventItem } from '#kernel/groupware/event-item.ts'
import { EVENT_HEADINGS } from './headings.ts'
import { dayCell, privacyCells, tableHead, tableLine, timeCell, yesCell } from './write-table.ts'
import type { TableStyle } from './write-table.ts'

type Name = keyof typeof EVENT_HEADINGS
const NAMES = Object.keys(EVENT_HEADINGS) as Name[]

/** The names of the columns of Outlook's calendar. */
export function eventHead(style: TableStyle): Buffer {
  return tableHead(Object.values(EVENT_HEADINGS), style)
}

/**
 * What takes place once as a line of Outlook's calendar, by the clock of `zone`: the table knows neither zones nor rules.
 * Who takes part is left out, as a program could invite them by it.
 */
export function eventLine(event: EventItem, style: TableStyle & { zone: string }): Buffer {
  const cells = cellsOf(event, style)
  return tableLine(
    NAMES.map((name) => cells[name] ?? ''),
    style,
  )
}

function cellsOf(event: EventItem, style: TableStyle & { zone: string }): Partial<Record<Name, string>> {
  const { title, description, place, allDay, categories, reminderMinutes } = event
  const clock = clockOf(event, style.zone)
  const [start, end] = [clock(wallOf(event.start)), clock(wallOf(event.end))]
  return {
    title,
    description,
    place,
    ...timeCells('start', start, style),
    ...timeCells('end', end, style),
    allDay: yesCell(allDay, style),
    reminder: yesCell(reminderMinutes !== null, style),
    ...(reminderMinutes !== null && timeCells('reminder', before(start, reminderMinutes, style.zone), style)),
    categories: categories.join(';'),
    priority: 'Normal',
    ...privacyCells(event.private, style),
    busy: BUSY[event.busy],
  }
}

/** Days are days wherever one is. */
function clockOf({ allDay, timeZone }: EventItem, zone: string): (wall: Wall) => Wall {
  return allDay || timeZone === zone ? (wall) => wall : (wall) => wallAt(instantOf(wall, timeZone), zone)
}

/** So many minutes before a clock of the zone shows this. */
export function before(wall: Wall, minutes: number, zone: string): Wall {
  return wallAt(instantOf(wall, zone) - minutes * 60_000, zone)
}

/** A time in its two columns. */
export function timeCells<N extends string>(
  name: N,
  wall: Wall,
  style: TableStyle,
): Record<`${N}Day` | `${N}Time`, string> {
  const text = wallText(wall)
  return {
    [`${name}Day`]: dayCell(text.slice(0, 10), style),
    [`${name}Time`]: timeCell(text.slice(11), style),
  } as Record<`${N}Day` | `${N}Time`, string>
}

/** In the table they are numbered in another order than inside of Outlook. */
const BUSY: Record<EventItem['busy'], string> = { tentative: '1', busy: '2', free: '3', away: '4' }
