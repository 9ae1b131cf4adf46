import { Resolver } from 'node:dns/promises'
import http from 'node:http'
import https from 'node:https'
import { isIP } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { isPublicAddress, lookupPublic } from '#platform/outgoing.ts'
import { addressOf, trustOf } from '../reach.ts'
import type { OpenOptions } from '../settings.ts'

/** What discovery may ask of the world; never with a password, and what fails is simply not there. */
export interface World {
  /** Names and ports of a service (RFC 2782), the best first; empty when it is not offered. */
  services(name: string): Promise<{ host: string; port: number }[]>
  texts(name: string): Promise<string[]>
  /** The servers that take the mail of a domain. */
  exchanges(domain: string): Promise<string[]>
  /** A file by https. */
  file(url: string): Promise<Uint8Array | undefined>
  /** Where a server of calendars or address books answers in the end, from this address on. */
  dav(url: string): Promise<string | undefined>
  /** Whether a server with a good certificate for its name listens there. */
  speaksTls(host: string, port: number): Promise<boolean>
}

const SECONDS = 5
const MOST_BYTES = 200_000
const MOST_REDIRECTS = 5

/** The world as it is. */
export function openWorld({
  isPrivateAllowed,
  signal,
  trusted,
}: Pick<OpenOptions, 'isPrivateAllowed' | 'signal' | 'trusted'>): World {
  const resolver = new Resolver({ timeout: 2000, tries: 2 })

  async function ask(method: string, address: string): Promise<Found | undefined> {
    const url = URL.parse(address)
    if (!url || (url.protocol !== 'https:' && !(isPrivateAllowed && url.protocol === 'http:')))
      return undefined
    const host = url.hostname.replaceAll(/^\[|\]$/g, '')
    if (!isPrivateAllowed && isIP(host) && !isPublicAddress(host)) return undefined
    const late = AbortSignal.timeout(SECONDS * 1000)
    return request(method, url, {
      method,
      headers: { 'user-agent': 'Kontor', ...(method === 'PROPFIND' && { depth: '0' }) },
      signal: signal ? AbortSignal.any([signal, late]) : late,
      ...trustOf({ trusted }),
      ...(!isPrivateAllowed && { lookup: lookupPublic }),
    }).catch(() => undefined)
  }

  async function follow(method: string, address: string): Promise<(Found & { url: string }) | undefined> {
    let url = address
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
      const found = await ask(method, url)
      if (!found) return undefined
      const isElsewhere = found.status >= 301 && found.status <= 308 && found.location !== undefined
      if (!isElsewhere) return { ...found, url }
      url = URL.parse(found.location ?? '', url)?.href ?? ''
    }
    return undefined
  }

  return {
    async services(name) {
      const found = await resolver.resolveSrv(name).catch(() => [])
      // One service at "." says that there is none (RFC 2782).
      const there = found.filter(({ name: host }) => host !== '' && host !== '.')
      const sorted = there.sort((a, b) => a.priority - b.priority || b.weight - a.weight)
      return sorted.map(({ name: host, port }) => ({ host: host.replace(/\.$/, ''), port }))
    },
    async texts(name) {
      return (await resolver.resolveTxt(name).catch(() => [])).map((parts) => parts.join(''))
    },
    async exchanges(domain) {
      return (await resolver.resolveMx(domain).catch(() => [])).map(({ exchange }) => exchange)
    },
    async file(url) {
      const found = await follow('GET', url)
      return found?.status === 200 ? found.body : undefined
    },
    async dav(url) {
      const found = await follow('PROPFIND', url)
      // A web page would answer as well: only who asks for a password, or answers as WebDAV does, is one.
      const isDav = found?.status === 207 || (found?.status === 401 && found.hasChallenge)
      return found && isDav ? found.url : undefined
    },
    async speaksTls(host, port) {
      const address = await addressOf(host, isPrivateAllowed).catch(() => undefined)
      if (address === undefined) return false
      return new Promise((resolve) => {
        const socket = connectTls({
          host: address,
          port,
          ...(isIP(host) === 0 && { servername: host }),
          ...trustOf({ trusted }),
        })
        const done = (speaks: boolean) => {
          socket.destroy()
          resolve(speaks)
        }
        socket.setTimeout(SECONDS * 1000, () => done(false))
        socket.on('secureConnect', () => done(true))
        socket.on('error', () => done(false))
      })
    },
  }
}

interface Found {
  status: number
  location: string | undefined
  hasChallenge: boolean
  body: Uint8Array
}

function request(method: string, url: URL, options: https.RequestOptions): Promise<Found> {
  return new Promise((resolve, reject) => {
    const call = (url.protocol === 'http:' ? http : https).request(url, options)
    call.on('error', reject)
    call.on('response', (response) => {
      const { statusCode: status = 0, headers } = response
      const found = {
        status,
        location: headers.location,
        hasChallenge: headers['www-authenticate'] !== undefined,
      }
      const chunks: Buffer[] = []
      let size = 0
      response.on('data', (chunk: Buffer) => {
        size += chunk.length
        if (size > MOST_BYTES) call.destroy(new Error('Too large'))
        else if (method === 'GET') chunks.push(chunk)
      })
      response.on('error', reject)
      response.on('end', () => resolve({ ...found, body: Buffer.concat(chunks) }))
    })
    call.end()
  })
}
