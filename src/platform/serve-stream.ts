import type { FastifyInstance } from 'fastify'
import { Problem } from '#kernel/problem.ts'
import { NOBODY } from '#kernel/rights.ts'
import { readCredentials } from './credentials.ts'
import type { House } from './house.ts'

/** Proxies close silent connections; a comment now and then keeps them open and shows us who is gone. */
const HEARTBEAT = 20_000

/** `GET /stream`: live changes as server-sent events, each only to those who may see the record. */
export function serveStream(server: FastifyInstance, house: House): void {
  server.get('/api/v1/stream', async (request, response) => {
    const credentials = readCredentials(request)
    let by = await house.authenticate(credentials)
    if (!by) throw new Problem('unauthenticated', 'sign_in', 'Please sign in.')
    response.hijack()
    const { raw } = response
    raw.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    })
    raw.write('retry: 2000\n\nevent: ready\ndata: {}\n\n')

    const end = () => {
      clearInterval(timer)
      for (const stop of stops) stop()
      raw.end()
    }
    // Rights may have changed, and whoever was signed out hears no more.
    const recheck = async () => {
      by = await house.authenticate(credentials).catch(() => by)
      if (!by) return end()
      raw.write(': still here\n\n')
    }
    const timer = setInterval(() => void recheck(), HEARTBEAT)
    const stops = [
      house.live.subscribe(
        () => by ?? NOBODY,
        (event) => raw.write(`data: ${JSON.stringify(event)}\n\n`),
      ),
      house.live.onEvery(({ kind }) => {
        if (kind === 'session' || kind === 'user' || kind === 'group') void recheck()
      }),
    ]
    request.raw.on('close', end)
  })
}
