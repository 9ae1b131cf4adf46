import { sql } from 'kysely'
import type { Groupware, ItemStore, Remote } from '#connectors/groupware/groupware.ts'
import { GroupwareError } from '#connectors/groupware/groupware-error.ts'
import type { Account } from '#features/sync/server/run.ts'
import type { EventItem } from '#kernel/groupware/event-item.ts'
import type { By } from '#kernel/rights.ts'
import { uuids } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import { isWithin, listedOf } from '../item-head.ts'
import type { Listed, Reading } from '../item-head.ts'
import type { Suggestion, Takeover, TakeoverArea } from '../takeover.ts'
import { knownHere } from './known-here.ts'
import type { NumberedKind } from './numbered.ts'
import { ownAddresses } from './own-addresses.ts'
import { datesOf, isCountable } from './single-dates.ts'
import { suggestContacts } from './suggest-contacts.ts'
import type { TakeoverDb } from './tables.ts'
import { AS_DATES, UNDONE } from './undo-takeover.ts'

export interface SourceRow {
  id: string
  area: TakeoverArea
  remoteId: string
  name: string
}

export interface Period {
  since: string
  until: string
}

export interface Found extends Omit<Listed, 'skipped'> {
  source: SourceRow
  remoteId: string
  /** Of one date of a series the day it has by the rule; else empty. */
  original: string
  skipped: Listed['skipped'] | 'known'
  suggestions: Suggestion[]
}

export interface PageOf {
  found: Found[]
  /** How many items the page had, those outside of the period too; or rows, where those are more. */
  looked: number
  /** Where this source goes on; null: it is at its end. */
  next: string | null
}

/** As many items are asked for at once. */
export const PAGE = 200

/** Who reads what, and how private things are shown. */
export async function readingOf(
  db: Database<TakeoverDb>,
  by: By,
  { kind, options: { privateItems } }: Pick<Account, 'kind' | 'options'>,
): Promise<Reading & { isFile: boolean }> {
  return {
    isFile: kind === 'file',
    isOwn: await ownAddresses(db),
    skipsPrivate: privateItems === 'skip',
    privateTitle: by.language === 'de' ? 'Privat' : 'Private',
  }
}

interface Asking {
  accountId: string
  groupware: Groupware
  source: SourceRow
  token: string | null
  period: Period
  series?: Takeover['series']
  reading: Reading & { isFile: boolean }
  /** Left out where somebody has said already what all of it is about. */
  numbered?: readonly NumberedKind<TakeoverDb>[]
  limit?: number
}

/** One page of a source: what of it could be taken over, and whose it may be. Nothing is kept, nothing is marked. */
export async function readPage(db: Database<TakeoverDb>, by: By, asking: Asking): Promise<PageOf> {
  const { accountId, source, period, reading } = asking
  const page = await ask(asking)
  const within = page.changed.filter(
    ({ item }) => source.area !== 'appointment' || isWithin(item as EventItem, period.since, period.until),
  )
  const unique = [...new Map(within.map((one) => [one.id, one])).values()]
  const rows = unique.flatMap(({ id, item }) => rowsOf(asking, id, item))
  const listed = rows.map(({ item }) => listedOf(source.area, item, reading))
  const known = await knownOf(db, by, {
    accountId,
    area: source.area,
    isFile: reading.isFile,
    ids: unique.map(({ id }) => id),
    uids: [...new Set([...rows.map(({ seriesUid }) => seriesUid), ...listed.map(({ uid }) => uid)])],
  })
  const suggestions = await suggestContacts(db, by, source.area, listed, asking.numbered ?? [])
  const found = listed.map((one, at): Found => {
    const { remoteId, original, seriesUid } = rows[at] ?? NO_ROW
    const names = [remoteId, `uid:${one.uid}`, `uid:${seriesUid || one.uid}`]
    // Of a series that came over as dates more dates may, the whole not.
    if (original === '') names.push(`dates:${remoteId}`)
    const skipped = names.some((name) => known.has(name)) ? 'known' : one.skipped
    return { ...one, source, remoteId, original, skipped, suggestions: suggestions[at] ?? [] }
  })
  const looked = Math.max(page.changed.length, found.length)
  return { found, looked, next: page.more ? page.token : null }
}

interface Row {
  remoteId: string
  original: string
  /** The UID of what it is a date of; of all else its own. */
  seriesUid: string
  item: unknown
}

const NO_ROW: Row = { remoteId: '', original: '', seriesUid: '', item: null }

/** The rows that one item makes: a series that is wanted as dates one for each in the period. */
function rowsOf({ source, period, series }: Asking, remoteId: string, item: unknown): Row[] {
  const { uid: seriesUid = '' } = item as { uid?: string }
  const event = item as EventItem
  if (series !== 'dates' || source.area !== 'appointment' || !isCountable(event) || event.cancelled)
    return [{ remoteId, original: '', seriesUid, item }]
  const dates = datesOf(event, period.since, period.until)
  return dates.map((one) => ({ remoteId, original: one.original, seriesUid, item: one.event }))
}

interface AnyPage {
  changed: Remote<unknown>[]
  token: string
  more: boolean
}

async function ask({ groupware, source, token, period, limit = PAGE }: Asking): Promise<AnyPage> {
  const once = (from: string | null): Promise<AnyPage> => {
    if (source.area === 'mail')
      return groupware.folder(source.remoteId).changes(from, { limit, since: period.since, once: true })
    const store = groupware.items(source.area, source.remoteId) as unknown as ItemStore<unknown>
    const window = source.area === 'appointment' ? { window: { from: period.since, to: period.until } } : {}
    return store.changes(from, { limit, ...window })
  }
  try {
    return await once(token)
  } catch (error) {
    // It begins anew; what was listed already is known by its name.
    if (error instanceof GroupwareError && error.fault === 'token-lost' && token !== null) return once(null)
    throw error
  }
}

interface Names {
  accountId: string
  area: TakeoverArea
  isFile: boolean
  ids: string[]
  uids: string[]
}

/** Names of those that are linked already, or of mails that stand on a timeline. */
async function knownOf(
  db: Database<TakeoverDb>,
  by: By,
  { accountId, area, isFile, ids, uids }: Names,
): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  if (area === 'mail') {
    const { rows } = await sql<{ uid: string }>`
      select m.message_id as uid from mail_message m join history_entry e on e.id = m.entry_id
      where m.message_id = any(${uids}::text[]) and e.deleted_at is null`.execute(db)
    return new Set(rows.map(({ uid }) => `uid:${uid}`))
  }
  const { rows } = await sql<{ remoteId: string | null; uid: string; isDates: boolean }>`
    select remote_id, uid, coalesce(fault = ${AS_DATES}, false) as is_dates from groupware_link
    where account_id = ${accountId} and area = ${area} and fault is distinct from ${UNDONE}
      and (remote_id = any(${ids}::text[]) or uid = any(${uids}::text[]))`.execute(db)
  const here = isFile ? await knownHere(db, by, { area, uids }) : []
  return new Set([
    ...here.map(({ uid }) => `uid:${uid}`),
    ...rows.flatMap(({ remoteId, uid, isDates }) =>
      isDates ? [`dates:${remoteId}`] : [...(remoteId === null ? [] : [remoteId]), `uid:${uid}`],
    ),
  ])
}

/** What of an account is read: what somebody named, else what is meant for it, else the main one of each area. */
export async function sourcesOf(
  db: Database<TakeoverDb>,
  {
    accountId,
    areas,
    ids,
  }: { accountId: string; areas: readonly TakeoverArea[]; ids?: readonly string[] | undefined },
): Promise<SourceRow[]> {
  const rows = await db
    .selectFrom('groupwareCollection')
    .select(['id', 'area', 'remoteId', 'name', 'role', 'main'])
    .where('accountId', '=', accountId)
    .where('area', 'in', ['', ...areas] as never)
    .$if(ids !== undefined, (query) => query.where(sql<boolean>`id = any(${uuids(ids ?? [])})`))
    .orderBy('id')
    .execute()
  const chosen = areas.flatMap((area) => {
    const of = rows.filter((row) => row.area === area)
    if (ids !== undefined) return of
    const meant = of.filter(({ role }) => role !== 'none')
    return meant.length > 0 ? meant : of.filter(({ main }) => main)
  })
  return chosen.map(({ id, area, remoteId, name }) => ({ id, area: area as TakeoverArea, remoteId, name }))
}
