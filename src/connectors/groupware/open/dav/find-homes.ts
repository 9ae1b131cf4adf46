import { GroupwareError } from '../../groupware-error.ts'
import type { DavClient } from './dav-client.ts'
import { resourceId } from './href.ts'
import { readMultiStatus, child, hrefsOf } from './multi-status.ts'
import type { DavResponse } from './multi-status.ts'
import { propfind } from './names.ts'

/** Calendars by CalDAV (RFC 4791), address books by CardDAV (RFC 6352). */
export type DavService = 'caldav' | 'carddav'

const HOME = { caldav: 'cal:calendar-home-set', carddav: 'card:addressbook-home-set' } as const
const TYPE = { caldav: 'cal:calendar', carddav: 'card:addressbook' } as const

/** Where the collections of this account are: folders that hold them, or the one that was named itself. */
export interface Homes {
  paths: string[]
  isCollection: boolean
}

/**
 * Finds the collections from whatever address was given (RFC 6764, 6): the address itself, its principal, the well-known
 * address, the root of the server.
 */
export async function findHomes(dav: DavClient, service: DavService): Promise<Homes> {
  let failure: unknown
  for (const start of [dav.base.pathname, `/.well-known/${service}`, '/']) {
    try {
      const found = await homesFrom(dav, service, start)
      if (found) return found
    } catch (error) {
      if (!isMerelyAbsent(error)) throw error
      if (!failure || leadsElsewhere(error)) failure = error
    }
  }
  if (failure instanceof GroupwareError) throw failure
  throw new GroupwareError('not-found', `${dav.base.href}: no ${service} here`)
}

/** Whether a response is a collection of this service. */
export function isOf(service: DavService, response: DavResponse): boolean {
  return child(response.props.get('d:resourcetype'), TYPE[service]) !== undefined
}

async function homesFrom(dav: DavClient, service: DavService, start: string): Promise<Homes | undefined> {
  const first = await lookAt(dav, start, service)
  if (!first) return undefined
  if (isOf(service, first)) return { paths: [first.id], isCollection: true }
  if (first.homes.length > 0) return { paths: first.homes, isCollection: false }
  if (first.principal === undefined) return undefined
  const second = await lookAt(dav, first.principal, service)
  return second && second.homes.length > 0 ? { paths: second.homes, isCollection: false } : undefined
}

async function lookAt(dav: DavClient, path: string, service: DavService) {
  const body = propfind('d:current-user-principal', 'd:resourcetype', HOME[service])
  const answer = await dav.ask('PROPFIND', path, { depth: '0', body })
  const [found] = readMultiStatus(answer, dav.base).responses
  if (!found) return undefined
  const where = { url: answer.url, base: dav.base }
  const idsOf = (name: string) => hrefsOf(found.props.get(name)).map((href) => resourceId(href, where))
  return { ...found, homes: idsOf(HOME[service]), principal: idsOf('d:current-user-principal')[0] }
}

/** Nothing to find there, which says nothing about the next place. */
function isMerelyAbsent(error: unknown): boolean {
  return (
    error instanceof GroupwareError &&
    ['not-found', 'unsupported', 'broken', 'forbidden', 'invalid', 'taken'].includes(error.fault)
  )
}

function leadsElsewhere(error: unknown): boolean {
  return error instanceof GroupwareError && error.detail.startsWith('EELSEWHERE')
}
