import type { CustomField } from '#features/customfields/custom-field.ts'
import { defaultsOf } from '#features/customfields/former-values.ts'
import { DAY, dayText, wallOf } from '#kernel/wall.ts'
import type { Event, EventNew } from '../../event.ts'

/** What the form holds: as it is typed, not as it is sent. */
export interface EventDraft {
  title: string
  description: string
  place: string
  allDay: boolean
  startDay: string | null
  startTime: string
  endDay: string | null
  endTime: string
  timeZone: string
  capacity: number | ''
  ownerId: string
  tags: string[]
  custom: Record<string, unknown>
  restricted: boolean
  access: string[]
}

/** What the form begins with: the event as it is, or what is known of a new one. */
export function draftOf(
  { userId, fields }: { userId: string; fields: readonly CustomField[] },
  event?: Event,
): EventDraft {
  const { start = null, end = null, allDay = false } = event ?? {}
  const clock = (text: string | null, usual: string) =>
    text === null || text.length === 10 ? usual : text.slice(11, 16)
  return {
    title: event?.title ?? '',
    description: event?.description ?? '',
    place: event?.place ?? '',
    allDay,
    startDay: start && start.slice(0, 10),
    startTime: clock(start, '09:00'),
    endDay: end && (allDay ? dayText(wallOf(end) - DAY) : end.slice(0, 10)),
    endTime: clock(end, '17:00'),
    timeZone: event?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    capacity: event?.capacity ?? '',
    ownerId: event?.ownerId ?? userId,
    tags: event?.tags ?? [],
    custom: event?.custom ?? defaultsOf(fields),
    restricted: event?.visibility === 'managers',
    access: event?.access ?? [],
  }
}

/** What is sent of it. */
export function eventOf(draft: EventDraft): EventNew {
  const { startDay, startTime, endDay, endTime, capacity, restricted, allDay, ...plain } = draft
  const lastDay = endDay ?? startDay
  const ends = lastDay && (allDay ? dayText(wallOf(lastDay) + DAY) : `${lastDay}T${endTime}`)
  return {
    ...plain,
    allDay,
    start: startDay && (allDay ? startDay : `${startDay}T${startTime}`),
    end: startDay && ends,
    capacity: capacity === '' ? null : capacity,
    visibility: restricted ? 'managers' : 'write',
  }
}

/** Only what differs from how it was: whoever changed another field meanwhile keeps it. */
export function changesOf(event: Event, draft: EventDraft): Partial<EventNew> {
  const { visibility, ...next } = eventOf(draft)
  const changed = Object.entries(next).filter(
    ([field, value]) => JSON.stringify(value) !== JSON.stringify(event[field as keyof Event]),
  )
  const time = changed.some(([field]) => ['start', 'end', 'allDay'].includes(field))
  return {
    ...Object.fromEntries(changed),
    ...(time ? { allDay: next.allDay, start: next.start, end: next.end } : {}),
    ...((event.visibility === 'managers') === draft.restricted ? {} : { visibility }),
  }
}
