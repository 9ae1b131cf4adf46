import { Readable } from 'node:stream'
import { z } from 'zod'
import type { Letters } from '#connectors/groupware/files/outlook-csv/write-table.ts'
import { sightOf } from '#features/appointments/server/appointment-row.ts'
import { zoneOf } from '#features/appointments/server/appointment-state.ts'
import { exceptionsOf } from '#features/appointments/server/list-occurrences.ts'
import { readRow } from '#features/appointments/server/read-appointment.ts'
import { eventsOf } from '#features/calendar/server/feed/appointment-events.ts'
import { partsBetween } from '#features/calendar/server/feed/calendar-text.ts'
import type { ImportsDb } from '#features/imports/server/tables.ts'
import { dayNumber, dayOf } from '#kernel/day.ts'
import { fileName } from '#kernel/file-name.ts'
import { missing } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import { DAY, dayText } from '#kernel/wall.ts'
import { routesOf } from '#platform/route.ts'
import { outlookQuery, periodQuery, taskTableQuery } from '../../export.ts'
import { asFile } from '../as-file.ts'
import { chooseContacts } from '../choose-contacts.ts'
import { recordExport } from '../record-export.ts'
import { writeContacts } from './write-contacts.ts'
import { writeEvents } from './write-events.ts'
import { writeTasks } from './write-tasks.ts'

const { get } = routesOf<ImportsDb>('exports')

const CSV: Record<Letters, string> = { windows: 'text/csv; charset=windows-1252', utf8: 'text/csv' }

/** Lists as the tables that Outlook's import reads without being told what is what. */
export const outlookRoutes = [
  get({
    path: '/exports/contacts.outlook.csv',
    summary: 'The contact list as the table that Outlook itself reads and writes',
    may: 'user',
    query: outlookQuery,
    binary: 'text/csv',
    run: async ({ db, by, query: { letters, ...query }, response }) => {
      const { pages } = await chooseContacts(db, by, query)
      const name = by.language === 'de' ? 'Kontakte' : 'Contacts'
      const file = asFile(response, `${name}-Outlook.csv`, CSV[letters])
      await recordExport(db, by, { file, query })
      // The new Outlook knows English headings in every language.
      const language = letters === 'utf8' ? 'en' : by.language
      return Readable.from(writeContacts(pages, { language, letters }), { objectMode: false })
    },
  }),
  get({
    path: '/exports/tasks.outlook.csv',
    summary: 'The task list with its search, filters and order as Outlook’s table of tasks',
    may: 'user',
    query: taskTableQuery,
    binary: 'text/csv',
    run: async ({ db, by, query, response }) => {
      const lines = await writeTasks(db, by, query, styleFor(by))
      const name = by.language === 'de' ? 'Aufgaben' : 'Tasks'
      const file = asFile(response, `${name}-Outlook.csv`, CSV.windows)
      await recordExport(db, by, { file, query })
      return Readable.from(lines, { objectMode: false })
    },
  }),
  get({
    path: '/exports/calendar.outlook.csv',
    summary:
      'The own appointments, visits and events from one day to another as Outlook’s table; of a series its single dates, as the table knows no rules',
    may: 'guest',
    query: periodQuery,
    binary: 'text/csv',
    run: async ({ db, by, query, house, response }) => {
      const zone = await zoneOf(db, by.id)
      const days = { from: query.from, to: dayOf(dayNumber(query.to) + 1) }
      const include = ['visits', 'appointments', 'events'] as const
      const parts = await partsBetween(db, { by, publicUrl: house.config.publicUrl }, { ...days, include })
      const table = writeEvents(parts, { ...styleFor(by), zone }, query)
      const name = by.language === 'de' ? 'Kalender' : 'Calendar'
      const file = asFile(response, `${name} ${query.from} – ${query.to}-Outlook.csv`, CSV.windows)
      await recordExport(db, by, { file, query })
      return table
    },
  }),
  get({
    path: '/appointments/{id}.outlook.csv',
    summary:
      'One appointment as Outlook’s table; of a series its single dates from the first until a year from now',
    may: 'guest',
    params: z.object({ id: z.uuid() }),
    binary: 'text/csv',
    run: async ({ db, by, params, house, response }) => {
      const row = await readRow(db, by, params.id)
      if (sightOf(by, row) !== 'all') throw missing()
      const zone = await zoneOf(db, by.id)
      const reading = { by, publicUrl: house.config.publicUrl }
      const parts = eventsOf([row], await exceptionsOf(db, [row]), reading)
      const days = { from: row.starts.slice(0, 10), to: dayText(Date.now() + 366 * DAY) }
      asFile(response, `${fileName(row.title)}-Outlook.csv`, CSV.windows)
      return writeEvents([parts], { ...styleFor(by), zone }, days)
    },
  }),
]

function styleFor({ language }: By) {
  return { language, letters: 'windows' as const }
}
