import type { FastifyReply } from 'fastify'
import { readComponents } from '#kernel/groupware/ical/component.ts'
import { missing } from '#kernel/problem.ts'
import type { XmlElement } from '#kernel/read-xml.ts'
import { parseVCards } from '#kernel/vcard-read.ts'
import { fitsComponent, readCalendarFilter, readTimeRange } from '../../calendar-filter.ts'
import type { ComponentFilter, TimeRange } from '../../calendar-filter.ts'
import { fitsCard, readCardFilter } from '../../card/card-filter.ts'
import { expanded } from '../../expand-object.ts'
import { pathOf } from '../../places.ts'
import type { Place } from '../../places.ts'
import { refusal } from '../../refusal.ts'
import { foundResponse, multistatus, statusResponse } from '../../xml/multistatus.ts'
import { askedIn, inside } from '../../xml/read-request.ts'
import type { Asked } from '../../xml/read-request.ts'
import { element } from '../../xml/write.ts'
import type { Xml } from '../../xml/write.ts'
import { sendXml, wantsMinimal } from '../asking.ts'
import type { Asking } from '../asking.ts'
import { currentCollection } from '../collection.ts'
import { withTexts } from '../objects/content.ts'
import { LONGEST_COUNTED, appointmentsIn, recordsInRange } from '../objects/in-range.ts'
import { componentOf, findProperties } from '../properties.ts'
import { listResources, resourcesOf } from '../resources.ts'

type CollectionAsking = Asking & { place: Extract<Place, { kind: 'collection' }> }
type Listed = Awaited<ReturnType<typeof listResources>>[number]

/** More objects than these are not put into one answer. */
const MOST = 50_000
const MOST_TEXTS = 10_000
/** So many are read, and judged, at once. */
const AT_ONCE = 500

/** calendar-query (RFC 4791, 7.8): what fits a filter, by words and by time. */
export async function calendarQuery(asking: CollectionAsking, report: XmlElement): Promise<FastifyReply> {
  const { db, by, place } = asking
  const { collection } = place
  if (collection === 'contacts' || place.userId !== by.id) throw missing()
  const outer = readCalendarFilter(report)
  await currentCollection(db, by, collection)
  const own = componentOf(collection)
  const wanted = outer.components.filter(({ name }) => name === own)
  const others = outer.components.filter(({ name }) => name !== own)
  // One kind of component stands in a collection: any other is never there.
  const never = others.some(({ absent }) => !absent) || wanted.some(({ absent }) => absent)
  const range = wanted.find((one) => one.range)?.range
  const listed = never ? [] : await candidates(asking, range)
  const words = { ...outer, components: wanted }
  const fits = needsWords(words)
    ? (text: string) => readComponents(text).some((one) => fitsComponent(one, words))
    : undefined
  return answerQuery(asking, { listed, report, fits })
}

/** addressbook-query (RFC 6352, 8.6). */
export async function addressbookQuery(asking: CollectionAsking, report: XmlElement): Promise<FastifyReply> {
  const { db, by, place } = asking
  if (place.collection !== 'contacts' || place.userId !== by.id) throw missing()
  const filter = readCardFilter(report)
  await currentCollection(db, by, 'contacts')
  const listed = await listResources(db, by, 'contacts', { most: MOST + 1 })
  const fits =
    filter.properties.length === 0
      ? undefined
      : (text: string) => parseVCards(text).some((card) => fitsCard(card, filter))
  return answerQuery(asking, { listed, report, fits })
}

function needsWords(filter: ComponentFilter): boolean {
  return (
    filter.properties.length > 0 ||
    filter.components.some((one) => one.components.length > 0 || needsWords(one))
  )
}

async function candidates(
  { db, by, place }: CollectionAsking,
  range: TimeRange | undefined,
): Promise<Listed[]> {
  const { collection } = place
  if (range === undefined || collection === 'contacts')
    return listResources(db, by, collection, { most: MOST + 1 })
  return resourcesOf(db, by, collection, await recordsInRange(db, by, collection, range))
}

interface Query {
  listed: Listed[]
  report: XmlElement
  /** Whether a text is what was asked for; undefined: all are. */
  fits: ((text: string) => boolean) | undefined
}

async function answerQuery(
  asking: CollectionAsking,
  { fits, report, ...query }: Query,
): Promise<FastifyReply> {
  const { by, place, only, request, response } = asking
  const listed = query.listed.filter(({ name }) => only === undefined || name === only)
  const asked = askedIn(report)
  demandFormat(report)
  const minimal = wantsMinimal(request)
  const most = mostOf(report, asked)
  const render = await expansion(asking, report)
  const responses: Xml[] = []
  let cut = false
  for (let at = 0; at < listed.length && !cut; at += AT_ONCE) {
    const subjects = listed
      .slice(at, at + AT_ONCE)
      .map((resource) => ({ resource, place: { ...place, kind: 'object' as const, name: resource.name } }))
    const found = await withTexts(asking, subjects, fits ? withContent(asked) : asked)
    for (const subject of found.values()) {
      if (fits && !fits(subject.text ?? '')) continue
      if (responses.length === most) {
        cut = true
        break
      }
      const shown = render
        ? { ...subject, text: render(subject.resource.recordId, subject.text ?? '') }
        : subject
      responses.push(foundResponse(findProperties(shown, by, asked), minimal))
    }
  }
  // RFC 6352, 8.6.1; RFC 4791 says the same with a word of its own.
  if (cut) responses.push(statusResponse(pathOf(place), 507, element('D:number-of-matches-within-limits')))
  return sendXml(response, multistatus(responses))
}

/** RFC 4791, 7.8: another format than ours is refused; address books ask for versions that readers of any understand. */
function demandFormat(report: XmlElement): void {
  const prop = inside(report, 'D:prop')
  const { 'content-type': type = 'text/calendar', version = '2.0' } =
    (prop && inside(prop, 'C:calendar-data'))?.attributes ?? {}
  if (type.toLowerCase() !== 'text/calendar' || version !== '2.0') throw refusal('C:supported-calendar-data')
}

function withContent(asked: Asked): Asked {
  const names = asked.which === 'these' ? asked.names : []
  return { which: 'these', names: [...names, 'C:calendar-data'] }
}

function mostOf(report: XmlElement, asked: Asked): number {
  const limit = inside(report, 'A:limit')
  const text = limit && inside(limit, 'A:nresults')?.text.trim()
  const wanted = text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : Infinity
  const hasTexts =
    asked.which === 'these' && asked.names.some((name) => /(calendar|address)-data$/.test(name))
  return Math.min(wanted, hasTexts ? MOST_TEXTS : MOST)
}

/** `expand` (RFC 4791, 9.6.5): each occurrence by itself, in UTC. */
async function expansion(
  { db, by, place }: CollectionAsking,
  report: XmlElement,
): Promise<((recordId: string, text: string) => string) | undefined> {
  const prop = inside(report, 'D:prop')
  const data = prop && inside(prop, 'C:calendar-data')
  const expand = data && inside(data, 'C:expand')
  if (!expand || place.collection !== 'appointments') return undefined
  const range = readTimeRange(expand)
  const { from = -Infinity, to = Infinity } = range
  if (to - from > LONGEST_COUNTED) throw refusal('C:max-instances', { detail: 'At most three years.' })
  const found = await appointmentsIn(db, by, range)
  const byId = new Map(found.map(({ row, occurrences }) => [row.id, { row, occurrences }]))
  return (recordId, text) => {
    const one = byId.get(recordId)
    return one && one.row.rrule !== null ? expanded(text, one.row, one.occurrences) : text
  }
}
