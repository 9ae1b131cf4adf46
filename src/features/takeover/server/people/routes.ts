import { z } from 'zod'
import { startedJob } from '#features/runs/run.ts'
import { routesOf } from '#platform/route.ts'
import * as out from '../../people-export.ts'
import * as into from '../../people-import.ts'
import { startExport } from './export-contacts.ts'
import { ignoreCards } from './ignore-cards.ts'
import { listCandidates, listExportItems } from './list-exports.ts'
import { listOffers } from './list-offers.ts'
import { startReading } from './read-books.ts'
import { startImport } from './start-import.ts'
import type { PeopleDb } from './tables.ts'

const { get, post } = routesOf<PeopleDb>('groupware')
const byId = z.object({ id: z.uuid() })

/** Contacts to and from the address books of own accounts (Ansprechpartnerabgleich). */
export const peopleRoutes = [
  get({
    path: '/groupware/accounts/{id}/people',
    summary:
      'Contacts as the contact list finds them, each with whether it is in an address book of the account',
    may: 'user',
    params: byId,
    query: out.exportQuery,
    reply: out.exportCandidates,
    run: ({ db, by, params, query }) => listCandidates(db, by, { accountId: params.id, query }),
  }),
  post({
    path: '/groupware/accounts/{id}/export',
    summary: 'Brings contacts into an address book and keeps them in step there, as a job',
    may: 'user',
    params: byId,
    body: out.peopleExport,
    reply: startedJob,
    status: 202,
    run: ({ tx, by, params, body, house }) => startExport(tx, by, { accountId: params.id, ...body, house }),
  }),
  get({
    path: '/groupware/exports/{id}/items',
    summary: 'What became of each contact of an own export; `id` is that of its job',
    may: 'user',
    params: byId,
    query: out.exportItemQuery,
    reply: out.exportItems,
    run: ({ db, by, params, query }) => listExportItems(db, by, { jobId: params.id, query }),
  }),
  post({
    path: '/groupware/accounts/{id}/cards/read',
    summary: 'Looks the address books through for people who are no contacts yet, as a job',
    may: 'user',
    params: byId,
    reply: startedJob,
    status: 202,
    run: ({ tx, by, params, house }) => startReading(tx, by, { accountId: params.id, house }),
  }),
  get({
    path: '/groupware/accounts/{id}/cards',
    summary: 'The people found there, with who it may be already and whom they may work for, by name',
    may: 'user',
    params: byId,
    query: into.cardOfferQuery,
    reply: into.cardOffers,
    run: ({ db, by, params, query }) => listOffers(db, by, { accountId: params.id, query }),
  }),
  post({
    path: '/groupware/accounts/{id}/cards/import',
    summary: 'Takes people over as contacts, or links them with contacts that are there, as a job',
    may: 'user',
    params: byId,
    body: into.cardImport,
    reply: startedJob,
    status: 202,
    run: ({ tx, by, params, body, house }) => startImport(tx, by, { accountId: params.id, ...body, house }),
  }),
  post({
    path: '/groupware/accounts/{id}/cards/ignore',
    summary: 'Never offers these people again, or offers them anew',
    may: 'user',
    params: byId,
    body: into.cardIgnoring,
    run: ({ tx, by, params, body }) => ignoreCards(tx, by, { accountId: params.id, ...body }),
  }),
]
