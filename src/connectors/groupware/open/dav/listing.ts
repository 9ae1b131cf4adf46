import { escapeXml } from '#kernel/xml.ts'
import { GroupwareError } from '../../groupware-error.ts'
import { plainEtag } from './href.ts'
import { child, readMultiStatus } from './multi-status.ts'
import type { DavResponse } from './multi-status.ts'
import type { DavClient } from './dav-client.ts'
import { davBody, propfind, props } from './names.ts'

/** What is where in a collection, without the objects themselves. */
export interface Entry {
  id: string
  /** Null: there no more. */
  etag: string | null
}

/** What a collection says of itself and of its changes. */
export interface Listing {
  /** Marks of the whole collection: another after every change of it. */
  state(): Promise<{ syncToken: string | undefined; ctag: string | undefined; canSync: boolean }>
  /** What is another since a token (RFC 6578); with null all that is there. */
  since(token: string | null): Promise<{ entries: Entry[]; token: string; isCut: boolean }>
  /** All that is there; of a calendar what touches these days, when it is asked for. */
  all(window?: { component: string; from: string; to: string }): Promise<Entry[]>
}

/** Opens the listing of a collection. */
export function openListing(dav: DavClient, collectionId: string): Listing {
  const own = collectionId.replace(/\/$/, '')
  const isInside = ({ id, props, status }: DavResponse) =>
    id.replace(/\/$/, '') !== own &&
    child(props.get('d:resourcetype'), 'd:collection') === undefined &&
    (props.has('d:getetag') || isGone(status))

  async function state() {
    const body = propfind('d:sync-token', 'cs:getctag', 'd:supported-report-set')
    const answer = await dav.ask('PROPFIND', collectionId, { depth: '0', body })
    const found = readMultiStatus(answer, dav.base).responses[0]?.props
    const reports = found?.get('d:supported-report-set')?.children ?? []
    const syncToken = found?.get('d:sync-token')?.text.trim()
    return {
      syncToken,
      ctag: found?.get('cs:getctag')?.text.trim(),
      canSync: reports.some((one) => child(child(one, 'd:report'), 'd:sync-collection') !== undefined),
    }
  }

  async function since(token: string | null) {
    const asked = token === null ? '<d:sync-token/>' : `<d:sync-token>${escapeXml(token)}</d:sync-token>`
    const content = `${asked}<d:sync-level>1</d:sync-level>${props('d:getetag', 'd:resourcetype')}`
    const answer = await dav
      .ask('REPORT', collectionId, { depth: '0', body: davBody('d:sync-collection', content) })
      .catch((error: unknown) => {
        throw token === null ? error : asLost(error)
      })
    const { responses, syncToken } = readMultiStatus(answer, dav.base)
    if (syncToken === undefined) throw new GroupwareError('broken', `REPORT ${collectionId}: no sync-token`)
    // RFC 6578, 3.6: a 507 for the collection itself says that there is more.
    const isCut = responses.some(({ id, status }) => status === 507 && id.replace(/\/$/, '') === own)
    return { entries: responses.filter(isInside).map(entryOf), token: syncToken, isCut }
  }

  async function all(window?: { component: string; from: string; to: string }): Promise<Entry[]> {
    if (!window) {
      const body = propfind('d:getetag', 'd:resourcetype')
      const answer = await dav.ask('PROPFIND', collectionId, { depth: '1', body })
      return readMultiStatus(answer, dav.base).responses.filter(isInside).map(entryOf)
    }
    const range = `<cal:time-range start="${instantOf(window.from, -14)}" end="${instantOf(window.to, 36)}"/>`
    const component = `<cal:comp-filter name="${window.component}">${range}</cal:comp-filter>`
    const filter = `<cal:filter><cal:comp-filter name="VCALENDAR">${component}</cal:comp-filter></cal:filter>`
    const body = davBody('cal:calendar-query', props('d:getetag') + filter)
    const answer = await dav.ask('REPORT', collectionId, { depth: '1', body })
    return readMultiStatus(answer, dav.base).responses.filter(isInside).map(entryOf)
  }

  return { state, since, all }
}

function entryOf({ id, status, props }: DavResponse): Entry {
  const etag = props.get('d:getetag')?.text
  return { id, etag: etag === undefined || isGone(status) ? null : plainEtag(etag) }
}

function isGone(status: number | undefined): boolean {
  return status === 404 || status === 410
}

/** The first or last instant that is on this day anywhere on earth, as iCalendar writes it. */
function instantOf(day: string, hours: -14 | 36): string {
  const at = new Date(Date.parse(`${day}T00:00:00Z`) + hours * 3_600_000)
  return at.toISOString().replaceAll(/[-:]|\.\d+/g, '')
}

/** Servers refuse an old token in several ways, not only as RFC 6578, 3.2 says. */
function asLost(error: unknown): unknown {
  const isLost =
    error instanceof GroupwareError &&
    /: (400|409|410|412)\b/.test(error.detail) &&
    error.fault !== 'token-lost'
  return isLost ? new GroupwareError('token-lost', error.detail) : error
}
