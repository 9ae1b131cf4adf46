import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApp } from '../../../../test/app.ts'
import type { Person, TestApp } from '../../../../test/app.ts'

let app: TestApp
let mine: Person
let other: Person
beforeAll(async () => {
  app = await startApp()
  mine = await app.person('user')
  other = await app.person('user')
})
afterAll(() => app.close())

const names = async (who: Person, query: string) =>
  (await who.get(`/contacts?${query}`)).body.items.map((item: { displayName: string }) => item.displayName)

describe('finding somebody', () => {
  beforeAll(async () => {
    const details = [
      { kind: 'phone', value: '0221/1234-0' },
      {
        kind: 'address',
        value: { street: 'Königstr.', houseNumber: '3', postalCode: '50667', city: 'Köln' },
      },
    ]
    await mine.post('/contacts', { kind: 'person', firstName: 'Änne', lastName: 'Müller', details })
    await mine.post('/contacts', {
      kind: 'person',
      firstName: 'Otto',
      lastName: 'Schmidt',
      companyName: 'Größe GmbH',
    })
  })

  test.each([
    ['M?ller', ['Änne Müller']],
    ['mueller', ['Änne Müller']],
    ['MÜLLER', ['Änne Müller']],
    ['Schmit~', ['Otto Schmidt']],
    ['O*', ['Otto Schmidt']],
    ['"anne muller"', ['Änne Müller']],
    ['city:köln', ['Änne Müller']],
    ['+49 221 1234', ['Änne Müller']],
    ['groesse', ['Größe GmbH', 'Otto Schmidt']],
    ['nobody', []],
  ])('%s', async (q, found) => {
    expect(await names(mine, `q=${encodeURIComponent(q)}`)).toEqual(found)
  })

  test('only by whom may see them', async () => {
    expect(await names(other, 'q=mueller')).toEqual([])
    expect(await names(app.admin, 'q=mueller')).toEqual(['Änne Müller'])
  })
})

describe('changing somebody', () => {
  test('a stale change is refused and changes nothing', async () => {
    const { body: contact } = await mine.post('/contacts', { kind: 'company', companyName: 'Alt' })
    const first = await mine.patch(`/contacts/${contact.id}`, { companyName: 'Neu' }, { 'if-match': '"1"' })
    expect(first.status).toBe(200)
    const second = await mine.patch(
      `/contacts/${contact.id}`,
      { companyName: 'Anders' },
      { 'if-match': '"1"' },
    )
    expect(second.status).toBe(412)
    expect((await mine.get(`/contacts/${contact.id}`)).body.companyName).toBe('Neu')
  })

  test('a repeated request with the same key creates one contact', async () => {
    const body = { kind: 'company', companyName: 'Einmal' }
    const [one, two] = [
      await mine.post('/contacts', body, { 'idempotency-key': 'once' }),
      await mine.post('/contacts', body, { 'idempotency-key': 'once' }),
    ]
    expect(two.body.id).toBe(one.body.id)
    expect(await names(mine, 'q=einmal')).toEqual(['Einmal'])
  })

  test('what is deleted is gone from lists and comes back', async () => {
    const { body: contact } = await mine.post('/contacts', { kind: 'company', companyName: 'Kurz' })
    expect((await mine.remove(`/contacts/${contact.id}`)).status).toBe(204)
    expect((await mine.get(`/contacts/${contact.id}`)).status).toBe(404)
    expect((await mine.post(`/contacts/${contact.id}/restore`)).status).toBe(200)
    expect(await names(mine, 'q=kurz')).toEqual(['Kurz'])
  })
})
