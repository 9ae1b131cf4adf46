import { z } from 'zod'
import { startedJob } from '#features/runs/run.ts'
import { openAccount } from '#features/groupware/server/open-account.ts'
import { routesOf } from '#platform/route.ts'
import { invalid } from '#kernel/problem.ts'
import * as brought from '../brought.ts'
import { cardCandidatePage } from '../people-import.ts'
import * as shape from '../takeover.ts'
import { bringFiles } from './bring-files.ts'
import { importItems, listCandidates, listSources } from './candidates.ts'
import { assignItems, listItems } from './items.ts'
import type { NumberedKind } from './numbered.ts'
import { cardsAsCandidates, importCards } from './people/as-candidates.ts'
import { listTakeovers, readTakeover } from './read-takeovers.ts'
import { startRun } from './start-run.ts'
import { cancelTakeover, goToStep, listAgain, startTakeover } from './start-takeover.ts'
import { takeFiles } from './take-files.ts'
import type { TakeoverDb } from './tables.ts'

const { get, ask, post, patch } = routesOf<TakeoverDb>('groupware')
const byId = z.object({ id: z.uuid() })
const limit = z.coerce.number().int().min(1).max(200).default(200)

const steps = [
  get({
    path: '/takeovers',
    summary: 'What the caller took over from groupware, the newest first; an open one goes on where it was',
    may: 'user',
    reply: shape.takeoverList,
    run: async ({ db, by }) => ({ items: await listTakeovers(db, by), nextCursor: null }),
  }),
  post({
    path: '/takeovers',
    summary: 'Begins to take over: lists what is there, as a job; nothing is brought in before it is run',
    may: 'user',
    body: shape.takeoverNew,
    reply: shape.takeover,
    status: 202,
    run: ({ tx, by, body, house }) => startTakeover(tx, by, { house, input: body }),
  }),
  get({
    path: '/takeovers/{id}',
    summary: 'How far it is',
    may: 'user',
    params: byId,
    reply: shape.takeover,
    run: ({ db, by, params }) => readTakeover(db, by, params.id),
  }),
  patch({
    path: '/takeovers/{id}',
    summary: 'Goes one step on or back',
    may: 'user',
    params: byId,
    body: shape.takeoverStep,
    reply: shape.takeover,
    run: ({ tx, by, params, body }) => goToStep(tx, by, { ...params, ...body }),
  }),
  post({
    path: '/takeovers/{id}/list',
    summary: 'Lists once more what could not be listed',
    may: 'user',
    params: byId,
    reply: shape.takeover,
    status: 202,
    run: ({ tx, by, params, house }) => listAgain(tx, by, { ...params, house }),
  }),
  get({
    path: '/takeovers/{id}/items',
    summary: 'The items of an area, the newest first, with whom they may be about',
    may: 'user',
    params: byId,
    query: z.object({
      area: shape.takeoverArea,
      which: z.enum(['offered', 'skipped', 'failed', 'imported']).default('offered'),
      q: z.string().max(200).optional().meta({ description: 'Words of the title, of names and addresses' }),
      limit,
      cursor: z.uuid().optional(),
    }),
    reply: shape.itemPage,
    run: ({ db, by, params, query }) => listItems(db, by, { ...params, query }),
  }),
  post({
    path: '/takeovers/{id}/assign',
    summary: 'Marks items, or says of many at once what they are about',
    may: 'user',
    params: byId,
    body: shape.takeoverAssign,
    reply: shape.takeover,
    status: 200,
    run: ({ tx, by, params, body }) => assignItems(tx, by, { ...params, assign: body }),
  }),
  post({
    path: '/takeovers/{id}/run',
    summary: 'Brings in what is chosen, as a job; begun again it goes on with what failed',
    may: 'user',
    params: byId,
    reply: startedJob,
    status: 202,
    run: ({ tx, by, params, house }) => startRun(tx, by, { ...params, house }),
  }),
  post({
    path: '/takeovers/{id}/cancel',
    summary: 'Ends it without bringing anything in; what was listed is forgotten',
    may: 'user',
    params: byId,
    run: ({ tx, by, params }) => cancelTakeover(tx, by, params.id),
  }),
]

const files = [
  post({
    path: '/takeovers/files',
    summary:
      'Brings files of mails, events and tasks along and says of each what is in it; nothing comes in by that',
    may: 'user',
    multipart: true,
    fileLimit: async () => brought.MOST_BYTES,
    reply: brought.broughtList,
    status: 200,
    run: async ({ tx, by, files: stored, house }) => {
      if (stored.length === 0) throw invalid('file', 'required', 'Send at least one file.')
      return { items: await bringFiles(tx, by, { house, stored }) }
    },
  }),
  post({
    path: '/takeovers/files/take',
    summary: 'Takes over what is in small files, to one record, as a job that can be taken back',
    may: 'user',
    body: brought.takeInput,
    reply: shape.takeover,
    status: 202,
    run: ({ tx, by, body, house }) => takeFiles(tx, by, { house, input: body }),
  }),
]

const accounts = (numbered: readonly NumberedKind<TakeoverDb>[]) => [
  ask({
    path: '/groupware/accounts/{id}/sources',
    summary: 'What of an account can be taken over, and how much of it there is',
    may: 'user',
    params: byId,
    reply: shape.sourceList,
    run: ({ by, params, house }) => listSources(house, by, openAccount, params.id),
  }),
  get({
    path: '/groupware/accounts/{id}/candidates',
    summary: 'What was not taken over yet, read from the groupware, with whom it may be about',
    may: 'user',
    params: byId,
    query: z.object({ area: shape.importArea, limit, cursor: z.string().max(4000).optional() }),
    reply: z.union([shape.candidatePage, cardCandidatePage]),
    run: ({ db, by, params, query: { area, ...page }, house }) =>
      area === 'contact'
        ? cardsAsCandidates(db as never, by, { accountId: params.id, ...page })
        : listCandidates(house, by, openAccount, { accountId: params.id, area, ...page, numbered }),
  }),
  post({
    path: '/groupware/accounts/{id}/import',
    summary: 'Takes these items over at once, as a job',
    may: 'user',
    params: byId,
    body: shape.importInput,
    reply: startedJob,
    status: 202,
    run: ({ tx, by, params, body, house }) =>
      body.area === 'contact'
        ? importCards(tx as never, by, { house, accountId: params.id, items: body.items })
        : importItems(tx, by, { house, accountId: params.id, area: body.area, items: body.items }),
  }),
]

/** Taking over from a groupware by hand: the wizard, and what the API offers without it. */
export const takeoverRoutes = (numbered: readonly NumberedKind<TakeoverDb>[]) => [
  ...steps,
  ...files,
  ...accounts(numbered),
]
