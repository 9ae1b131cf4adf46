import { readBody } from '#features/dav/xml/read-request.ts'
import type { XmlElement } from '#kernel/read-xml.ts'
import type { Person, TestApp } from './app.ts'

/** What a program gets back. */
export interface DavReply {
  status: number
  body: string
  headers: Record<string, string | string[] | number | undefined>
  /** The answer as XML, where it is some. */
  xml: XmlElement
}

/** A calendar or address book program of somebody, with a password of its own. */
export interface Program {
  /** Their appointments, tasks, contacts. */
  at: { appointments: string; tasks: string; contacts: string }
  ask(method: string, url: string, body?: string, headers?: Record<string, string>): Promise<DavReply>
  put(url: string, text: string, headers?: Record<string, string>): Promise<DavReply>
  /** The answers of a multistatus by address: status, or the properties it has. */
  find(
    method: string,
    url: string,
    body: string,
    headers?: Record<string, string>,
  ): Promise<Map<string, Record<string, string>>>
}

/** Sets a program up for somebody. */
export async function program(app: TestApp, who: Person): Promise<Program> {
  const made = await who.post('/dav/passwords', { name: 'Telefon' })
  const { user } = (await who.get('/dav')).body
  const authorization = `Basic ${Buffer.from(`${user}:${made.body.password}`).toString('base64')}`
  const ask: Program['ask'] = async (method, url, body, headers = {}) => {
    const reply = await app.server.inject({
      method: method as 'GET',
      url,
      headers: {
        authorization,
        ...(body === undefined ? {} : { 'content-type': 'application/xml' }),
        ...headers,
      },
      ...(body === undefined ? {} : { payload: body }),
    })
    return {
      status: reply.statusCode,
      body: reply.body,
      headers: reply.headers,
      get xml() {
        return readBody(Buffer.from(reply.body))
      },
    }
  }
  const home = (kind: string) => `/dav/${kind}/${who.by.id}/`
  return {
    at: {
      appointments: `${home('calendars')}appointments/`,
      tasks: `${home('calendars')}tasks/`,
      contacts: `${home('addressbooks')}contacts/`,
    },
    ask,
    put: (url, text, headers = {}) =>
      ask('PUT', url, text, {
        'content-type': url.endsWith('.vcf') ? 'text/vcard' : 'text/calendar',
        ...headers,
      }),
    async find(method, url, body, headers) {
      const reply = await ask(method, url, body, headers)
      return new Map(
        reply.xml.children
          .filter(({ name }) => name === 'D:response')
          .map((response) => [text(response, 'D:href'), propertiesOf(response)]),
      )
    },
  }
}

function propertiesOf(response: XmlElement): Record<string, string> {
  const status = text(response, 'D:status')
  const stats = response.children.filter(({ name }) => name === 'D:propstat')
  const has = stats.filter((one) => text(one, 'D:status').includes(' 200 '))
  const found = has.flatMap((one) =>
    one.children.filter(({ name }) => name === 'D:prop').flatMap((p) => p.children),
  )
  const lacks = stats.filter((one) => text(one, 'D:status').includes(' 404 '))
  const missing = lacks.flatMap((one) =>
    one.children.filter(({ name }) => name === 'D:prop').flatMap((p) => p.children),
  )
  return {
    ...(status === '' ? {} : { status: status.split(' ')[1] ?? '' }),
    ...Object.fromEntries(found.map((one) => [one.name, written(one)])),
    ...Object.fromEntries(missing.map((one) => [one.name, '404'])),
  }
}

/** Text, or what stands in it. */
function written({ text: own, children }: XmlElement): string {
  return children.length === 0 ? own : children.map((one) => `<${one.name}>${written(one)}`).join('')
}

function text(element: XmlElement, name: string): string {
  return element.children.find((one) => one.name === name)?.text ?? ''
}

/** A PROPFIND for these. */
export function propfindOf(...names: string[]): string {
  return `<D:propfind ${SPACES}><D:prop>${names.map((name) => `<${name}/>`).join('')}</D:prop></D:propfind>`
}

export const SPACES =
  'xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav" xmlns:A="urn:ietf:params:xml:ns:carddav" xmlns:S="http://calendarserver.org/ns/" xmlns:I="http://apple.com/ns/ical/"'

/** Lines as calendars and cards have them. */
export const lines = (...text: string[]) => text.map((line) => `${line}\r\n`).join('')
/** An object with one event. */
export const event = (uid: string, ...more: string[]) =>
  lines(
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Test//Test//EN',
    'BEGIN:VEVENT',
    `UID:${uid}`,
    'DTSTAMP:20270101T000000Z',
    ...more,
    'END:VEVENT',
    'END:VCALENDAR',
  )
/** A request for the changes since a token. */
export const syncOf = (token: string, more = '') =>
  `<D:sync-collection ${SPACES}><D:sync-token>${token}</D:sync-token><D:sync-level>1</D:sync-level>${more}<D:prop><D:getetag/></D:prop></D:sync-collection>`
/** The token of an answer. */
export const tokenIn = (body: string) => /<D:sync-token>([^<]+)<\/D:sync-token>/.exec(body)?.[1] ?? ''
