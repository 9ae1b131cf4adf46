import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Problem } from '#kernel/problem.ts'
import type { XmlElement } from '#kernel/read-xml.ts'
import { sql } from 'kysely'
import { pathOf } from '../../places.ts'
import type { Place } from '../../places.ts'
import { refusal } from '../../refusal.ts'
import { foundResponse, multistatus, statusResponse } from '../../xml/multistatus.ts'
import { askedIn, inside } from '../../xml/read-request.ts'
import { element } from '../../xml/write.ts'
import { sendXml, wantsMinimal } from '../asking.ts'
import type { Asking } from '../asking.ts'
import { currentCollection } from '../collection.ts'
import type { Collection, Resource } from '../collection.ts'
import { withTexts } from '../objects/content.ts'
import { findProperties, tokenOf } from '../properties.ts'

/** So many changes come at once; the answer says that there are more. */
const PAGE = 5_000
/** Tombstones are kept this long; who has not asked for longer begins anew. */
export const TOMBSTONE_DAYS = 180
const DAY = 86_400_000

type CollectionPlace = Extract<Place, { kind: 'collection' }>

/** sync-collection (RFC 6578): what is another since a token, what is gone, and the token of now. */
export async function syncReport(
  asking: Asking,
  place: CollectionPlace,
  report: XmlElement,
): Promise<FastifyReply> {
  const { db, by, request, response } = asking
  const level = inside(report, 'D:sync-level')?.text.trim() ?? request.headers['depth'] ?? '1'
  if (level !== '1') throw refusal('D:sync-traversal-supported')
  const collection = await currentCollection(db, by, place.collection)
  const since = readToken(inside(report, 'D:sync-token')?.text.trim() ?? '', collection)
  if (since === undefined) throw lost(request)
  const most = Math.min(limitIn(report) ?? PAGE, PAGE)
  const rows = await changesSince(asking, place, { since, most: most + 1 })
  const page = rows.slice(0, most)
  const cut = rows.length > most
  const asked = askedIn(report)
  const minimal = wantsMinimal(request)
  const subjects = page.map(({ gone, ...resource }) => ({
    gone,
    resource,
    place: { ...place, kind: 'object' as const, name: resource.name },
  }))
  const present = await withTexts(
    asking,
    subjects.filter(({ gone }) => !gone),
    asked,
  )
  const responses = subjects.map((one) => {
    const subject = present.get(one.resource.name)
    if (!subject) return statusResponse(pathOf(one.place), 404)
    return foundResponse(findProperties(subject, by, asked), minimal)
  })
  if (cut) {
    responses.push(statusResponse(pathOf(place), 507, element('D:number-of-matches-within-limits')))
  }
  const sequence = cut ? (page.at(-1)?.sequence ?? 0) : collection.sequence
  return sendXml(response, multistatus(responses, tokenOf({ ...collection, sequence })))
}

/**
 * A token that says nothing to us (RFC 6578, 3.2). Thunderbird's address books begin anew only after a 400, and after a
 * 403 (RFC 4918, 16) ask with the same token for ever.
 */
function lost({ headers }: FastifyRequest): Problem {
  const kind = /\bThunderbird\//.test(headers['user-agent'] ?? '') ? 'invalid' : 'forbidden'
  return refusal('D:valid-sync-token', { kind })
}

/** Where a program stands; undefined: a token of something else, or older than what we remember. */
function readToken(token: string, { id, sequence }: Collection): number | undefined {
  if (token === '') return 0
  const [, of, text] = /^urn:kontor:sync:([\da-f-]{36}):(\d{1,15})$/.exec(token) ?? []
  const at = Number(text)
  // A collection without any change yet stands at nought.
  const oldest = Math.min(Date.now() - TOMBSTONE_DAYS * DAY, sequence)
  if (of !== id || at > sequence || (at < oldest && at > 0)) return undefined
  return at
}

function limitIn(report: XmlElement): number | undefined {
  const limit = inside(report, 'D:limit')
  const text = limit && inside(limit, 'D:nresults')?.text.trim()
  return text !== undefined && /^\d{1,9}$/.test(text) ? Math.max(1, Number(text)) : undefined
}

type Change = Pick<Resource, 'name' | 'sequence' | 'gone'>

/** Who asks for the first time need not hear of what they never saw. */
function changesSince(
  { db, by }: Asking,
  { collection }: CollectionPlace,
  { since, most }: { since: number; most: number },
): Promise<Change[]> {
  return db
    .selectFrom('davResource')
    .select(['name', 'sequence', 'gone'])
    .where('userId', '=', by.id)
    .where('collection', '=', collection)
    .where('sequence', '>', since)
    .where(since === 0 ? sql<boolean>`not gone` : sql<boolean>`true`)
    .orderBy('sequence')
    .limit(most)
    .execute()
}
