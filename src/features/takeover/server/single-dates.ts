import { keptRule, startsBetween } from '#features/appointments/server/expand-rule.ts'
import { readRule } from '#features/appointments/recurrence.ts'
import type { EventException, EventItem } from '#kernel/groupware/event-item.ts'
import { icalTime } from '#kernel/ical.ts'
import { DAY, dayText, wallOf, written } from '#kernel/wall.ts'
import type { Wall } from '#kernel/wall.ts'
import { isWithin } from '../item-head.ts'

/** One time a series takes place, as an event that takes place once. */
export interface SingleDate {
  /** The day it has by the rule, by which it is found again: none has two, and the time of a series may be moved. */
  original: string
  event: EventItem
}

/** Whether it comes again by a rule whose days can be counted. */
export function isCountable({ rrule }: EventItem): boolean {
  return rrule !== null && typeof readRule(rrule) !== 'string'
}

/** When a series takes place in these days, in order; moved dates where they were moved to, without those left out. */
export function datesOf(event: EventItem, since: string, until: string): SingleDate[] {
  const own = new Set(event.exceptions.map(dayOf))
  const regular = startsOf(event, wallOf(since) - lengthOf(event), wallOf(until) + DAY)
    .filter((start) => !own.has(dayText(start)))
    .map((start) => single(event, start))
  const moved = event.exceptions.flatMap(({ original, cancelled, changes }) =>
    cancelled ? [] : [single(event, wallOf(original), changes)],
  )
  return [...regular, ...moved]
    .filter((one) => isWithin(one.event, since, until))
    .toSorted((a, b) => wallOf(a.event.start) - wallOf(b.event.start))
}

/** The date that a series has by its rule on this day; undefined when there is none (any more). */
export function dateOf(event: EventItem, original: string): EventItem | undefined {
  const own = event.exceptions.find((one) => dayOf(one) === original)
  if (own) return own.cancelled ? undefined : single(event, wallOf(own.original), own.changes).event
  const [start] = startsOf(event, wallOf(original), wallOf(original) + DAY)
  return start === undefined ? undefined : single(event, start).event
}

const dayOf = ({ original }: EventException): string => original.slice(0, 10)

function startsOf({ rrule, allDay, timeZone: zone, start }: EventItem, from: Wall, to: Wall): Wall[] {
  if (rrule === null) return []
  return startsBetween({ rrule: keptRule(rrule, { allDay, zone }), starts: wallOf(start), zone }, from, to)
}

function single(event: EventItem, start: Wall, changes: EventException['changes'] = {}): SingleDate {
  const { allDay } = event
  const begins = changes.start === undefined ? start : wallOf(changes.start)
  const original = dayText(start)
  return {
    original,
    event: {
      ...event,
      start: written(begins, allDay),
      end: written(begins + lengthOf(event), allDay),
      ...changes,
      uid: `${event.uid}-${icalTime(original)}`,
      rrule: null,
      exceptions: [],
      kontorId: null,
    },
  }
}

const lengthOf = ({ start, end }: EventItem): number => Math.max(0, wallOf(end) - wallOf(start))
