import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { setUp } from '#features/setup/server/set-up.ts'
import { createToken } from '#features/users/server/tokens.ts'
import { createUser } from '#features/users/server/users.ts'
import type { By, Role } from '#kernel/rights.ts'
import { readConfig } from '#platform/config.ts'
import type { MinuteChore, Work } from '#platform/jobs.ts'
import type { Connection } from '#platform/database.ts'
import { openHouse } from '../src/app/house.ts'
import type { OpenHouse } from '../src/app/house.ts'
import { openLog } from '../src/app/log.ts'
import { routes } from '../src/app/routes.ts'
import { createServer } from '../src/app/server.ts'
import { chores, minutely, works } from '../src/app/worker.ts'
import { createMigratedDatabase } from './database.ts'

/** What a call gave back; `body` is JSON where it is JSON. */
export interface Reply {
  status: number
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into answers of every shape
  body: any
  headers: Record<string, string | string[] | number | undefined>
}

/** Somebody who calls the API, with a personal token. */
export interface Person {
  by: By
  get(path: string, headers?: Record<string, string>): Promise<Reply>
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply>
  put(path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply>
  patch(path: string, body: unknown, headers?: Record<string, string>): Promise<Reply>
  remove(path: string, headers?: Record<string, string>): Promise<Reply>
}

/** A whole Kontor on a database of its own: everything real but the network socket. */
export interface TestApp {
  connection: Connection
  house: OpenHouse
  server: FastifyInstance
  admin: Person
  anonymous: Person
  /** A new user of this role. */
  person(role: Role, name?: string): Promise<Person>
  close(): Promise<void>
}

export const PASSWORD = 'ein langes Kennwort'

/** Starts Kontor for a test file; `environment` adds settings, `minute` is done by itself. Close it in `afterAll`. */
export async function startApp(
  environment: Record<string, string> = {},
  {
    country = 'DE',
    minute = minutely,
    work = works,
  }: { country?: 'DE' | 'AT' | 'CH'; minute?: MinuteChore[] | undefined; work?: Work[] } = {},
): Promise<TestApp> {
  const database = await createMigratedDatabase()
  const dataDir = await mkdtemp(join(tmpdir(), 'kontor-test-'))
  const config = readConfig({ KONTOR_DATA_DIR: dataDir, KONTOR_LOG: 'error', ...environment })
  const house = await openHouse(config, database.connection as Connection, openLog(config.log))
  await house.jobs.work(house as never, work, chores, minute)
  const server = await createServer(house as never, routes)
  const first = await house.db.transaction().execute((tx) =>
    setUp(tx, {
      language: 'de',
      firm: { name: 'Muster GmbH' },
      holidays: { country },
      admin: { name: 'Ada Admin', email: 'ada@example.com', password: PASSWORD },
    }),
  )
  const admin = await withToken(house, server, first.id)
  let number = 0
  return {
    connection: database.connection as Connection,
    house,
    server,
    admin,
    anonymous: caller(server, first, {}),
    async person(role, name = `Person ${++number}`) {
      const user = await house.db
        .transaction()
        .execute((tx) =>
          createUser(tx, first, { email: `p${++number}@example.com`, name, role, password: PASSWORD }),
        )
      return withToken(house, server, user.id)
    },
    async close() {
      await server.close()
      await house.close()
      await database.drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function withToken(house: OpenHouse, server: FastifyInstance, userId: string): Promise<Person> {
  const by = await house.actor(userId, 'api')
  if (!by) throw new Error('no such user')
  const { token } = await house.db.transaction().execute((tx) => createToken(tx, by, { name: 'test' }))
  return caller(server, by, { authorization: `Bearer ${token}` })
}

function caller(server: FastifyInstance, by: By, own: Record<string, string>): Person {
  const call = async (
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: unknown,
    headers = {},
  ) => {
    const reply = await server.inject({
      method,
      url: path.startsWith('/api') ? path : `/api/v1${path}`,
      headers: { ...own, ...headers },
      ...(body === undefined ? {} : { payload: body as object }),
    })
    const json = String(reply.headers['content-type']).includes('json')
    return { status: reply.statusCode, body: json ? reply.json() : reply.body, headers: reply.headers }
  }
  return {
    by,
    get: (path, headers) => call('GET', path, undefined, headers),
    post: (path, body, headers) => call('POST', path, body, headers),
    put: (path, body, headers) => call('PUT', path, body, headers),
    patch: (path, body, headers) => call('PATCH', path, body, headers),
    remove: (path, headers) => call('DELETE', path, undefined, headers),
  }
}
