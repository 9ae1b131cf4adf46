import http from 'node:http'
import type { IncomingMessage, RequestOptions } from 'node:http'
import https from 'node:https'
import { isIP } from 'node:net'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { isPublicAddress, lookupPublic } from '#platform/outgoing.ts'
import { GroupwareError } from '../../groupware-error.ts'
import { codeOf, networkFault } from '../network-fault.ts'
import { closedAddress, openToAll, trustOf } from '../reach.ts'
import type { Reach } from '../settings.ts'
import { withProof } from '../with-proof.ts'
import type { Proof } from '../with-proof.ts'
import { davFault } from './dav-fault.ts'

export interface DavCall {
  depth?: '0' | '1'
  headers?: Record<string, string>
  body?: string
}

export interface DavAnswer {
  status: number
  etag: string | undefined
  type: string
  /** Where the answer came from in the end. */
  url: URL
  /** Where the server put what was written, when it says so. */
  location: string | undefined
  body: Uint8Array
}

/** Speaks HTTP with one server of calendars or address books (RFC 4918). */
export interface DavClient {
  /** What addresses without a server mean. */
  readonly base: URL
  /** Every answer that is no success is a `GroupwareError`. */
  ask(method: string, where: string | URL, call?: DavCall): Promise<DavAnswer>
  close(): void
}

const SECONDS = 60
/** Looking through a large collection for the first time takes a small server minutes. */
const SECONDS_OF_LISTING = 300
const MOST_BYTES = 64 * 1024 * 1024
const MOST_REDIRECTS = 5
/** Providers whose accounts live on many hosts of one domain, which all may see the password. */
const FAMILIES = ['.icloud.com']

/** Opens a client for the server at this address; at most three requests are under way at a time. */
export function openDav(url: string, reach: Reach): DavClient {
  const base = new URL(url)
  const { secret, userName, isPrivateAllowed } = reach
  const options = { keepAlive: true, maxSockets: 3 }
  const plain = new http.Agent(options)
  const secure = new https.Agent({ ...options, ...trustOf(reach) })
  const authorizationOf = (proof: Proof): string =>
    'token' in proof
      ? `Bearer ${proof.token}`
      : `Basic ${Buffer.from(`${userName}:${proof.password}`).toString('base64')}`

  const ask: DavClient['ask'] = (method, where, call = {}) =>
    withProof(secret, (proof) => follow(method, where, { ...call, authorization: authorizationOf(proof) }))

  async function follow(method: string, where: string | URL, call: Authorized): Promise<DavAnswer> {
    let at = new URL(where, base)
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
      if (!mayKnow(at, base)) throw elsewhere(at)
      const answer = await once(method, at, call)
      const location = REDIRECTS.has(answer.status) ? answer.headers.location : undefined
      if (location === undefined) return accept(answer, method, at)
      at = new URL(location, at)
    }
    throw new GroupwareError('broken', `${method} ${at.href}: too many redirects`)
  }

  async function once(method: string, at: URL, call: Authorized, again = true): Promise<Raw> {
    const host = at.hostname.replaceAll(/^\[|\]$/g, '')
    if (!isPrivateAllowed && isIP(host) && !isPublicAddress(host)) throw closedAddress(host)
    const isSecure = at.protocol === 'https:'
    if (!isSecure && !isPrivateAllowed) throw openToAll(at.host)
    const request: RequestOptions = {
      method,
      agent: isSecure ? secure : plain,
      headers: headersOf(call),
      signal: signalOf(reach.signal, call.depth === undefined ? SECONDS : SECONDS_OF_LISTING),
      ...(!isPrivateAllowed && { lookup: lookupPublic }),
    }
    try {
      return await send(isSecure, at, request, call.body)
    } catch (error) {
      // A connection that was kept open may be closed by the other side just when we use it again.
      if (again && error instanceof Reused) return once(method, at, call, false)
      throw networkFault(error)
    }
  }

  function accept({ status, headers, body }: Raw, method: string, url: URL): DavAnswer {
    if (status >= 200 && status < 300) {
      const { etag, location, 'content-type': type = '' } = headers
      return { status, etag, type, url, location, body }
    }
    throw davFault(
      { status, retryAfter: headers['retry-after'], body },
      { how: `${method} ${url.pathname}`, hasToken: 'token' in secret },
    )
  }

  return {
    base,
    ask,
    close() {
      plain.destroy()
      secure.destroy()
    },
  }
}

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 307, 308])

/** Who sees the password: the host it was typed for, the same by https, and the family of a big provider. */
function mayKnow(at: URL, base: URL): boolean {
  if (at.protocol !== 'https:' && at.protocol !== 'http:') return false
  if (at.origin === base.origin) return true
  if (at.protocol !== 'https:') return false
  // From http the upgrade may lead to the usual port; else another port is another server.
  if (at.hostname === base.hostname) return base.protocol === 'http:' && at.port === ''
  return FAMILIES.some((family) => at.hostname.endsWith(family) && base.hostname.endsWith(family))
}

function elsewhere(at: URL): GroupwareError {
  return new GroupwareError('not-found', `EELSEWHERE The server sends us to ${at.origin}${at.pathname}`)
}

type Authorized = DavCall & { authorization: string }

function headersOf({ authorization, depth, headers, body }: Authorized): Record<string, string | number> {
  return {
    authorization,
    'user-agent': 'Kontor',
    accept: '*/*',
    ...(body !== undefined && {
      'content-type': 'application/xml; charset=utf-8',
      'content-length': Buffer.byteLength(body),
    }),
    // What is compressed on the way has another etag with some servers; single items come as they are.
    'accept-encoding': depth === undefined ? 'identity' : 'gzip',
    ...(depth !== undefined && { depth }),
    ...headers,
  }
}

interface Raw {
  status: number
  headers: IncomingMessage['headers']
  body: Uint8Array
}

class Reused extends Error {}

function send(isSecure: boolean, at: URL, options: RequestOptions, body: string | undefined): Promise<Raw> {
  return new Promise((resolve, reject) => {
    const request = (isSecure ? https : http).request(at, options)
    request.on('error', (error) => {
      const isStale = request.reusedSocket && /^(ECONNRESET|EPIPE)$/.test(codeOf(error).code)
      reject(isStale ? new Reused() : error)
    })
    request.on('response', (response) => {
      read(response).then((bytes) => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: bytes })
      }, reject)
    })
    request.end(body)
  })
}

async function read(response: IncomingMessage): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > MOST_BYTES) throw tooLarge()
    chunks.push(chunk)
  }
  const bytes = Buffer.concat(chunks)
  if (response.headers['content-encoding'] !== 'gzip' || size === 0) return bytes
  return promisify(gunzip)(bytes, { maxOutputLength: MOST_BYTES }).catch(() => {
    throw tooLarge()
  })
}

function tooLarge(): GroupwareError {
  return new GroupwareError('broken', `The answer is larger than ${MOST_BYTES} bytes, or broken`)
}

function signalOf(signal: AbortSignal | undefined, seconds: number): AbortSignal {
  const late = AbortSignal.timeout(seconds * 1000)
  return signal ? AbortSignal.any([signal, late]) : late
}
