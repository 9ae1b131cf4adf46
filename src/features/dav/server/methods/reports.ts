import type { FastifyReply } from 'fastify'
import type { XmlElement } from '#kernel/read-xml.ts'
import { refusal } from '../../refusal.ts'
import { readBody } from '../../xml/read-request.ts'
import type { Asking } from '../asking.ts'
import { addressbookQuery, calendarQuery } from './query-report.ts'
import { freeBusy } from './free-busy.ts'
import { multiget } from './multiget.ts'
import { principalMatch, principalSearch, searchableProperties } from './principal-search.ts'
import { reportsOf } from '../properties.ts'
import { subjectAt } from './propfind.ts'
import { syncReport } from './sync-report.ts'

type CollectionAsking = Asking & { place: Extract<Asking['place'], { kind: 'collection' }> }
type Report = (asking: CollectionAsking, report: XmlElement) => Promise<FastifyReply>

const OF_COLLECTIONS: Record<string, Report> = {
  'C:calendar-multiget': multiget,
  'A:addressbook-multiget': multiget,
  'C:calendar-query': calendarQuery,
  'A:addressbook-query': addressbookQuery,
  'C:free-busy-query': freeBusy,
  'D:sync-collection': (asking, report) => syncReport(asking, asking.place, report),
}

const OF_ALL: Record<string, (asking: Asking, report: XmlElement) => FastifyReply | Promise<FastifyReply>> = {
  'D:principal-property-search': principalSearch,
  'D:principal-search-property-set': searchableProperties,
  'D:principal-match': principalMatch,
}

/** REPORT (RFC 3253, 3.6): what a place answers to; others are refused by name. */
export async function answerReport(asking: Asking): Promise<FastifyReply> {
  const { place, body } = asking
  const report = readBody(body)
  const known = reportsOf(place).includes(report.name)
  const runHere =
    known && Object.hasOwn(OF_COLLECTIONS, report.name) ? OF_COLLECTIONS[report.name] : undefined
  if (place.kind === 'collection' && runHere) return runHere({ ...asking, place }, report)
  await subjectAt(asking, place)
  if (place.kind === 'object' && runHere) {
    const { name: only, ...rest } = place
    return runHere({ ...asking, place: { ...rest, kind: 'collection' }, only }, report)
  }
  const run = Object.hasOwn(OF_ALL, report.name) ? OF_ALL[report.name] : undefined
  if (run && place.kind !== 'collection' && place.kind !== 'object') return run(asking, report)
  throw refusal('D:supported-report')
}
