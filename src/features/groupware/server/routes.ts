import { z } from 'zod'
import { AREAS } from '#kernel/groupware/area.ts'
import { routesOf } from '#platform/route.ts'
import * as shape from '../account.ts'
import { collection, collectionChange, collectionList, collectionNew, logPage } from '../collection.ts'
import { listAccounts, readAccount } from './account-row.ts'
import { changeCollection, listCollections, refreshCollections } from './collections.ts'
import { readLog } from './groupware-log.ts'
import { withGroupware } from './groupware-problem.ts'
import { leaveAccount } from './leave-account.ts'
import { makeFolder } from './make-folder.ts'
import { microsoftRoutes } from './microsoft/routes.ts'
import { openAccount } from './open-account.ts'
import { signInRoutes } from './sign-in/routes.ts'
import { changeAccount, createAccount, pauseAccount } from './save-account.ts'
import type { GroupwareDb } from './tables.ts'
import { discoverServers, tryAccount, trySettings } from './try-account.ts'

const { get, ask, post, patch, put, remove } = routesOf<GroupwareDb>('groupware')
const byId = z.object({ id: z.uuid() })
const areaQuery = z.object({ area: z.enum(AREAS).optional() })

const accountRoutes = [
  get({
    path: '/groupware/accounts',
    summary:
      'Own groupware accounts and those of own groups; for administrators with `all` those of everybody',
    may: 'user',
    query: z.object({ all: z.stringbool().optional() }),
    reply: shape.accountList,
    run: async ({ db, by, query }) => ({ items: await listAccounts(db, by, query), nextCursor: null }),
  }),
  post({
    path: '/groupware/accounts',
    summary: 'Connects a groupware; nothing is taken over by that',
    may: 'user',
    body: shape.accountNew,
    reply: shape.account,
    run: ({ tx, by, body, house }) => createAccount(tx, by, { input: body, config: house.config }),
  }),
  get({
    path: '/groupware/accounts/{id}',
    summary: 'One account and how it runs',
    may: 'user',
    params: byId,
    reply: shape.account,
    run: ({ db, by, params }) => readAccount(db, by, params.id),
  }),
  patch({
    path: '/groupware/accounts/{id}',
    summary: 'Changes servers, password or options; the password is kept when nothing is said',
    may: 'user',
    params: byId,
    body: shape.accountChange,
    reply: shape.account,
    run: ({ tx, by, params, body, ifMatch, house }) =>
      changeAccount(tx, by, { id: params.id, change: body, ifMatch, config: house.config }),
  }),
  post({
    path: '/groupware/accounts/{id}/pause',
    summary: 'Lets an account rest: nothing is read or written',
    may: 'user',
    params: byId,
    reply: shape.account,
    status: 200,
    run: ({ tx, by, params, ifMatch }) => pauseAccount(tx, by, { ...params, ifMatch, isPaused: true }),
  }),
  post({
    path: '/groupware/accounts/{id}/resume',
    summary: 'Lets an account go on, at once',
    may: 'user',
    params: byId,
    reply: shape.account,
    status: 200,
    run: ({ tx, by, params, ifMatch }) => pauseAccount(tx, by, { ...params, ifMatch, isPaused: false }),
  }),
  remove({
    path: '/groupware/accounts/{id}',
    summary:
      'Disconnects an account; what Kontor made there stays, or is taken away first, as a job (202, Location)',
    may: 'user',
    params: byId,
    query: z.object({ there: z.enum(['keep', 'remove']).default('keep') }),
    run: async ({ tx, by, params, query, ifMatch, house, response }) => {
      const jobId = await leaveAccount(tx, by, { ...params, ...query, ifMatch, house })
      if (jobId !== undefined) response.code(202).header('location', `/api/v1/jobs/${jobId}`)
    },
  }),
  get({
    path: '/groupware/accounts/{id}/log',
    summary: 'What an account did in the last 90 days, newest first',
    may: 'user',
    params: byId,
    query: z.object({
      limit: z.coerce.number().int().min(1).max(200).default(50),
      cursor: z.uuid().optional(),
    }),
    reply: logPage,
    run: async ({ db, by, params, query }) => {
      await readAccount(db, by, params.id)
      return readLog(db, params.id, query)
    },
  }),
]

const trialRoutes = [
  ask({
    path: '/groupware/discover',
    summary: 'Where the servers of a mail address seem to be; no password is sent',
    may: 'user',
    body: z.object({ address: z.email().max(254) }).meta({ id: 'GroupwareDiscover' }),
    reply: shape.discovered,
    run: ({ db, body }) => withGroupware(() => discoverServers(db, body.address)),
  }),
  ask({
    path: '/groupware/test',
    summary: 'Tries servers and password before they are kept',
    may: 'user',
    body: shape.accountTrial,
    reply: shape.trialResult,
    run: async ({ db, body }) => ({ servers: await trySettings(db, body) }),
  }),
  ask({
    path: '/groupware/accounts/{id}/test',
    summary: 'Tries every server of an account and says of each what is wrong',
    may: 'user',
    params: byId,
    reply: shape.trialResult,
    run: async ({ by, params, house }) => ({ servers: await tryAccount(house, by, params.id) }),
  }),
]

const collectionRoutes = [
  get({
    path: '/groupware/accounts/{id}/collections',
    summary: 'Calendars, task lists, address books and mail folders, as they were listed last',
    may: 'user',
    params: byId,
    query: areaQuery,
    reply: collectionList,
    run: async ({ db, by, params, query }) => {
      await readAccount(db, by, params.id)
      return { items: await listCollections(db, params.id, query.area) }
    },
  }),
  ask({
    path: '/groupware/accounts/{id}/collections/refresh',
    summary: 'Asks the groupware what it has, and says it',
    may: 'user',
    params: byId,
    query: areaQuery,
    reply: collectionList,
    run: async ({ db, by, params, query, house }) => {
      await readAccount(db, by, params.id)
      await withGroupware(async () => {
        const groupware = await openAccount(house, params.id)
        const areas = query.area ? [query.area] : AREAS
        await refreshCollections(db, groupware, { accountId: params.id, areas }).finally(() =>
          groupware.close(),
        )
      })
      return { items: await listCollections(db, params.id, query.area) }
    },
  }),
  ask({
    path: '/groupware/accounts/{id}/collections',
    summary: 'Makes a folder of mails there to be taken over from; one of that name is taken as it is',
    may: 'user',
    params: byId,
    body: collectionNew,
    reply: collection,
    status: 201,
    run: ({ by, params, body, house }) =>
      makeFolder(house, by, { open: openAccount, accountId: params.id, name: body.name }),
  }),
  put({
    path: '/groupware/accounts/{id}/collections/{collection}',
    summary: 'What a collection is for, and which is the main one of its area',
    may: 'user',
    params: byId.extend({ collection: z.uuid() }),
    body: collectionChange,
    reply: collection,
    run: ({ tx, by, params, body }) =>
      changeCollection(tx, by, { accountId: params.id, id: params.collection, change: body }),
  }),
]

/** Accounts, what they have, and how they run. */
export const groupwareRoutes = [
  ...accountRoutes,
  ...trialRoutes,
  ...collectionRoutes,
  ...signInRoutes,
  ...microsoftRoutes,
]
