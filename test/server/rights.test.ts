import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Visibility } from '#kernel/rights.ts'
import { VISIBILITIES } from '#kernel/rights.ts'
import { routes } from '../../src/app/routes.ts'
import { startApp } from '../app.ts'
import type { Person, TestApp } from '../app.ts'
import { firm } from '../invoices/firm.ts'
import { AWAY, CALLERS, FORM, FORM_TYPE, MEETING, PICTURE, table } from './rights-table.ts'
import type { Answers, Caller, Kind, Line } from './rights-table.ts'

// Who gets through which route: a new one needs a line in `rights-table.ts`; without it this file fails.

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
let other: { id: string }
let stage: string
beforeAll(async () => {
  app = await startApp()
  await app.admin.patch('/settings', { firm })
  callers = {
    anonymous: app.anonymous,
    guest: await app.person('guest'),
    granted: await app.person('guest'),
    user: await app.person('user'),
    manager: await app.person('user'),
    admin: app.admin,
  }
  stage = (await app.admin.get('/stages')).body.items[1].id
})
afterAll(() => app.close())

test('every route has its line, and every line its route', () => {
  const there = routes.map(nameOf)
  const forgotten = there.filter((name) => !(name in table))
  expect(forgotten, 'say in `rights-table.ts` who gets through these routes').toEqual([])
  expect(Object.keys(table).filter((name) => !there.includes(name))).toEqual([])
})

describe.each(Object.entries(table))('%s', (name, line) => {
  const cases = casesOf(line.answers)

  test.each(cases)('%s', async (visibility, answers) => {
    const wanted = answers.trim().split(/\s+/)
    const given: string[] = []
    let id: string | undefined
    for (const caller of CALLERS) {
      id ??= await recordFor(name, line, visibility)
      const { status } = await knock(callers[caller], name, id, line)
      given.push(meaning(status, line))
      if (status < 400 && !name.startsWith('GET ')) id = undefined
    }
    expect(pairs(given)).toEqual(pairs(wanted))
  })
})

/** A record to knock at: the same one again after a refusal, and for what only reads. */
async function recordFor(name: string, line: Line, visibility: Visibility | undefined): Promise<string> {
  if (typeof line.body === 'function' || line.record?.endsWith('event'))
    other = (await app.admin.post('/contacts', personOf('write'))).body
  if (!line.record) return NOBODYS
  const id = await make(line.record, visibility)
  if (name.endsWith('/photo'))
    await callers.manager.put(`/contacts/${id}/photo`, PICTURE, { 'content-type': 'image/png' })
  return id
}

/** No two share a name: nobody is compared with all who came before. */
const personOf = (visibility: Visibility | undefined) => ({
  kind: 'person',
  lastName: randomUUIDv7().slice(-12),
  visibility,
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
  const sent = typeof body === 'function' ? body(id, other.id, stage) : body
  return (method === 'PATCH' ? who.patch : method === 'PUT' ? who.put : who.post)(url, sent, headers)
}

async function make(kind: Kind, visibility: Visibility | undefined): Promise<string> {
  const { manager } = callers
  if (kind === 'token') return (await manager.post('/tokens', { name: 'mine' })).body.id
  if (kind === 'view')
    return (await manager.post('/views', { list: 'contacts', name: 'Meine', state: {} })).body.id
  if (kind === 'seat') return manager.by.id
  if (kind === 'appointment' || kind === 'binned appointment') {
    const { id } = (await manager.post('/appointments', MEETING)).body
    if (kind === 'binned appointment') await manager.remove(`/appointments/${id}`)
    return id
  }
  if (kind === 'opportunity' || kind === 'binned opportunity') {
    const { id } = (await manager.post('/opportunities', { title: 'Neubau', visibility })).body
    if (kind === 'binned opportunity') await manager.remove(`/opportunities/${id}`)
    return id
  }
  if (kind === 'project' || kind === 'binned project') {
    const { id } = (await manager.post('/projects', { title: 'Umbau', visibility })).body
    if (kind === 'binned project') await manager.remove(`/projects/${id}`)
    return id
  }
  if (kind === 'event' || kind === 'binned event') {
    const { id } = (
      await manager.post('/events', { title: 'Seminar', visibility, start: '2027-03-01T09:00' })
    ).body
    const body = { contactIds: [other.id] }
    await manager.post(`/events/${id}/participants`, body)
    if (kind === 'binned event') await manager.remove(`/events/${id}`)
    return id
  }
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
  if (kind === 'certificate') {
    const proof = { contactId, type: 'cleaning', validFrom: '2026-01-01', validTo: '2027-01-01' }
    return (await manager.post('/certificates', proof)).body.id
  }
  if (kind === 'invoice plan' || kind === 'binned invoice plan') {
    const template = { lines: [{ text: 'Wartung', price: '100' }] }
    const plan = { contactId, title: 'Wartung', unit: 'month', startDay: '2099-01-01', template }
    const { id } = (await manager.post('/invoice-plans', plan)).body
    if (kind === 'binned invoice plan') await manager.remove(`/invoice-plans/${id}`)
    return id
  }
  if (kind === 'invoice' || kind === 'binned invoice' || kind === 'issued invoice') {
    const lines = [{ text: 'Reinigung', price: '100' }]
    const { id } = (await manager.post('/invoices', { contactId, lines })).body
    if (kind === 'binned invoice') await manager.remove(`/invoices/${id}`)
    if (kind === 'issued invoice') await manager.post(`/invoices/${id}/issue`)
    return id
  }
  if (kind === 'plan' || kind === 'visit') {
    const { body: plan } = await manager.post('/visit-plans', { ...PLAN, contactIds: [contactId] })
    if (kind === 'plan') return plan.id
    return (await manager.post(`/visit-plans/${plan.id}/propose`)).body.items[0].id
  }
  if (kind === 'merge') {
    const otherId = await makeContact(visibility)
    return (await manager.post(`/contacts/${contactId}/merge`, { otherId })).body.mergeId
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
  if (kind === 'mail') await makeMail(body.id)
  if (kind === 'binned entry') await manager.remove(`/history/${body.id}`)
  return body.id
}

/** A person, `manager` and `granted` on the access list. */
async function makeContact(visibility: Visibility | undefined): Promise<string> {
  const { manager, granted } = callers
  const managers = [manager.by.id, granted.by.id]
  return (await manager.post('/contacts', { ...personOf(visibility), managers })).body.id
}

/** Makes a mail of an entry, one that could not be sent. */
async function makeMail(entryId: string): Promise<void> {
  const { files, db } = app.house
  const { hash } = await files.keep(Buffer.from(entryId), {
    name: 'mail.eml',
    type: 'message/rfc822',
    limit: 100,
  })
  await sql`
    insert into mail_message (entry_id, message_id, thread, subject, recipients, sent_at, direction, html, source_hash, state)
    values (${entryId}, ${entryId}, ${entryId}, 'Hallo', '{"to": [], "cc": [], "bcc": []}', now(), 'out', '<p>x</p>', ${hash}, 'failed')`.execute(
    db,
  )
}
