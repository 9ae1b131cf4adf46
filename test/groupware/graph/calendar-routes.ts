import { createHash, randomBytes } from 'node:crypto'
import { Refusal, equalIn, selected } from './answer.ts'
import type { Ask, Delta, Route } from './answer.ts'
import {
  common,
  entityAt,
  expandedMarks,
  folderAt,
  guard,
  inFolder,
  markFilter,
  shownBody,
  takeMarks,
} from './entity-routes.ts'
import { addEntity, addFolder, bury, etag, removeEntity, touch } from './mailbox.ts'
import type { Entity, Mailbox, Raw } from './mailbox.ts'
import { MEETING_ROUTES, mail } from './meeting-routes.ts'
import { daysOf, ianaOf, instantOf, recurrenceFault, restated, timesOn } from './series.ts'

interface Stated {
  dateTime: string
  timeZone: string
}

const EVENT = { takes: 'event', gives: 'event' }
const CALENDARS = '/calendars/:folder/events'
const EXPANDED = 1

export const CALENDAR_ROUTES: Route[] = [
  {
    method: 'GET',
    path: '/calendars',
    query: ['$top'],
    gives: 'calendar',
    answer: ({ box }) => ({
      status: 200,
      list: box.folders.filter(({ kind }) => kind === 'event').map(({ id, raw }) => ({ id, ...raw })),
    }),
  },
  {
    method: 'POST',
    path: '/calendars',
    takes: 'calendar',
    gives: 'calendar',
    answer: ({ box, body }) => {
      const { id, raw } = addFolder(box, 'event', { ...body, canEdit: true, isDefaultCalendar: false })
      return { status: 201, entity: { id, ...raw } }
    },
  },
  {
    method: 'GET',
    path: '/calendars/:folder/calendarView/delta',
    query: ['startDateTime', 'endDateTime', '$deltatoken'],
    gives: 'event',
    answer: (ask) => ({ status: 200, delta: viewDelta(ask) }),
  },
  {
    method: 'GET',
    path: CALENDARS,
    query: ['$filter', '$select', '$expand', '$top'],
    gives: 'event',
    answer: (ask) => ({ status: 200, list: listed(ask) }),
  },
  {
    method: 'POST',
    path: CALENDARS,
    ...EVENT,
    answer: (ask) => ({ status: 201, entity: shown(ask, created(ask)) }),
  },
  {
    method: 'GET',
    path: `${CALENDARS}/:id`,
    query: ['$select', '$expand'],
    gives: 'event',
    answer: (ask) => ({ status: 200, entity: one(ask) }),
  },
  {
    method: 'GET',
    path: '/events/:id/instances',
    query: ['startDateTime', 'endDateTime', '$select'],
    gives: 'event',
    answer: (ask) => {
      const master = entityAt(ask, 'event')
      const [from = '', to = ''] = [ask.query.get('startDateTime'), ask.query.get('endDateTime')]
      const days = daysOf(master, to.slice(0, 10)).filter((day) => !master.cancelled.has(day))
      const found = days.map((day) => occurrence(ask, master, day))
      const inside = found.filter((raw) => isWithin(raw, from, to))
      return { status: 200, list: inside.map((raw) => selected(raw, ask.query)) }
    },
  },
  {
    method: 'GET',
    path: '/events/:id/exceptionOccurrences',
    query: ['$skip'],
    gives: 'event',
    answer: (ask) => {
      const master = entityAt(ask, 'event')
      const all = [...master.exceptions.keys()].map((day) => occurrence(ask, master, day))
      return { status: 200, list: all.slice(Number(ask.query.get('$skip') ?? 0)) }
    },
  },
  {
    method: 'PATCH',
    path: '/events/:id',
    ...EVENT,
    answer: (ask) => ({ status: 200, entity: patched(ask) }),
  },
  ...MEETING_ROUTES,
  {
    method: 'DELETE',
    path: '/events/:id',
    answer: (ask) => {
      const part = occurrenceAt(ask)
      if (!part) {
        const entity = entityAt(ask, 'event')
        guard(ask, etag(entity))
        if (entity.raw['isOrganizer'] !== false) mail(ask.box, 'cancel', entity)
        removeEntity(ask.box, entity)
        return { status: 204 }
      }
      const { master, day } = part
      guard(ask, partEtag(master, day))
      master.cancelled.add(day)
      master.exceptions.delete(day)
      touch(ask.box, master)
      bury(ask.box, master.folder, ask.params['id'] ?? '')
      return { status: 204 }
    },
  },
]

function listed(ask: Ask): Raw[] {
  const filter = ask.query.get('$filter')
  const all = inFolder(ask.box, folderAt(ask, 'event'))
  const found = filter === undefined ? all : all.filter(eventFilter(filter))
  return found.map((entity) => ({
    ...selected(shown(ask, entity), ask.query),
    ...expandedMarks(entity, ask.query),
  }))
}

function eventFilter(filter: string): (entity: Entity) => boolean {
  const uid = equalIn(filter, 'iCalUId')
  if (uid !== undefined) return ({ raw }) => raw['iCalUId'] === uid
  const marked = markFilter(filter)
  if (marked) return marked
  const [, since] = /^type eq 'seriesMaster' and lastModifiedDateTime ge (\S+Z)$/.exec(filter) ?? []
  if (since === undefined) throw new Refusal(400, 'ErrorInvalidUrlQueryFilter', filter)
  return ({ raw }) => raw['recurrence'] != null && String(raw['lastModifiedDateTime']) >= since
}

/** One event, series or occurrence; what a series has inside only where it is asked for by its id. */
function one(ask: Ask): Raw {
  const part = occurrenceAt(ask)
  if (part) return selected(occurrence(ask, part.master, part.day), ask.query)
  const entity = entityAt(ask, 'event', folderAt(ask, 'event'))
  const isMaster = entity.raw['recurrence'] != null
  const select = ask.query.get('$select') ?? ''
  const inside = /cancelledOccurrences|exceptionOccurrences/.test(select)
  if (inside && !isMaster) throw new Refusal(400, 'ErrorInvalidRequest', 'only a series has occurrences')
  return {
    ...selected(shown(ask, entity), ask.query),
    ...expandedMarks(entity, ask.query),
    ...(inside
      ? { cancelledOccurrences: [...entity.cancelled].map((day) => `OID.${entity.id}.${day}`) }
      : {}),
    ...(inside && ask.query.get('$expand') === 'exceptionOccurrences' ? expandedExceptions(ask, entity) : {}),
  }
}

/** The first few; the rest by a link, as of anything that is expanded. */
function expandedExceptions(ask: Ask, entity: Entity): Raw {
  const all = [...entity.exceptions.keys()].map((day) => occurrence(ask, entity, day))
  const more = `${ask.root}/events/${encodeURIComponent(entity.id)}/exceptionOccurrences?$skip=${EXPANDED}`
  return {
    exceptionOccurrences: all.slice(0, EXPANDED),
    ...(all.length > EXPANDED ? { 'exceptionOccurrences@odata.nextLink': more } : {}),
  }
}

function created(ask: Ask): Entity {
  const { box, body } = ask
  const folder = folderAt(ask, 'event')
  if (folder.raw['canEdit'] === false) throw new Refusal(403, 'ErrorAccessDenied')
  const same = inFolder(box, folder).find(({ raw }) => raw['transactionId'] === body['transactionId'])
  if (same && body['transactionId'] !== undefined) return same
  checkTimes(body)
  const entity = addEntity(box, 'event', folder.id, {
    showAs: 'busy',
    sensitivity: 'normal',
    isReminderOn: true,
    reminderMinutesBeforeStart: 15,
    isOrganizer: true,
    ...body,
    iCalUId: `040000008200E00074C5B7101A82E008${randomBytes(20).toString('hex').toUpperCase()}`,
    originalStartTimeZone: (body['start'] as Stated).timeZone,
  })
  entity.raw = takeMarks(entity, entity.raw)
  return entity
}

function patched(ask: Ask): Raw {
  const { box, body } = ask
  const part = occurrenceAt(ask)
  if (part) {
    const { master, day } = part
    guard(ask, partEtag(master, day))
    if (body['recurrence'] !== undefined) throw new Refusal(400, 'ErrorInvalidRequest', 'of a series only')
    const old = master.exceptions.get(day)?.raw ?? {}
    checkTimes({ ...master.raw, ...timesOn(master, day), ...old, ...body, recurrence: null })
    touch(box, master)
    master.exceptions.set(day, { raw: { ...old, ...body }, version: master.version })
    return occurrence(ask, master, day)
  }
  const entity = entityAt(ask, 'event')
  guard(ask, etag(entity))
  const next = { ...entity.raw, ...takeMarks(entity, body) }
  checkTimes(next)
  // What a series was otherwise on single days is lost when its rule is written.
  if (body['recurrence'] !== undefined) {
    entity.exceptions.clear()
    entity.cancelled.clear()
  }
  if (body['start']) next['originalStartTimeZone'] = (body['start'] as Stated).timeZone
  entity.raw = next
  if (next['isOrganizer'] !== false) mail(box, 'request', entity)
  touch(box, entity)
  entity.seriesVersion = entity.version
  return shown(ask, entity)
}

function checkTimes(raw: Raw): void {
  const bad = (why: string) => new Refusal(400, 'ErrorInvalidRequest', why)
  const { start, end } = raw as { start?: Stated; end?: Stated }
  if (!start || !end) throw bad('start and end are required')
  if (!ianaOf(start.timeZone) || !ianaOf(end.timeZone)) throw bad('unknown time zone')
  if (instantOf(end) < instantOf(start)) throw bad('ErrorCalendarEndDateIsEarlierThanStartDate')
  const isMidnight = ({ dateTime }: Stated) => /T00:00(:00(\.0*)?)?$/.test(dateTime)
  const isWhole = isMidnight(start) && isMidnight(end) && start.timeZone === end.timeZone
  if (raw['isAllDay'] && !isWhole) throw bad('an all-day event begins and ends at midnight')
  const fault = recurrenceFault(raw)
  if (fault) throw bad(fault)
}

/** An event or a whole series as Graph shows it: times in UTC, of whole days the days themselves. */
export function shown(ask: Pick<Ask, 'box' | 'prefer'>, entity: Entity): Raw {
  const isMaster = entity.raw['recurrence'] != null
  return {
    organizer: { emailAddress: { name: ask.box.address, address: ask.box.address } },
    attendees: [],
    isCancelled: false,
    responseStatus: { response: 'organizer', time: '0001-01-01T00:00:00Z' },
    ...common(entity),
    ...shownBody(entity.raw, ask.prefer),
    ...shownTimes(entity.raw),
    type: isMaster ? 'seriesMaster' : 'singleInstance',
    seriesMasterId: null,
    recurrence: entity.raw['recurrence'] ?? null,
  }
}

function shownTimes(raw: Raw): { start: Stated; end: Stated } {
  const { start, end } = raw as unknown as { start: Stated; end: Stated }
  const show = (one: Stated) =>
    raw['isAllDay']
      ? { dateTime: `${one.dateTime.slice(0, 10)}T00:00:00.0000000`, timeZone: 'UTC' }
      : restated(one, 'UTC')
  return { start: show(start), end: show(end) }
}

/** An occurrence or, where it is another than the rule says, an exception. */
function occurrence(ask: Pick<Ask, 'box' | 'prefer'>, master: Entity, day: string): Raw {
  const usual = timesOn(master, day)
  const own = master.exceptions.get(day)?.raw
  const { recurrence: _, ...series } = master.raw
  const raw: Raw = { ...series, ...usual, ...own }
  const isWhole = master.raw['isAllDay'] === true
  const begun = isWhole ? `${day}T00:00:00Z` : instantOf(usual.start)
  return {
    ...shown(ask, { ...master, raw }),
    id: occurrenceId(master, day),
    '@odata.etag': partEtag(master, day),
    type: own ? 'exception' : 'occurrence',
    seriesMasterId: master.id,
    originalStart: begun,
    recurrence: null,
  }
}

function occurrenceId(master: Entity, day: string): string {
  return `OCCLgA${createHash('sha256').update(`${master.id} ${day}`).digest('base64url')}=`
}

function partEtag(master: Entity, day: string): string {
  return `W/"${master.exceptions.get(day)?.version ?? master.seriesVersion}.${day}"`
}

function occurrenceAt({ box, params }: Ask): { master: Entity; day: string } | undefined {
  const id = params['id'] ?? ''
  if (!id.startsWith('OCC')) return undefined
  for (const master of box.entities.values()) {
    if (master.kind !== 'event' || master.raw['recurrence'] == null) continue
    const day = daysOf(master, '2060-01-01').find((one) => occurrenceId(master, one) === id)
    if (day !== undefined && !master.cancelled.has(day)) return { master, day }
  }
  throw new Refusal(404, 'ErrorItemNotFound')
}

function isWithin(raw: Raw, from: string, to: string): boolean {
  const { start, end } = raw as unknown as { start: Stated; end: Stated }
  const [begin, stop] = [
    Date.parse(`${start.dateTime.slice(0, 19)}Z`),
    Date.parse(`${end.dateTime.slice(0, 19)}Z`),
  ]
  return begin < Date.parse(to) && (stop > Date.parse(from) || begin >= Date.parse(from))
}

/** A round of the view: the days are part of the token, and what changed outside of them is said to be removed. */
function viewDelta(ask: Ask): Delta {
  const folder = folderAt(ask, 'event')
  const old = ask.query.get('$deltatoken')
  const { since, from, to } = old
    ? (JSON.parse(old) as { since: number; from: string; to: string })
    : { since: 0, from: ask.query.get('startDateTime') ?? '', to: ask.query.get('endDateTime') ?? '' }
  if (!from || !to) throw new Refusal(400, 'ErrorInvalidParameter', 'startDateTime and endDateTime')
  const entries = inFolder(ask.box, folder)
    .filter(({ version }) => version > since)
    .flatMap((entity) => viewed(ask, entity, { since, from, to }))
  const gone = ask.box.gone.filter((one) => one.folder === folder.id && one.version > since)
  return {
    entries: [...entries, ...gone.map(({ id }) => ({ id, '@removed': { reason: 'deleted' } }))],
    token: JSON.stringify({ since: ask.box.version, from, to }),
  }
}

function viewed(
  ask: Ask,
  entity: Entity,
  { since, from, to }: { since: number; from: string; to: string },
): Raw[] {
  if (entity.raw['recurrence'] == null) {
    const raw = shown(ask, entity)
    if (isWithin(raw, from, to)) return [raw]
    return since > 0 ? [{ id: entity.id, '@removed': { reason: 'deleted' } }] : []
  }
  const isWhole = entity.seriesVersion > since
  return daysOf(entity, to.slice(0, 10))
    .filter((day) => !entity.cancelled.has(day))
    .filter((day) => isWhole || (entity.exceptions.get(day)?.version ?? 0) > since)
    .map((day) => occurrence(ask, entity, day))
    .filter((raw) => isWithin(raw, from, to))
    .map((raw) => (raw['type'] === 'exception' ? raw : shortened(raw)))
}

/** Of an occurrence only when it is, and of which series. */
function shortened(raw: Raw): Raw {
  const names = ['@odata.etag', 'id', 'type', 'seriesMasterId', 'start', 'end']
  return Object.fromEntries(names.map((name) => [name, raw[name]]))
}

/** Makes an event as somebody else would, with whatever they say. */
export function plantEvent(box: Mailbox, raw: Raw): Entity {
  const folder = box.folders.find(({ kind }) => kind === 'event')
  const entity = addEntity(box, 'event', folder?.id ?? '', {
    showAs: 'busy',
    sensitivity: 'normal',
    isReminderOn: false,
    isOrganizer: true,
    iCalUId: `040000008200E00074C5B7101A82E008${randomBytes(20).toString('hex').toUpperCase()}`,
    originalStartTimeZone: (raw['start'] as Stated).timeZone,
    ...raw,
  })
  return entity
}
