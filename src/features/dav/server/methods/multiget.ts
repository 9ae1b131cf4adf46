import type { FastifyReply } from 'fastify'
import type { XmlElement } from '#kernel/read-xml.ts'
import { Problem } from '#kernel/problem.ts'
import { pathOf, placeOf } from '../../places.ts'
import type { Place } from '../../places.ts'
import { foundResponse, multistatus, statusResponse } from '../../xml/multistatus.ts'
import { allInside, askedIn } from '../../xml/read-request.ts'
import { sendXml, wantsMinimal } from '../asking.ts'
import type { Asking } from '../asking.ts'
import { currentCollection } from '../collection.ts'
import { withTexts } from '../objects/content.ts'
import { findProperties } from '../properties.ts'
import { findResources } from '../resources.ts'

/** More addresses are asked for in several requests. */
const MOST = 5_000

/**
 * calendar-multiget and addressbook-multiget (RFC 4791, 7.9; RFC 6352, 8.7): these objects; an address that is none of
 * the collection's is answered with 404. Each under the name it came with, for that is the one the program knows.
 */
export async function multiget(
  asking: Asking & { place: Extract<Place, { kind: 'collection' }> },
  report: XmlElement,
): Promise<FastifyReply> {
  const { db, by, place, only, request, response } = asking
  const hrefs = [...new Set(allInside(report, 'D:href').map(({ text }) => text.trim()))]
  if (hrefs.length > MOST) throw new Problem('too-large', 'dav.too_many', `At most ${MOST} addresses.`)
  if (place.userId === by.id) await currentCollection(db, by, place.collection)
  const asked = askedIn(report)
  const minimal = wantsMinimal(request)
  const names = new Map(hrefs.map((href) => [href, nameIn(place, by.id, href)]))
  const wanted = [...names.values()]
    .filter((name) => name !== undefined)
    .filter((name) => only === undefined || name === only)
  const resources = await findResources(db, by, place.collection, wanted)
  const subjects = resources.map((resource) => ({
    resource,
    place: { ...place, kind: 'object' as const, name: resource.name },
  }))
  const found = await withTexts(asking, subjects, asked)
  const responses = hrefs.map((href) => {
    const subject = found.get(names.get(href) ?? '')
    if (!subject) return statusResponse(href, 404)
    return foundResponse({ ...findProperties(subject, by, asked), path: href }, minimal)
  })
  return sendXml(response, multistatus(responses))
}

function nameIn(
  place: Extract<Place, { kind: 'collection' }>,
  userId: string,
  href: string,
): string | undefined {
  const named = placeOf(href)
  if (named?.kind !== 'object' || named.userId !== userId) return undefined
  return pathOf({ ...named, kind: 'collection' }) === pathOf(place) ? named.name : undefined
}
