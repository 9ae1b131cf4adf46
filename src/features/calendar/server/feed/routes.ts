import { z } from 'zod'
import { routesOf } from '#platform/route.ts'
import { calendarFeed, calendarFeedNew, calendarFeedShown } from '../../feed.ts'
import { createFeed, deleteFeed, listFeeds } from './feeds.ts'
import { readFeed } from './serve-feed.ts'
import type { FeedsDb } from './tables.ts'

const { get, post, remove } = routesOf<FeedsDb>('calendars')
const byId = z.object({ id: z.uuid() })
const ICAL = 'text/calendar'

/** Calendars to subscribe to. */
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
]
