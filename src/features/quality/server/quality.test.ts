import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApp } from '../../../../test/app.ts'
import type { Person, TestApp } from '../../../../test/app.ts'
import type { Quality } from '../quality.ts'
import { recheckContacts } from './recheck-contacts.ts'

let app: TestApp
let bert: Person
let guest: Person
beforeAll(async () => {
  app = await startApp()
  bert = await app.person('user', 'Bert')
  guest = await app.person('guest', 'Gast')
})
afterAll(() => app.close())

const email = (value: string) => ({ kind: 'email', value })
const phone = (value: string, category = 'work') => ({ kind: 'phone', category, value })
const koeln = { street: 'Domstraße', houseNumber: '1', postalCode: '50667', city: 'Köln', country: 'DE' }
const address = (given: object = {}) => ({ kind: 'address', value: { ...koeln, ...given } })
const whole = (name: string) => [email(`${name}@muster.de`), phone('0221 123456'), address()]

async function create(by: Person, lastName: string, given: object = {}) {
  const { status, body } = await by.post('/contacts', { kind: 'person', lastName, ...given })
  expect(status, JSON.stringify(body)).toBe(201)
  return body as { id: string; version: number; flaws: string[] }
}
async function namesOf(by: Person, query: string) {
  const { status, body } = await by.get(`/contacts?${query}`)
  expect(status).toBe(200)
  return (body as { items: { displayName: string }[] }).items.map((contact) => contact.displayName)
}
async function counts(by: Person) {
  const { body } = await by.get('/quality')
  return Object.fromEntries((body as Quality).tiles.map((tile) => [tile.id, tile.count]))
}

describe('what is missing', () => {
  test('is kept with the contact, found by a filter, and gone as soon as it is there', async () => {
    const bare = await create(app.admin, 'Leer')
    await create(app.admin, 'Ganz', { details: whole('ganz') })
    expect(bare.flaws).toEqual(['no_email', 'no_phone', 'no_address'])
    expect(await namesOf(app.admin, 'without=email&without=phone')).toEqual(['Leer'])
    const before = await counts(app.admin)
    await app.admin.patch(`/contacts/${bare.id}`, { details: [email('leer@muster.de')] })
    expect(await namesOf(app.admin, 'without=email')).toEqual([])
    expect(await namesOf(app.admin, 'without=phone')).toEqual(['Leer'])
    expect(await counts(app.admin)).toEqual({ ...before, email: (before['email'] ?? 0) - 1 })
  })

  test('an owner is missing where nobody active is named, alone or in a group', async () => {
    const gone = await app.person('user', 'Geht')
    const { body: group } = await app.admin.post('/groups', { name: 'Verwaist', members: [gone.by.id] })
    await create(app.admin, 'Niemand', { managers: [] })
    await create(app.admin, 'Gegangen', { managers: [gone.by.id] })
    await create(app.admin, 'Beide', { managers: [gone.by.id, app.admin.by.id] })
    await create(app.admin, 'Gruppe', { managers: [group.id] })
    expect(await namesOf(app.admin, 'without=owner')).toEqual(['Niemand'])
    expect((await app.admin.patch(`/users/${gone.by.id}`, { active: false })).status).toBe(200)
    expect(await namesOf(app.admin, 'without=owner')).toEqual(['Gegangen', 'Gruppe', 'Niemand'])
  })
})

describe('what is probably wrong', () => {
  test('is found by its kind, whoever wrote it: places come out of the shipped table', async () => {
    await create(app.admin, 'Tippfehler', { details: [email('a@gmial.com')] })
    const odd = await create(app.admin, 'Falschort', {
      salutation: 'mr',
      firstName: 'Anna',
      details: [address({ city: 'Bonn' }), phone('0171 2345678', 'fax')],
    })
    expect(odd.flaws).toEqual([
      'no_email',
      'salutation.gender',
      'phone.mobile_as_fax',
      'address.place',
      'suspicious',
    ])
    expect(await namesOf(app.admin, 'hint=email.typo')).toEqual(['Tippfehler'])
    expect(await namesOf(app.admin, 'suspicious=true&hint=address.place')).toEqual(['Anna Falschort'])
    expect(await namesOf(app.admin, 'suspicious=false&q=Falschort')).toEqual([])
    const { body } = await app.admin.get('/quality')
    expect((body as Quality).hints).toContainEqual({ code: 'address.place', count: 1 })
    const mended = await app.admin.patch(`/contacts/${odd.id}`, {
      salutation: 'ms',
      details: [address(), phone('0171 2345678', 'mobile')],
    })
    expect(mended.body.flaws).toEqual(['no_email'])
  })

  test('the night looks again at what nobody wrote, and notes how the week stands', async () => {
    const contact = await create(app.admin, 'Nachts', { details: [email('b@gmial.com')] })
    await sql`update contact set flaws = '{}' where id = ${contact.id}`.execute(app.house.db)
    expect(await namesOf(app.admin, 'hint=email.typo&q=Nachts')).toEqual([])
    await recheckContacts.run(app.house as never)
    expect(await namesOf(app.admin, 'hint=email.typo&q=Nachts')).toEqual(['Nachts'])
    const { body } = await app.admin.get(`/contacts/${contact.id}`)
    expect(body.version).toBe(1)
    const { weeks } = (await app.admin.get('/quality')).body as Quality
    expect(weeks).toHaveLength(1)
    expect(weeks[0]?.whole).toBeLessThan(weeks[0]?.contacts ?? 0)
  })
})

describe('what is old or does not arrive', () => {
  test('a refused address counts as bounced until a later mail got through; a server that was away does not', async () => {
    const mail = (recipient: string, state: string, error: string | null, age: string) =>
      sql`insert into mail (id, recipient, subject, body, state, attempts, error, created_at)
        values (${randomUUID()}, ${recipient}, '', '', ${state}, 5, ${error}, now() - ${age}::interval)`.execute(
        app.house.db,
      )
    const refused = 'Error: all recipients were rejected: 550 5.1.1 No such user'
    await create(app.admin, 'Weg', { details: [email('Weg@muster.de')] })
    await create(app.admin, 'Wieder', { details: [email('wieder@muster.de')] })
    await create(app.admin, 'Netz', { details: [email('netz@muster.de')] })
    await mail('weg@muster.de', 'failed', refused, '1 day')
    await mail('wieder@muster.de', 'failed', refused, '2 days')
    await mail('wieder@muster.de', 'sent', null, '1 day')
    await mail('netz@muster.de', 'failed', 'Error: connect ECONNREFUSED 127.0.0.1:5025', '1 day')
    expect(await namesOf(app.admin, 'bounced=true')).toEqual(['Weg'])
    expect(await namesOf(app.admin, 'bounced=false&q=Weg')).toEqual([])
  })

  test('stale is what rested for the asked months, untouched what nothing ever happened to', async () => {
    const old = await create(app.admin, 'Ruht', { details: whole('ruht') })
    await sql`update contact set last_activity_at = now() - interval '14 months',
      created_at = now() - interval '20 months' where id = ${old.id}`.execute(app.house.db)
    expect(await namesOf(app.admin, 'staleMonths=13')).toEqual(['Ruht'])
    expect(await namesOf(app.admin, 'staleMonths=15')).toEqual([])
    expect(await namesOf(app.admin, 'untouched=false')).toEqual(['Ruht'])
    expect(await counts(app.admin)).toMatchObject({ stale: 1 })
    await app.admin.patch('/settings', { quality: { staleMonths: 24 } })
    expect(await counts(app.admin)).toMatchObject({ stale: 0 })
  })
})

describe('rights', () => {
  test('everybody counts what they may see, and no more', async () => {
    await create(app.admin, 'Geheim', { visibility: 'managers' })
    const mine = await create(bert, 'Berts', { visibility: 'managers' })
    expect(mine.flaws).toContain('no_email')
    expect(await namesOf(bert, 'without=email')).toEqual(['Berts'])
    expect(await counts(bert)).toMatchObject({ email: 1, suspicious: 0 })
    expect(await counts(guest)).toMatchObject({ email: 0 })
    expect((await app.anonymous.get('/quality')).status).toBe(401)
  })

  test.each([
    'without=nothing',
    'staleMonths=0',
    'staleMonths=x',
    'bounced=maybe',
    'hint=unknown',
    'suspicious=',
  ])('%s is refused', async (query) => expect((await app.admin.get(`/contacts?${query}`)).status).toBe(422))
})
