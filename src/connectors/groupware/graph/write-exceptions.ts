import type { Event } from '@microsoft/microsoft-graph-types'
import type { EventException, EventItem } from '#kernel/groupware/event-item.ts'
import { etagOf, query } from './graph-entity.ts'
import type { Sent } from './graph-entity.ts'
import type { GraphCall } from './graph-call.ts'
import { instantText, originalOf } from './graph-time.ts'
import { usualTimes } from './read-event.ts'
import { eventBody } from './write-event.ts'

const DAY = 86_400_000

/** Whether one that was left out shall take place again: for that Graph must get its rule anew. */
export function isOneBack(now: readonly EventException[], wanted: readonly EventException[]): boolean {
  const left = new Set(wanted.filter(({ cancelled }) => cancelled).map(({ original }) => original))
  return now.some(({ cancelled, original }) => cancelled && !left.has(original))
}

/** The exceptions of a series whose rule was written anew, with the clock it now has. */
export function movedExceptions(exceptions: readonly EventException[], start: string): EventException[] {
  return exceptions.map((one) => ({ ...one, original: one.original.slice(0, 10) + start.slice(10) }))
}

/**
 * Makes the occurrences of a series be as wanted: one request for each that is another. `series` is as it stands in the
 * groupware, `known` are the occurrences it has exceptions for.
 */
export async function writeExceptions(
  call: GraphCall,
  masterId: string,
  series: EventItem,
  known: readonly Sent<Event>[],
  wanted: readonly EventException[],
): Promise<void> {
  const now = new Map(series.exceptions.map((one) => [one.original, one]))
  const still = new Set(wanted.map(({ original }) => original))
  const back = series.exceptions
    .filter(({ cancelled, original }) => !cancelled && !still.has(original))
    .map(({ original }) => ({ original, cancelled: false, changes: {} }))
  for (const one of [...wanted, ...back]) {
    const old = now.get(one.original)
    if (old && JSON.stringify(old) === JSON.stringify(one)) continue
    const occurrence = await occurrenceAt(call, masterId, series, known, one.original)
    if (!occurrence) continue
    const path = `/events/${encodeURIComponent(occurrence.id)}`
    if (one.cancelled) await call.remove(path, etagOf(occurrence))
    else await call.patch(path, etagOf(occurrence), occurrenceBody(series, one, old))
  }
}

/** The fields it has of its own, and those it had, which become as in the series again. */
function occurrenceBody(series: EventItem, one: EventException, old: EventException | undefined): Event {
  const item = { ...series, ...usualTimes(series, one.original), ...one.changes, rrule: null }
  const fields = new Set(Object.keys({ ...old?.changes, ...one.changes }) as (keyof EventItem)[])
  // Graph refuses an end before its start, so that both go together.
  if (fields.has('start') || fields.has('end')) fields.add('start').add('end')
  return eventBody(item, [...fields])
}

async function occurrenceAt(
  call: GraphCall,
  masterId: string,
  { timeZone, allDay }: EventItem,
  known: readonly Sent<Event>[],
  original: string,
): Promise<Sent<Event> | undefined> {
  const stands = ({ originalStart }: Sent<Event>) =>
    originalStart != null && originalOf(originalStart, timeZone, allDay) === original
  const found = known.find(stands)
  if (found) return found
  const at = Date.parse(instantText(original, timeZone))
  const options = query({
    startDateTime: new Date(at - DAY).toISOString(),
    endDateTime: new Date(at + 2 * DAY).toISOString(),
    $select: 'id,type,originalStart,start,end',
  })
  for await (const one of call.all<Sent<Event>>(
    `/events/${encodeURIComponent(masterId)}/instances?${options}`,
  )) {
    if (stands(one)) return one
  }
  return undefined
}
