import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newState } from '#features/contacts/server/contact-state.ts'
import type { Database } from '#platform/database.ts'
import { startApp } from '../../../../test/app.ts'
import type { Person, TestApp } from '../../../../test/app.ts'
import { findDuplicates } from './find-duplicates.ts'
import type { DuplicatesDb } from './tables.ts'

let app: TestApp
let anna: Person
let bert: Person
let guest: Person
let db: Database<DuplicatesDb>
beforeAll(async () => {
  app = await startApp()
  anna = await app.person('user', 'Anna')
  bert = await app.person('user', 'Bert')
  guest = await app.person('guest')
  db = app.house.db
})
afterAll(() => app.close())

const email = (value: string) => ({ kind: 'email', value })
const mobile = (value: string) => ({ kind: 'phone', category: 'mobile', value })
let made = 0
/** A last name that nobody else in this file has. */
const lastName = () =>
  `Test${'abcdefghij'.charAt(Math.floor(made / 10))}berg${'klmnprstvw'.charAt(made++ % 10)}heim`

const create = async (who: Person, contact: object, query = '') => {
  const { status, body } = await who.post(`/contacts${query}`, { kind: 'person', ...contact })
  expect(status, JSON.stringify(body)).toBe(201)
  return body
}
const check = async (who: Person, contact: object) => {
  const { status, body } = await who.post('/contacts/check', { kind: 'person', ...contact })
  expect(status).toBe(200)
  return body
}

describe('whether somebody is there already', () => {
  test('the same e-mail address is sure, with its reason', async () => {
    const name = lastName()
    const { id } = await create(anna, {
      firstName: 'Jörg',
      lastName: name,
      details: [email(`${name}@web.de`)],
    })
    const found = await check(anna, {
      firstName: 'J.',
      lastName: name,
      details: [email(` ${name.toUpperCase()}@WEB.de `)],
    })
    expect(found).toMatchObject({
      verdict: 'sure',
      hits: [
        {
          contactId: id,
          displayName: `Jörg ${name}`,
          verdict: 'sure',
          reasons: expect.arrayContaining(['email']),
        },
      ],
    })
  })

  test('a number is read as it is dialled in the country of now', async () => {
    const name = lastName()
    await create(anna, { firstName: 'Urs', lastName: name, details: [mobile('+41 79 555 01 23')] })
    const typed = { lastName: name, details: [mobile('079 555 01 23')] }
    expect((await check(anna, typed)).verdict).toBe('none')
    const admin = await app.person('admin')
    expect((await admin.patch('/settings', { country: 'CH' })).status).toBe(200)
    expect((await check(anna, typed)).verdict).toBe('sure')
    expect((await admin.patch('/settings', { country: 'DE' })).status).toBe(200)
    expect((await check(anna, typed)).verdict).toBe('none')
  })

  test('last name and mobile number are sure however the number is written', async () => {
    const name = lastName()
    await create(anna, { firstName: 'Eva', lastName: name, details: [mobile('0171 5550123')] })
    const found = await check(anna, { lastName: name, details: [mobile('+49 (0)171/555 01 23')] })
    expect(found.verdict).toBe('sure')
  })

  test('a stranger is nobody', async () => {
    expect(await check(anna, { firstName: 'Xaver', lastName: lastName() })).toEqual({
      verdict: 'none',
      hits: [],
    })
  })

  test('a contact is not its own duplicate', async () => {
    const name = lastName()
    const contact = await create(anna, {
      firstName: 'Uwe',
      lastName: name,
      details: [email(`${name}@web.de`)],
    })
    expect((await anna.get(`/contacts/${contact.id}/duplicates`)).body).toEqual({ verdict: 'none', hits: [] })
    expect(await check(anna, { ...contact, id: contact.id, managers: [] })).toEqual({
      verdict: 'none',
      hits: [],
    })
  })

  test('who lies in the bin is nobody', async () => {
    const name = lastName()
    const details = [email(`${name}@web.de`)]
    const { id } = await create(anna, { lastName: name, details })
    await anna.remove(`/contacts/${id}`)
    expect((await check(anna, { lastName: name, details })).verdict).toBe('none')
  })

  test.each([
    ['managers', 'manager', true],
    ['managers', 'stranger', false],
    ['managers', 'admin', true],
    ['read', 'stranger', true],
    ['write', 'stranger', true],
  ] as const)(
    'of a contact with visibility %s the %s learns who it is: %s',
    async (visibility, who, learns) => {
      const name = lastName()
      const details = [email(`${name}@web.de`)]
      const { id } = await create(anna, { lastName: name, details, visibility })
      const caller = { manager: anna, stranger: bert, admin: app.admin }[who]
      const { verdict, hits } = await check(caller, { lastName: name, details })
      expect(verdict).toBe('sure')
      expect(hits).toHaveLength(1)
      expect('contactId' in hits[0]).toBe(learns)
      expect('displayName' in hits[0]).toBe(learns)
      expect(JSON.stringify(hits).includes(id)).toBe(learns)
    },
  )

  test('of several hidden ones nobody learns more than that there is one', async () => {
    const name = lastName()
    const person = { firstName: 'Karl', lastName: name, companyName: `${name} Maschinenbau` }
    await create(anna, { ...person, birthday: '1970-01-01' })
    await create(anna, { ...person, position: 'Meister' })
    const { verdict, hits } = await check(bert, person)
    expect(verdict).toBe('possible')
    expect(hits).toEqual([{ verdict: 'possible', reasons: [], score: 0 }])
  })

  test('of a hidden one that is sure nobody learns what else is right', async () => {
    const name = lastName()
    const details = [email(`${name}@${name}.de`)]
    await create(anna, { firstName: 'Karl', lastName: name, details: [...details, mobile('0151 7770001')] })
    const guesses = [
      { lastName: 'Falsch', details },
      { firstName: 'Karl', lastName: name, details },
      { firstName: 'Karl', lastName: name, details: [...details, mobile('0151 7770001')] },
    ]
    for (const guess of guesses)
      expect(await check(bert, guess)).toEqual({
        verdict: 'sure',
        hits: [{ verdict: 'sure', reasons: ['email'], score: 0 }],
      })
  })

  test('guests may not ask', async () => {
    expect((await guest.post('/contacts/check', { kind: 'person', lastName: 'x' })).status).toBe(403)
  })

  test('many at once get the answers that each would get alone', async () => {
    const names = Array.from({ length: 30 }, lastName)
    for (const [at, name] of names.entries())
      await create(at % 2 ? anna : bert, {
        firstName: 'Lena',
        lastName: name,
        details: at % 3 ? [email(`${name}@web.de`)] : [mobile(`0151 1234${String(at).padStart(4, '0')}`)],
      })
    const subjects = names.map((name, at) =>
      newState(anna.by, {
        kind: 'person',
        firstName: at % 5 ? 'Lena' : null,
        lastName: name,
        details: [
          at % 3
            ? { kind: 'email' as const, category: 'work', value: `${name}@web.de`, primary: true }
            : {
                kind: 'phone' as const,
                category: 'mobile',
                value: `01511234${String(at).padStart(4, '0')}`,
                primary: true,
              },
        ],
      }),
    )
    const together = await findDuplicates(db, anna.by, subjects)
    const apart = await Promise.all(
      subjects.map(async (one) => (await findDuplicates(db, anna.by, [one]))[0]),
    )
    expect(together).toEqual(apart)
    expect(together.filter(({ verdict }) => verdict === 'sure')).toHaveLength(30)
  })
})

describe('saving unless there is a duplicate', () => {
  test('a sure one keeps the new one out, and says which', async () => {
    const name = lastName()
    const details = [email(`${name}@web.de`)]
    const { id } = await create(anna, { lastName: name, details })
    const { status, body } = await anna.post('/contacts?unlessDuplicate=sure', {
      kind: 'person',
      lastName: name,
      details,
    })
    expect(status).toBe(409)
    expect(body).toMatchObject({ code: 'duplicate', hits: [{ contactId: id, verdict: 'sure' }] })
    expect((await anna.get(`/contacts?q=${name}&count=true`)).body.total).toBe(1)
    await create(anna, { lastName: name, details })
  })

  test('a possible one only when that is asked for', async () => {
    const name = lastName()
    const person = { firstName: 'Karl', lastName: name, companyName: `${name} Maschinenbau` }
    await create(anna, person)
    const possible = await anna.post('/contacts?unlessDuplicate=possible', { kind: 'person', ...person })
    expect(possible.status).toBe(409)
    await create(anna, person, '?unlessDuplicate=sure')
  })

  test('of two who save the same at the same moment one is refused', async () => {
    const name = lastName()
    const person = { kind: 'person', lastName: name, details: [email(`${name}@web.de`)] }
    const answers = await Promise.all([
      anna.post('/contacts?unlessDuplicate=sure', person),
      bert.post('/contacts?unlessDuplicate=sure', person),
    ])
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409])
  })
})

describe('where a person works', () => {
  test('by the domain of the company, with its name', async () => {
    const firm = lastName()
    const company = await create(anna, {
      kind: 'company',
      companyName: `${firm} GmbH`,
      details: [{ kind: 'web', value: `https://www.${firm}.de` }],
    })
    const { body } = await anna.post('/contacts/company-match', {
      kind: 'person',
      lastName: 'Berg',
      details: [email(`berg@${firm}.de`)],
    })
    expect(body).toMatchObject({
      chosen: company.id,
      matches: [{ companyId: company.id, displayName: `${firm} GmbH`, reasons: ['domain'] }],
    })
    const hidden = await bert.post('/contacts/company-match', {
      kind: 'person',
      lastName: 'Berg',
      details: [email(`berg@${firm}.de`)],
    })
    expect(hidden.body).toEqual({ matches: [], chosen: null })
  })

  test('where the colleagues work', async () => {
    const firm = lastName()
    const colleague = await create(anna, {
      lastName: 'Kolb',
      companyName: `${firm} Werke`,
      details: [email(`kolb@${firm}-werke.de`)],
    })
    const { body } = await anna.post('/contacts/company-match', {
      kind: 'person',
      lastName: 'Berg',
      details: [email(`berg@${firm}-werke.de`)],
    })
    expect(body).toMatchObject({
      chosen: colleague.companyId,
      matches: [{ confidence: 0.98, reasons: ['colleagues'] }],
    })
  })
})
