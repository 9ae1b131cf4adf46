import type { FastifyReply } from 'fastify'
import { missing } from '#kernel/problem.ts'
import { HOMES } from '../../places.ts'
import type { CollectionName, Place } from '../../places.ts'
import { refusal } from '../../refusal.ts'
import { foundResponse, multistatus, statusResponse } from '../../xml/multistatus.ts'
import { readPropfind } from '../../xml/read-request.ts'
import { element } from '../../xml/write.ts'
import type { Xml } from '../../xml/write.ts'
import { sendXml, wantsMinimal } from '../asking.ts'
import type { Asking } from '../asking.ts'
import { currentCollection } from '../collection.ts'
import { findProperties } from '../properties.ts'
import type { Subject } from '../properties.ts'
import { findResource, listResources } from '../resources.ts'

/** More members are listed by sync-collection, page by page. */
const MOST_MEMBERS = 50_000

/** PROPFIND (RFC 4918, 9.1): what an address is and, one level deep, what stands in it. */
export async function propfind(asking: Asking): Promise<FastifyReply> {
  const { request, response, by, body } = asking
  const depth = request.headers['depth'] ?? '0'
  if (depth !== '0' && depth !== '1') throw refusal('D:propfind-finite-depth')
  const asked = readPropfind(body)
  const minimal = wantsMinimal(request)
  const subject = await subjectAt(asking, asking.place)
  const members = depth === '1' ? await membersOf(asking, subject) : { subjects: [], more: undefined }
  const found = [subject, ...members.subjects].map((one) =>
    foundResponse(findProperties(one, by, asked), minimal),
  )
  return sendXml(response, multistatus([...found, ...(members.more ?? [])]))
}

/** What is known of a place; missing when it is not there, or somebody else's. */
export async function subjectAt({ db, by }: Asking, place: Place): Promise<Subject> {
  if ('userId' in place && place.userId !== by.id) throw missing()
  if (place.kind === 'principal') {
    const user = await db.selectFrom('appUser').select('email').where('id', '=', by.id).executeTakeFirst()
    return { place, ...user }
  }
  if (place.kind !== 'collection' && place.kind !== 'object') return { place }
  const collection = await currentCollection(db, by, place.collection)
  if (place.kind === 'collection') return { place, collection }
  const resource = await findResource(db, by, place.collection, place.name)
  if (!resource) throw missing()
  return { place, resource }
}

async function membersOf(asking: Asking, { place }: Subject): Promise<{ subjects: Subject[]; more?: Xml[] }> {
  const inside = placesIn(place, asking.by.id)
  if (place.kind !== 'collection') {
    return { subjects: await Promise.all(inside.map((one) => subjectAt(asking, one))) }
  }
  const { collection, userId } = place
  const rows = await listResources(asking.db, asking.by, collection, { most: MOST_MEMBERS + 1 })
  const subjects = rows.slice(0, MOST_MEMBERS).map((resource) => ({
    place: { kind: 'object' as const, userId, collection, name: resource.name },
    resource,
  }))
  if (rows.length <= MOST_MEMBERS) return { subjects }
  const path = asking.request.url.split('?')[0] ?? ''
  return { subjects, more: [statusResponse(path, 507, element('D:number-of-matches-within-limits'))] }
}

/** Places that stand in another; objects are listed apart. */
function placesIn(place: Place, userId: string): Place[] {
  if (place.kind === 'root') {
    return [
      { kind: 'principals' },
      { kind: 'home', home: 'calendars', userId },
      { kind: 'home', home: 'addressbooks', userId },
    ]
  }
  if (place.kind === 'principals') return [{ kind: 'principal', userId }]
  if (place.kind !== 'home') return []
  return HOMES[place.home].map((collection: CollectionName) => ({ kind: 'collection', userId, collection }))
}
