import http from 'node:http'
import type { AddressInfo } from 'node:net'
import type { HolderOf } from './dovecot.ts'

/**
 * Stands before a server of calendars and contacts and lets in who shows an access token (RFC 6750), as the user whose it
 * is; the server behind knows them by name and password.
 */
export async function startBearerProxy(
  target: string,
  { holderOf, password }: { holderOf: HolderOf; password: string },
): Promise<{ url: string; stop(): Promise<void> }> {
  const agent = new http.Agent({ keepAlive: false })
  const server = http.createServer(async (request, response) => {
    const [, token = ''] = /^Bearer (.+)$/.exec(request.headers.authorization ?? '') ?? []
    const user = await holderOf(token)
    if (user === undefined) {
      request.resume()
      response.writeHead(401, { 'www-authenticate': 'Bearer error="invalid_token"' }).end()
      return
    }
    const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
    const onward = http.request(
      new URL(request.url ?? '/', target),
      { method: request.method ?? 'GET', headers: { ...request.headers, authorization }, agent },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(response)
      },
    )
    onward.on('error', () => response.destroy())
    request.pipe(onward)
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    stop() {
      server.closeAllConnections()
      return new Promise((resolve) => void server.close(() => resolve()))
    },
  }
}
