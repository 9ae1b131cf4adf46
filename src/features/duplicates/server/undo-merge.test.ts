import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApp } from '../../../../test/app.ts'
import type { Person, TestApp } from '../../../../test/app.ts'

let app: TestApp
let mine: Person
beforeAll(async () => {
  app = await startApp()
  mine = await app.person('user')
})
afterAll(() => app.close())

async function person(input: object = {}) {
  const { status, body } = await mine.post('/contacts', { kind: 'person', lastName: 'Muster', ...input })
  expect(status, JSON.stringify(body)).toBe(201)
  return body
}
const note = async (contactId: string, text: string) =>
  (await mine.post('/history', { contactId, category: 'note', text })).body
const read = async (id: string) => (await mine.get(`/contacts/${id}`)).body
const notes = async (id: string) =>
  (await mine.get(`/history?contact=${id}&category=note`)).body.items
    .map((item: { text: string }) => item.text)
    .sort()

async function merge(id: string, ...otherIds: string[]) {
  const { status, body } = await mine.post(`/contacts/${id}/merge`, { otherIds })
  expect(status, JSON.stringify(body)).toBe(200)
  return body
}
async function undo(mergeId: string) {
  const { status, body } = await mine.post(`/merges/${mergeId}/undo`)
  expect(status, JSON.stringify(body)).toBe(200)
  return body
}
const TIMES = ['version', 'updatedAt', 'updatedBy']
const withoutTime = (contact: object) =>
  Object.fromEntries(Object.entries(contact).filter(([field]) => !TIMES.includes(field)))

describe('taking a merge back', () => {
  test('gives both back what was theirs', async () => {
    const one = await person({
      firstName: 'Anna',
      tags: ['eins'],
      details: [{ kind: 'email', value: 'a@example.com' }],
    })
    const two = await person({
      position: 'Chefin',
      tags: ['zwei'],
      details: [{ kind: 'email', value: 'b@example.com' }],
    })
    await note(one.id, 'bei eins')
    const entry = await note(two.id, 'bei zwei')
    const before = [await read(one.id), await read(two.id)].map(withoutTime)
    const { mergeId } = await merge(one.id, two.id)
    const { contacts, left } = await undo(mergeId)
    expect(left).toEqual([])
    expect(contacts.map(withoutTime)).toEqual(before)
    expect([await read(one.id), await read(two.id)].map(withoutTime)).toEqual(before)
    expect((await mine.get(`/history/${entry.id}`)).body.contactId).toBe(two.id)
    expect(await notes(one.id)).toEqual(['bei eins'])
    const { body } = await mine.get(`/contacts/${one.id}/audit`)
    expect(body.items[0].action).toBe('contact.unmerged')
  })

  test('leaves what came since, and what was changed since', async () => {
    const one = await person({ tags: ['alt'], details: [{ kind: 'phone', value: '0221 1' }] })
    const two = await person({
      position: 'Chefin',
      industry: 'Optik',
      tags: ['anders'],
      details: [
        { kind: 'phone', value: '0221 2' },
        { kind: 'email', value: 'zwei@example.com' },
      ],
    })
    const kept = await note(two.id, 'bleibt bei zwei')
    const gone = await note(two.id, 'gelöscht')
    const { mergeId, contact } = await merge(one.id, two.id)
    await mine.patch(`/contacts/${one.id}`, {
      position: 'Präsidentin',
      tags: [...contact.tags, 'neu'],
      details: [...contact.details, { kind: 'web', value: 'https://example.com' }],
    })
    await note(one.id, 'seitdem')
    await mine.remove(`/history/${gone.id}`)
    const { left } = await undo(mergeId)
    expect(left).toEqual([{ contactId: one.id, field: 'position', reason: 'changed' }])
    const now = await read(one.id)
    expect(now).toMatchObject({ position: 'Präsidentin', industry: null, tags: ['alt', 'neu'] })
    expect(now.details).toMatchObject([{ value: '0221 1' }, { value: 'https://example.com' }])
    expect(await notes(one.id)).toEqual(['seitdem'])
    expect(await notes(two.id)).toEqual(['bleibt bei zwei'])
    expect((await mine.get(`/history/${kept.id}`)).body.contactId).toBe(two.id)
    await mine.post(`/history/${gone.id}/restore`)
    expect(await notes(two.id)).toEqual(['bleibt bei zwei', 'gelöscht'])
  })

  test('says which rule keeps a field, and takes back the rest', async () => {
    const [one, two] = [await person(), await person({ position: 'Koch', custom: {} })]
    const { body: field } = await app.admin.post('/custom-fields', {
      name: 'Nummer',
      key: 'number',
      type: 'text',
    })
    await mine.patch(`/contacts/${two.id}`, { custom: { number: '7' } })
    const { mergeId } = await merge(one.id, two.id)
    await app.admin.patch(`/custom-fields/${field.id}`, { required: true })
    const { left } = await undo(mergeId)
    await app.admin.patch(`/custom-fields/${field.id}`, { required: false })
    expect(left).toEqual([{ contactId: one.id, field: 'custom.number', reason: 'refused' }])
    expect(await read(one.id)).toMatchObject({ position: null, custom: { number: '7' } })
  })

  test('works for who was brought back out of the bin by hand', async () => {
    const [one, two] = [await person(), await person({ position: 'Koch' })]
    await note(two.id, 'bei zwei')
    const { mergeId } = await merge(one.id, two.id)
    await mine.post(`/contacts/${two.id}/restore`)
    expect((await read(two.id)).position).toBe('Koch')
    expect(await notes(one.id)).toEqual(['bei zwei'])
    await undo(mergeId)
    expect(await notes(two.id)).toEqual(['bei zwei'])
    expect((await read(one.id)).position).toBeNull()
  })

  test('keeps everything with the one that stayed when the others are gone for good', async () => {
    const [one, two, three] = [
      await person(),
      await person({ position: 'Koch' }),
      await person({ industry: 'Bau' }),
    ]
    await note(three.id, 'bei drei')
    const { mergeId } = await merge(one.id, two.id, three.id)
    await app.admin.remove(`/contacts/${two.id}?permanent=true`)
    const { left, contacts } = await undo(mergeId)
    expect(left).toEqual([{ contactId: two.id, field: null, reason: 'gone' }])
    expect(contacts).toHaveLength(2)
    expect(await read(one.id)).toMatchObject({ position: 'Koch', industry: 'Bau' })
    expect(await notes(three.id)).toEqual(['bei drei'])

    const [four, five] = [await person(), await person()]
    const second = await merge(four.id, five.id)
    await app.admin.remove(`/contacts/${five.id}?permanent=true`)
    expect((await mine.post(`/merges/${second.mergeId}/undo`)).body.code).toBe('merge.gone')
  })

  test('erasing one of two that are two again takes its words out of the trail of the other', async () => {
    const [one, two] = [
      await person(),
      await person({ details: [{ kind: 'email', value: 'geheim@example.com' }] }),
    ]
    const { mergeId } = await merge(one.id, two.id)
    await undo(mergeId)
    const trail = async () => JSON.stringify((await mine.get(`/contacts/${one.id}/audit`)).body)
    expect(await trail()).toContain('geheim@')
    await app.admin.remove(`/contacts/${two.id}?permanent=true`)
    expect(await trail()).not.toContain('geheim@')
  })
})

describe('a chain of merges', () => {
  async function chain() {
    const b = await person({ firstName: 'B', details: [{ kind: 'phone', value: '0221 2' }], tags: ['b'] })
    const a = await person({ position: 'A', details: [{ kind: 'phone', value: '0221 1' }], tags: ['a'] })
    const c = await person({ industry: 'C', details: [{ kind: 'phone', value: '0221 3' }], tags: ['c'] })
    for (const { id } of [a, b, c]) await note(id, `bei ${id}`)
    const ids: string[] = [a.id, b.id, c.id]
    const all = async () => {
      const contacts = []
      for (const id of ids) contacts.push({ ...withoutTime(await read(id)), notes: await notes(id) })
      return contacts
    }
    const before = await all()
    const first = await merge(b.id, a.id)
    const second = await merge(c.id, b.id)
    expect(await notes(c.id)).toHaveLength(3)
    expect((await read(a.id)).movedTo, 'two steps on').toBe(c.id)
    return { before, all, first: first.mergeId, second: second.mergeId, a, b, c }
  }

  test('comes apart from its end', async () => {
    const { before, all, first, second } = await chain()
    expect((await undo(second)).left).toEqual([])
    expect((await undo(first)).left).toEqual([])
    expect(await all()).toEqual(before)
  })

  test('comes apart from its beginning', async () => {
    const { before, all, first, second, a, b, c } = await chain()
    expect((await undo(first)).left).toEqual([])
    expect(await notes(a.id)).toEqual([`bei ${a.id}`])
    expect((await read(b.id)).movedTo).toBe(c.id)
    expect(await notes(c.id)).toHaveLength(2)
    expect((await undo(second)).left).toEqual([])
    expect(await all()).toEqual(before)
  })
})
