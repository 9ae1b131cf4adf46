import { existsSync } from 'node:fs'
import { freePort, serverFolder, startServer } from './server-process.ts'

const PROGRAM = '/usr/bin/xandikos'

/** Whether the second CalDAV and CardDAV server is on this machine; tests that need it are skipped without. */
export const hasXandikos = existsSync(PROGRAM)

/**
 * A server for one person without a password, which keeps everything in Git. It is unlike Radicale where servers differ:
 * collections stand below homes of their own (`calendars/`, `contacts/`), every calendar holds events and tasks alike,
 * tokens and ETags are names of Git's, properties it cannot keep are answered with 404, and a search in an address book
 * ends with an error 500.
 */
export interface Xandikos {
  /** Ends with a slash; the one principal is `user/` below it. */
  url: string
  /** What a client sends; the body of the answer is read. */
  call(
    method: string,
    path: string,
    options?: { body?: string; headers?: Record<string, string> },
  ): Promise<{ status: number; body: string }>
  /** Takes away what there is and makes one empty calendar and one empty address book. */
  empty(): Promise<void>
  stop(): Promise<void>
}

const CALENDARS = '/user/calendars/'
const BOOKS = '/user/contacts/'

/** Starts a real Xandikos on a free port. */
export async function startXandikos(): Promise<Xandikos> {
  const folder = await serverFolder('xandikos')
  const port = await freePort()
  const where = ['-d', `${folder.path}/data`, '-l', '127.0.0.1', '-p', String(port)]
  const server = await startServer(PROGRAM, [...where, '--autocreate'], { port, cwd: folder.path })
  const url = `http://127.0.0.1:${port}/`
  const call: Xandikos['call'] = async (method, path, { body, headers = {} } = {}) => {
    const response = await fetch(new URL(path, url), {
      method,
      headers: { 'content-type': 'application/xml', ...headers },
      ...(body !== undefined && { body }),
    })
    return { status: response.status, body: await response.text() }
  }
  const membersOf = async (home: string) => {
    const { body } = await call('PROPFIND', home, { headers: { depth: '1' } })
    return [...body.matchAll(/<(?:\w+:)?href>([^<]+)</g)].flatMap(([, path]) => (path === home ? [] : path))
  }
  const make = async (method: string, path: string, body: string) => {
    const { status } = await call(method, path, { body })
    if (status !== 201) throw new Error(`Xandikos made no ${path}: ${status}`)
  }
  return {
    url,
    call,
    async empty() {
      for (const home of [CALENDARS, BOOKS])
        for (const path of await membersOf(home)) if (path) await call('DELETE', path)
      await make('MKCALENDAR', `${CALENDARS}kalender/`, CALENDAR)
      await make('MKCOL', `${BOOKS}kontakte/`, BOOK)
    },
    async stop() {
      await server.stop()
      await folder.remove()
    },
  }
}

const CALENDAR = `<C:mkcalendar xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><set><prop><displayname>Kalender</displayname></prop></set></C:mkcalendar>`
const BOOK = `<mkcol xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:carddav"><set><prop><displayname>Kontakte</displayname><resourcetype><collection/><C:addressbook/></resourcetype></prop></set></mkcol>`
