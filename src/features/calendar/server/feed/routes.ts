import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { sightOf } from '#features/appointments/server/appointment-row.ts'
import { exceptionsOf } from '#features/appointments/server/list-occurrences.ts'
import { readRow } from '#features/appointments/server/read-appointment.ts'
import { missing } from '#kernel/problem.ts'
import { routesOf } from '#platform/route.ts'
import { calendarFeed, calendarFeedNew, calendarFeedShown } from '../../feed.ts'
import { eventsOf } from './appointment-events.ts'
import { calendarText } from './calendar-text.ts'
import { createFeed, deleteFeed, listFeeds } from './feeds.ts'
import { heldEvent } from './held-events.ts'
import { readFeed } from './serve-feed.ts'
import type { FeedsDb } from './tables.ts'
import { visitEvent } from './visit-events.ts'

const { get, post, remove } = routesOf<FeedsDb>('calendars')
const byId = z.object({ id: z.uuid() })
const ICAL = 'text/calendar'

/** Calendars to subscribe to, and single appointments, visits and events as files. */
export const feedRoutes = [
  get({
    path: '/calendars',
    summary: 'Own calendars that programs subscribe to, and when each was read last',
    may: 'guest',
    reply: z.object({ items: z.array(calendarFeed) }),
    run: async ({ db, by }) => ({ items: await listFeeds(db, by) }),
  }),
  post({
    path: '/calendars',
    summary: 'Makes a secret address to subscribe to with any calendar program; it is shown this once',
    may: 'guest',
    body: calendarFeedNew,
    reply: calendarFeedShown,
    run: ({ tx, by, body, house }) => createFeed(tx, by, { input: body, publicUrl: house.config.publicUrl }),
  }),
  remove({
    path: '/calendars/{id}',
    summary: 'Takes the address of a calendar back',
    may: 'guest',
    params: byId,
    run: ({ tx, by, params }) => deleteFeed(tx, by, params.id),
  }),
  get({
    path: '/calendars/{secret}.ics',
    summary: 'The calendar behind a secret address (RFC 5545), read only; also without `/api/v1`',
    may: 'anyone',
    params: z.object({ secret: z.string().max(200) }),
    binary: ICAL,
    run: ({ house, params, request, response }) => readFeed(house, params.secret, { request, response }),
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
