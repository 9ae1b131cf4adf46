import { existsSync } from 'node:fs'
import { freePort, serverFolder, startServer } from './server-process.ts'

const PROGRAM = '/usr/bin/radicale'

/** Whether the CalDAV and CardDAV server is on this machine; tests that need it are skipped without. */
export const hasRadicale = existsSync(PROGRAM)

export interface Radicale {
  /** Ends with a slash; every user's collections stand in a folder of their name. */
  url: string
  /** What a client of this user sends; the body of the answer is read. */
  call(
    user: string,
    method: string,
    path: string,
    options?: { body?: string; headers?: Record<string, string> },
  ): Promise<{ status: number; body: string; etag: string | null }>
  /** Makes a calendar of these components (VEVENT, VTODO) and gives back its path. */
  makeCalendar(user: string, name: string, components: readonly string[]): Promise<string>
  /** Makes an address book and gives back its path. */
  makeBook(user: string, name: string): Promise<string>
  /** Lays many objects into a collection at once, by name, past the server: it takes them as its own. */
  lay(path: string, objects: ReadonlyMap<string, string>): Promise<void>
  stop(): Promise<void>
}

/** Starts a real Radicale on a free port; users and their passwords are what they are told to be. */
export async function startRadicale(users: Record<string, string> = { ada: 'geheim' }): Promise<Radicale> {
  const folder = await serverFolder('radicale')
  const port = await freePort()
  const lines = Object.entries(users).map(([user, password]) => `${user}:${password}\n`)
  const passwords = await folder.put('users', lines.join(''))
  const config = await folder.put(
    'config',
    `[server]
hosts = 127.0.0.1:${port}
max_connections = 50
[auth]
type = htpasswd
htpasswd_filename = ${passwords}
htpasswd_encryption = plain
delay = 0
[storage]
filesystem_folder = ${folder.path}/collections
[logging]
level = error
`,
  )
  const server = await startServer(PROGRAM, ['-C', config], { port, cwd: folder.path })
  const url = `http://127.0.0.1:${port}/`
  const call: Radicale['call'] = async (user, method, path, { body, headers = {} } = {}) => {
    const basic = Buffer.from(`${user}:${users[user]}`).toString('base64')
    const response = await fetch(new URL(path, url), {
      method,
      headers: { authorization: `Basic ${basic}`, ...headers },
      ...(body !== undefined && { body }),
    })
    return { status: response.status, body: await response.text(), etag: response.headers.get('etag') }
  }
  const make = async (user: string, method: string, name: string, body: string) => {
    const path = `/${user}/${name}/`
    const { status } = await call(user, method, path, { body })
    if (status !== 201) throw new Error(`Radicale made no ${path}: ${status}`)
    return path
  }
  return {
    url,
    call,
    makeCalendar(user, name, components) {
      const comps = components.map((one) => `<C:comp name="${one}"/>`).join('')
      return make(
        user,
        'MKCALENDAR',
        name,
        `<C:mkcalendar xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><set><prop><displayname>${name}</displayname>
<C:supported-calendar-component-set>${comps}</C:supported-calendar-component-set></prop></set></C:mkcalendar>`,
      )
    },
    makeBook: (user, name) =>
      make(
        user,
        'MKCOL',
        name,
        `<mkcol xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:carddav"><set><prop><displayname>${name}</displayname>
<resourcetype><collection/><C:addressbook/></resourcetype></prop></set></mkcol>`,
      ),
    async lay(path, objects) {
      for (const [name, text] of objects) await folder.put(`collections/collection-root${path}${name}`, text)
    },
    async stop() {
      await server.stop()
      await folder.remove()
    },
  }
}
