import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { Problem, missing } from '#kernel/problem.ts'
import { NOBODY } from '#kernel/rights.ts'
import type { By, Role } from '#kernel/rights.ts'
import { checkOrigin, readCredentials } from './credentials.ts'
import { transaction } from './database.ts'
import type { House } from './house.ts'
import { once } from './idempotency.ts'
import { tooLarge } from './files.ts'
import type { Call, May, Route, Upload } from './route.ts'

const rank: Record<Role, number> = { guest: 1, user: 2, admin: 3 }
const needed: Record<May, number> = { anyone: 0, guest: 1, user: 2, admin: 3 }

/** Hangs a route into the server: who → may → valid → one transaction → do → answer. */
export function serveRoute(server: FastifyInstance, house: House, route: Route): void {
  server.route({
    method: route.method,
    url: `/api/v1${route.path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
    ...(route.bodyLimit !== undefined && { bodyLimit: route.bodyLimit }),
    handler: async (request, response) => {
      response.header('cache-control', 'no-store')
      const by = await identify(house, request, route)
      const call: Call<unknown, unknown, unknown> = {
        by,
        params: readParams(route, request.params),
        query: route.query ? parse(route.query, request.query) : {},
        files: [],
        body: undefined,
        ifMatch: readIfMatch(request.headers['if-match']),
        house,
        request,
        response,
      }
      await readBody(route, call).catch(unreadable)
      const { status, body } = route.writes ? await write(house, route, call) : await read(house, route, call)
      return answer(route, response, status, body)
    },
  })
}

async function identify(house: House, request: FastifyRequest, route: Route): Promise<By> {
  const credentials = readCredentials(request)
  const by = await house.authenticate(credentials)
  // Signing in counts too: else another site could sign a visitor in as somebody else.
  if (!credentials.bearer && request.method !== 'GET') checkOrigin(request, house.config.publicUrl)
  if (!by && route.may !== 'anyone') throw new Problem('unauthenticated', 'sign_in', 'Please sign in.')
  if (by && rank[by.role] < needed[route.may]) {
    throw new Problem('forbidden', 'forbidden', 'Your role does not allow this.')
  }
  return by ?? NOBODY
}

function readParams(route: Route, params: unknown): unknown {
  if (!route.params) return {}
  const parsed = route.params.safeParse(params)
  if (!parsed.success) throw missing()
  return parsed.data
}

async function readBody(route: Route, call: Call<unknown, unknown, unknown>): Promise<void> {
  if (route.upload && !isJson(call.request)) {
    call.body = await route.upload.take(await readUpload(route.upload, call.request), call.house)
  } else if (route.multipart && call.request.isMultipart()) {
    const limit = await route.fileLimit?.(call.house.db)
    const { files, fields } = await call.house.files.receive(call.request, limit)
    call.files = files
    if (route.body) call.body = parse(route.body, fields)
  } else if (Buffer.isBuffer(call.request.body)) {
    throw new Problem('wrong-kind', 'wrong_media_type', 'Send JSON.')
  } else if (route.body) {
    call.body = parse(route.body, call.request.body ?? {})
  }
}

/** A form that breaks off, or is none, is bad input; its reader throws plain errors. */
function unreadable(error: unknown): never {
  const broken = error instanceof Error && /end of form|part header|multipart|boundary/i.test(error.message)
  if (!broken || error instanceof Problem) throw error
  throw new Problem('invalid', 'unreadable', 'The form cannot be read to its end.')
}

function isJson(request: FastifyRequest): boolean {
  return /^application\/([\w.-]+\+)?json\b/i.test(request.headers['content-type'] ?? '')
}

async function readUpload({ types, limit }: Upload<unknown>, request: FastifyRequest): Promise<Buffer> {
  const limits = { fileSize: limit, files: 1 }
  const content = request.isMultipart() ? await (await request.file({ limits }))?.toBuffer() : request.body
  if (!Buffer.isBuffer(content)) {
    throw new Problem('wrong-kind', 'wrong_media_type', `Send one of ${types.join(', ')}.`)
  }
  if (content.length === 0) throw new Problem('wrong-kind', 'wrong_media_type', 'The file is empty.')
  if (content.length > limit) throw tooLarge(limit)
  return content
}

/** The value as the schema reads it; a ZodError becomes a problem that names the fields. */
export function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const errors = parsed.error.issues.map((issue) => ({
    path: issue.path.join('.'),
    code: ('params' in issue && (issue.params as { code?: string })?.code) || issue.code,
    message: issue.message,
  }))
  const detail = errors.map((e) => (e.path ? `${e.path}: ${e.message}` : e.message)).join('; ')
  throw new Problem('invalid', 'invalid', detail, errors)
}

function readIfMatch(header: string | undefined): number | undefined {
  if (header === undefined || header === '*') return undefined
  const version = /^(?:W\/)?"?(\d{1,9})"?$/.exec(header.trim())?.[1]
  if (version === undefined)
    throw new Problem('stale', 'stale', 'If-Match must carry the version of the record.')
  return Number(version)
}

interface Answer {
  status: number
  body: unknown
}

async function read(house: House, route: Route, call: Call<unknown, unknown, unknown>): Promise<Answer> {
  const body = await route.run({ ...call, db: house.db, tx: undefined as never })
  return { status: statusOf(route), body }
}

async function write(house: House, route: Route, call: Call<unknown, unknown, unknown>): Promise<Answer> {
  return transaction(house.db, (tx) =>
    once(tx as never, route, call, async () => {
      const body = await route.run({ ...call, tx, db: undefined as never })
      // A route that became a job instead of an answer says so itself.
      return { status: call.response.statusCode === 202 ? 202 : statusOf(route), body }
    }),
  )
}

function statusOf(route: Route): number {
  return (
    route.status ??
    (route.reply || route.binary ? (route.method === 'POST' && route.writes ? 201 : 200) : 204)
  )
}

function answer(route: Route, response: FastifyReply, status: number, body: unknown): FastifyReply {
  if (response.sent) return response
  // An answer in bytes may be a part of them (206) or none because they are known (304): its route says so.
  if (route.binary && response.statusCode !== 200) return response.send(body)
  if (status === 204 || body === undefined) return response.code(status).send()
  if (route.binary) return response.code(status).send(body)
  if (isRecord(body) && typeof body['version'] === 'number') response.header('etag', `"${body['version']}"`)
  return response.code(status).type('application/json; charset=utf-8').send(body)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
