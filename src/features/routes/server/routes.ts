import { startedJob } from '#features/runs/run.ts'
import { visitFilters } from '#features/visits/visit-list.ts'
import type { VisitsDb } from '#features/visits/server/tables.ts'
import { routesOf } from '#platform/route.ts'
import { order } from '../order.ts'
import {
  mapPins as pins,
  movedReply,
  orderAnswer,
  orderQuestion,
  routeAnswer,
  routeApply,
  routeQuestion,
} from '../route.ts'
import { spreadAnswer, spreadApply, spreadQuestion } from '../spreading.ts'
import { mapPins } from './map-pins.ts'
import { moveVisits } from './move-visits.ts'
import { planDay } from './plan-day.ts'
import { planSpread } from './plan-spread.ts'

const { get, ask, post } = routesOf<VisitsDb>('routes')

export const routePlanningRoutes = [
  ask({
    path: '/routes',
    summary: 'The route of a user on a day: which visits in which order at what times; saves nothing',
    may: 'user',
    body: routeQuestion,
    reply: routeAnswer,
    status: 200,
    run: ({ db, by, body }) => planDay(db, by, body),
  }),
  post({
    path: '/routes/apply',
    summary: 'Writes the times of a route into its visits, as a run that can be taken back',
    may: 'user',
    body: routeApply,
    reply: movedReply,
    status: 200,
    run: ({ tx, by, body: { assigneeId, date, stops } }) =>
      moveVisits(tx, by, {
        title: by.language === 'de' ? `Tagesroute ${dayWords(date)}` : `Route of ${date}`,
        moves: stops.map(({ visitId, begins }) => ({ visitId, to: { assigneeId, date, startTime: begins } })),
      }),
  }),
  ask({
    path: '/routes/spread',
    summary:
      'Days on which neighbours are visited together, inside the tolerance; saves nothing; many as a job (202)',
    may: 'user',
    body: spreadQuestion,
    reply: spreadAnswer.or(startedJob),
    status: 200,
    run: async ({ db, by, body, house, response }) => {
      const reply = await planSpread(db, by, { house, question: body })
      if ('state' in reply) response.code(202)
      return reply
    },
  }),
  post({
    path: '/routes/spread/apply',
    summary: 'Moves visits to the days that were proposed, as a run that can be taken back',
    may: 'user',
    body: spreadApply,
    reply: movedReply,
    status: 200,
    run: ({ tx, by, body: { moves } }) =>
      moveVisits(tx, by, {
        title:
          by.language === 'de'
            ? `Gebiete verteilt: ${moves.length} Besuche`
            : `Spread by area: ${moves.length} visits`,
        moves: moves.map(({ visitId, date, assigneeId }) => ({ visitId, to: { date, assigneeId } })),
      }),
  }),
  get({
    path: '/routes/pins',
    summary: 'Visits for a map: where each lies, by the filters of the list of visits; at most 10,000',
    may: 'guest',
    query: visitFilters,
    reply: pins,
    run: ({ db, by, query }) => mapPins(db, by, query),
  }),
  ask({
    path: '/routes/order',
    summary: 'The shortest order of points; saves nothing',
    may: 'user',
    body: orderQuestion,
    reply: orderAnswer,
    status: 200,
    run: ({ body: { points, closed, metric } }) => Promise.resolve(order(points, { closed, metric })),
  }),
]

/** `2026-11-24` as `24.11.2026`. */
function dayWords(date: string): string {
  return date.split('-').toReversed().join('.')
}
