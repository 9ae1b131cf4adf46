import type { Event } from '@microsoft/microsoft-graph-types'
import type { EventItem } from '#kernel/groupware/event-item.ts'
import { withoutNulls } from './graph-entity.ts'
import { stated } from './graph-time.ts'
import { propertiesOf, transactionOf } from './kontor-marks.ts'
import type { Marks } from './kontor-marks.ts'
import type { EventKept } from './read-event.ts'
import { recurrenceOf } from './recurrence.ts'

/** What to send for a new event: everything but its exceptions, and never anybody invited. */
export function newEvent(item: EventItem): Event {
  const fields = Object.keys(item) as (keyof EventItem)[]
  return {
    ...withoutNulls(eventBody(item, fields)),
    transactionId: transactionOf(item.uid),
    singleValueExtendedProperties: propertiesOf({
      ...(item.kontorId === null ? {} : { kontorId: item.kontorId }),
      uid: item.uid,
      kept: keptOf(item),
    }),
  }
}

/** What to send so that an event has these fields of the item; exceptions and marks are written apart. */
export function eventBody(item: EventItem, fields: readonly (keyof EventItem)[]): Event {
  const asked = new Set(fields)
  const body: Event = {}
  const all = asked.has('timeZone') || asked.has('allDay')
  if (asked.has('title')) body.subject = item.title
  if (asked.has('description')) body.body = { contentType: 'text', content: item.description }
  if (asked.has('place')) body.location = { displayName: item.place }
  if (asked.has('categories')) body.categories = item.categories
  if (all) body.isAllDay = item.allDay
  if (all || asked.has('start')) body.start = stated(item.start, item.timeZone)
  if (all || asked.has('end')) body.end = stated(item.end, item.timeZone)
  if (asked.has('busy')) body.showAs = item.busy === 'away' ? 'oof' : item.busy
  if (asked.has('private')) body.sensitivity = item.private ? 'private' : 'normal'
  if (asked.has('reminderMinutes')) Object.assign(body, reminder(item.reminderMinutes))
  const isAnotherSeries = item.rrule !== null && (all || asked.has('start'))
  if (asked.has('rrule') || isAnotherSeries) {
    body.recurrence = item.rrule === null ? null : recurrenceOf(item.rrule, item)
  }
  return body
}

/** The marks that go with these fields; undefined when none of them needs any. */
export function eventMarks(
  item: EventItem,
  fields: readonly (keyof EventItem)[],
  marks: Marks<EventKept>,
): Event['singleValueExtendedProperties'] {
  const kept: Record<string, unknown> = { ...marks.kept }
  if (fields.includes('timeZone') || fields.includes('allDay')) kept['zone'] = item.timeZone
  if (fields.includes('rrule')) kept['rrule'] = item.rrule
  if (fields.includes('cancelled')) kept['cancelled'] = item.cancelled
  const isOther = JSON.stringify(kept) !== JSON.stringify(marks.kept)
  const properties = propertiesOf({
    ...(fields.includes('kontorId') ? { kontorId: item.kontorId } : {}),
    ...(isOther ? { kept } : {}),
  })
  return properties.length > 0 ? properties : undefined
}

function keptOf({ timeZone, rrule, cancelled }: EventItem): EventKept {
  return { zone: timeZone, rrule, cancelled }
}

function reminder(minutes: number | null): Event {
  return minutes === null
    ? { isReminderOn: false }
    : { isReminderOn: true, reminderMinutesBeforeStart: minutes }
}
