import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startApp } from '../../../../../test/app.ts'
import type { Person, TestApp } from '../../../../../test/app.ts'
import { jobDone } from '../../../../../test/jobs.ts'

let app: TestApp
let mine: Person
let other: Person
let types: string[]
beforeAll(async () => {
  app = await startApp()
  mine = await app.person('user', 'Mia Mein')
  other = await app.person('user', 'Otto Ander')
  types = (await mine.get('/contact-types')).body.items.map((item: { id: string }) => item.id)
})
afterAll(() => app.close())

let mark = ''
let round = 0
/** Contacts of this test alone are found by `q=<mark>`. */
beforeEach(() => {
  mark = `probe${++round}x`
})

const create = async (input: object = {}, who = mine) =>
  (await who.post('/contacts', { kind: 'person', lastName: 'Wer', description: mark, ...input })).body
const found = async (who = mine) => (await who.get(`/contacts?q=${mark}&limit=200`)).body.items
const preview = async (body: object, who = mine) => {
  const reply = await who.post('/contacts/bulk/preview', body)
  expect(reply.status, JSON.stringify(reply.body)).toBe(200)
  return reply.body
}
const bulk = async (body: object, who = mine) => {
  const reply = await who.post('/contacts/bulk', body)
  expect(reply.status, JSON.stringify(reply.body)).toBe(202)
  return (await jobDone(who, reply.body.id)).result
}
const undo = async (runId: string, who = mine) =>
  (await jobDone(who, (await who.post(`/runs/${runId}/undo`)).body.id)).result

describe('everything a filter finds', () => {
  test('is changed, those left out excepted', async () => {
    const [a, b, c] = [await create({ tags: ['Alt'] }), await create({ tags: ['Alt'] }), await create()]
    const body = {
      filter: { q: mark, tag: ['Alt'], except: [b.id] },
      addTags: ['Neu'],
      removeTags: ['alt'],
      class: 'A',
      industry: 'Bau',
    }
    expect(await preview(body)).toMatchObject({ total: 1, changeable: 1, notAllowed: 0 })
    expect(await bulk(body)).toMatchObject({ changed: 1, left: 0 })
    const tags = async (id: string) => (await mine.get(`/contacts/${id}`)).body.tags
    expect([await tags(a.id), await tags(b.id), await tags(c.id)]).toEqual([['Neu'], ['Alt'], []])
  })

  test('is settled when it begins, though the change lets it drop out of the filter', async () => {
    for (let n = 0; n < 7; n++) await create({ class: 'B' })
    expect(await bulk({ filter: { q: mark, class: ['B'] }, class: 'C' })).toMatchObject({ changed: 7 })
    expect((await found()).map((one: { class: string }) => one.class)).toEqual(Array(7).fill('C'))
  })
})

test('the preview tells from what to what, and for how many', async () => {
  const of = async (managers: string[], n: number) => {
    for (let i = 0; i < n; i++) await create({ managers, visibility: 'write' })
  }
  await of([mine.by.id], 3)
  await of([], 2)
  await of([other.by.id], 1)
  const body = { filter: { q: mark }, managers: [other.by.id] }
  const told = await preview(body)
  expect(told).toEqual({
    total: 6,
    changeable: 5,
    unchanged: 1,
    notAllowed: 0,
    refused: 0,
    changes: [
      { field: 'managers', from: [mine.by.id], to: [other.by.id], count: 3, others: false },
      { field: 'managers', from: [], to: [other.by.id], count: 2, others: false },
    ],
  })
  expect(await bulk(body)).toMatchObject({ changed: told.changeable, unchanged: told.unchanged, left: 0 })
})

test('many different former values are told as the most frequent and the others', async () => {
  for (let n = 0; n < 10; n++) await create({ industry: `Branche ${n}` })
  const { changes } = await preview({ filter: { q: mark }, industry: 'Bau' })
  expect(changes).toHaveLength(9)
  expect(changes.at(-1)).toEqual({ field: 'industry', from: null, to: 'Bau', count: 2, others: true })
})

describe('rights', () => {
  test('what one may not change is counted, listed and left; what one may not see is not there', async () => {
    const own = await create({ lastName: 'Eigen' })
    const seen = await create({ lastName: 'Nur gelesen', visibility: 'read' }, other)
    const hidden = await create({ lastName: 'Verborgen' }, other)
    const body = { ids: [own.id, seen.id, hidden.id], typeId: types[0] }
    expect(await preview(body)).toMatchObject({ total: 2, changeable: 1, notAllowed: 1 })
    const { runId, ...counts } = await bulk(body)
    expect(counts).toMatchObject({ changed: 1, left: 1 })
    expect((await mine.get(`/runs/${runId}/left`)).body.items).toEqual([
      { kind: 'contact', id: seen.id, title: 'Nur gelesen', reason: 'forbidden' },
    ])
    expect((await other.get(`/contacts/${hidden.id}`)).body.typeId).toBeNull()
  })

  test('whoever takes themselves off does so everywhere, and can take it back', async () => {
    for (let n = 0; n < 3; n++) await create()
    const { runId, changed } = await bulk({
      filter: { q: mark },
      removeManagers: [mine.by.id],
      addManagers: [other.by.id],
    })
    expect([changed, (await found()).length, (await found(other)).length]).toEqual([3, 0, 3])
    const notes = (await other.get('/notifications')).body.items
    expect(notes[0]).toMatchObject({ kind: 'manager', record: { kind: 'run', id: runId } })
    expect(await undo(runId)).toMatchObject({ changed: 3, left: 0 })
    expect([(await found()).length, (await found(other)).length]).toEqual([3, 0])
  })
})

test('deleted together, each comes back alone, and all by the undo', async () => {
  const made = [await create(), await create(), await create()]
  const body = { ids: made.map((one) => one.id), delete: true }
  expect((await preview(body)).changes).toEqual([
    { field: 'deleted', from: null, to: true, count: 3, others: false },
  ])
  const { runId, deleted } = await bulk(body)
  expect([deleted, (await found()).length]).toEqual([3, 0])
  await mine.post(`/contacts/${made[0].id}/restore`)
  expect((await found()).length).toBe(1)
  expect(await undo(runId)).toMatchObject({ restored: 2, left: 0 })
  expect((await found()).length).toBe(3)
})

test('what lacks a field that has to be filled is refused, as it would be alone', async () => {
  const before = await create()
  const { body: field } = await app.admin.post('/custom-fields', {
    name: `Pflicht ${mark}`,
    type: 'text',
    appliesTo: 'person',
    required: true,
  })
  const body = { ids: [before.id], class: 'A' }
  expect(await preview(body)).toMatchObject({ total: 1, changeable: 0, refused: 1 })
  expect(await bulk(body)).toMatchObject({ changed: 0, left: 1 })
  expect((await mine.patch(`/contacts/${before.id}`, { class: 'A' })).status).toBe(422)
  const filled = { ...body, custom: { [field.key]: 'ja' } }
  expect(await preview(filled)).toMatchObject({ changeable: 1, refused: 0 })
  expect(await bulk(filled)).toMatchObject({ changed: 1, left: 0 })
  await app.admin.remove(`/custom-fields/${field.id}`)
})

test.each<[body: object, why: string]>([
  [{ class: 'A' }, 'neither ids nor filter'],
  [{ ids: ['00000000-0000-4000-8000-000000000000'], filter: {}, class: 'A' }, 'both'],
  [{ filter: {} }, 'nothing to change'],
  [{ filter: {}, addTags: [] }, 'an empty change'],
  [{ filter: {}, delete: true, class: 'A' }, 'to delete and to change'],
  [{ filter: {}, typeId: '00000000-0000-4000-8000-000000000000' }, 'a type that is not there'],
  [{ filter: {}, custom: { nothing: 1 } }, 'a field that is not there'],
  [{ filter: { colour: 'red' }, class: 'A' }, 'a filter that is not there'],
  [{ filter: {}, managers: [], addManagers: ['00000000-0000-4000-8000-000000000000'] }, 'managers twice'],
])('refused: %o (%s)', async (body) => {
  expect((await mine.post('/contacts/bulk', body)).status).toBe(422)
  expect((await mine.post('/contacts/bulk/preview', body)).status).toBe(422)
})
