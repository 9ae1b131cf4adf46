import { sql } from 'kysely'
import type { VisitChange } from '#features/visits/visit.ts'
import { changeVisit } from '#features/visits/server/change-visit.ts'
import { readVisits } from '#features/visits/server/read-visits.ts'
import type { EventItem } from '#kernel/groupware/event-item.ts'
import { invalid } from '#kernel/problem.ts'
import { DAY, MINUTE, dayText, wallOf, wallText } from '#kernel/wall.ts'
import { instantOf, wallAt } from '#kernel/zone-clock.ts'
import { reminderOf } from './our-appointments.ts'
import { uidOf } from './our-tasks.ts'
import { cut, isAny } from './our-side.ts'
import type { OurKind } from './our-side.ts'
import type { SyncItem } from '../run.ts'

/** Proposals bind nobody and go nowhere; what does not take place leaves the calendar, what was done stays in it. */
const SHOWN = ['planned', 'confirmed', 'inProgress', 'done', 'noShow', 'missed']
const FIELDS = [
  'title',
  'description',
  'place',
  'categories',
  'allDay',
  'start',
  'end',
  'timeZone',
  'rrule',
  'exceptions',
  'busy',
  'private',
  'reminderMinutes',
] as const

/** A visit is an event of its own, never a series: each moves alone. Nobody but a person cancels it. */
export const ourVisits: OurKind = {
  kind: 'visit',
  area: 'appointment',
  keepsOurs: true,
  fields: () => FIELDS,
  live: (by) => sql`
    select r.id, r.version, r.created_at, r.ends_at as over_at
    from visit r join contact c on c.id = r.contact_id join visit_plan p on p.id = r.plan_id
    where r.assignee_id = ${by.id} and r.state = any(${SHOWN}) and c.deleted_at is null and p.deleted_at is null`,
  async read(db, by, ids) {
    const visits = await readVisits(db, by, ids)
    const shown = visits.filter(({ assigneeId, state }) => assigneeId === by.id && SHOWN.includes(state))
    return new Map(
      shown.map((visit) => {
        const { id, version, title, description, timeZone, startTime, date, customer, reminderMinutes } =
          visit
        const allDay = startTime === null
        const start = allDay ? date : `${date}T${startTime}`
        const end = allDay
          ? dayText(wallOf(date) + DAY)
          : wallText(wallOf(start) + visit.durationMinutes * MINUTE)
        const item: EventItem = {
          uid: uidOf(id),
          title,
          description,
          place:
            visit.place ||
            [customer.street, `${customer.postalCode} ${customer.city}`.trim()].filter(Boolean).join(', '),
          categories: visit.category === null ? [] : [visit.category],
          allDay,
          start,
          end,
          timeZone,
          rrule: null,
          exceptions: [],
          busy: allDay ? 'free' : 'busy',
          private: false,
          reminderMinutes,
          cancelled: false,
          organizer: null,
          attendees: [],
          own: true,
          response: null,
          kontorId: id,
        }
        return [
          id,
          { id, version, item: item as unknown as SyncItem, mayChange: visit.can.includes('change') },
        ]
      }),
    )
  },
  async change(tx, by, { id, version, item: was }, { fields, item }) {
    const event = item as unknown as EventItem
    const input: VisitChange = {}
    if (isAny(fields, 'title') && event.title.trim() !== '') input.title = cut(event.title, 255).trim()
    if (isAny(fields, 'description')) input.description = cut(event.description, 10_000)
    if (isAny(fields, 'place')) input.place = cut(event.place, 500)
    if (isAny(fields, 'reminderMinutes')) input.reminderMinutes = reminderOf(event.reminderMinutes)
    if (isAny(fields, 'start', 'end', 'allDay', 'timeZone', 'rrule'))
      Object.assign(input, timesOf(event, String(was['timeZone'])))
    await changeVisit(tx, by, { id, input, ifMatch: version })
  },
}

/** A day and perhaps a time, in the visit's own zone. */
function timesOf({ allDay, start, end, timeZone, rrule }: EventItem, zone: string): VisitChange {
  if (rrule !== null) throw invalid('rrule', 'visit_series', 'A visit is no series.')
  const days = Math.round((wallOf(end) - wallOf(start)) / DAY)
  if (allDay && days > 1) throw invalid('end', 'visit_days', 'A visit is on one day.')
  if (allDay) return { date: start.slice(0, 10), startTime: null }
  const wall = wallText(wallAt(instantOf(wallOf(start), timeZone), zone))
  const minutes = Math.round((instantOf(wallOf(end), timeZone) - instantOf(wallOf(start), timeZone)) / MINUTE)
  if (minutes > 1440) throw invalid('end', 'visit_days', 'A visit is on one day.')
  return { date: wall.slice(0, 10), startTime: wall.slice(11), durationMinutes: Math.max(minutes, 1) }
}
