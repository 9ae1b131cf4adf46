import { setTimeout } from 'node:timers/promises'
import { GroupwareError } from '../groupware-error.ts'
import { brokenLine, graphFault, secondsOf } from './graph-fault.ts'
import { inTurn } from './mailbox-turns.ts'
import type { TokenSource } from '../sign-in/token.ts'

const SECONDS = 60
const TRIES = 4
/** Longer waits are the caller's, who has other work meanwhile. */
const LONGEST_WAIT = 15

export interface GraphAccess {
  /** `https://graph.microsoft.com/v1.0`, without a slash at the end. */
  base: string
  /** Before each path: `/me` or `/users/…`. */
  root: string
  token: TokenSource
  signal?: AbortSignal | undefined
  /** How waiting is done; tests do not wait. */
  wait?: (milliseconds: number) => Promise<void>
}

export interface GraphPage<T> {
  value: T[]
  next: string | undefined
  delta: string | undefined
  /** The server's clock when it answered. */
  at: string
}

export interface Asked {
  prefer?: readonly string[]
  signal?: AbortSignal | undefined
}

/** Requests to one mailbox, each with its sign-in, its patience and its place in the row of three. */
export type GraphCall = ReturnType<typeof graphCall>

/** Paths begin behind the mailbox (`/events`); links that Graph gave are taken whole. */
export function graphCall(access: GraphAccess) {
  const json = async <T>(method: string, path: string, asked: Sent & Asked = {}): Promise<T> => {
    const text = await (await send(access, method, path, asked)).text()
    return parsed(text) as T
  }
  const page = async <T>(path: string, asked: Asked = {}): Promise<GraphPage<T>> => {
    const answer = await send(access, 'GET', path, asked)
    const body = parsed(await answer.text()) as Record<string, unknown>
    if (!Array.isArray(body['value'])) throw new GroupwareError('broken', `no page of ${path}`)
    return {
      value: body['value'] as T[],
      next: linkIn(body, '@odata.nextLink'),
      delta: linkIn(body, '@odata.deltaLink'),
      at: new Date(answer.headers.get('date') ?? Date.now()).toISOString(),
    }
  }
  /** All pages, one after the other. */
  async function* all<T>(path: string, asked?: Asked): AsyncGenerator<T> {
    for (let link: string | undefined = path; link !== undefined;) {
      const answer: GraphPage<T> = await page<T>(link, asked)
      yield* answer.value
      link = answer.next
    }
  }
  return {
    access,
    get: <T>(path: string, asked?: Asked) => json<T>('GET', path, asked),
    /** Undefined where there is none. */
    find: <T>(path: string, asked?: Asked): Promise<T | undefined> =>
      json<T>('GET', path, asked).catch(unlessGone),
    page,
    all,
    /** The first of a list, whose pages may be empty before it. */
    async first<T>(path: string): Promise<T | undefined> {
      for await (const one of all<T>(path)) return one
      return undefined
    },
    async bytes(path: string): Promise<{ type: string; bytes: Uint8Array } | undefined> {
      const answer = await send(access, 'GET', path, {}).catch(unlessGone)
      if (!answer) return undefined
      return {
        type: answer.headers.get('content-type') ?? 'application/octet-stream',
        bytes: new Uint8Array(await answer.arrayBuffer()),
      }
    },
    post: <T>(path: string, body: unknown) =>
      json<T>('POST', path, { body: JSON.stringify(body), type: 'application/json' }),
    /** Bytes or text as they are. */
    hand: async (method: 'POST' | 'PUT', path: string, type: string, body: Uint8Array | string) =>
      parsed(await (await send(access, method, path, { body, type })).text()) as { id?: string } | undefined,
    patch: <T>(path: string, etag: string | undefined, body: unknown) =>
      json<T>('PATCH', path, { body: JSON.stringify(body), type: 'application/json', etag }),
    /** What is gone already is no failure. */
    remove: async (path: string, etag?: string): Promise<void> => {
      const answer = await send(access, 'DELETE', path, { etag }).catch(unlessGone)
      await answer?.body?.cancel()
    },
  }
}

interface Sent {
  body?: Uint8Array | string
  type?: string
  etag?: string | undefined
}

/** Tries again where that is safe: when Graph says so, and readings when the line broke. */
async function send(
  access: GraphAccess,
  method: string,
  path: string,
  sent: Sent & Asked,
): Promise<Response> {
  const wait = access.wait ?? ((milliseconds: number) => setTimeout(milliseconds))
  let renewed = false
  for (let attempt = 1; ; attempt++) {
    const token = await access.token()
    let fault: GroupwareError
    try {
      const answer = await inTurn(access.base + access.root, () => once(access, method, path, sent, token))
      if (answer.ok) return answer
      const seconds = secondsOf(answer.headers.get('retry-after'), Date.now())
      fault = graphFault(answer.status, await answer.text(), seconds)
    } catch (error) {
      fault = brokenLine(error)
      if (method !== 'GET' || isEnded(access, sent)) throw fault
    }
    if (fault.fault === 'consent' && !renewed) {
      renewed = true
      if ((await access.token(token)) !== token) continue
    }
    const isPassing = fault.fault === 'throttled' || (method === 'GET' && fault.fault === 'unreachable')
    const seconds = fault.retryAfter ?? 0.25 * 2 ** attempt * (0.5 + Math.random())
    if (!isPassing || attempt === TRIES || seconds > LONGEST_WAIT) throw fault
    await wait(seconds * 1000)
  }
}

async function once(
  { base, root, signal }: GraphAccess,
  method: string,
  path: string,
  sent: Sent & Asked,
  token: string,
): Promise<Response> {
  const address = path.startsWith('https:') || path.startsWith('http:') ? path : base + root + path
  // A link is followed only to where it came from: else the token would go with it.
  if (!address.startsWith(`${base}/`)) throw new GroupwareError('token-lost', 'a link to somewhere else')
  const headers = new Headers({ authorization: `Bearer ${token}`, accept: 'application/json' })
  // Ids that stay when an item moves to another folder.
  for (const one of ['IdType="ImmutableId"', ...(sent.prefer ?? [])]) headers.append('prefer', one)
  if (sent.type) headers.set('content-type', sent.type)
  if (sent.etag) headers.set('if-match', sent.etag)
  const signals = [AbortSignal.timeout(SECONDS * 1000), signal, sent.signal].filter((one) => one != null)
  return fetch(address, {
    method,
    headers,
    redirect: 'error',
    signal: AbortSignal.any(signals),
    ...(sent.body === undefined ? {} : { body: sent.body as Uint8Array<ArrayBuffer> | string }),
  })
}

function isEnded(access: GraphAccess, asked: Asked): boolean {
  return access.signal?.aborted === true || asked.signal?.aborted === true
}

function unlessGone(error: unknown): undefined {
  if (error instanceof GroupwareError && error.fault === 'not-found') return undefined
  throw error
}

/** What Graph says; nothing where it says nothing. */
function parsed(text: string): unknown {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    throw new GroupwareError('broken', 'an answer that is no JSON')
  }
}

function linkIn(body: Record<string, unknown>, name: string): string | undefined {
  const link = body[name]
  return typeof link === 'string' ? link : undefined
}
