import { ApiProblem, NoConnection, problemOf } from './api-problem.ts'
import { heardServer } from './connection.ts'
import type { CommandKind } from '../offline/outbox.ts'
import { waitingFiles } from '../offline/waiting-file.ts'

/** Where the API lives: always the origin the page came from. */
export const apiRoot = '/api/v1'

let onSignedOut: () => void = () => undefined

/** Says what to do when the server no longer knows us. */
export function whenSignedOut(act: () => void): void {
  onSignedOut = act
}

/** A call that did not reach the server. */
export interface LostCall {
  method: string
  url: URL
  body: unknown
  later?: Later
}

/** What makes a change worth keeping until the server is back. */
export interface Later {
  kind: CommandKind
  /** Whom it is about. */
  title: string
  contactId?: string
  recordId?: string
  /** What it was based on. */
  version?: number
  /** What the screens may show until then. */
  meanwhile: unknown
}

type StandIn = (call: LostCall) => Promise<{ answer: unknown } | undefined>

let standIn: StandIn | undefined

/** Says who answers while the server is away. */
export function whenAway(answer: StandIn): void {
  standIn = answer
}

/** `fetch` as every call of ours uses it: repeatable, and honest about refusals. */
export async function request(input: Request): Promise<Response> {
  const call = named(input)
  let response: Response
  try {
    response = await fetch(call)
  } catch (error) {
    if (call.signal.aborted) throw error
    heardServer(false)
    throw new NoConnection(error)
  }
  // A proxy in front of a sleeping server answers for it.
  heardServer(response.status < 502 || response.status > 504)
  if (response.ok) return response
  const problem = await problemOf(response)
  if (problem.status === 401 && !isDoor(call.url)) onSignedOut()
  throw problem
}

interface Options {
  query?: Record<string, string>
  body?: unknown
  signal?: AbortSignal
  version?: number
  /** Goes through although the page is being left. */
  keepalive?: boolean
  /** Kept and carried over later when the server is away. */
  later?: Later
}

/** One call by hand, for the few answers the screen ground itself reads. */
export async function ask<Answer>(
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE',
  path: string,
  options: Options = {},
): Promise<Answer> {
  const url = new URL(apiRoot + path, location.origin)
  for (const [key, value] of Object.entries(options.query ?? {})) url.searchParams.set(key, value)
  const headers = new Headers({ accept: 'application/json' })
  if (options.version !== undefined) headers.set('if-match', ifMatch(options.version))
  if (options.body !== undefined) headers.set('content-type', 'application/json')
  const init: RequestInit = { method, headers }
  if (options.body !== undefined) init.body = JSON.stringify(options.body)
  if (options.signal) init.signal = options.signal
  if (options.keepalive) init.keepalive = true
  const { body, later } = options
  const lost = { method, url, body, ...(later && { later }) }
  // What was chosen without network goes over with the command that needs it.
  const response = await (
    later && waitingFiles(body).length > 0
      ? Promise.reject(new NoConnection('files wait'))
      : request(new Request(url, init))
  ).catch(async (error: unknown) => {
    const known = isAway(error) ? await standIn?.(lost) : undefined
    if (known) return known
    throw error
  })
  if ('answer' in response) return response.answer as Answer
  return (response.status === 204 ? undefined : await response.json()) as Answer
}

/** Whether the server was not reached: no network, or a proxy answering for it. */
function isAway(error: unknown): boolean {
  return (
    error instanceof NoConnection ||
    (error instanceof ApiProblem && error.status >= 502 && error.status <= 504)
  )
}

/** The header that makes a stale change fail with 412 instead of overwriting another's. */
export function ifMatch(version: number): string {
  return `"${version}"`
}

/** Whether trying again could help: yes for a lost connection or a busy server, no for a refusal. */
export function worthRepeating(error: unknown): boolean {
  return error instanceof NoConnection || (error instanceof ApiProblem && error.status >= 500)
}

/** What a state-changing call carries: a name, so that it works once. */
export function uploadHeaders(): Record<string, string> {
  return { 'idempotency-key': crypto.randomUUID() }
}

function named(call: Request): Request {
  if (call.method === 'GET' || call.method === 'HEAD') return call
  const headers = new Headers(call.headers)
  if (call.method === 'POST' && !headers.has('idempotency-key'))
    headers.set('idempotency-key', crypto.randomUUID())
  return new Request(call, { headers })
}

/** The door itself answers 401 for a wrong password; that must not send anybody to the door. */
function isDoor(url: string): boolean {
  return new URL(url).pathname === `${apiRoot}/session`
}
