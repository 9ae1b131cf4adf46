import type { Event } from '@microsoft/microsoft-graph-types'
import type { EventItem } from '#kernel/groupware/event-item.ts'
import type { Remote } from '../groupware.ts'
import type { Round } from './delta-round.ts'
import { each, etagOf } from './graph-entity.ts'
import type { Sent } from './graph-entity.ts'
import type { GraphCall } from './graph-call.ts'
import { marksIn, marksOf } from './kontor-marks.ts'
import type { Marks } from './kontor-marks.ts'
import { noted } from './noted.ts'
import type { Noted } from './noted.ts'
import { readEvent } from './read-event.ts'
import type { EventKept, GraphEvent } from './read-event.ts'
import { masterOf, seriesSince, wholeEvent } from './whole-event.ts'

/** A calendar as all its functions need it. */
export interface InCalendar {
  call: GraphCall
  /** `/calendars/…`. */
  path: string
  /** The account's own zone. */
  zone: string
}

/** What the pages of one round have in common; lost with the connection, it is only work saved. */
interface Memory {
  /** Etags of series looked at in this round, each once until it ends. */
  seen: Map<string, string>
  /** Those that came again since, and are looked at once more at its end. */
  again: Set<string>
  marks: Noted<Map<string, Marks<EventKept>>>
}

/** An event of Graph's as the port says it. */
export function remoteEvent(one: GraphEvent, zone: string): Remote<EventItem> {
  return { id: one.event.id, etag: etagOf(one.event), item: readEvent(one, zone) }
}

/** The single event or the series of this id; of one occurrence undefined. */
export async function foundEvent(
  { call, path, zone }: InCalendar,
  id: string,
): Promise<Remote<EventItem> | undefined> {
  const one = await wholeEvent(call, path, id)
  return one && (one.event.seriesMasterId ?? null) === null ? remoteEvent(one, zone) : undefined
}

/** Reads pages of a calendar's delta query: occurrences become their series, what is said to be gone is asked for. */
export function eventRounds(calendar: InCalendar) {
  const { call, path } = calendar
  const memory: Memory = {
    seen: new Map(),
    again: new Set(),
    marks: noted(() => marksIn<EventKept>(call, `${path}/events`)),
  }
  return async (round: Round, next: Round, entries: readonly Sent<Event>[]) => {
    if (!round.paging) forget(memory)
    const latest = [...new Map(entries.map((one) => [one.id, one])).values()]
    const here = latest.filter((one) => !one['@removed'])
    const gone = latest.filter((one) => one['@removed']).map(({ id }) => id)
    const { removed, changed, masters } = await confirmed(calendar, gone)
    for (const one of here) masters.add(masterOf(one) ?? '')
    // An occurrence that is gone does not say of which series.
    if (gone.length > 0 && next.since !== null) {
      for (const id of await seriesSince(call, path, next.since)) masters.add(id)
    }
    masters.delete('')
    changed.push(...(await changedSeries(calendar, memory, masters, !next.paging)))
    const singles = here.filter((one) => masterOf(one) === undefined)
    changed.push(...(await readSingles(calendar, memory, singles, round.whole)))
    if (!next.paging) forget(memory)
    return { changed, removed }
  }
}

function forget({ seen, again, marks }: Memory): void {
  seen.clear()
  again.clear()
  marks.forget()
}

/** Graph says `@removed` of what is gone, and of what was changed outside of the days looked at. */
async function confirmed(calendar: InCalendar, gone: readonly string[]) {
  const removed: string[] = []
  const changed: Remote<EventItem>[] = []
  const masters = new Set<string>()
  await each(gone, async (id) => {
    const left = await wholeEvent(calendar.call, calendar.path, id)
    const master = left && masterOf(left.event)
    if (!left) removed.push(id)
    else if (master !== undefined) masters.add(master)
    else changed.push(remoteEvent(left, calendar.zone))
  })
  return { removed, changed, masters }
}

async function changedSeries(
  calendar: InCalendar,
  { seen, again }: Memory,
  masters: ReadonlySet<string>,
  isEnd: boolean,
): Promise<Remote<EventItem>[]> {
  const fresh = [...masters].filter((id) => !seen.has(id))
  for (const id of masters) if (seen.has(id)) again.add(id)
  const read = await each([...fresh, ...(isEnd ? again : [])], (id) => foundEvent(calendar, id))
  const changed = read.filter((one) => one !== undefined).filter(({ id, etag }) => seen.get(id) !== etag)
  for (const { id, etag } of changed) seen.set(id, etag)
  return changed
}

/** In a round that begins anew as the page has them; else each is asked for, with its marks. */
async function readSingles(
  calendar: InCalendar,
  memory: Memory,
  singles: readonly Sent<Event>[],
  isWhole: boolean,
): Promise<Remote<EventItem>[]> {
  if (singles.length === 0) return []
  if (!isWhole) {
    return (await each(singles, ({ id }) => foundEvent(calendar, id))).filter((one) => one !== undefined)
  }
  const known = await memory.marks.read()
  return singles.map((event) => {
    const marks = known.get(event.id) ?? marksOf([])
    return remoteEvent({ event, marks, cancelled: [], exceptions: [] }, calendar.zone)
  })
}
