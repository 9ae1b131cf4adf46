import { z } from 'zod'
import { routesOf } from '#platform/route.ts'
import { visitAnalysis, visitAnalysisQuery } from '../visit-analysis.ts'
import { visitBulk, visitBulkReply, visitsAccept } from '../visit-bulk.ts'
import { visitDays, visitDaysQuery } from '../visit-days.ts'
import { visitListQuery, visitPage } from '../visit-list.ts'
import { visitPlace, visitPlaceChange } from '../visit-place.ts'
import { visitCancel, visitConfirm, visitNoShow, visitReopen } from '../visit-steps.ts'
import { visit, visitChange, visitDone, visitDoneReply } from '../visit.ts'
import { analyseVisits } from './analyse-visits.ts'
import { bulkVisits } from './bulk-visits.ts'
import { changeVisit, checkIn, confirmVisit } from './change-visit.ts'
import { cancelVisit, completeVisit, noteNoShow, skipVisit } from './close-visit.ts'
import { countDays } from './count-days.ts'
import { listVisits } from './list-visits.ts'
import { readVisit } from './read-visits.ts'
import { reopenVisit } from './reopen-visit.ts'
import type { VisitsDb } from './tables.ts'
import { changeVisitPlace, readVisitPlace } from './visit-place.ts'

const { get, post, put, patch } = routesOf<VisitsDb>('visits')
const byId = z.object({ id: z.uuid() })
/** The steps of a visit need no body at all. */
const orNothing = <S extends z.ZodType>(shape: S) =>
  shape.nullish().transform((body) => (body ?? {}) as NonNullable<z.output<S>>)

export const visitRoutes = [
  get({
    path: '/visits',
    summary: 'Visits the caller may see',
    may: 'guest',
    query: visitListQuery,
    reply: visitPage,
    run: ({ db, by, query }) => listVisits(db, by, query),
  }),
  get({
    path: '/visits/days',
    summary: 'How full days are, of what a filter of the list finds',
    may: 'guest',
    query: visitDaysQuery,
    reply: visitDays,
    run: ({ db, by, query }) => countDays(db, by, query),
  }),
  get({
    path: '/visits/analysis',
    summary: 'Kept, late and missed visits, customers without a visit for too long, and the load ahead',
    may: 'user',
    query: visitAnalysisQuery,
    reply: visitAnalysis,
    run: ({ db, by, query }) => analyseVisits(db, by, query),
  }),
  post({
    path: '/visits/accept',
    summary: 'Makes proposals binding, as a run; more than 500 as a job (202)',
    may: 'user',
    body: visitsAccept,
    reply: visitBulkReply,
    status: 200,
    run: async ({ tx, by, body, house, response }) => {
      const reply = await bulkVisits(tx, by, { house, body: { ...body, change: { accept: true } } })
      if ('state' in reply) response.code(202)
      return reply
    },
  }),
  post({
    path: '/visits/bulk',
    summary: 'Changes many visits as a run that can be taken back; more than 500 as a job (202)',
    may: 'user',
    body: visitBulk,
    reply: visitBulkReply,
    status: 200,
    run: async ({ tx, by, body, house, response }) => {
      const reply = await bulkVisits(tx, by, { house, body })
      if ('state' in reply) response.code(202)
      return reply
    },
  }),
  get({
    path: '/visits/{id}',
    summary: 'One visit',
    may: 'guest',
    params: byId,
    reply: visit,
    run: ({ db, by, params }) => readVisit(db, by, params.id),
  }),
  patch({
    path: '/visits/{id}',
    summary: 'Moves, gives away or changes a visit; If-Match refuses stale writes',
    may: 'user',
    params: byId,
    body: visitChange,
    reply: visit,
    run: ({ tx, by, params, body, ifMatch }) => changeVisit(tx, by, { id: params.id, input: body, ifMatch }),
  }),
  post({
    path: '/visits/{id}/confirm',
    summary: 'Agreed with the customer: the program moves it no more',
    may: 'user',
    params: byId,
    body: orNothing(visitConfirm),
    reply: visit,
    status: 200,
    run: ({ tx, by, params, body, ifMatch }) => confirmVisit(tx, by, { id: params.id, input: body, ifMatch }),
  }),
  post({
    path: '/visits/{id}/check-in',
    summary: 'Somebody is there',
    may: 'user',
    params: byId,
    reply: visit,
    status: 200,
    run: ({ tx, by, params, ifMatch }) => checkIn(tx, by, { id: params.id, ifMatch }),
  }),
  post({
    path: '/visits/{id}/done',
    summary: 'Done: its report goes into the timeline and the chain goes on; sent again it changes nothing',
    may: 'user',
    params: byId,
    body: orNothing(visitDone),
    reply: visitDoneReply,
    status: 200,
    run: ({ tx, by, params, body, ifMatch }) =>
      completeVisit(tx, by, { id: params.id, input: body, ifMatch }),
  }),
  post({
    path: '/visits/{id}/no-show',
    summary: 'Nobody was there: another try, or the chain goes on',
    may: 'user',
    params: byId,
    body: orNothing(visitNoShow),
    reply: visitDoneReply,
    status: 200,
    run: ({ tx, by, params, body, ifMatch }) => noteNoShow(tx, by, { id: params.id, input: body, ifMatch }),
  }),
  post({
    path: '/visits/{id}/skip',
    summary: 'Left out this time; the next comes all the same',
    may: 'user',
    params: byId,
    reply: visitDoneReply,
    status: 200,
    run: ({ tx, by, params, ifMatch }) => skipVisit(tx, by, { id: params.id, ifMatch }),
  }),
  post({
    path: '/visits/{id}/cancel',
    summary: 'Will not be, and nothing follows; with `chain` the customer is not visited any more',
    may: 'user',
    params: byId,
    body: orNothing(visitCancel),
    reply: visit,
    status: 200,
    run: ({ tx, by, params, body, ifMatch }) => cancelVisit(tx, by, { id: params.id, input: body, ifMatch }),
  }),
  post({
    path: '/visits/{id}/reopen',
    summary: 'Takes "done" back, with what followed as long as nobody has worked with it',
    may: 'user',
    params: byId,
    body: orNothing(visitReopen),
    reply: visit,
    status: 200,
    run: ({ tx, by, params, body, ifMatch }) => reopenVisit(tx, by, { id: params.id, input: body, ifMatch }),
  }),
  get({
    path: '/contacts/{id}/visit-place',
    summary: 'What visits to a contact need to know: opening hours, exact position, municipal holidays',
    may: 'guest',
    params: byId,
    reply: visitPlace,
    run: ({ db, by, params }) => readVisitPlace(db, by, params.id),
  }),
  put({
    path: '/contacts/{id}/visit-place',
    summary: 'Notes it; fields left out stay as they are',
    may: 'user',
    params: byId,
    body: visitPlaceChange,
    reply: visitPlace,
    run: ({ tx, by, params, body, ifMatch }) =>
      changeVisitPlace(tx, by, { contactId: params.id, change: body, ifMatch }),
  }),
]
