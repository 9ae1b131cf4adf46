import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Visibility } from '#kernel/rights.ts'
import { VISIBILITIES } from '#kernel/rights.ts'
import { routes } from '../../src/app/routes.ts'
import { startApp } from '../app.ts'
import type { Person, TestApp } from '../app.ts'

// Who gets through which route. A new route needs one line in `table` below; without it this file fails.

/** Everybody who may knock: `granted` is a guest, `manager` a user, both on the access list of the record. */
const CALLERS = ['anonymous', 'guest', 'granted', 'user', 'manager', 'admin'] as const
type Caller = (typeof CALLERS)[number]

/** What each caller gets, in the order of CALLERS; `ok` is past the door: neither 401, 403 nor, for a record, 404. */
type Answers = string

interface Line {
  /** The record the route is called on, made anew for each call by `manager`; else an id that nobody has. */
  record?: 'contact' | 'binned' | 'token' | 'job' | 'view'
  body?: object
  answers: Answers | Record<Visibility, Answers>
}

// anonymous guest granted user manager admin
const anyone: Line = { answers: 'ok  ok  ok  ok  ok  ok' }
const guests: Line = { answers: '401 ok  ok  ok  ok  ok' }
const users: Line = { answers: '401 403 403 ok  ok  ok' }
const admins: Line = { answers: '401 403 403 403 403 ok' }

const reading: Line = {
  record: 'contact',
  answers: {
    managers: '401 404 ok  404 ok  ok',
    read: '    401 404 ok  ok  ok  ok',
    write: '   401 404 ok  ok  ok  ok',
  },
}
const changing = (body?: object): Line => ({
  record: 'contact',
  ...(body ? { body } : {}),
  answers: {
    managers: '401 403 403 404 ok  ok',
    read: '    401 403 403 403 ok  ok',
    write: '   401 403 403 ok  ok  ok',
  },
})
/** What belongs to its owner alone, here `manager`. */
const own = (record: 'token' | 'view', body?: object): Line => ({
  record,
  ...(body ? { body } : {}),
  answers: '401 404 404 404 ok 404',
})
const ownJob: Line = { record: 'job', answers: '401 404 404 404 ok ok' }

const table: Record<string, Line> = {
  'GET /setup': anyone,
  'POST /setup': anyone,
  'POST /session': anyone,
  'GET /session': guests,
  'PATCH /session': guests,
  'DELETE /session': guests,
  'POST /password-reset': anyone,
  'POST /password-reset/confirm': anyone,
  'POST /invitations/accept': anyone,
  'GET /tokens': guests,
  'POST /tokens': guests,
  'DELETE /tokens/{id}': own('token'),

  'GET /users': guests,
  'POST /users': admins,
  'GET /users/{id}': admins,
  'PATCH /users/{id}': admins,
  'POST /users/{id}/invitation': admins,
  'POST /users/{id}/hand-over': admins,
  'DELETE /users/{id}/sessions': admins,
  'GET /groups': guests,
  'POST /groups': admins,
  'PATCH /groups/{id}': admins,
  'DELETE /groups/{id}': admins,

  'GET /settings': guests,
  'PATCH /settings': admins,
  ...labelLines('contact-types', admins),
  ...labelLines('temperatures', admins),
  ...labelLines('tags', users),
  ...labelLines('history-categories', admins),
  ...labelLines('task-categories', admins),
  'GET /custom-fields': guests,
  'POST /custom-fields': admins,
  'PATCH /custom-fields/{id}': admins,
  'DELETE /custom-fields/{id}': admins,

  'GET /contacts': guests,
  'POST /contacts': users,
  'GET /contacts/{id}': reading,
  'PATCH /contacts/{id}': changing({ position: 'Köchin' }),
  'DELETE /contacts/{id}': changing(),
  'POST /contacts/{id}/restore': { ...changing(), record: 'binned' },
  'GET /contacts/{id}/audit': reading,

  'GET /search': guests,
  'GET /bin': guests,
  'POST /bin/empty': admins,
  'GET /notifications': guests,
  'POST /notifications/read': guests,
  'GET /views': guests,
  'POST /views': guests,
  'PATCH /views/{id}': own('view', { name: 'Neu' }),
  'DELETE /views/{id}': own('view'),
  'GET /jobs': guests,
  'GET /jobs/{id}': ownJob,
  'POST /jobs/{id}/cancel': ownJob,
  'GET /audit': admins,
  'GET /mails': admins,
  'POST /mails/{id}/retry': admins,
}

function labelLines(list: string, adds: Line): Record<string, Line> {
  return {
    [`GET /${list}`]: guests,
    [`POST /${list}`]: adds,
    [`PATCH /${list}/{id}`]: admins,
    [`POST /${list}/{id}/merge`]: admins,
    [`DELETE /${list}/{id}`]: admins,
  }
}

const NOBODYS = '00000000-0000-4000-8000-000000000000'
const nameOf = (route: { method: string; path: string }) => `${route.method} ${route.path}`

let app: TestApp
let callers: Record<Caller, Person>
beforeAll(async () => {
  app = await startApp()
  callers = {
    anonymous: app.anonymous,
    guest: await app.person('guest'),
    granted: await app.person('guest'),
    user: await app.person('user'),
    manager: await app.person('user'),
    admin: app.admin,
  }
})
afterAll(() => app.close())

test('every route has its line, and every line its route', () => {
  const there = routes.map(nameOf)
  const forgotten = there.filter((name) => !(name in table))
  expect(forgotten, 'say in `table` of this file who gets through these routes').toEqual([])
  expect(Object.keys(table).filter((name) => !there.includes(name))).toEqual([])
})

describe.each(Object.entries(table))('%s', (name, line) => {
  const cases = casesOf(line.answers)

  test.each(cases)('%s', async (visibility, answers) => {
    const wanted = answers.trim().split(/\s+/)
    const given: string[] = []
    for (const caller of CALLERS) {
      const id = line.record ? await make(line.record, visibility) : NOBODYS
      const { status } = await knock(callers[caller], name, id, line.body)
      given.push(meaning(status, line))
    }
    expect(pairs(given)).toEqual(pairs(wanted))
  })
})

function casesOf(answers: Line['answers']): [Visibility | undefined, Answers][] {
  if (typeof answers === 'string') return [[undefined, answers]]
  return VISIBILITIES.map((visibility) => [visibility, answers[visibility]])
}

const pairs = (answers: string[]) => CALLERS.map((caller, index) => `${caller} ${answers[index]}`)

function meaning(status: number, line: Line): string {
  if (status === 401 || status === 403 || status >= 500) return String(status)
  if (!line.record) return 'ok'
  return status < 300 || status === 409 ? 'ok' : String(status)
}

function knock(who: Person, name: string, id: string, body?: object) {
  const [method = '', path = ''] = name.split(' ')
  const url = path.replaceAll(/\{\w+\}/g, id)
  if (method === 'GET') return who.get(url)
  if (method === 'DELETE') return who.remove(url)
  return (method === 'PATCH' ? who.patch : method === 'PUT' ? who.put : who.post)(url, body ?? {})
}

async function make(
  record: NonNullable<Line['record']>,
  visibility: Visibility | undefined,
): Promise<string> {
  const { manager, granted } = callers
  if (record === 'token') return (await manager.post('/tokens', { name: 'mine' })).body.id
  if (record === 'view')
    return (await manager.post('/views', { list: 'contacts', name: 'Meine', state: {} })).body.id
  if (record === 'job') {
    const job = { kind: 'none', title: 'none', input: {} }
    return app.house.db.transaction().execute((tx) => app.house.jobs.start(tx as never, manager.by, job))
  }
  const managers = [manager.by.id, granted.by.id]
  const input = { kind: 'person', lastName: 'Muster', visibility, managers }
  const { body } = await manager.post('/contacts', input)
  if (record === 'binned') await manager.remove(`/contacts/${body.id}`)
  return body.id
}
