import type { FastifyReply } from 'fastify'
import { missing } from '#kernel/problem.ts'
import { icalComponent, icalTime } from '#kernel/ical.ts'
import type { ICalLine } from '#kernel/ical.ts'
import type { XmlElement } from '#kernel/read-xml.ts'
import { isoInstant } from '#kernel/zone-clock.ts'
import { busyPeriods } from '../../busy-periods.ts'
import type { BusyTime } from '../../busy-periods.ts'
import { readTimeRange } from '../../calendar-filter.ts'
import type { Place } from '../../places.ts'
import { refusal } from '../../refusal.ts'
import { inside } from '../../xml/read-request.ts'
import type { Asking } from '../asking.ts'
import { appointmentsIn, visitsIn } from '../objects/in-range.ts'

/** A year and a day: who asks for more asks again. */
const LONGEST = 367 * 86_400_000

/** free-busy-query (RFC 4791, 7.10): when the user is taken, without a word of by what. */
export async function freeBusy(
  { db, by, response, place }: Asking & { place: Extract<Place, { kind: 'collection' }> },
  report: XmlElement,
): Promise<FastifyReply> {
  if (place.userId !== by.id) throw missing()
  const element = inside(report, 'C:time-range')
  const range = element && readTimeRange(element)
  if (range?.from === undefined || range.to === undefined || range.to - range.from > LONGEST) {
    throw refusal('C:valid-filter', { detail: 'A time with a beginning and an end, at most a year.' })
  }
  const window = { from: range.from, to: range.to }
  const times = place.collection === 'appointments' ? await timesOf({ db, by }, window) : []
  const lines = busyPeriods(times, window).map(({ type, from, to }): ICalLine => [
    `FREEBUSY;FBTYPE=${type}`,
    `${stamp(from)}/${stamp(to)}`,
  ])
  const text = icalComponent(
    'VCALENDAR',
    [
      ['VERSION', '2.0'],
      ['PRODID', '-//Kontor//Kontor//DE'],
    ],
    [
      icalComponent('VFREEBUSY', [
        ['DTSTAMP', stamp(Date.now())],
        ['DTSTART', stamp(window.from)],
        ['DTEND', stamp(window.to)],
        ...lines,
      ]),
    ],
  )
  return response.code(200).type('text/calendar; charset=utf-8').send(text)
}

async function timesOf(
  { db, by }: Pick<Asking, 'db' | 'by'>,
  range: { from: number; to: number },
): Promise<BusyTime[]> {
  const appointments = await appointmentsIn(db, by, range)
  const visits = await visitsIn(db, by, range)
  return [
    ...appointments.flatMap(({ row, occurrences }) =>
      occurrences.map((one) => ({ ...spanOf(one), busy: one.busy ?? row.busy })),
    ),
    ...visits.flatMap((visit) =>
      visit.startTime === null ? [] : [{ ...spanOf(visit), busy: 'busy' as const }],
    ),
  ]
}

function spanOf({ startsAt, endsAt }: { startsAt: string; endsAt: string }): { from: number; to: number } {
  return { from: Date.parse(startsAt), to: Date.parse(endsAt) }
}

function stamp(at: number): string {
  return icalTime(isoInstant(at))
}
