import type { Event } from '@microsoft/microsoft-graph-types'
import { query } from './graph-entity.ts'
import type { Sent } from './graph-entity.ts'
import type { GraphCall } from './graph-call.ts'
import { EXPAND_MARKS, marksOf } from './kontor-marks.ts'
import type { EventKept, GraphEvent } from './read-event.ts'

/** Bodies as text. */
export const AS_TEXT = 'outlook.body-content-type="text"'

const SELECT = [
  'id,type,iCalUId,changeKey,seriesMasterId,subject,body,location,categories,isAllDay,start,end',
  'originalStartTimeZone,recurrence,showAs,sensitivity,isReminderOn,reminderMinutesBeforeStart',
  'isCancelled,isOnlineMeeting,organizer,attendees,isOrganizer,responseStatus',
].join(',')
interface Series extends Event {
  cancelledOccurrences?: string[]
  'exceptionOccurrences@odata.nextLink'?: string
}

/** Clocks of several servers are not one. */
const SLACK = 5 * 60_000

/** One event with its marks and, of a series, what its exceptions are; `path` is the calendar's. */
export async function wholeEvent(call: GraphCall, path: string, id: string): Promise<GraphEvent | undefined> {
  const at = `${path}/events/${encodeURIComponent(id)}`
  const prefer = [AS_TEXT]
  const options = query({ $select: SELECT, $expand: EXPAND_MARKS })
  const event = await call.find<Sent<Event>>(`${at}?${options}`, { prefer })
  if (!event) return undefined
  const marks = marksOf<EventKept>(event.singleValueExtendedProperties)
  if (event.type !== 'seriesMaster') return { event, marks, cancelled: [], exceptions: [] }
  // Both are told only of a series that is asked for by its id.
  const $select = 'id,cancelledOccurrences,exceptionOccurrences'
  const inside = query({ $select, $expand: 'exceptionOccurrences' })
  const series = await call.find<Sent<Series>>(`${at}?${inside}`, {
    prefer,
  })
  if (!series) return undefined
  const exceptions = [...(series.exceptionOccurrences ?? [])] as Sent<Event>[]
  // What is expanded comes in pages too.
  const more = series['exceptionOccurrences@odata.nextLink']
  if (more !== undefined)
    for await (const one of call.all<Sent<Event>>(more, { prefer })) exceptions.push(one)
  return { event, marks, cancelled: series.cancelledOccurrences ?? [], exceptions }
}

/** Of an occurrence or an exception, and of a series itself: the series; undefined of a single event. */
export function masterOf(event: Sent<Event>): string | undefined {
  return event.seriesMasterId ?? (event.type === 'seriesMaster' ? event.id : undefined)
}

/** The series that were changed since, also by leaving out one of their occurrences. */
export async function seriesSince(call: GraphCall, path: string, since: string): Promise<string[]> {
  const after = new Date(Date.parse(since) - SLACK).toISOString()
  const filter = `type eq 'seriesMaster' and lastModifiedDateTime ge ${after}`
  const ids: string[] = []
  const options = query({ $filter: filter, $select: 'id' })
  for await (const { id } of call.all<Sent<Event>>(`${path}/events?${options}`)) ids.push(id)
  return ids
}
