import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Problem } from '#kernel/problem.ts'
import { startApp } from '../../../../test/app.ts'
import type { Person, TestApp } from '../../../../test/app.ts'
import type { ContactNew } from '../contact.ts'
import { createContact } from './create-contact.ts'
import { createContacts } from './create-contacts.ts'

let app: TestApp
let mine: Person
let other: Person
beforeAll(async () => {
  app = await startApp()
  mine = await app.person('user')
  other = await app.person('user')
})
afterAll(() => app.close())

const create = (inputs: ContactNew[], by = mine.by) =>
  app.house.db.transaction().execute((tx) => createContacts(tx as never, by, inputs))
const read = async (id: unknown) => (await mine.get(`/contacts/${String(id)}`)).body
const trail = async (id: unknown) => {
  const { rows } = await sql`
    select action, via, title, diff from journal where record_id = ${String(id)}`.execute(app.house.db)
  return rows
}

const rich: ContactNew = {
  kind: 'person',
  firstName: 'Änne',
  lastName: 'Müller',
  companyName: 'Größe GmbH',
  birthday: '1975-12-24',
  tags: ['b', 'Ä', 'B'],
  details: [
    { kind: 'phone', category: 'work', value: '0221 1234-0', primary: false },
    { kind: 'email', category: 'work', value: 'Aenne@Example.de', primary: false },
  ],
}

test('a contact of many is the same as a contact made alone', async () => {
  const alone = await app.house.db
    .transaction()
    .execute((tx) => createContact(tx as never, mine.by, { ...rich, firstName: 'Anna' }))
  const [id] = await create([rich])
  const own = ['id', 'firstName', 'displayName', 'createdAt', 'updatedAt', 'lastActivityAt', 'can']
  const bare = (contact: object) =>
    Object.fromEntries(Object.entries(contact).filter(([key]) => !own.includes(key)))
  expect(bare(await read(id))).toEqual(bare(alone))
  const named = (lines: unknown) => JSON.stringify(lines).replaceAll(/Änne|Anna/g, '…')
  expect(named(await trail(id))).toBe(named(await trail(alone.id)))
  expect((await mine.get('/contacts?q=022112340')).body.items).toHaveLength(2)
})

test('employers are found, made once, and may come in the same batch', async () => {
  const person = (companyName: string): ContactNew => ({ kind: 'person', lastName: 'Wer', companyName })
  const ids = await create([
    person('Neubau AG'),
    { kind: 'company', companyName: 'Altbau AG' },
    person('ALTBAU AG'),
    person('neubau ag'),
  ])
  const [first, company, second, third] = await Promise.all(ids.map(read))
  expect(second.companyId).toBe(company.id)
  expect([first.companyName, third.companyName, second.companyName]).toEqual([
    'Neubau AG',
    'Neubau AG',
    'Altbau AG',
  ])
  expect(third.companyId).toBe(first.companyId)
  expect((await mine.get('/contacts?q=neubau&kind=company')).body.items).toHaveLength(1)
})

test('an employer one may not see is none', async () => {
  await other.post('/contacts', { kind: 'company', companyName: 'Geheim KG' })
  const [id] = await create([{ kind: 'person', lastName: 'Neu', companyName: 'Geheim KG' }])
  const employer = await read((await read(id)).companyId)
  expect(employer.managers).toEqual([mine.by.id])
})

test('what is wrong with one keeps only that one out', async () => {
  const [good, nameless, unknown, unstorable, last] = await create([
    { kind: 'company', companyName: 'Gut GmbH', tags: ['Neu'] },
    { kind: 'person', companyName: 'Verwaist GmbH' },
    { kind: 'company', companyName: 'Fremd GmbH', managers: ['00000000-0000-7000-8000-00000000dead'] },
    { kind: 'company', companyName: 'Null\0 GmbH' },
    { kind: 'person', lastName: 'Letzter', companyName: 'Gut GmbH', description: 'halb \ud83d' },
  ])
  expect((nameless as Problem).errors.map((e) => e.path)).toEqual(['lastName'])
  expect((unknown as Problem).errors.map((e) => e.path)).toEqual(['managers'])
  expect((unstorable as Problem).errors.map((e) => e.code)).toEqual(['unstorable'])
  expect(await read(last)).toMatchObject({ companyId: good, description: 'halb \ufffd' })
  expect((await mine.get('/contacts?q=verwaist')).body.items).toEqual([])
})

test('every manager hears of each, unless it is a run', async () => {
  const titles = async () =>
    (await other.get('/notifications')).body.items.map((n: { record: { title: string } }) => n.record.title)
  const managers = [mine.by.id, other.by.id]
  await create([{ kind: 'company', companyName: 'Still', managers }], {
    ...mine.by,
    runId: '00000000-0000-7000-8000-000000000099',
  })
  expect(await titles()).toEqual([])
  await create([
    { kind: 'company', companyName: 'Laut', managers },
    { kind: 'person', lastName: 'Lauter', managers },
  ])
  expect((await titles()).sort()).toEqual(['Laut', 'Lauter'])
})
