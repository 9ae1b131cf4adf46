import { randomUUIDv7 } from 'node:crypto'
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

type Kind =
  | 'contact'
  | 'merge'
  | 'binned'
  | 'entry'
  | 'binned entry'
  | 'file'
  | 'token'
  | 'job'
  | 'view'
  | 'import'
  | 'run'
  | 'task'
  | 'binned task'
  | 'seat'
  | 'absence'
  | 'visit'
  | 'plan'

interface Line {
  /** The record the route is called on, made anew for each call by `manager`; else an id that nobody has. */
  record?: Kind
  /** Where the record is not named in the path but behind the question mark. */
  query?: string
  body?: object | string | ((id: string) => object)
  type?: string
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
/** Whoever has a seat may ask about what they see. */
const seeing: Line = {
  record: 'contact',
  answers: {
    managers: '401 403 403 404 ok  ok',
    read: '    401 403 403 ok  ok  ok',
    write: '   401 403 403 ok  ok  ok',
  },
}
const changing = (body?: Line['body']): Line => ({
  record: 'contact',
  ...(body ? { body } : {}),
  answers: {
    managers: '401 403 403 404 ok  ok',
    read: '    401 403 403 403 ok  ok',
    write: '   401 403 403 ok  ok  ok',
  },
})
/** Another contact of everybody's is to become one with the record. */
const merging: Line = changing(() => ({ otherId: namesake.id }))
/** Whoever has a seat may write about what they see. */
const writing: Line = {
  record: 'contact',
  body: (contactId) => ({ contactId, category: 'note', text: 'Hallo' }),
  answers: {
    managers: '401 403 403 404 ok  ok',
    read: '    401 403 403 ok  ok  ok',
    write: '   401 403 403 ok  ok  ok',
  },
}
/** What belongs to its owner alone, here `manager`. */
const own = (record: 'token' | 'view', body?: object): Line => ({
  record,
  ...(body ? { body } : {}),
  answers: '401 404 404 404 ok 404',
})
/** Guests import nothing; administrators may look after the imports of others. */
const ownImport = (body?: object): Line => ({
  record: 'import',
  ...(body ? { body } : {}),
  answers: '401 403 403 404 ok ok',
})
/** What was done belongs to whoever did it. */
const ownRun: Line = { record: 'run', answers: '401 403 403 404 ok ok' }
/** Plans are read by everybody with a seat and changed by whoever made them or is responsible. */
const planning = (body?: object): Line => ({
  record: 'plan',
  ...(body ? { body } : {}),
  answers: '401 403 403 403 ok ok',
})
const planReading: Line = { record: 'plan', answers: '401 403 403 ok ok ok' }
/** A visit is changed by whoever may read its contact, but not by guests. */
const visiting = (body?: object): Line => ({ ...seeing, record: 'visit', ...(body ? { body } : {}) })
/** A task of the manager about a contact: administrators and whoever sees the contact see it, guests never. */
const seeingTask: Line = {
  record: 'task',
  answers: {
    managers: '401 403 403 404 ok ok',
    read: '    401 403 403 ok  ok ok',
    write: '   401 403 403 ok  ok ok',
  },
}
/** Only whoever does it, whoever made it and administrators change it. */
const changingTask = (body?: object, record: 'task' | 'binned task' = 'task'): Line => ({
  record,
  ...(body ? { body } : {}),
  answers: {
    managers: '401 403 403 404 ok ok',
    read: '    401 403 403 403 ok ok',
    write: '   401 403 403 403 ok ok',
  },
})
const ownJob: Line = { record: 'job', answers: '401 404 404 404 ok ok' }

const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const FORM_TYPE = 'multipart/form-data; boundary=x'
const FORM = [
  '--x',
  'content-disposition: form-data; name="file"; filename="a.txt"',
  'content-type: text/plain',
  '',
  'Hallo',
  '--x--',
  '',
].join('\r\n')

const AWAY = { from: '2027-07-01', to: '2027-07-14', kind: 'vacation' }

const table: Record<string, Line> = {
  'GET /setup': anyone,
  'POST /setup': anyone,
  'DELETE /setup/sample-data': admins,
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
  'GET /vocabulary': guests,
  'GET /places': guests,
  'POST /routes/order': users,
  'GET /quality': guests,
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
  'GET /contacts/{id}.vcf': reading,
  'PATCH /contacts/{id}': changing({ position: 'Köchin' }),
  'DELETE /contacts/{id}': changing(),
  'POST /contacts/{id}/restore': { ...changing(), record: 'binned' },
  'POST /contacts/check': { ...users, body: { kind: 'person', lastName: 'x' } },
  'POST /contacts/company-match': { ...users, body: { kind: 'person', lastName: 'x' } },
  'GET /contacts/{id}/duplicates': seeing,
  'GET /duplicates': users,
  'POST /duplicates/{id}/decision': { ...users, body: { decision: 'same' } },
  'GET /duplicates/scan': users,
  'POST /duplicates/scan': { ...seeing, body: (contactId) => ({ contactId }) },
  'GET /duplicates/weights': admins,
  'DELETE /duplicates/weights': admins,

  'POST /contacts/bulk': users,
  'POST /contacts/bulk/preview': users,
  'GET /contacts/{id}/audit': reading,
  'GET /contacts/{id}/counts': reading,
  'GET /contacts/{id}/origin': reading,
  'GET /contacts/{id}/files': reading,
  'GET /contacts/{id}/photo': reading,
  'PUT /contacts/{id}/photo': { ...changing(PICTURE), type: 'image/png' },
  'DELETE /contacts/{id}/photo': changing(),

  'GET /contacts/{id}/merge-candidates': writing,
  'POST /contacts/{id}/merge/preview': merging,
  'POST /contacts/{id}/merge': merging,
  'GET /merges/{id}': { ...reading, record: 'merge' },
  'POST /merges/{id}/undo': { ...changing(), record: 'merge' },

  'GET /history': { ...reading, query: 'contact={id}' },
  'POST /history': writing,
  'GET /history/{id}': { ...reading, record: 'entry' },
  'PATCH /history/{id}': { ...changing({ text: 'Neu' }), record: 'entry' },
  'DELETE /history/{id}': { ...changing(), record: 'entry' },
  'POST /history/{id}/restore': { ...changing(), record: 'binned entry' },
  'POST /files': users,
  'GET /files/{id}': { ...reading, record: 'file' },
  'PATCH /files/{id}': { ...changing({ name: 'neu.txt' }), record: 'file' },
  'GET /files/{id}/versions': { ...reading, record: 'file' },
  'POST /files/{id}/versions': { ...changing(FORM), record: 'file', type: FORM_TYPE },

  'GET /visit-plans': users,
  'POST /visit-plans': users,
  'GET /visit-plans/{id}': planReading,
  'PATCH /visit-plans/{id}': planning({ name: 'Neu' }),
  'DELETE /visit-plans/{id}': planning(),
  'POST /visit-plans/{id}/restore': { record: 'plan', answers: '401 403 403 404 404 404' },
  'POST /visit-plans/{id}/copy': planReading,
  'GET /visit-plans/{id}/customers': planReading,
  'POST /visit-plans/{id}/customers': planning(),
  'POST /visit-plans/{id}/preview': planning(),
  'POST /visit-plans/{id}/propose': planning(),
  'GET /today/offline': guests,
  'GET /visits': guests,
  'GET /visits/analysis': users,
  'POST /visits/accept': users,
  'POST /visits/bulk': users,
  'GET /visits/{id}': { ...reading, record: 'visit' },
  'PATCH /visits/{id}': visiting({ bring: 'Muster' }),
  'POST /visits/{id}/confirm': visiting(),
  'POST /visits/{id}/check-in': visiting(),
  'POST /visits/{id}/done': visiting(),
  'POST /visits/{id}/no-show': visiting(),
  'POST /visits/{id}/skip': visiting(),
  'POST /visits/{id}/cancel': visiting(),
  'POST /visits/{id}/reopen': visiting(),
  'GET /contacts/{id}/visit-place': reading,
  'PUT /contacts/{id}/visit-place': changing({ note: 'Klingeln' }),
  'GET /tasks': users,
  'POST /tasks': users,
  'GET /tasks/{id}': seeingTask,
  'PATCH /tasks/{id}': changingTask({ title: 'Neu' }),
  'DELETE /tasks/{id}': changingTask(),
  'POST /tasks/{id}/restore': changingTask(undefined, 'binned task'),
  'POST /tasks/nearest': { ...users, body: { contactIds: [] } },
  'POST /tasks/bulk': users,
  'POST /tasks/for-contacts': users,

  'GET /runs': users,
  'GET /runs/{id}': ownRun,
  'GET /runs/{id}/left': ownRun,
  'POST /runs/{id}/undo': ownRun,

  'GET /imports': users,
  'POST /imports': users,
  'GET /imports/{id}': ownImport(),
  'PATCH /imports/{id}': ownImport({ dialect: { decimal: '.' } }),
  'GET /imports/{id}/rows': ownImport(),
  'POST /imports/{id}/run': ownImport({ mapping: { 0: 'lastName' } }),
  'GET /imports/{id}/rows.csv': ownImport(),
  'PATCH /imports/{id}/rows/{number}': {
    record: 'import',
    body: { cells: [] },
    answers: '401 403 403 404 404 404',
  },
  'POST /imports/{id}/rows/run': ownImport({}),
  'POST /imports/{id}/undo': { record: 'import', answers: '401 403 403 404 404 404' },
  'GET /exports/contacts.csv': users,
  'GET /exports/contacts.xlsx': users,
  'GET /exports/contacts.vcf': users,
  'GET /exports/all': admins,
  'GET /exports/all.zip': admins,

  'GET /search': guests,
  'GET /bin': guests,
  'POST /bin/empty': admins,
  'GET /notifications': guests,
  'POST /notifications/read': guests,
  'GET /notification-channels': guests,
  'PATCH /notification-channels': guests,
  'GET /push-key': guests,
  'GET /push-subscriptions': guests,
  'POST /push-subscriptions': guests,
  'DELETE /push-subscriptions': guests,
  'DELETE /push-subscriptions/{id}': guests,
  'GET /views': guests,
  'POST /views': guests,
  'PATCH /views/{id}': own('view', { name: 'Neu' }),
  'DELETE /views/{id}': own('view'),
  'GET /holidays': { ...guests, query: 'from=2027-01-01&to=2027-12-31' },
  'GET /working-times': users,
  'PATCH /working-times/{id}': {
    record: 'seat',
    body: { maxVisitsPerDay: 4 },
    answers: '401 403 403 403 ok ok',
  },
  'GET /absences': users,
  'POST /absences': { ...users, body: AWAY },
  'PATCH /absences/{id}': { record: 'absence', body: { note: 'x' }, answers: '401 403 403 403 ok ok' },
  'DELETE /absences/{id}': { record: 'absence', answers: '401 403 403 403 ok ok' },
  'GET /closures': users,
  'POST /closures': admins,
  'PATCH /closures/{id}': admins,
  'DELETE /closures/{id}': admins,
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

const NAMESAKE = { kind: 'person', lastName: 'Muster', visibility: 'write' }
const PLAN = {
  name: 'Plan',
  rhythm: { every: 1, unit: 'month' },
  count: 0,
  startDate: '2026-01-08',
  sample: { title: 'Besuch' },
}
const NOBODYS = '00000000-0000-4000-8000-000000000000'
const nameOf = (route: { method: string; path: string }) => `${route.method} ${route.path}`

let app: TestApp
let callers: Record<Caller, Person>
let namesake: { id: string }
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
      namesake = (await app.admin.post('/contacts', NAMESAKE)).body
      const { status } = await knock(callers[caller], name, id, line)
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

function knock(who: Person, name: string, id: string, { query = '', body = {}, type }: Line) {
  const [method = '', path = ''] = name.split(' ')
  const url = `${path.replaceAll(/\{\w+\}/g, id)}?${query.replace('{id}', id)}`
  if (method === 'GET') return who.get(url)
  if (method === 'DELETE') return who.remove(url)
  const headers = type ? { 'content-type': type } : {}
  const sent = typeof body === 'function' ? body(id) : body
  return (method === 'PATCH' ? who.patch : method === 'PUT' ? who.put : who.post)(url, sent, headers)
}

async function make(kind: Kind, visibility: Visibility | undefined): Promise<string> {
  const { manager } = callers
  if (kind === 'token') return (await manager.post('/tokens', { name: 'mine' })).body.id
  if (kind === 'view')
    return (await manager.post('/views', { list: 'contacts', name: 'Meine', state: {} })).body.id
  if (kind === 'seat') return manager.by.id
  if (kind === 'absence') return (await manager.post('/absences', AWAY)).body.id
  if (kind === 'import') return (await manager.post('/imports', FORM, { 'content-type': FORM_TYPE })).body.id
  if (kind === 'job') {
    const job = { kind: 'none', title: 'none', input: {} }
    return app.house.db.transaction().execute((tx) => app.house.jobs.start(tx as never, manager.by, job))
  }
  if (kind === 'run') {
    const id = randomUUIDv7()
    await app.house.db
      .insertInto('run')
      .values({ id, kind: 'bulk', title: 'x', ownerId: manager.by.id, state: 'done' })
      .execute()
    return id
  }
  const contactId = await makeContact(visibility)
  if (kind === 'contact') return contactId
  if (kind === 'plan' || kind === 'visit') {
    const { body: plan } = await manager.post('/visit-plans', { ...PLAN, contactIds: [contactId] })
    if (kind === 'plan') return plan.id
    return (await manager.post(`/visit-plans/${plan.id}/propose`)).body.items[0].id
  }
  if (kind === 'merge') {
    const { body: other } = await manager.post('/contacts', {
      ...NAMESAKE,
      visibility,
      managers: [manager.by.id, callers.granted.by.id],
    })
    return (await manager.post(`/contacts/${contactId}/merge`, { otherId: other.id })).body.mergeId
  }
  if (kind === 'binned') {
    await manager.remove(`/contacts/${contactId}`)
    return contactId
  }
  if (kind === 'task' || kind === 'binned task') {
    const task = { title: 'Anrufen', dueDate: '2026-12-01', contactId }
    const { body } = await manager.post('/tasks', task)
    if (kind === 'binned task') await manager.remove(`/tasks/${body.id}`)
    return body.id
  }
  const { body: uploaded } = await manager.post('/files', FORM, { 'content-type': FORM_TYPE })
  const fileId = uploaded.items[0].id
  const entry = { contactId, category: 'note', text: 'Hallo', files: [fileId] }
  const { body } = await manager.post('/history', entry)
  if (kind === 'file') return fileId
  if (kind === 'binned entry') await manager.remove(`/history/${body.id}`)
  return body.id
}

/** A person with a picture, `manager` and `granted` on the access list. */
async function makeContact(visibility: Visibility | undefined): Promise<string> {
  const { manager, granted } = callers
  const managers = [manager.by.id, granted.by.id]
  const { body } = await manager.post('/contacts', {
    kind: 'person',
    lastName: 'Muster',
    visibility,
    managers,
  })
  await manager.put(`/contacts/${body.id}/photo`, PICTURE, { 'content-type': 'image/png' })
  return body.id
}
