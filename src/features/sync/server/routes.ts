import { z } from 'zod'
import { routesOf } from '#platform/route.ts'
import { conflictPage, conflictQuery, contactSwitch, groupwareLinks, linkQuery, settling } from '../link.ts'
import { linksOfRecord, listConflicts } from './read-links.ts'
import { decoupleLink, goOn, settleConflict } from './settle-conflict.ts'
import { startSync } from './sync-due.ts'
import { switchContact } from './switch-contact.ts'
import type { SyncDb } from './tables.ts'
import { notifyRoute } from './watch/notify-route.ts'

const { get, post, put } = routesOf<SyncDb>('groupware')
const byId = z.object({ id: z.uuid() })
const jobStarted = z.object({ jobId: z.uuid() })

/** How records are tied to items of the caller's own accounts, and what was overruled in them. */
export const syncRoutes = [
  notifyRoute,
  get({
    path: '/groupware/links',
    summary: 'With what of the own groupware accounts a record is linked',
    may: 'user',
    query: linkQuery,
    reply: groupwareLinks,
    run: async ({ db, by, query }) => ({ items: await linksOfRecord(db, by, query.record) }),
  }),
  post({
    path: '/groupware/links/{id}/decouple',
    summary: 'Cuts a link for good: both sides stay as they are, nothing is taken over anew',
    may: 'user',
    params: byId,
    run: ({ tx, by, params }) => decoupleLink(tx, by, params.id),
  }),
  get({
    path: '/groupware/conflicts',
    summary: 'Values that were overruled on the way and at which nobody has looked yet, newest first',
    may: 'user',
    query: conflictQuery,
    reply: conflictPage,
    run: ({ db, by, query }) => listConflicts(db, by, query),
  }),
  post({
    path: '/groupware/conflicts/{id}/settle',
    summary: 'Decides which value holds on both sides',
    may: 'user',
    params: byId,
    body: settling,
    run: ({ tx, by, params, body }) => settleConflict(tx, by, { ...params, ...body }),
  }),
  post({
    path: '/groupware/collections/{id}/go-on',
    summary: 'Confirms that much was removed on purpose, so that a held collection goes on',
    may: 'user',
    params: byId,
    run: ({ tx, by, params }) => goOn(tx, by, params.id),
  }),
  post({
    path: '/groupware/accounts/{id}/sync',
    summary: 'Looks at an account now, as a job',
    may: 'user',
    params: byId,
    reply: jobStarted,
    status: 202,
    run: async ({ tx, by, params, house }) => ({
      jobId: await startSync(tx, by, { accountId: params.id, house }),
    }),
  }),
  put({
    path: '/contacts/{id}/groupware',
    summary: 'Takes a contact over into an own address book and keeps it in step, or takes it away there',
    may: 'user',
    params: byId,
    body: contactSwitch,
    reply: groupwareLinks,
    run: async ({ tx, by, params, body }) => ({ items: await switchContact(tx, by, { ...params, ...body }) }),
  }),
]
