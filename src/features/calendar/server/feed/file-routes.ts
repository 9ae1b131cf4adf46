import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { sightOf } from '#features/appointments/server/appointment-row.ts'
import { exceptionsOf } from '#features/appointments/server/list-occurrences.ts'
import { readRow } from '#features/appointments/server/read-appointment.ts'
import { readTask } from '#features/tasks/server/read-tasks.ts'
import { dayNumber, dayOf } from '#kernel/day.ts'
import { invalid, missing } from '#kernel/problem.ts'
import { routesOf } from '#platform/route.ts'
import { FEED_PARTS } from '../../feed.ts'
import { eventsOf } from './appointment-events.ts'
import { calendarText, partsBetween } from './calendar-text.ts'
import { heldEvent } from './held-events.ts'
import { todosOf } from './task-events.ts'
import type { FeedsDb } from './tables.ts'
import { visitEvent } from './visit-events.ts'

const { get } = routesOf<FeedsDb>('calendars')
const byId = z.object({ id: z.uuid() })
const ICAL = 'text/calendar'

/** Longer than this no period is. */
const MOST_DAYS = 3660

/** Parts parted by commas. */
const include = z
  .string()
  .transform((text) => text.split(','))
  .pipe(z.array(z.enum(FEED_PARTS)).min(1))
  .default(['visits', 'appointments', 'events', 'todos'])

/** Single records, a period of the own calendar, and the own tasks as files; nobody is invited by any of them. */
export const calendarFileRoutes = [
  get({
    path: '/calendar.ics',
    summary:
      'The own calendar from one day to another as a file; `include` names its parts, parted by commas',
    may: 'guest',
    query: z.object({ from: z.iso.date(), to: z.iso.date(), include }),
    binary: ICAL,
    async run({ db, by, query, house, response }) {
      const { from, to } = query
      if (to < from) throw invalid('to', 'before_start', 'The end must lie behind the start.')
      if (dayNumber(to) - dayNumber(from) > MOST_DAYS) throw invalid('to', 'too_long', 'At most ten years.')
      const window = { from, to: dayOf(dayNumber(to) + 1), include: query.include }
      const parts = await partsBetween(db, { by, publicUrl: house.config.publicUrl }, window)
      const name = by.language === 'de' ? 'Kalender' : 'Calendar'
      return asFile(response, calendarText(parts), `${name} ${from} – ${to}`)
    },
  }),
  get({
    path: '/tasks.ics',
    summary: 'The own open tasks as to-dos in a file',
    may: 'user',
    binary: ICAL,
    async run({ db, by, house, response }) {
      const ever = { from: '0001-01-01', to: '9999-12-31', include: ['todos'] as const }
      const parts = await partsBetween(db, { by, publicUrl: house.config.publicUrl }, ever)
      return asFile(response, calendarText(parts), by.language === 'de' ? 'Aufgaben' : 'Tasks')
    },
  }),
  get({
    path: '/tasks/{id}.ics',
    summary: 'One task as a to-do in a file',
    may: 'user',
    params: byId,
    binary: ICAL,
    async run({ db, by, params, house, response }) {
      const { title } = await readTask(db as never, by, params.id)
      const parts = await todosOf(db, { by, publicUrl: house.config.publicUrl }, [params.id])
      return asFile(response, calendarText([parts]), title)
    },
  }),
  get({
    path: '/appointments/{id}.ics',
    summary: 'One appointment as a file, a series with its rule; nobody is invited by it',
    may: 'guest',
    params: byId,
    binary: ICAL,
    async run({ db, by, params, house, response }) {
      const row = await readRow(db, by, params.id)
      if (sightOf(by, row) !== 'all') throw missing()
      const parts = eventsOf([row], await exceptionsOf(db, [row]), { by, publicUrl: house.config.publicUrl })
      return asFile(response, calendarText([parts]), row.title)
    },
  }),
  get({
    path: '/visits/{id}.ics',
    summary: 'One visit that was accepted as a file',
    may: 'guest',
    params: byId,
    binary: ICAL,
    async run({ db, by, params, house, response }) {
      const parts = await visitEvent(db, { by, publicUrl: house.config.publicUrl }, params.id)
      if (parts.components.length === 0) throw missing()
      return asFile(response, calendarText([parts]), by.language === 'de' ? 'Besuch' : 'Visit')
    },
  }),
  get({
    path: '/events/{id}.ics',
    summary: 'One event that has a day as a file; nobody is invited by it',
    may: 'user',
    params: byId,
    binary: ICAL,
    async run({ db, by, params, house, response }) {
      const held = await heldEvent(db, { by, publicUrl: house.config.publicUrl }, params.id)
      if (!held) throw missing()
      return asFile(response, calendarText([held.parts]), held.title)
    },
  }),
]

function asFile(response: FastifyReply, text: string, title: string): string {
  const name = encodeURIComponent(`${title.slice(0, 80).replaceAll(/[/\\:*?"<>|]/g, ' ')}.ics`)
  response
    .type(`${ICAL}; charset=utf-8`)
    .header('content-disposition', `attachment; filename="termin.ics"; filename*=UTF-8''${name}`)
  return text
}
