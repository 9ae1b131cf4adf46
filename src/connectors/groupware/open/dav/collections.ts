import { randomUUID } from 'node:crypto'
import type { SyncArea } from '#kernel/groupware/area.ts'
import { escapeXml } from '#kernel/xml.ts'
import type { Collection } from '../../groupware.ts'
import { GroupwareError } from '../../groupware-error.ts'
import type { DavClient } from './dav-client.ts'
import { findHomes, isOf } from './find-homes.ts'
import type { DavService, Homes } from './find-homes.ts'
import { resourceId } from './href.ts'
import { child, hrefsOf, readMultiStatus } from './multi-status.ts'
import type { DavResponse } from './multi-status.ts'
import { davBody, propfind } from './names.ts'

/** The collections of one service, asked for once. */
export interface DavCollections {
  of(area: SyncArea): Promise<Collection[]>
  /** Where a collection of this name stands already it is that one. */
  create(area: SyncArea, name: string): Promise<Collection>
}

/** The kind of component that makes a collection one of an area (RFC 4791, 5.2.3). */
const COMPONENT = { appointment: 'VEVENT', task: 'VTODO' } as const
const WRITING = ['d:all', 'd:write', 'd:write-content', 'd:bind']

/** Lists and makes the collections of this account. */
export function openCollections(dav: DavClient, service: DavService): DavCollections {
  let homes: Promise<Homes> | undefined
  let found: Promise<Found> | undefined
  const findOnce = () => (homes ??= findHomes(dav, service))
  const listOnce = () => (found ??= findOnce().then((where) => list(dav, service, where)))
  /** What failed once may work the next time. */
  const orAgain = <T>(answer: Promise<T>): Promise<T> =>
    answer.catch((error: unknown) => {
      homes = undefined
      found = undefined
      throw error
    })

  async function of(area: SyncArea): Promise<Collection[]> {
    const { responses, main } = await orAgain(listOnce())
    const rows = responses.filter((one) => holds(one, area)).map((one) => collectionOf(one, area))
    const first = rows.find(({ id }) => id === main) ?? rows.find(isUsualMain) ?? rows[0]
    if (first) first.main = true
    return rows
  }

  async function create(area: SyncArea, name: string): Promise<Collection> {
    const same = (await of(area)).find((one) => one.name === name)
    if (same) return same
    const { paths, isCollection } = await orAgain(findOnce())
    const [home] = paths
    if (home === undefined || isCollection) {
      throw new GroupwareError('unsupported', `${dav.base.href} is a collection, not a place for them`)
    }
    const id = `${home.replace(/\/$/, '')}/${randomUUID()}/`
    await dav.ask(area === 'contact' ? 'MKCOL' : 'MKCALENDAR', id, { body: makingOf(area, name) })
    found = undefined
    const made = (await of(area)).find((one) => one.id === id || one.name === name)
    if (!made) throw new GroupwareError('broken', `The server made no collection ${name}`)
    return made
  }

  return { of, create }
}

interface Found {
  responses: DavResponse[]
  /** What the server itself puts things into (RFC 6638, 9.2). */
  main: string | undefined
}

async function list(dav: DavClient, service: DavService, { paths, isCollection }: Homes): Promise<Found> {
  const found: Found = { responses: [], main: undefined }
  for (const path of paths) {
    const answer = await dav.ask('PROPFIND', path, { depth: isCollection ? '0' : '1', body: WANTED })
    for (const response of readMultiStatus(answer, dav.base).responses) {
      const [main] = hrefsOf(response.props.get('cal:schedule-default-calendar-URL'))
      if (main !== undefined) found.main = resourceId(main, { url: answer.url, base: dav.base })
      if (isOf(service, response)) found.responses.push(response)
    }
  }
  return found
}

const WANTED = propfind(
  'd:resourcetype',
  'd:displayname',
  'd:current-user-privilege-set',
  'cal:supported-calendar-component-set',
  'cal:schedule-default-calendar-URL',
  'ical:calendar-color',
  'cs:source',
)

function holds({ props }: DavResponse, area: SyncArea): boolean {
  if (area === 'contact') return true
  const set = props.get('cal:supported-calendar-component-set')
  // Who says nothing takes all kinds (RFC 4791, 5.2.3).
  if (!set) return true
  return set.children.some(({ attributes }) => attributes['name']?.toUpperCase() === COMPONENT[area])
}

function collectionOf({ id, props }: DavResponse, area: SyncArea): Collection {
  const privileges = props.get('d:current-user-privilege-set')
  const isWriting = privileges?.children.some((one) => WRITING.some((name) => child(one, name) !== undefined))
  const isSubscribed =
    child(props.get('d:resourcetype'), 'cs:subscribed') !== undefined || props.has('cs:source')
  const color = props.get('ical:calendar-color')?.text.trim()
  return {
    id,
    area,
    name: props.get('d:displayname')?.text.trim() || lastOf(id),
    writable: (isWriting ?? true) && !isSubscribed,
    main: false,
    // Apple writes #RRGGBBAA; how much shines through is nothing for us.
    ...(color && /^#[0-9a-f]{6}/i.test(color) && { color: color.slice(0, 7).toLowerCase() }),
  }
}

function lastOf(id: string): string {
  return decodeURIComponent(id.split('/').findLast((part) => part !== '') ?? id)
}

/** Names of the collections that Nextcloud, SOGo, mailbox.org, Apple and others make by themselves. */
function isUsualMain({ id, writable }: Collection): boolean {
  return (
    writable &&
    /^(personal|default|home|calendar|kalender|contacts|kontakte|card|addressbook|tasks|aufgaben)$/i.test(
      lastOf(id),
    )
  )
}

/** MKCALENDAR (RFC 4791, 5.3.1), or MKCOL with a type (RFC 5689). */
function makingOf(area: SyncArea, name: string): string {
  const title = `<d:displayname>${escapeXml(name)}</d:displayname>`
  if (area === 'contact') {
    const type = '<d:resourcetype><d:collection/><card:addressbook/></d:resourcetype>'
    return davBody('d:mkcol', `<d:set><d:prop>${type}${title}</d:prop></d:set>`)
  }
  const component = `<cal:comp name="${COMPONENT[area]}"/>`
  const set = `<cal:supported-calendar-component-set>${component}</cal:supported-calendar-component-set>`
  return davBody('cal:mkcalendar', `<d:set><d:prop>${title}${set}</d:prop></d:set>`)
}
