import { sql } from 'kysely'
import { z } from 'zod'
import { handOver } from '#features/users/user.ts'
import { cancelJob } from '#platform/jobs.ts'
import { newestQuery } from '#platform/newest.ts'
import type { BinKind, SearchKind } from '#platform/record-kinds.ts'
import type { Route } from '#platform/route.ts'
import { routesOf } from '#platform/route.ts'
import { auditFilters, auditPage } from '../audit.ts'
import { binPage, binQuery } from '../bin.ts'
import { found } from '../found.ts'
import { job, jobPage } from '../job.ts'
import { outgoingMail, outgoingMailPage } from '../outgoing-mail.ts'
import { listAudit, listContactAudit } from './audit.ts'
import { listBin } from './bin.ts'
import { startHandOver } from './hand-over.ts'
import { listJobs, readJob } from './jobs.ts'
import { listMails, retryMail } from './mails.ts'
import { searchEverything } from './search.ts'
import type { AdministrationDb } from './tables.ts'

const { get, post } = routesOf<AdministrationDb>('administration')
const byId = z.object({ id: z.uuid() })

/** The routes that serve records of every kind; the kinds come from the catalogue. */
export function administrationRoutes(
  searches: readonly SearchKind<AdministrationDb>[],
  bins: readonly BinKind<AdministrationDb>[],
): Route[] {
  return [...jobRoutes, ...auditRoutes, ...mailRoutes, ...binRoutes(bins), searchRoute(searches)]
}

const jobRoutes = [
  get({
    path: '/jobs',
    summary: 'Own jobs, newest first; `all=true` (administrators) those of everybody',
    may: 'guest',
    query: newestQuery.extend({ all: z.stringbool().default(false) }),
    reply: jobPage,
    run: ({ db, by, query }) => listJobs(db, by, query),
  }),
  get({
    path: '/jobs/{id}',
    summary: 'One job: how far it is and what came of it',
    may: 'guest',
    params: byId,
    reply: job,
    run: ({ db, by, params }) => readJob(db, by, params.id),
  }),
  post({
    path: '/jobs/{id}/cancel',
    summary: 'Asks a job to stop; what it did so far stays',
    may: 'guest',
    params: byId,
    reply: job,
    status: 200,
    run: async ({ tx, by, params }) => {
      await cancelJob(tx, by, params.id)
      return readJob(tx, by, params.id)
    },
  }),
  post({
    path: '/users/{id}/hand-over',
    summary: 'Gives the contacts and shared views of a user to another',
    may: 'admin',
    params: byId,
    body: handOver,
    reply: job,
    status: 202,
    run: async ({ tx, by, params, body, house }) =>
      readJob(tx, by, await startHandOver(tx, by, { house, from: params.id, to: body.to })),
  }),
]

const auditRoutes = [
  get({
    path: '/audit',
    summary: 'The audit trail, newest first',
    may: 'admin',
    query: newestQuery.extend(auditFilters.shape),
    reply: auditPage,
    run: ({ db, query }) => listAudit(db, query),
  }),
  get({
    path: '/contacts/{id}/audit',
    summary: 'What happened to a contact, newest first',
    may: 'guest',
    params: byId,
    query: newestQuery,
    reply: auditPage,
    run: ({ db, by, params, query }) => listContactAudit(db, by, params.id, query),
  }),
]

const mailRoutes = [
  get({
    path: '/mails',
    summary: 'The outbox, newest first, without the texts',
    may: 'admin',
    query: newestQuery,
    reply: outgoingMailPage,
    run: ({ db, query }) => listMails(db, query),
  }),
  post({
    path: '/mails/{id}/retry',
    summary: 'Sends a mail again that did not go out',
    may: 'admin',
    params: byId,
    reply: outgoingMail,
    status: 200,
    run: ({ tx, by, params, house }) => retryMail(tx, by, { id: params.id, house }),
  }),
]

function binRoutes(bins: readonly BinKind<AdministrationDb>[]): Route[] {
  return [
    get({
      path: '/bin',
      summary: 'What was deleted and can be brought back, last deleted first',
      may: 'guest',
      query: binQuery,
      reply: binPage,
      run: ({ db, by, query }) => listBin(db, by, bins, query),
    }),
    post({
      path: '/bin/empty',
      summary: 'Erases for good what lies in the bin now',
      may: 'admin',
      reply: job,
      status: 202,
      run: async ({ tx, by, house }) => {
        const { rows } = await sql<{ before: string }>`select now() as before`.execute(tx)
        const title = by.language === 'de' ? 'Papierkorb leeren' : 'Empty the bin'
        const input = { before: rows[0]?.before }
        return readJob(tx, by, await house.jobs.start(tx as never, by, { kind: 'bin.empty', title, input }))
      },
    }),
  ]
}

function searchRoute(searches: readonly SearchKind<AdministrationDb>[]): Route {
  return get({
    path: '/search',
    summary: 'Finds records of every kind while one is typing; at most 20',
    may: 'guest',
    query: z.object({
      q: z.string().max(200).default(''),
      kind: z
        .preprocess(
          (value) => (value === undefined || Array.isArray(value) ? value : [value]),
          z.array(z.string().max(40)).max(20).optional(),
        )
        .meta({ description: 'Only records of this kind; several: of one of them' }),
    }),
    reply: z.object({ items: z.array(found) }),
    run: async ({ db, by, query }) => ({ items: await searchEverything(db, by, searches, query) }),
  })
}
