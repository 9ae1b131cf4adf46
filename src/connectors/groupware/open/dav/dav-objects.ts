import { createHash } from 'node:crypto'
import { escapeXml } from '#kernel/xml.ts'
import { GroupwareError } from '../../groupware-error.ts'
import type { GroupwareFault } from '../../groupware-error.ts'
import type { DavAnswer, DavClient } from './dav-client.ts'
import { plainEtag, resourceId } from './href.ts'
import { openListing } from './listing.ts'
import { readMultiStatus } from './multi-status.ts'
import type { DavResponse } from './multi-status.ts'
import { davBody, hrefs, props } from './names.ts'
import type { ObjectKind } from './object-kind.ts'

/** One object as the server keeps it. */
export interface DavObject {
  id: string
  etag: string
  text: string
}

/** Reads and writes whole objects of one collection. */
export interface DavObjects {
  /** Those of these that are there. */
  many(ids: readonly string[]): Promise<DavObject[]>
  one(id: string): Promise<DavObject | undefined>
  /** By its UID, whatever its name. */
  withUid(uid: string): Promise<DavObject[]>
  /** The id and name that an object of this UID gets when we make it. */
  idOf(uid: string): string
  /** Writes a new object, or another state of the one with this etag; gives back what stands there then. */
  put(id: string, text: string, etag: string | undefined): Promise<DavObject>
  remove(id: string, etag: string): Promise<void>
}

const CHUNK = 80
/** How servers answer a question for a UID that they do not understand, or fail at: Xandikos with a 500. */
const UNASKED: ReadonlySet<GroupwareFault> = new Set(['broken', 'unsupported', 'invalid', 'forbidden'])
const WORDS = {
  caldav: { multiget: 'cal:calendar-multiget', query: 'cal:calendar-query', data: 'cal:calendar-data' },
  carddav: {
    multiget: 'card:addressbook-multiget',
    query: 'card:addressbook-query',
    data: 'card:address-data',
  },
} as const

/** Opens the objects of a collection. */
export function openObjects<I>(dav: DavClient, collectionId: string, kind: ObjectKind<I>): DavObjects {
  const words = WORDS[kind.service]
  const wanted = props('d:getetag', words.data)
  // The organizer hears nothing of what we do to our copy of an invitation (RFC 6638, 8.1).
  const silence = kind.service === 'caldav' ? { 'schedule-reply': 'F' } : undefined
  const folder = collectionId.endsWith('/') ? collectionId : `${collectionId}/`

  async function report(body: string, depth: '0' | '1'): Promise<DavObject[]> {
    const answer = await dav.ask('REPORT', collectionId, { depth, body })
    return readMultiStatus(answer, dav.base).responses.flatMap((one) => objectOf(one, words.data))
  }

  async function many(ids: readonly string[]): Promise<DavObject[]> {
    const found: DavObject[] = []
    const places = ids.filter((id) => /^(\/|https?:)/.test(id))
    for (let from = 0; from < places.length; from += CHUNK) {
      const asked = places.slice(from, from + CHUNK)
      found.push(...(await report(davBody(words.multiget, wanted + hrefs(asked)), '0')))
    }
    return found
  }

  async function one(id: string): Promise<DavObject | undefined> {
    const answer = await dav.ask('GET', id).catch(unless('not-found'))
    return answer && readOne(id, answer)
  }

  async function withUid(uid: string): Promise<DavObject[]> {
    return queried(uid).catch((error: unknown) => {
      if (error instanceof GroupwareError && UNASKED.has(error.fault)) return sought(uid)
      throw error
    })
  }

  /** Reads a collection through for a UID, as far as it must. */
  async function sought(uid: string): Promise<DavObject[]> {
    const entries = await openListing(dav, collectionId).all()
    for (let from = 0; from < entries.length; from += CHUNK) {
      const ids = entries.slice(from, from + CHUNK).map(({ id }) => id)
      const found = (await many(ids)).find(({ text }) => isOf(uid, text))
      if (found) return [found]
    }
    return []
  }

  const isOf = (uid: string, text: string) => {
    const item = kind.read(text)
    return item !== undefined && kind.uidOf(item) === uid
  }

  async function queried(uid: string): Promise<DavObject[]> {
    // The collation compares octets; what merely contains the UID is sorted out by who reads it.
    const text = `collation="i;octet">${escapeXml(uid)}`
    if (kind.service === 'carddav') {
      const match = `<card:text-match ${text}</card:text-match>`
      const filter = `<card:filter><card:prop-filter name="UID">${match}</card:prop-filter></card:filter>`
      return report(davBody(words.query, wanted + filter), '1')
    }
    const inside = `<cal:prop-filter name="UID"><cal:text-match ${text}</cal:text-match></cal:prop-filter>`
    const component = `<cal:comp-filter name="${kind.component}">${inside}</cal:comp-filter>`
    const filter = `<cal:filter><cal:comp-filter name="VCALENDAR">${component}</cal:comp-filter></cal:filter>`
    return report(davBody(words.query, wanted + filter), '1')
  }

  async function put(id: string, text: string, etag: string | undefined): Promise<DavObject> {
    const guard = etag === undefined ? { 'if-none-match': '*' } : { 'if-match': etag }
    const answer = await dav.ask('PUT', id, {
      body: text,
      headers: { 'content-type': kind.type, ...guard, ...silence },
    })
    const { etag: written, location, url } = answer
    // Google gives contacts names of its own, whatever they are put under, and says which (as RFC 9110, 10.2.2).
    const said = location === undefined ? id : resourceId(location, { url, base: dav.base })
    const named = said.startsWith('/') ? said : id
    // Without an etag the server keeps something else than we sent (RFC 4791, 5.3.4).
    if (written !== undefined && named === id) return { id, etag: plainEtag(written), text }
    const kept = (await one(named)) ?? (named === id ? undefined : await one(id))
    if (!kept) throw new GroupwareError('not-found', `PUT ${id}: it is gone already`)
    return kept
  }

  return {
    many,
    one,
    withUid,
    idOf: (uid) => `${folder}${nameOf(uid)}.${kind.extension}`,
    put,
    async remove(id, etag) {
      await dav.ask('DELETE', id, { headers: { 'if-match': etag, ...silence } }).catch(unless('not-found'))
    },
  }
}

function readOne(id: string, { etag, body }: DavAnswer): DavObject {
  if (etag === undefined) throw new GroupwareError('broken', `GET ${id}: no etag`)
  return { id, etag: plainEtag(etag), text: new TextDecoder().decode(body) }
}

function objectOf({ id, props }: DavResponse, data: string): DavObject[] {
  const [etag, text] = [props.get('d:getetag')?.text, props.get(data)?.text]
  return etag === undefined || text === undefined ? [] : [{ id, etag: plainEtag(etag), text }]
}

/** UIDs of others may have any sign; as a name of a resource some servers take only plain ones. */
function nameOf(uid: string): string {
  return /^[\w@-][\w.@-]{0,119}$/.test(uid)
    ? uid
    : createHash('sha256').update(uid).digest('hex').slice(0, 40)
}

/** Takes a failure of this kind for an answer: there is nothing. */
function unless(fault: GroupwareFault): (error: unknown) => undefined {
  return (error) => {
    if (!(error instanceof GroupwareError) || error.fault !== fault) throw error
    return undefined
  }
}
