import { ownZone } from '#features/notifications/own-zone.ts'
import { NO_SUBJECTS, subjectsOf } from '#features/subjects/subject.ts'
import type { SubjectIds } from '#features/subjects/subject.ts'
import { readSettings } from '#features/settings/server/settings.ts'
import { searchLines } from '#kernel/fold.ts'
import { invalid } from '#kernel/problem.ts'
import type { Database } from '#platform/database.ts'
import type { AppointmentChange, AppointmentNew } from '../appointment.ts'
import { DAY, wallOf, wallText, written } from '#kernel/wall.ts'
import type { Wall } from '#kernel/wall.ts'
import type { AppointmentRow } from './appointment-row.ts'
import { firstStart, keptRule, lastStart } from './expand-rule.ts'
import type { AppointmentsDb } from './tables.ts'
import { isoInstant, spanOf } from '#kernel/zone-clock.ts'

/** Who takes part besides the organizer. */
export interface Invited {
  users: string[]
  contacts: string[]
}

/** What people say of an appointment; all else follows from it. */
export interface AppointmentState extends SubjectIds {
  title: string
  description: string
  category: string | null
  place: string
  allDay: boolean
  starts: Wall
  ends: Wall
  timeZone: string
  rrule: string | null
  busy: AppointmentRow['busy']
  private: boolean
  reminderMinutes: number | null
  contactId: string | null
  organizerId: string
  invited: Invited
}

const EMPTY = {
  description: '',
  category: null,
  place: '',
  rrule: null,
  busy: 'busy' as const,
  private: false,
  reminderMinutes: null,
  contactId: null,
  ...NO_SUBJECTS,
}

/** The state a new appointment begins with. */
export function newState(
  input: AppointmentNew,
  organizer: { id: string; timeZone: string },
): AppointmentState {
  const { start, end, allDay = isDay(start) && isDay(end), attendees = [], ...said } = input
  const { timeZone = organizer.timeZone } = said
  return settle({
    ...EMPTY,
    ...dropUndefined(said),
    organizerId: organizer.id,
    timeZone,
    allDay,
    ...timesOf(start, end, allDay),
    invited: invitedOf(attendees),
  })
}

/** The state of an appointment that is there. */
export function stateOf(row: AppointmentRow): AppointmentState {
  return {
    title: row.title,
    description: row.description,
    category: row.category,
    place: row.place,
    allDay: row.allDay,
    starts: wallOf(row.starts),
    ends: wallOf(row.ends),
    timeZone: row.timeZone,
    rrule: row.rrule,
    busy: row.busy,
    private: row.private,
    reminderMinutes: row.reminderMinutes,
    contactId: row.contactId,
    ...subjectsOf(row),
    organizerId: row.organizerId,
    invited: invitedOf(row.attendees, row.organizerId),
  }
}

/** The fields of a change that are neither times nor people, as the state has them. */
export function plainChanges(change: AppointmentChange): Partial<AppointmentState> {
  const { title, description, category, place, busy, contactId, organizerId, timeZone } = change
  const { private: secret, reminderMinutes } = change
  const { opportunityId, eventId, projectId } = change
  const rest = { private: secret, reminderMinutes, timeZone, opportunityId, eventId, projectId }
  return dropUndefined({ title, description, category, place, busy, contactId, organizerId, ...rest })
}

/** Checks what only together is right or wrong, and moves the start to where the rule begins. */
export function settle(state: AppointmentState): AppointmentState {
  const { starts, ends, allDay, timeZone } = state
  if (Number.isNaN(starts)) throw invalid('start', 'day', 'There is no such day.')
  if (Number.isNaN(ends)) throw invalid('end', 'day', 'There is no such day.')
  if (ends < starts || (allDay && ends === starts))
    throw invalid('end', 'before_start', 'The end must lie behind the start.')
  if (ends - starts > 400 * DAY) throw invalid('end', 'too_long', 'At most 400 days.')
  if (state.rrule === null) return state
  const rrule = keptRule(state.rrule, { allDay, zone: timeZone })
  const first = firstStart({ rrule, starts, zone: timeZone })
  return { ...state, rrule, starts: first, ends: first + (ends - starts) }
}

/** Start and end as wall clocks; of whole days without a time. */
export function timesOf(start: string, end: string, allDay: boolean): { starts: Wall; ends: Wall } {
  const cut = (text: string) => wallOf(allDay ? text.slice(0, 10) : text)
  return { starts: cut(start), ends: cut(end) }
}

/** The columns of a state. */
export function columnsOf(state: AppointmentState) {
  const { title, description, category, place, allDay, starts, ends, timeZone, rrule } = state
  const { busy, reminderMinutes, contactId, organizerId } = state
  const { startsAt, endsAt } = spanOf(starts, ends, timeZone)
  const words = { title, description, category, place }
  const about = { contactId, ...subjectsOf(state) }
  const rest = { busy, private: state.private, reminderMinutes, ...about, organizerId }
  return {
    ...words,
    ...rest,
    allDay,
    starts: wallText(starts),
    ends: wallText(ends),
    timeZone,
    startsAt: isoInstant(startsAt),
    endsAt: isoInstant(endsAt),
    rrule,
    repeatsUntil: rrule === null ? null : repeatsUntil(rrule, state),
    search: searchLines([title, place, category, description]),
  }
}

/** What the audit trail compares. */
export function auditedOf({ starts, ends, invited, ...state }: AppointmentState): object {
  return {
    ...state,
    start: written(starts, state.allDay),
    end: written(ends, state.allDay),
    attendees: [...invited.users, ...invited.contacts].sort(),
  }
}

/** When it is over for good; `infinity` of what never ends. */
function repeatsUntil(rrule: string, state: Pick<AppointmentState, 'starts' | 'ends' | 'timeZone'>): string {
  const { starts, ends, timeZone } = state
  const last = lastStart({ rrule, starts, zone: timeZone })
  if (last === undefined) return 'infinity'
  return isoInstant(spanOf(last, last + (ends - starts), timeZone).endsAt)
}

/** The zone somebody chose, that of their working day, or that of the firm. */
export async function zoneOf(db: Database<AppointmentsDb>, userId: string): Promise<string> {
  const user = await db
    .selectFrom('appUser as u')
    .leftJoin('workingTime as w', 'w.userId', 'u.id')
    .select(['u.preferences', 'w.timeZone'])
    .where('u.id', '=', userId)
    .executeTakeFirst()
  const { country } = await readSettings(db)
  return ownZone({ timeZone: user?.timeZone, ...user?.preferences }, country)
}

/** Users and contacts once each, without the organizer, who takes part anyway. */
export function invitedOf(
  attendees: readonly { userId?: string | null | undefined; contactId?: string | null | undefined }[],
  organizerId?: string,
): Invited {
  const users = attendees.flatMap(({ userId }) => (userId && userId !== organizerId ? [userId] : []))
  const contacts = attendees.flatMap(({ contactId }) => contactId ?? [])
  return { users: [...new Set(users)], contacts: [...new Set(contacts)] }
}

function isDay(text: string): boolean {
  return text.length === 10
}

function dropUndefined<T extends object>(said: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as never
}
