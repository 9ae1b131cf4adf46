import type { AttendeeResponse, EventItem } from '#kernel/groupware/event-item.ts'
import { factUid } from '#kernel/groupware/fact-uid.ts'
import { plainOfHtml } from '#kernel/groupware/plain-text.ts'
import { itemTime } from '#kernel/groupware/ical/times.ts'
import { ianaZoneOf } from '#kernel/groupware/zone/iana-zone.ts'
import { DAY } from '#kernel/wall.ts'
import { wallAt } from '#kernel/zone-clock.ts'
import { peopleOf, senderOf } from './msg-mail.ts'
import { recurrenceOf } from './msg-recurrence.ts'
import type { Msg } from './open-msg.ts'
import { SETS, numberOf, textOf, timeOf } from './open-msg.ts'

/** An appointment out of Outlook ([MS-OXOCAL]); undefined when it does not say when. */
export function eventOfMsg(msg: Msg, fallback: string): EventItem | undefined {
  const { fields, text } = msg
  const [from, to] = [fields.apptStartWhole, fields.apptEndWhole].map(timeOf)
  if (from === undefined) return undefined
  const timeZone = zoneOf(msg, fallback)
  const allDay = msg.named(SETS.appointment, 0x82_15) === true
  const start = roundDown(wallAt(from, timeZone), allDay)
  const end = roundDown(wallAt(to ?? from, timeZone), allDay)
  const times = {
    allDay,
    start: itemTime(start, allDay),
    end: itemTime(Math.max(end, start + (allDay ? DAY : 0)), allDay),
    timeZone,
  }
  const title = text(0x0037)
  const place = textOf(fields.apptLocation) || textOf(msg.named(SETS.appointment, 0x82_08))
  return {
    uid: uidOf(textOf(fields.globalAppointmentID)) ?? factUid('msg', [title, times.start, times.end, place]),
    title,
    description: textOf(fields.body) || plainOfHtml(fields.bodyHtml ?? ''),
    place,
    categories: msg.categories(),
    ...times,
    ...recurrenceOf(fields.apptRecur, times),
    busy: BUSY[numberOf(msg.named(SETS.appointment, 0x82_05)) ?? 2] ?? 'busy',
    private: isPrivate(msg),
    reminderMinutes: reminderOf(msg),
    ...peopleIn(msg),
    kontorId: null,
  }
}

const BUSY: Record<number, EventItem['busy']> = { 0: 'free', 1: 'tentative', 2: 'busy', 3: 'away', 4: 'busy' }

/** Whole minutes, or whole days. */
const roundDown = (wall: number, allDay: boolean) =>
  Math.floor(wall / (allDay ? DAY : 60_000)) * (allDay ? DAY : 60_000)

/** The zone it was made in: by its name in Windows, or by how Outlook shows it. */
function zoneOf({ fields }: Msg, fallback: string): string {
  const names = [fields.apptTZDefRecur?.keyName, fields.apptTZDefStartDisplay?.keyName, fields.timeZoneDesc]
  const found = names
    .filter((name) => name !== undefined && name !== '')
    .map((name) => ianaZoneOf(name ?? '', { fallback }))
  return found.find(({ known }) => known)?.zone ?? fallback
}

/** Marked so, or of a sensitivity above normal ([MS-OXCMSG], 2.2.1.13). */
export function isPrivate(msg: Msg): boolean {
  return msg.named(SETS.common, 0x85_06) === true || (msg.number(0x0036) ?? 0) >= 2
}

function reminderOf(msg: Msg): number | null {
  const minutes = numberOf(msg.named(SETS.common, 0x85_01))
  if (msg.named(SETS.common, 0x85_03) !== true || minutes === undefined) return null
  // What nobody set is written as the largest number there is.
  return minutes > 1_000_000 ? 15 : minutes
}

const RESPONSES: Record<number, AttendeeResponse> = { 2: 'tentative', 3: 'accepted', 4: 'declined' }

/** A meeting has the first bit of its state, one from somebody else the second, a cancelled one the third. */
function peopleIn(msg: Msg): Pick<EventItem, 'organizer' | 'attendees' | 'own' | 'response' | 'cancelled'> {
  const state = numberOf(msg.named(SETS.appointment, 0x82_17)) ?? 0
  const isMeeting = (state & 1) !== 0
  const own = (state & 2) === 0
  const cancelled = (state & 4) !== 0
  if (!isMeeting) return { organizer: null, attendees: [], own, response: null, cancelled }
  const organizer = senderOf(msg.fields)
  // Rooms and resources stand where a mail has its hidden copies.
  const people = [...peopleOf(msg.fields, 'to'), ...peopleOf(msg.fields, 'cc')]
  return {
    organizer,
    attendees: people
      .filter(({ email }) => email !== organizer?.email)
      .map((person) => ({ ...person, response: 'open' as const })),
    own,
    response: own ? null : (RESPONSES[numberOf(msg.named(SETS.appointment, 0x82_18)) ?? 0] ?? 'open'),
    cancelled,
  }
}

/**
 * The UID in the form it has in calendars ([MS-OXCICAL], 2.1.3.1.1.20.26): the one that came from another calendar, which
 * Outlook wraps, or its own in hexadecimal, without the date of a single occurrence.
 */
function uidOf(hex: string): string | undefined {
  if (!/^([\da-f]{2}){20,}$/i.test(hex)) return undefined
  const bytes = Buffer.from(hex, 'hex')
  const wrapped = bytes.toString('latin1', 40)
  if (wrapped.startsWith('vCal-Uid\u0001\0\0\0')) return wrapped.slice(12).replace(/\0.*$/s, '')
  bytes.fill(0, 16, 20)
  return bytes.toString('hex').toUpperCase()
}
