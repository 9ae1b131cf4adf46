import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import fastifyStatic from '@fastify/static'
import Fastify from 'fastify'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { serveDav } from '#features/dav/server/serve-dav.ts'
import { serveFeeds } from '#features/calendar/server/feed/serve-feed.ts'
import { Problem } from '#kernel/problem.ts'
import { answerProblem, answerProblems } from '#platform/answer-problem.ts'
import { mapHost } from '#features/routes/map-settings.ts'
import { readSettings } from '#features/settings/server/settings.ts'
import type { House } from '#platform/house.ts'
import { openApi } from '#platform/openapi.ts'
import type { Route } from '#platform/route.ts'
import { serveRoute } from '#platform/serve-route.ts'
import { serveStream } from '#platform/serve-stream.ts'
import { sendSecurityHeaders } from './security-headers.ts'

const WEB = join(import.meta.dirname, '../../dist/web')
/** JSON bodies; files have their own limit. */
const BODY_LIMIT = 5 * 1024 * 1024

/** The web server with all routes, not listening yet. */
export async function createServer(house: House, routes: Route[]): Promise<FastifyInstance> {
  const server = Fastify({
    bodyLimit: BODY_LIMIT,
    trustProxy: house.config.trustProxy,
    genReqId: () => randomUUID(),
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: (error, request, response) => answerProblem(error, request, response, house.log),
  })
  answerProblems(server, house.log)
  sendSecurityHeaders(server, house.config.publicUrl)
  await server.register(cookie)
  await server.register(multipart)
  refusePlainText(server)
  server.addContentTypeParser(
    'application/merge-patch+json',
    { parseAs: 'string' },
    server.getDefaultJsonParser('error', 'error'),
  )
  // A picture as the whole body; a route that takes none refuses it.
  server.addContentTypeParser(
    /^(image\/|application\/octet-stream)/,
    { parseAs: 'buffer' },
    (_request, body, done) => done(null, body),
  )
  openToMap(server, house)
  for (const route of routes) serveRoute(server, house, route)
  serveHealth(server, house)
  serveStream(server, house)
  serveFeeds(server, house)
  await serveDav(server, house)
  const document = openApi(routes, house.version)
  server.get('/api/openapi.json', () => document)
  if (existsSync(WEB)) await serveWeb(server)
  return server
}

/** A form of another site can send plain text without asking first; who sends none of it (Microsoft's knock) may come in. */
function refusePlainText(server: FastifyInstance): void {
  server.removeContentTypeParser('text/plain')
  server.addContentTypeParser('text/plain', ({ headers }, _body, done) => {
    const length = headers['content-length'] ?? '0'
    const isEmpty = headers['transfer-encoding'] === undefined && length === '0'
    done(isEmpty ? null : new Problem('wrong-kind', 'wrong_media_type', 'Send JSON.'), undefined)
  })
}

/** So long what the administrator chose for the map is taken as said. */
const MAP_KEPT = 10_000

/** Lets pages and their workers fetch the map from the one host the administrator named, if any. */
function openToMap(server: FastifyInstance, house: House): void {
  let host: string | undefined
  let readAt = 0
  server.addHook('onSend', async (request, response) => {
    if (request.url.startsWith('/api')) return
    if (Date.now() - readAt > MAP_KEPT) {
      readAt = Date.now()
      const { map } = await readSettings(house.db)
      host = mapHost(map)
    }
    const policy = response.getHeader('content-security-policy')
    if (!host || typeof policy !== 'string') return
    const opened = policy.replaceAll(/(connect-src|img-src) [^;]*/g, (rule) => `${rule} ${host}`)
    response.header('content-security-policy', opened)
  })
}

function serveHealth(server: FastifyInstance, house: House): void {
  server.get('/api/health', async (_request, response) => {
    const database = await sql`select 1`.execute(house.db).then(
      () => 'ok',
      () => 'away',
    )
    const healthy = database === 'ok'
    return response
      .code(healthy ? 200 : 503)
      .send({ status: healthy ? 'ok' : 'failing', version: house.version, database })
  })
}

/** The screens: files with a hash in their name for ever, the page itself always fresh, for every address. */
async function serveWeb(server: FastifyInstance): Promise<void> {
  await server.register(fastifyStatic, {
    root: WEB,
    wildcard: false,
    preCompressed: true,
    setHeaders: (response, path) => {
      const kept = path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'
      response.header('cache-control', kept)
      // It speaks for the whole address, wherever a proxy puts it.
      if (path.endsWith('service-worker.js')) response.header('service-worker-allowed', '/')
    },
  })
  server.get('/*', (request, response) => {
    if (/^\/(api|assets)\//.test(request.url)) return response.callNotFound()
    return response.sendFile('index.html')
  })
}
