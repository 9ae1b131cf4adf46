import type { FastifyReply } from 'fastify'
import { Problem, missing } from '#kernel/problem.ts'
import { TYPES } from '../../places.ts'
import { allowedAt } from './allowed-at.ts'
import type { Asking } from '../asking.ts'
import { isKnown } from './conditions.ts'
import { OBJECTS } from '../objects/objects.ts'
import { subjectAt } from './propfind.ts'
import { etagOf, findResource } from '../resources.ts'

/** GET and HEAD: an object; a collection says in words that a browser has come to the wrong place. */
export async function getObject(asking: Asking): Promise<FastifyReply> {
  const { db, by, house, place, request, response } = asking
  const subject = await subjectAt(asking, place)
  if (place.kind !== 'object' || !subject.resource) {
    if (place.kind === 'object') throw missing()
    response.header('allow', allowedAt(place))
    throw new Problem('invalid', 'dav.collection', 'This address is for calendar and address book programs.')
  }
  const resource = await findResource(db, by, place.collection, place.name)
  const texts = resource && (await OBJECTS[place.collection].texts({ db, by, house }, [resource]))
  const text = resource && texts?.get(resource.recordId)
  if (!resource || text === undefined) throw missing()
  response.headers({ etag: etagOf(resource), 'last-modified': new Date(resource.sequence).toUTCString() })
  if (isKnown(request, resource)) return response.code(304).send()
  return response
    .type(TYPES[place.collection].type)
    .header('content-length', Buffer.byteLength(text))
    .send(request.method === 'HEAD' ? '' : text)
}
