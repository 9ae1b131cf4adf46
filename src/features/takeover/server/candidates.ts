import { optionsUnder } from '#features/groupware/account.ts'
import { readSettings } from '#features/settings/server/settings.ts'
import { withGroupware } from '#features/groupware/server/groupware-problem.ts'
import { refreshCollections } from '#features/groupware/server/collections.ts'
import type { OpenAccount } from '#features/mails/server/collect-mails.ts'
import type { StartedJob } from '#features/runs/run.ts'
import { ownAccount } from '#features/sync/server/read-links.ts'
import { invalid } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import { dayText } from '#kernel/wall.ts'
import type { Database, Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { NOTHING } from '../item-head.ts'
import { theOneOf } from '../suggest.ts'
import { hiddenRefresh } from '../takeover.ts'
import type { Candidate, ImportInput, Refreshing, Source, TakeoverArea } from '../takeover.ts'
import { TAKEOVER_AREAS } from '../takeover.ts'
import { refuseHidden } from './items.ts'
import type { NumberedKind } from './numbered.ts'
import { readPage, readingOf, sourcesOf } from './read-page.ts'
import { startAtOnce } from './start-at-once.ts'
import type { TakeoverDb } from './tables.ts'

const DAY = 86_400_000
const dayFromNow = (days: number) => dayText(Date.now() + days * DAY)

interface Asking {
  accountId: string
  area: TakeoverArea
  limit: number
  cursor?: string | undefined
  numbered: readonly NumberedKind<TakeoverDb>[]
}

/** What an account has that was not taken over yet, read from the groupware itself, with whom it may be about. */
export async function listCandidates(
  house: House,
  by: By,
  open: OpenAccount,
  { accountId, area, limit, cursor, numbered }: Asking,
): Promise<{ items: Candidate[]; nextCursor: string | null }> {
  const db = house.db as Database<TakeoverDb>
  const account = await ownAccount(db, by, accountId)
  const { options } = account
  const { at, token } = placeIn(cursor)
  return withGroupware(async () => {
    const groupware = await open(house, accountId, AbortSignal.timeout(60_000))
    try {
      const sources = await sourcesOf(db, { accountId, areas: [area] })
      const source = sources[at]
      if (!source) return { items: [], nextCursor: null }
      const period = { since: dayFromNow(-options.daysBack), until: dayFromNow(options.daysAhead) }
      const reading = await readingOf(db, by, account)
      const asking = { accountId, groupware, source, token, period, reading, numbered, limit }
      const page = await readPage(db, by, asking)
      const next = page.next === null ? { at: at + 1, token: null } : { at, token: page.next }
      return {
        items: page.found
          .filter(({ skipped }) => skipped === null)
          .map(({ remoteId, at: when, head, suggestions }) => ({
            externalId: `${source.id}/${remoteId}`,
            area,
            collection: source.name,
            at: when,
            head,
            contactId: theOneOf(suggestions)?.contactId ?? null,
            suggestions,
          })),
        nextCursor: next.at < sources.length ? writePlace(next) : null,
      }
    } finally {
      await groupware.close()
    }
  })
}

interface Place {
  at: number
  token: string | null
}

function writePlace(place: Place): string {
  return Buffer.from(JSON.stringify([place.at, place.token])).toString('base64url')
}

function placeIn(cursor: string | undefined): Place {
  if (cursor === undefined) return { at: 0, token: null }
  try {
    const [at, token] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [unknown, unknown]
    if (typeof at === 'number' && (token === null || typeof token === 'string')) return { at, token }
  } catch {
    // Said below.
  }
  throw invalid('cursor', 'cursor', 'Take the cursor of the page before.')
}

/** Takes these items over at once, as a job: the wizard without its steps. */
export async function importItems(
  tx: Tx<TakeoverDb>,
  by: By,
  {
    house,
    accountId,
    area,
    items,
  }: Pick<ImportInput, 'items'> & { house: Pick<House, 'jobs'>; accountId: string; area: TakeoverArea },
): Promise<StartedJob> {
  const { name } = await ownAccount(tx as never, by, accountId)
  const collections = await sourcesOf(tx, { accountId, areas: [area], ids: items.map(sourceOf) })
  const known = new Set(collections.map(({ id }) => id))
  const unknown = items.findIndex((item) => !known.has(sourceOf(item)))
  if (unknown >= 0) throw invalid(`items.${unknown}.externalId`, 'missing', 'There is no such collection.')
  const about = items.flatMap(({ contactId, companyId }) => contactId ?? companyId ?? [])
  for (const contactId of new Set(about)) await refuseHidden(tx, by, { contactId })
  const { started } = await startAtOnce(tx, by, {
    house,
    accountId,
    title: name,
    areas: [area],
    sources: [...known],
    items: items.map((item) => ({
      area,
      collectionId: sourceOf(item),
      remoteId: item.externalId.slice(item.externalId.indexOf('/') + 1),
      uid: '',
      at: new Date().toISOString(),
      // The list was the caller's own.
      head: { ...NOTHING, title: '', kind: area },
      contactId: item.contactId ?? item.companyId ?? null,
    })),
  })
  return started
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

function sourceOf({ externalId }: { externalId: string }): string {
  const id = externalId.slice(0, Math.max(0, externalId.indexOf('/')))
  return UUID.test(id) ? id : '00000000-0000-0000-0000-000000000000'
}

/** So long the listing of one item takes, in seconds, as far as can be said beforehand. */
const SECONDS = { mail: 0.01, task: 0.01, appointment: 0.01 }

/** What could be read of an account, with how much of it there is; asks the groupware. */
export async function listSources(
  house: House,
  by: By,
  open: OpenAccount,
  accountId: string,
): Promise<{ items: Source[]; refreshing: Refreshing }> {
  const db = house.db as Database<TakeoverDb>
  const { options, lastRunAt, nextRunAt } = await ownAccount(db, by, accountId)
  const { groupware: firm } = await readSettings(db)
  const hidden = hiddenRefresh(optionsUnder(firm, options))
  const items = await withGroupware(async () => {
    const groupware = await open(house, accountId, AbortSignal.timeout(60_000))
    try {
      await refreshCollections(db, groupware, { accountId, areas: TAKEOVER_AREAS })
      const lists: Source[] = []
      for (const area of TAKEOVER_AREAS) {
        const there = new Map((await groupware.collections(area)).map((one) => [one.id, one]))
        const preset = new Set((await sourcesOf(db, { accountId, areas: [area] })).map(({ id }) => id))
        for (const row of await rowsOf(db, accountId, area)) {
          const found = there.get(row.remoteId)
          if (!found || OUT.has(found.role ?? '')) continue
          const count = found.count ?? null
          const seconds = count === null ? null : Math.max(1, Math.round(count * SECONDS[area]))
          const inbox = found.role === 'inbox'
          lists.push({ id: row.id, area, name: row.name, preset: preset.has(row.id), inbox, count, seconds })
        }
      }
      return lists
    } finally {
      await groupware.close()
    }
  })
  return { items, refreshing: { hidden, lastRunAt, nextRunAt } }
}

/** Nobody takes these over. */
const OUT = new Set(['junk', 'trash', 'drafts'])

function rowsOf(db: Database<TakeoverDb>, accountId: string, area: TakeoverArea) {
  return db
    .selectFrom('groupwareCollection')
    .select(['id', 'remoteId', 'name'])
    .where('accountId', '=', accountId)
    .where('area', '=', area)
    .orderBy('main', 'desc')
    .orderBy('name')
    .execute()
}
