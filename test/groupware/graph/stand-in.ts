import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { Refusal } from './answer.ts'
import type { Answer, Ask, Route } from './answer.ts'
import { CALENDAR_ROUTES } from './calendar-routes.ts'
import { CONTACT_ROUTES } from './contact-routes.ts'
import { MAIL_ROUTES } from './mail-routes.ts'
import { newMailbox } from './mailbox.ts'
import type { Mailbox, Raw } from './mailbox.ts'
import { Pages } from './pages.ts'
import { answerFaults, requestFaults } from './schema-check.ts'
import { SUBSCRIPTION_ROUTES } from './subscription-routes.ts'
import { TODO_ROUTES } from './todo-routes.ts'

/** Something that goes wrong with the next requests that fit. */
export interface Trouble {
  method?: string
  path?: RegExp
  /** How often; once when nothing is said. */
  times?: number
  /** `cut`: the line breaks before anything is done; `cut-after`: when all is done. */
  what: 'cut' | 'cut-after' | { status: number; code: string; retryAfter?: string; body?: string }
}

export type Who = { address: string } | 'app'
type Reply = { status: number; body?: Raw; headers?: Record<string, string>; bytes?: Buffer | string }

const ROUTES: Route[] = [
  ...CALENDAR_ROUTES,
  ...TODO_ROUTES,
  ...CONTACT_ROUTES,
  ...MAIL_ROUTES,
  ...SUBSCRIPTION_ROUTES,
]
/** Exchange refuses a fifth request to a mailbox. */
const AT_ONCE = 4

/** Starts Graph's stand-in with no mailbox that has anything in it. */
export async function startGraph(): Promise<StandIn> {
  const standIn = new StandIn()
  await standIn.listen()
  return standIn
}

/** Microsoft Graph, as far as Kontor asks it; every request and every answer is held against Microsoft's schema. */
export class StandIn {
  /** `http://127.0.0.1:…/v1.0`. */
  url = ''
  /** Who comes with a token; `app` comes with rights for the whole firm. */
  readonly tokens = new Map<string, Who>()
  whoIs = async (token: string): Promise<Who | undefined> => this.tokens.get(token)
  readonly troubles: Trouble[] = []
  readonly pages = new Pages()
  /** What was asked wrongly, or would not be answered so by Microsoft; a test with any of it has failed. */
  readonly mistakes: string[] = []
  /** Method and path of every request, in their order. */
  readonly asked: string[] = []
  /** The most requests to one mailbox that were on their way at a time. */
  peak = 0

  private readonly boxes = new Map<string, Mailbox>()
  private readonly busy = new Map<string, number>()
  private readonly server = http.createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => void this.handle(request, response, Buffer.concat(parts)))
  })

  /** The mailbox of an address; made when it is asked for first. */
  mailbox(address: string): Mailbox {
    const box = this.boxes.get(address) ?? newMailbox(address)
    this.boxes.set(address, box)
    return box
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => void this.server.listen(0, '127.0.0.1', resolve))
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1.0`
  }

  async close(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise<void>((resolve) => void this.server.close(() => resolve()))
  }

  private async handle(request: http.IncomingMessage, response: http.ServerResponse, bytes: Buffer) {
    const address = new URL(request.url ?? '', this.url)
    const path = address.pathname.replace('/v1.0', '')
    this.asked.push(`${request.method} ${decodeURIComponent(path)}`)
    const trouble = this.nextTrouble(request.method ?? '', path)
    const {
      status,
      headers,
      body,
      bytes: sent = body === undefined ? undefined : JSON.stringify(body),
    } = trouble === 'cut' ? { status: 0 } : await this.replied(request, address, bytes, trouble)
    if (trouble === 'cut' || trouble === 'cut-after') request.socket.destroy()
    else response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(sent)
  }

  private nextTrouble(method: string, path: string): Trouble['what'] | undefined {
    const at = this.troubles.findIndex(
      (one) => (one.method ?? method) === method && (one.path?.test(decodeURIComponent(path)) ?? true),
    )
    const found = this.troubles[at]
    if (!found) return undefined
    found.times = (found.times ?? 1) - 1
    if (found.times <= 0) this.troubles.splice(at, 1)
    return found.what
  }

  private async replied(
    request: http.IncomingMessage,
    address: URL,
    bytes: Buffer,
    trouble: Trouble['what'] | undefined,
  ): Promise<Reply> {
    if (typeof trouble === 'object') {
      const { status, code, retryAfter, body } = trouble
      const error: Reply = body === undefined ? failure(status, code, code) : { status, bytes: body }
      return { ...error, headers: retryAfter === undefined ? {} : { 'retry-after': retryAfter } }
    }
    try {
      return await this.answered(request, address, bytes)
    } catch (error) {
      if (error instanceof Refusal) return failure(error.status, error.code, error.message)
      this.mistakes.push(`${request.method} ${address.pathname}: ${String(error)}`)
      return failure(500, 'InternalServerError', String(error))
    }
  }

  private async answered(request: http.IncomingMessage, address: URL, bytes: Buffer): Promise<Reply> {
    const who = await this.whoIs((request.headers.authorization ?? '').replace('Bearer ', ''))
    if (!who) throw new Refusal(401, 'InvalidAuthenticationToken', 'Access token has expired.')
    const prefer = String(request.headers['prefer'] ?? '')
    if (!prefer.includes('IdType="ImmutableId"')) {
      this.refuse(`${request.method} ${address.pathname} without IdType`)
    }
    const { box, rest } = this.mailboxOf(address.pathname.replace('/v1.0', ''), who)
    const count = (this.busy.get(box.address) ?? 0) + 1
    this.busy.set(box.address, count)
    this.peak = Math.max(this.peak, count)
    try {
      if (count > AT_ONCE) throw new Refusal(429, 'ApplicationThrottled', 'MailboxConcurrency')
      // What comes at the same time is at work at the same time.
      await new Promise(setImmediate)
      const { route, params } =
        routeOf(request.method ?? '', rest) ?? this.refuse(`no such path: ${request.method} ${rest}`, 404)
      return await this.routed(route, address, {
        box,
        root: this.url + address.pathname.slice('/v1.0'.length, -rest.length),
        params,
        query: new Map(address.searchParams),
        body: {},
        bytes,
        type: request.headers['content-type'] ?? '',
        ifMatch: request.headers['if-match'],
        prefer,
        isApp: who === 'app',
      })
    } finally {
      this.busy.set(box.address, (this.busy.get(box.address) ?? 1) - 1)
    }
  }

  private mailboxOf(path: string, who: Who): { box: Mailbox; rest: string } {
    if (path.startsWith('/subscriptions')) return { box: this.mailbox('subscriptions'), rest: path }
    const [, me, named] = /^\/(?:(me)|users\/([^/]+))\//.exec(path) ?? []
    if (me && who === 'app') throw new Refusal(400, 'BadRequest', '/me is for users only')
    const address = me && who !== 'app' ? who.address : decodeURIComponent(named ?? '')
    if (address === '') throw new Refusal(404, 'ResourceNotFound')
    if (who !== 'app' && who.address !== address) throw new Refusal(403, 'ErrorAccessDenied')
    return { box: this.mailbox(address), rest: path.replace(/^\/(me|users\/[^/]+)/, '') }
  }

  private async routed(route: Route, address: URL, ask: Ask): Promise<Reply> {
    const where = `${route.method} ${route.path}`
    const { query } = ask
    const unknown = [...query.keys()].filter((one) => ![...(route.query ?? []), '$skiptoken'].includes(one))
    if (unknown.length > 0) this.refuse(`${where}: unknown query option ${unknown.join()}`)
    if (ask.bytes.length > 0 && ask.type === 'application/json') ask.body = JSON.parse(ask.bytes.toString())
    const faults = route.takes === undefined ? [] : requestFaults(route.takes, ask.body, ask.box)
    if (faults.length > 0) this.refuse(`${where}: ${faults.join('; ')}`)
    const [skip, delta] = [query.get('$skiptoken'), query.get('$deltatoken')]
    if (skip !== undefined)
      return this.checked(route, { status: 200, list: [] }, this.pages.next(address, ask, skip))
    if (delta !== undefined) query.set('$deltatoken', this.pages.fresh(delta))
    const answer = await route.answer(ask)
    if ('list' in answer) return this.checked(route, answer, this.pages.begin(address, ask, answer.list))
    if (!('delta' in answer)) return this.checked(route, answer)
    const { entries, token } = answer.delta
    return this.checked(route, answer, this.pages.begin(address, ask, entries, token))
  }

  /** The answer, when it is as Microsoft's schema says. */
  private checked(route: Route, answer: Answer, page?: Raw & { value: Raw[] }): Reply {
    const { status } = answer
    if ('bytes' in answer) return { status, bytes: answer.bytes, headers: { 'content-type': answer.type } }
    const entities = page?.value ?? ('entity' in answer ? [answer.entity] : [])
    for (const one of route.gives === undefined ? [] : entities) {
      for (const fault of answerFaults(route.gives ?? '', one)) {
        this.mistakes.push(`answer of ${route.path}: ${fault}`)
      }
    }
    const body = page ?? ('entity' in answer ? answer.entity : undefined)
    return body === undefined ? { status } : { status, body }
  }

  /** Graph refuses this, and a test of ours that asks for it has failed. */
  private refuse(mistake: string, status = 400): never {
    this.mistakes.push(mistake)
    throw new Refusal(status, status === 404 ? 'ResourceNotFound' : 'BadRequest', mistake)
  }
}

function failure(status: number, code: string, message: string): Reply {
  return { status, body: { error: { code, message } } }
}

function routeOf(method: string, path: string): { route: Route; params: Record<string, string> } | undefined {
  const parts = path.split('/').map(decodeURIComponent)
  for (const route of ROUTES) {
    const names = route.path.split('/')
    if (route.method !== method || names.length !== parts.length) continue
    if (!names.every((name, at) => name.startsWith(':') || name === parts[at])) continue
    const named = names.flatMap((name, at) =>
      name.startsWith(':') ? [[name.slice(1), parts[at] ?? '']] : [],
    )
    return { route, params: Object.fromEntries(named) as Record<string, string> }
  }
  return undefined
}
