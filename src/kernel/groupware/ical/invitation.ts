import { emailKey } from '#kernel/email.ts'
import { icalTime } from '#kernel/ical.ts'
import type { Params } from '#kernel/vcard.ts'
import { isoInstant } from '#kernel/zone-clock.ts'
import type { Attendee, AttendeeResponse, EventItem } from '../event-item.ts'
import type { PersonItem } from '../person-item.ts'
import type { Component } from './component.ts'
import {
  componentText,
  lineOf,
  linesOf,
  newLine,
  readComponents,
  setLine,
  setLines,
  textIn,
} from './component.ts'
import { readPeople } from './people.ts'
import { writeEvent } from './write-event.ts'

export type Method = 'request' | 'cancel' | 'reply'

export interface Invitation {
  method: Method
  /** Goes up when time or place change, and when it is called off (RFC 5546, 2.1.4). */
  sequence: number
  organizer: PersonItem
  /** Everybody who is asked; of a reply who answers. */
  guests: readonly Attendee[]
  now: number
}

/** What is sent by mail about an event (RFC 5546, 3.2; RFC 6047): asks, calls off, or answers. */
export function writeInvitation(
  item: EventItem,
  { method, sequence, organizer, guests, now }: Invitation,
): string {
  const plain: EventItem = { ...item, reminderMinutes: null, categories: [], kontorId: null, private: false }
  const calendars = readComponents(writeEvent({ ...plain, cancelled: method === 'cancel' }, { now }))
  for (const calendar of calendars) {
    calendar.lines.push(newLine('METHOD', method.toUpperCase()))
    for (const component of calendar.inside.filter(({ name }) => name === 'VEVENT'))
      writePeople(component, { method, sequence, organizer, guests, now })
  }
  return calendars.map(componentText).join('')
}

function writePeople(component: Component, { method, sequence, organizer, guests, now }: Invitation): void {
  setLine(component, newLine('SEQUENCE', String(sequence)))
  setLine(component, newLine('DTSTAMP', icalTime(isoInstant(now))))
  if (method === 'cancel') setLine(component, newLine('STATUS', 'CANCELLED'))
  setLine(component, newLine('ORGANIZER', `mailto:${organizer.email}`, named(organizer)))
  setLines(
    component,
    'ATTENDEE',
    guests.map((guest) =>
      newLine('ATTENDEE', `mailto:${guest.email}`, {
        ...named(guest),
        ROLE: ['REQ-PARTICIPANT'],
        PARTSTAT: [PARTSTAT[guest.response]],
        ...(method === 'request' && { RSVP: ['TRUE'] }),
      }),
    ),
  )
}

/** RFC 5545, 3.2.12. */
const PARTSTAT: Record<AttendeeResponse, string> = {
  open: 'NEEDS-ACTION',
  accepted: 'ACCEPTED',
  declined: 'DECLINED',
  tentative: 'TENTATIVE',
}

/** A parameter cannot hold double quotes (RFC 5545, 3.1). */
function named({ name }: PersonItem): Params {
  const plain = name.replaceAll(/["\p{Cc}]/gu, ' ').trim()
  return plain === '' ? {} : { CN: [plain] }
}

/** What a guest answered by mail: to which event, and who. Undefined of anything that is no answer. */
export function readReply(
  text: string,
): { uid: string; email: string; response: AttendeeResponse; sequence: number } | undefined {
  const calendar = readComponents(text).find(({ name }) => name === 'VCALENDAR')
  if (!calendar || textIn(calendar, 'METHOD').toUpperCase() !== 'REPLY') return undefined
  // An answer about one day of a series alone says nothing of the whole.
  const event = calendar.inside.find((one) => one.name === 'VEVENT' && !lineOf(one, 'RECURRENCE-ID'))
  if (!event || linesOf(event, 'ATTENDEE').length !== 1) return undefined
  setLine(event, 'ORGANIZER')
  const [guest] = readPeople(event, []).attendees
  const uid = textIn(event, 'UID')
  if (!guest || uid === '') return undefined
  const sequence = Number.parseInt(textIn(event, 'SEQUENCE'), 10)
  return {
    uid,
    email: emailKey(guest.email),
    response: guest.response,
    sequence: Number.isNaN(sequence) ? 0 : sequence,
  }
}
