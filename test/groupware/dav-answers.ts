import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import type { Groupware } from '#connectors/groupware/groupware.ts'
import { eventObjects } from '#connectors/groupware/open/dav/calendar-objects.ts'
import { openGroupware } from '#connectors/groupware/open/open-groupware.ts'
import type { OpenOptions, Secret } from '#connectors/groupware/open/settings.ts'
import { event } from './items.ts'

// What Radicale never says: a server of our own answers as others do.

/** What was asked. */
export interface Asked {
  method: string
  path: string
  headers: IncomingMessage['headers']
  body: string
}
/** What is answered; 207 when nothing is said. */
export type Answer = Partial<{ status: number; headers: Record<string, string>; body: string | Buffer }>

const open: { server: Server; account: Groupware }[] = []
/** Ends what a test has opened. */
export async function closeAll(): Promise<void> {
  for (const { server, account } of open.splice(0)) {
    await account.close()
    server.closeAllConnections()
    await new Promise<void>((resolve) => void server.close(() => resolve()))
  }
}

/** An account at a server that answers what `answer` says. */
export async function accountAt(
  answer: (asked: Asked) => Answer,
  { secret = { password: 'geheim' }, ...more }: Partial<OpenOptions> & { secret?: Secret } = {},
) {
  const asked: Asked[] = []
  const hear = async (request: IncomingMessage, response: ServerResponse) => {
    const { method = '', url: path = '', headers } = request
    const one = { method, path, headers, body: (await buffer(request)).toString('utf8') }
    asked.push(one)
    const { status = 207, headers: said = {}, body = '' } = answer(one)
    response.writeHead(status, said).end(body)
  }
  const server = createServer((request, response) => void hear(request, response))
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const account = await openGroupware(
    { userName: 'ada', caldav: { url: `http://127.0.0.1:${port}/` } },
    secret,
    { zone: 'Europe/Berlin', self: 'ada@example.com', isPrivateAllowed: true, ...more },
  )
  open.push({ server, account })
  return { account, asked, port, server, calendar: account.items('appointment', '/cal/') }
}

export const SPACES =
  'xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav" xmlns:CS="http://calendarserver.org/ns/"'
export const multi = (...parts: string[]) =>
  `<?xml version="1.0"?><D:multistatus ${SPACES}>${parts.join('')}</D:multistatus>`
export const propstat = (props: string) =>
  `<D:propstat><D:prop>${props}</D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat>`
export const one = (href: string, props: string) =>
  `<D:response><D:href>${href}</D:href>${propstat(props)}</D:response>`
export const gone = (href: string, status = '404 Not Found') =>
  `<D:response><D:href>${href}</D:href><D:status>HTTP/1.1 ${status}</D:status></D:response>`
export const etag = (text: string) => `<D:getetag>"${text}"</D:getetag>`
export const textOf = (uid: string) =>
  eventObjects({ zone: 'Europe/Berlin', self: '' }).write(event({ uid })).replaceAll('\r\n', '&#13;\n')
export const object = (href: string, uid: string, tag = '1') =>
  one(href, `${etag(tag)}<C:calendar-data>${textOf(uid)}</C:calendar-data>`)
export const syncToken = (token: string) => `<D:sync-token>${token}</D:sync-token>`
export const SYNC =
  '<D:supported-report-set><D:supported-report><D:report><D:sync-collection/></D:report></D:supported-report></D:supported-report-set>'
export const error = (condition: string) =>
  `<?xml version="1.0"?><D:error ${SPACES}><${condition}/></D:error>`
