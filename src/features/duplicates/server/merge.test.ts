import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApp } from '../../../../test/app.ts'
import type { Person, TestApp } from '../../../../test/app.ts'

let app: TestApp
let mine: Person
let other: Person
let guest: Person
beforeAll(async () => {
  app = await startApp()
  mine = await app.person('user')
  other = await app.person('user')
  guest = await app.person('guest')
})
afterAll(() => app.close())

async function person(input: object = {}, who = mine) {
  const { status, body } = await who.post('/contacts', { kind: 'person', lastName: 'Muster', ...input })
  expect(status, JSON.stringify(body)).toBe(201)
  return body
}
const company = (companyName: string, input: object = {}) =>
  person({ kind: 'company', lastName: undefined, companyName, ...input })
const note = (contactId: string, text: string, who = mine) =>
  who.post('/history', { contactId, category: 'note', text })
const read = async (id: string, who = mine) => (await who.get(`/contacts/${id}`)).body
const timeline = async (id: string) =>
  (await mine.get(`/history?contact=${id}&category=note`)).body.items.map(
    (item: { text: string }) => item.text,
  )

async function merge(id: string, otherIds: string | string[], more: object = {}, who = mine) {
  const named = typeof otherIds === 'string' ? { otherId: otherIds } : { otherIds }
  return who.post(`/contacts/${id}/merge`, { ...named, ...more })
}
async function merged(...given: Parameters<typeof merge>) {
  const { status, body } = await merge(...given)
  expect(status, JSON.stringify(body)).toBe(200)
  return body
}
const undo = (mergeId: string, who = mine) => who.post(`/merges/${mergeId}/undo`)

describe('two who are the same become one', () => {
  test('who keeps what it says, and learns what it did not know', async () => {
    const one = await person({
      firstName: 'Anna',
      position: 'Leitung',
      details: [{ kind: 'email', value: 'anna@example.com', primary: true }],
      tags: ['Messe'],
      description: 'Mag Tee.',
    })
    const two = await person({
      firstName: 'Änne',
      position: 'Einkauf',
      industry: 'Optik',
      birthday: '1980-02-03',
      details: [
        { kind: 'email', value: 'ANNA@example.com', category: 'home', primary: true },
        { kind: 'email', value: 'anna@home.example' },
        { kind: 'phone', value: '0221/1234-0', primary: true },
      ],
      tags: ['messe', 'VIP'],
      managers: [mine.by.id, other.by.id],
      description: 'Ruft nie zurück.',
    })
    const { contact } = await merged(one.id, two.id)
    expect(contact).toMatchObject({
      id: one.id,
      firstName: 'Anna',
      position: 'Leitung',
      industry: 'Optik',
      birthday: '1980-02-03',
      description: 'Mag Tee.\n\nRuft nie zurück.',
      tags: ['Messe', 'VIP'],
      managers: [mine.by.id, other.by.id],
      can: ['change', 'delete'],
    })
    expect(contact.details).toMatchObject([
      { kind: 'email', value: 'anna@example.com', primary: true },
      { kind: 'email', value: 'anna@home.example', primary: false },
      { kind: 'phone', value: '0221/1234-0', primary: true },
    ])
    expect(await read(one.id)).toEqual(contact)
  })

  test('by choice the other way round, field by field', async () => {
    await app.admin.post('/custom-fields', { name: 'Etage', key: 'floor', type: 'number' })
    const one = await person({
      firstName: 'Ann',
      position: 'A',
      description: 'a',
      custom: { floor: 1 },
      tags: ['eins'],
    })
    const two = await person({
      firstName: 'Anne',
      position: 'B',
      description: 'b',
      custom: { floor: 2 },
      tags: ['zwei'],
    })
    const choose = {
      firstName: two.id,
      description: two.id,
      'custom.floor': two.id,
      tags: two.id,
      position: one.id,
    }
    const { contact } = await merged(one.id, two.id, { choose })
    expect(contact).toMatchObject({
      displayName: 'Anne Muster',
      position: 'A',
      description: 'b',
      custom: { floor: 2 },
      tags: ['zwei'],
    })
  })

  test('the preview says the same before, and writes nothing', async () => {
    const one = await person({ firstName: 'Ida', details: [{ kind: 'email', value: 'ida@example.com' }] })
    const two = await person({
      lastName: 'Muster-Maier',
      position: 'Chefin',
      details: [{ kind: 'phone', value: '0170 1234567' }],
    })
    await note(two.id, 'eins')
    await note(two.id, 'zwei')
    const body = { otherId: two.id, choose: { lastName: two.id } }
    const { body: preview } = await mine.post(`/contacts/${one.id}/merge/preview`, body)
    const none = {
      persons: 0,
      files: 0,
      tasks: 0,
      visits: 0,
      opportunities: 0,
      events: 0,
      projects: 0,
      invoices: 0,
    }
    expect(preview.moves).toEqual({ ...none, history: 2 })
    expect(preview.fields).toContainEqual({
      field: 'lastName',
      candidates: [
        { contactId: one.id, value: 'Muster' },
        { contactId: two.id, value: 'Muster-Maier' },
      ],
      taken: two.id,
      differs: true,
    })
    expect(await read(one.id)).toEqual(one)
    const { contact } = await merged(one.id, two.id, { choose: body.choose })
    const { version, updatedAt, updatedBy, lastActivityAt, ...result } = contact
    expect(preview.contact).toMatchObject(result)
    expect(version).toBeGreaterThan(one.version)
    expect([updatedAt, updatedBy, lastActivityAt]).not.toContain(undefined)
  })

  test('everything that hangs on the others moves; they lie in the bin, and old links lead on', async () => {
    const [one, two, three] = [await person(), await person(), await person()]
    await note(one.id, 'bei eins')
    await note(two.id, 'bei zwei')
    await note(three.id, 'bei drei')
    const { contact } = await merged(one.id, [two.id, three.id])
    expect((await timeline(one.id)).sort()).toEqual(['bei drei', 'bei eins', 'bei zwei'])
    expect(contact.lastActivityAt >= three.lastActivityAt).toBe(true)
    const gone = await mine.get(`/contacts/${two.id}`)
    expect(gone).toMatchObject({ status: 404, body: { code: 'missing', movedTo: one.id } })
    expect((await mine.get('/bin')).body.items.map((item: { id: string }) => item.id)).toContain(two.id)
    expect((await mine.get(`/contacts/${one.id}/audit`)).body.items[0]).toMatchObject({
      action: 'contact.merged',
      diff: [{ field: 'merged', from: null, to: ['Muster', 'Muster'] }],
    })
  })

  test('persons of a company go with it and carry the name of the one that stays', async () => {
    const [one, two] = [await company('Größe GmbH'), await company('Groesse Gesellschaft mbH')]
    const [anna, ben] = [await person({ companyId: one.id }), await person({ companyId: two.id })]
    await merged(one.id, two.id, { choose: { companyName: two.id } })
    for (const { id } of [anna, ben])
      expect(await read(id)).toMatchObject({ companyId: one.id, companyName: 'Groesse Gesellschaft mbH' })
    const found = await mine.get('/contacts?q=company:gesellschaft')
    expect(found.body.items.map((item: { id: string }) => item.id)).toEqual(
      expect.arrayContaining([anna.id, ben.id]),
    )
  })

  test('an employer whom one may not see stays the employer', async () => {
    const hidden = (await other.post('/contacts', { kind: 'company', companyName: 'Geheim AG' })).body
    const one = await person({ firstName: 'Uwe', visibility: 'write' })
    const two = await person({ firstName: 'Uwe', visibility: 'write', companyId: hidden.id }, other)
    const { contact } = await merged(one.id, two.id)
    expect(contact).toMatchObject({ companyId: hidden.id, companyName: 'Geheim AG' })
  })

  test('notifications follow for whom may see where they lead', async () => {
    const one = await person({ visibility: 'managers' })
    const two = await person({ visibility: 'read', managers: [mine.by.id, other.by.id] })
    await mine.post('/history', { contactId: two.id, category: 'note', text: 'Hallo', notify: [other.by.id] })
    await merged(one.id, two.id)
    const { body } = await other.get('/notifications')
    expect(body.items[0].record).toMatchObject({ kind: 'contact', id: one.id })
  })

  test('the picture is of the one that has one, or of the chosen one', async () => {
    const picture = async (id: string, background: string) => {
      const png = await sharp({ create: { width: 9, height: 9, channels: 3, background } })
        .png()
        .toBuffer()
      return (await mine.put(`/contacts/${id}/photo`, png, { 'content-type': 'image/png' })).body.photo.split(
        '?v=',
      )[1]
    }
    const [one, two, three] = [await person(), await person(), await person()]
    const [red, blue] = [await picture(two.id, 'red'), await picture(three.id, 'blue')]
    const first = await merged(one.id, two.id)
    expect(first.contact.photo).toContain(red)
    const second = await merged(one.id, three.id, { choose: { photo: three.id } })
    expect(second.contact.photo).toContain(blue)
    await undo(second.mergeId)
    expect((await read(one.id)).photo).toContain(red)
    await undo(first.mergeId)
    expect((await read(one.id)).photo).toBeNull()
    expect((await read(two.id)).photo).toContain(red)
  })
})

describe('who may', () => {
  test('nobody sees by a merge what was kept from them', async () => {
    const secret = await person({ visibility: 'managers' })
    const open = await person({ visibility: 'write' })
    const { contact } = await merged(open.id, secret.id)
    expect(contact.visibility).toBe('managers')
    expect((await other.get(`/contacts/${open.id}`)).status).toBe(404)
  })

  test('unless it is chosen', async () => {
    const secret = await person({ visibility: 'managers' })
    const open = await person({ visibility: 'read' })
    const { contact } = await merged(open.id, secret.id, { choose: { visibility: open.id } })
    expect(contact.visibility).toBe('read')
    const gone = await other.get(`/contacts/${secret.id}`)
    expect(gone.status).toBe(404)
    expect(gone.body.movedTo, 'of what was hidden nobody hears where it went').toBeUndefined()
  })

  test.each([
    ['managers', 404],
    ['read', 403],
    ['write', 200],
  ])('another whose visibility is %s: %i', async (visibility, status) => {
    for (const turn of [0, 1]) {
      const pair = [await person({ visibility: 'write' }), await person({ visibility })]
      const [stays, goes] = turn === 0 ? pair : pair.toReversed()
      expect((await merge(stays.id, goes.id, {}, other)).status).toBe(status)
      if (status === 200) continue
      expect((await other.post(`/contacts/${stays.id}/merge/preview`, { otherId: goes.id })).status).toBe(
        status,
      )
      expect((await read(goes.id)).deletedAt).toBeNull()
    }
    expect((await merge((await person()).id, (await person()).id, {}, guest)).status).toBe(403)
  })

  test('taking back needs the same rights, and 30 days', async () => {
    const [one, two] = [await person({ visibility: 'read' }), await person({ visibility: 'read' })]
    const { mergeId } = await merged(one.id, two.id)
    expect((await undo(mergeId, other)).status).toBe(403)
    expect((await other.get(`/merges/${mergeId}`)).body).toMatchObject({ can: [], others: [{ id: two.id }] })
    expect((await mine.get(`/merges/${mergeId}`)).body).toMatchObject({
      contact: { id: one.id },
      can: ['undo'],
      by: { id: mine.by.id },
    })
    await mine.patch(`/contacts/${one.id}`, { visibility: 'managers' })
    expect((await undo(mergeId, other)).status).toBe(404)
    expect((await other.get(`/merges/${mergeId}`)).status).toBe(404)
    const { db } = app.house
    const age = (days: number) =>
      db
        .updateTable('run')
        .set({ createdAt: new Date(Date.now() - days * 86_400_000).toISOString() })
        .where('id', '=', mergeId)
        .execute()
    await age(31)
    expect(await undo(mergeId)).toMatchObject({ status: 409, body: { code: 'merge.too_late' } })
    await age(29)
    expect((await undo(mergeId)).status).toBe(200)
    expect(await undo(mergeId)).toMatchObject({ status: 409, body: { code: 'merge.undone' } })
  })
})

describe('refused', () => {
  test('a person and a company, a contact with itself, what is not there, what nobody can choose', async () => {
    const [one, two, firm] = [await person(), await person(), await company('Firma')]
    const nobody = '00000000-0000-4000-8000-000000000000'
    expect(await merge(one.id, firm.id)).toMatchObject({ status: 409, body: { code: 'merge.kinds' } })
    expect((await merge(one.id, one.id)).status).toBe(422)
    expect((await merge(one.id, nobody)).status).toBe(404)
    expect((await merge(one.id, [])).status).toBe(422)
    expect((await mine.post(`/contacts/${one.id}/merge`, {})).status).toBe(422)
    expect((await merge(one.id, two.id, { choose: { nonsense: two.id } })).status).toBe(422)
    expect((await merge(one.id, two.id, { choose: { position: firm.id } })).status).toBe(422)
    expect((await undo(nobody)).status).toBe(404)
    expect((await read(two.id)).deletedAt).toBeNull()
  })

  test('when one of them changed since it was seen', async () => {
    const [one, two] = [await person(), await person()]
    await mine.patch(`/contacts/${two.id}`, { position: 'Neu' })
    const seen = { [one.id]: one.version, [two.id]: two.version }
    expect((await merge(one.id, two.id, { ifMatch: seen })).status).toBe(412)
    const stale = { 'if-match': '"7"' }
    expect((await mine.post(`/contacts/${one.id}/merge`, { otherId: two.id }, stale)).status).toBe(412)
    expect((await merge(one.id, two.id, { ifMatch: { [two.id]: two.version + 1 } })).status).toBe(200)
  })

  test('when more would come together than a contact holds', async () => {
    const phones = (start: number) =>
      Array.from({ length: 60 }, (_, at) => ({ kind: 'phone', value: `0221 ${start + at}` }))
    const [one, two] = [await person({ details: phones(1000) }), await person({ details: phones(2000) })]
    expect(await merge(one.id, two.id)).toMatchObject({ status: 409, body: { code: 'merge.too_much' } })
  })
})

describe('several at the same time', () => {
  test('of two merges of the same contact one happens', async () => {
    for (let round = 0; round < 5; round++) {
      const [a, b, c] = [await person(), await person(), await person()]
      const both = await Promise.all([merge(a.id, b.id), merge(c.id, b.id)])
      expect(both.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 404])
      const back = await Promise.all([merge(a.id, c.id), merge(c.id, a.id)])
      expect(back.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 404])
    }
  })

  test('an entry written meanwhile is lost nowhere', async () => {
    const [one, two] = [await person(), await person()]
    const [, ...notes] = await Promise.all([
      merge(one.id, two.id),
      ...Array.from({ length: 5 }, (_, at) => note(two.id, `Notiz ${at}`)),
    ])
    const written = notes.filter(({ status }) => status === 201).length
    expect(await timeline(one.id)).toHaveLength(written)
  })
})
