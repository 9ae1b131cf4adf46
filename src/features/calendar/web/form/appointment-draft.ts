import type { Appointment, AppointmentNew } from '#features/appointments/appointment.ts'
import { DAY, dayText, MINUTE, wallOf, wallText, type Wall } from '#kernel/wall.ts'
import { SUBJECT_KINDS, subjectsIn, type AboutRecord } from '#features/subjects/subject.ts'
import { repeatOf, ruleOf, type Repeat } from '../../repeat.ts'
import { typedTime } from '#kernel/typed-time.ts'
import { wallNow } from '../calendar-api.ts'
import type { Preset } from '../dialogs.ts'

export interface Named {
  id: string
  name: string
}

/** What the form holds while one types. */
export interface Draft {
  title: string
  allDay: boolean
  startDay: string
  startTime: string
  endDay: string
  endTime: string
  timeZone: string
  /** A rule the form cannot say stays as it is. */
  repeat: Repeat | string | null
  userIds: string[]
  contacts: Named[]
  contact: Named | null
  subjects: AboutRecord[]
  place: string
  reminderMinutes: number | null
  category: string
  busy: Appointment['busy']
  private: boolean
  description: string
}

export const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone

/** The form as it opens: an appointment as it is, or a new one. */
export function draftOf(one: Appointment | undefined, preset: Preset, meId: string): Draft {
  const hour = Math.ceil(wallNow() / (60 * MINUTE)) * 60 * MINUTE
  const start = one?.start ?? preset.start ?? wallText(hour)
  const end = one?.end ?? preset.end ?? wallText(wallOf(start) + 60 * MINUTE)
  const allDay = one?.allDay ?? preset.allDay ?? false
  return {
    title: one?.title ?? preset.title ?? '',
    allDay,
    startDay: start.slice(0, 10),
    startTime: start.slice(11, 16) || '09:00',
    endDay: allDay ? dayText(wallOf(end) - DAY) : end.slice(0, 10),
    endTime: end.slice(11, 16) || '10:00',
    timeZone: one?.timeZone ?? ownZone(),
    repeat: one?.rrule ? (repeatOf(one.rrule) ?? one.rrule) : null,
    userIds: one
      ? one.attendees.flatMap(({ userId }) => (userId && userId !== one.organizerId ? [userId] : []))
      : (preset.userIds ?? []).filter((id) => id !== meId),
    contacts:
      one?.attendees.flatMap(({ contactId, name }) => (contactId ? [{ id: contactId, name }] : [])) ?? [],
    contact: one?.contact ? { id: one.contact.id, name: one.contact.displayName } : (preset.contact ?? null),
    subjects: one ? subjectsIn(one.about) : (preset.subjects ?? []),
    place: one?.place ?? '',
    reminderMinutes: one ? one.reminderMinutes : allDay ? null : 15,
    category: one?.category ?? '',
    busy: one?.busy ?? (allDay ? 'free' : 'busy'),
    private: one?.private ?? false,
    description: one?.description ?? '',
  }
}

/** Start and end as clocks show them; NaN where something is typed that is no time. */
export function spanOfDraft({ allDay, startDay, startTime, endDay, endTime }: Draft): {
  from: Wall
  until: Wall
} {
  if (allDay) return { from: wallOf(startDay), until: wallOf(endDay) + DAY }
  return { from: clocked(startDay, startTime), until: clocked(endDay, endTime) }
}

function clocked(day: string, time: string): Wall {
  const clock = typedTime(time)
  return clock ? wallOf(`${day}T${clock}`) : Number.NaN
}

/** Moves the end along when the start moves, so that the appointment keeps its length. */
export function withStart(draft: Draft, start: Partial<Pick<Draft, 'startDay' | 'startTime'>>): Draft {
  const before = spanOfDraft(draft)
  const next = { ...draft, ...start }
  const { from } = spanOfDraft(next)
  const length = before.until - before.from
  if (Number.isNaN(from) || Number.isNaN(length)) return next
  const until = from + Math.max(0, length)
  if (draft.allDay) return { ...next, endDay: dayText(until - DAY) }
  return { ...next, endDay: dayText(until), endTime: wallText(until).slice(11) }
}

/** The fields the form lacks or has wrong. */
export function flawsOf(
  draft: Draft,
): Partial<Record<'title' | 'start' | 'end', 'missing' | 'time' | 'order'>> {
  const { from, until } = spanOfDraft(draft)
  return {
    ...(draft.title.trim() === '' && { title: 'missing' as const }),
    ...(Number.isNaN(from) && { start: 'time' as const }),
    ...(Number.isNaN(until) ? { end: 'time' as const } : until < from ? { end: 'order' as const } : {}),
  }
}

export function bodyOf(draft: Draft): AppointmentNew {
  const { from, until } = spanOfDraft(draft)
  const { title, allDay, timeZone, place, reminderMinutes, busy, description, repeat } = draft
  const at = (wall: Wall) => (allDay ? dayText(wall) : wallText(wall))
  const people = draft.userIds.map((userId) => ({ userId }))
  return {
    title: title.trim(),
    allDay,
    timeZone,
    place,
    reminderMinutes,
    busy,
    description,
    private: draft.private,
    category: draft.category.trim() || null,
    start: at(from),
    end: at(until),
    rrule: repeat === null || typeof repeat === 'string' ? repeat : ruleOf(repeat, draft.startDay),
    contactId: draft.contact?.id ?? null,
    ...Object.fromEntries(
      SUBJECT_KINDS.map((kind) => [`${kind}Id`, draft.subjects.find((one) => one.kind === kind)?.id ?? null]),
    ),
    attendees: [...people, ...draft.contacts.map(({ id }) => ({ contactId: id }))],
  }
}

/** Of all that the form holds, what differs from the appointment as it was. */
export function changesOf(before: Draft, after: Draft): Partial<AppointmentNew> {
  const [old, now] = [bodyOf(before), bodyOf(after)]
  const changed = Object.entries(now).filter(
    ([field, value]) => JSON.stringify(value) !== JSON.stringify(old[field as keyof AppointmentNew]),
  )
  const body = Object.fromEntries(changed) as Partial<AppointmentNew>
  const { start, end, allDay } = now
  return body.start || body.end || body.allDay !== undefined
    ? { ...body, start, end, ...(allDay !== undefined && { allDay }) }
    : body
}
