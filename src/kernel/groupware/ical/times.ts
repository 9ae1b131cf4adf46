import { dayText, MINUTE, DAY, wallOf, wallText } from '#kernel/wall.ts'
import type { Wall } from '#kernel/wall.ts'
import { instantOf, wallAt } from '#kernel/zone-clock.ts'
import { ianaZoneOf } from '../zone/iana-zone.ts'
import { paramOf } from '#kernel/vcard.ts'
import type { Component, Property } from './component.ts'
import { lineOf, linesOf, textIn } from './component.ts'

/** A time of iCalendar (RFC 5545, 3.3.4 and 3.3.5): a day, or a clock with where it hangs. */
export interface ICalTime {
  wall: Wall
  allDay: boolean
  /** A zone of the IANA; null: the clock of whoever reads it. */
  zone: string | null
  /** Told in UTC. */
  utc: boolean
}

/** What a calendar says about zones. */
export interface Zones {
  /** What floating times and whole days are read in. */
  own: string
  /** What a TZID stands for. */
  of(tzid: string): string
  /** Names that nobody knows. */
  unknown: Set<string>
}

/** The zones of a calendar object, by the names it uses itself. */
export function zonesOf(calendar: Component, fallback: string): Zones {
  const blocks = new Map(
    calendar.inside
      .filter(({ name }) => name === 'VTIMEZONE')
      .map((block) => [textIn(block, 'TZID'), block] as const),
  )
  // Google and others say it for the whole calendar, and write times in UTC.
  const told = textIn(calendar, 'X-WR-TIMEZONE')
  const whole = told === '' ? undefined : ianaZoneOf(told, { vtimezone: blocks.get(told), fallback })
  const own = whole?.known ? whole.zone : fallback
  const found = new Map<string, string>()
  const unknown = new Set<string>()
  const of = (tzid: string): string => {
    const known = found.get(tzid)
    if (known !== undefined) return known
    const answer = ianaZoneOf(tzid, { vtimezone: blocks.get(tzid), fallback: own })
    if (!answer.known) unknown.add(tzid)
    found.set(tzid, answer.zone)
    return answer.zone
  }
  return { own, of, unknown }
}

/** The times of a line, one or several; what is no time is left out. */
export function readTimes(line: Property | undefined, zones: Zones): ICalTime[] {
  if (!line) return []
  const [tzid] = line.params['TZID'] ?? []
  const zone = tzid === undefined ? null : zones.of(tzid)
  return line.value.split(',').flatMap((text) => {
    // Of a period its start (RFC 5545, 3.3.9).
    const [, y, m, d, h, min, utc] =
      /^\s*(\d{4})-?(\d\d)-?(\d\d)(?:T(\d\d):?(\d\d)(?::?\d\d)?(?:\.\d+)?(Z)?)?\s*(?:\/|$)/i.exec(text) ?? []
    if (y === undefined) return []
    const allDay = h === undefined || paramOf(line, 'VALUE').includes('date')
    const wall = wallOf(`${y}-${m}-${d}${allDay ? '' : `T${h}:${min}`}`)
    if (Number.isNaN(wall)) return []
    return [{ wall, allDay, zone: allDay ? null : utc ? 'UTC' : zone, utc: !allDay && utc !== undefined }]
  })
}

export function readTime(component: Component, name: string, zones: Zones): ICalTime | undefined {
  return readTimes(lineOf(component, name), zones)[0]
}

/** Every time of all lines of a name, such as EXDATE. */
export function allTimes(component: Component, name: string, zones: Zones): ICalTime[] {
  return linesOf(component, name).flatMap((line) => readTimes(line, zones))
}

/** What a clock of the zone shows at that time; a day is its midnight there. */
export function wallIn(time: ICalTime, zone: string, own: string): Wall {
  const from = time.zone ?? own
  if (time.allDay || from === zone) return time.wall
  return wallAt(instantOf(time.wall, from), zone)
}

/** `P1DT2H30M`, `-PT15M`, `P2W`: whole days and the milliseconds beside them (RFC 5545, 3.3.6). */
export function readDuration(text: string): { days: number; ms: number } | undefined {
  const [all, sign, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] =
    /^\s*([+-])?P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?\s*$/i.exec(text) ?? []
  if (all === undefined) return undefined
  const turn = sign === '-' ? -1 : 1
  return {
    days: turn * (Number(weeks) * 7 + Number(days)),
    ms: turn * ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000,
  }
}

/** A time some days and then some time later: days by the calendar, hours by the clock of physics (RFC 5545, 3.3.6). */
export function later(wall: Wall, { days, ms }: { days: number; ms: number }, zone: string): Wall {
  const moved = wall + days * DAY
  return ms === 0 ? moved : wallAt(instantOf(moved, zone) + ms, zone)
}

/** Minutes as a duration: `-PT15M`, `P1D`. */
export function durationText(minutes: number): string {
  const size = Math.abs(minutes)
  const [days, hours, rest] = [Math.floor(size / 1440), Math.floor((size % 1440) / 60), size % 60]
  const time = `${hours > 0 ? `${hours}H` : ''}${rest > 0 ? `${rest}M` : ''}`
  const text =
    days === 0 && time === '' ? 'T0M' : `${days > 0 ? `${days}D` : ''}${time === '' ? '' : `T${time}`}`
  return `${minutes < 0 ? '-' : ''}P${text}`
}

/** How many minutes lie between two clocks of one zone. */
export function minutesBetween(from: Wall, to: Wall, zone: string): number {
  return Math.round((instantOf(to, zone) - instantOf(from, zone)) / MINUTE)
}

/** As items say it. */
export function itemTime(wall: Wall, allDay: boolean): string {
  return allDay ? dayText(wall) : wallText(wall)
}
