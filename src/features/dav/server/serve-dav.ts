import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Problem, missing } from '#kernel/problem.ts'
import type { Database } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { placeOf } from '../places.ts'
import type { Place } from '../places.ts'
import { refusal } from '../refusal.ts'
import { allowedAt } from './methods/allowed-at.ts'
import { answerRefusal } from './answer-refusal.ts'
import type { Asking } from './asking.ts'
import { davUser } from './authenticate.ts'
import { getObject } from './methods/get.ts'
import { MAX_SIZE } from './properties.ts'
import { propfind } from './methods/propfind.ts'
import { proppatch } from './methods/proppatch.ts'
import { putObject } from './methods/put.ts'
import { moveObject, removeObject } from './methods/remove.ts'
import { answerReport } from './methods/reports.ts'
import { showAgain } from './objects/show-again.ts'
import type { DavDb } from './tables.ts'

/** What we speak (RFC 4918, 10.1; RFC 4791, 5.1; RFC 6352, 6.1). Nothing of RFC 6638: Kontor never mails an invitation. */
const CLASSES = '1, 3, access-control, calendar-access, addressbook, extended-mkcol'
const METHODS = ['OPTIONS', 'GET', 'HEAD', 'PUT', 'DELETE', 'PROPFIND', 'PROPPATCH', 'REPORT', 'MOVE']
/** Known, so that they are refused in words and not as if they were no methods at all. */
const REFUSED = ['MKCALENDAR', 'MKCOL', 'COPY', 'LOCK', 'UNLOCK', 'ACL', 'POST']

/**
 * Calendar and address book programs: everything below `/dav/`, and how they find it (RFC 6764, RFC 5397). Its own way in
 * (Basic, by passwords for programs), its own bodies (XML, iCalendar, vCard), its own words for what is refused.
 */
export async function serveDav(server: FastifyInstance, house: House): Promise<void> {
  for (const method of [...METHODS, ...REFUSED]) {
    if (!server.supportedMethods.includes(method)) server.addHttpMethod(method, { hasBody: true })
  }
  await server.register(async (dav) => {
    dav.removeAllContentTypeParsers()
    const bodies = { parseAs: 'buffer', bodyLimit: 4 * MAX_SIZE } as const
    dav.addContentTypeParser('*', bodies, (_request, body, done) => done(null, body))
    dav.setErrorHandler((error, request, response) => answerRefusal(error, { request, response, house }))
    const handler = (request: FastifyRequest, response: FastifyReply) => answer(house, request, response)
    for (const url of ['/dav', '/dav/*']) dav.route({ method: [...METHODS, ...REFUSED], url, handler })
    dav.route({ method: ['PROPFIND', 'OPTIONS'], url: '/', handler })
    for (const kind of ['caldav', 'carddav']) {
      const url = `/.well-known/${kind}`
      dav.route({
        method: ['GET', 'HEAD', 'PROPFIND', 'OPTIONS', 'POST', 'REPORT'],
        url,
        handler: (_request, response) => response.redirect('/dav/', 301),
      })
    }
  })
}

async function answer(house: House, request: FastifyRequest, response: FastifyReply): Promise<FastifyReply> {
  response.headers({ dav: CLASSES, 'cache-control': 'private, no-cache', 'x-robots-tag': 'noindex' })
  const place = placeOf(request.url)
  if (request.method === 'OPTIONS') return options(place, response)
  const by = await davUser(house, request)
  if (!by) throw new Problem('unauthenticated', 'sign_in', 'A password for programs, please.')
  if (request.method === 'MKCALENDAR' || request.method === 'MKCOL') throw refuseMaking(request.method)
  if (!place) throw missing()
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
  const db = house.db as Database<DavDb>
  return dispatch({ house, db, by, place, body, request, response }).catch(async (error: unknown) => {
    const refused = withheld(error)
    if (place.kind === 'object' && refused) await showAgain(db, by, place)
    throw refused ?? error
  })
}

/** That somebody may not do what they tried, by the name RFC 3744 (7.1.1) has for it. */
function withheld(error: unknown): Problem | undefined {
  if (!(error instanceof Problem) || error.kind !== 'forbidden' || error.code === 'dav.same') return undefined
  const { precondition } = error.more
  if (precondition === 'D:need-privileges') return error
  return precondition === undefined ? refusal('D:need-privileges', { detail: error.message }) : undefined
}

async function dispatch(asking: Asking): Promise<FastifyReply> {
  const { request, place, by } = asking
  // Whose is not the caller's is not there, whatever is asked of it.
  if ('userId' in place && place.userId !== by.id) throw missing()
  switch (request.method) {
    case 'PROPFIND':
      return propfind(asking)
    case 'PROPPATCH':
      return proppatch(asking)
    case 'REPORT':
      return answerReport(asking)
    case 'GET':
    case 'HEAD':
      return getObject(asking)
    case 'PUT':
      if (place.kind !== 'object') throw notHere(asking)
      return putObject(asking, place)
    case 'DELETE':
      return removeObject(asking, place)
    case 'MOVE':
      return moveObject(asking, place)
    case 'ACL':
      throw refusal('D:need-privileges', { detail: 'Rights are given in Kontor.' })
    default:
      throw notHere(asking)
  }
}

/** There is one calendar, one list and one address book: more cannot be made. */
function refuseMaking(method: string): Problem {
  const precondition = method === 'MKCALENDAR' ? 'C:calendar-collection-location-ok' : 'D:valid-resourcetype'
  return refusal(precondition, { detail: 'Kontor has one calendar, one list of tasks, one address book.' })
}

function notHere({ response, place }: Asking): Problem {
  response.header('allow', allowedAt(place))
  return new Problem('invalid', 'dav.method', 'This cannot be done here.')
}

function options(place: Place | undefined, response: FastifyReply): FastifyReply {
  return response
    .code(200)
    .headers({ allow: allowedAt(place), 'content-length': 0 })
    .send()
}
