import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newState } from '#features/contacts/server/contact-state.ts'
import type { Database } from '#platform/database.ts'
import { startApp } from '../../../../test/app.ts'
import type { Person, TestApp } from '../../../../test/app.ts'
import { carryDecisions, takeBackDecisions } from './carry-decisions.ts'
import { findDuplicates } from './find-duplicates.ts'
import { followChanges } from './follow-changes.ts'
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
  db = app.house.db as never
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
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
  })
})

describe('the work list', () => {
  /** Two contacts with one address, on the list. */
  const pair = async (one: object = {}, other: object = {}, who = anna) => {
    const name = lastName()
    const details = [email(`${name}@web.de`)]
    const left = await create(who, { firstName: 'Ina', lastName: name, details, ...one })
    const right = await create(who, { firstName: 'Ina', lastName: name, details, ...other })
    expect((await who.post('/duplicates/scan', { contactId: right.id })).status).toBe(202)
    const [found] = (await app.admin.get(`/duplicates?contact=${left.id}`)).body.items
    return { id: found.id as string, left, right, name }
  }
  const open = async (who: Person, contact: string) =>
    (await who.get(`/duplicates?contact=${contact}`)).body.items.map((one: { id: string }) => one.id)

  test('shows a pair with both contacts, verdict and reasons', async () => {
    const { left, right } = await pair()
    const { body } = await anna.get(`/duplicates?contact=${left.id}&count=true`)
    expect(body).toMatchObject({ total: 1, nextCursor: null, items: [{ verdict: 'sure', state: 'open' }] })
    expect(body.items[0].contacts.map((one: { id: string }) => one.id)).toEqual([left.id, right.id].sort())
  })

  test('is there only for who sees both', async () => {
    const { id, left } = await pair({ visibility: 'read' }, { visibility: 'managers' })
    expect(await open(anna, left.id)).toEqual([id])
    expect(await open(bert, left.id)).toEqual([])
    expect(await open(app.admin, left.id)).toEqual([id])
    expect((await bert.post(`/duplicates/${id}/decision`, { decision: 'different' })).status).toBe(404)
    expect((await guest.get('/duplicates')).status).toBe(403)
  })

  test('a pair that is not the same never comes back, whatever happens', async () => {
    const { id, left, right, name } = await pair()
    const { body } = await anna.post(`/duplicates/${id}/decision`, { decision: 'different' })
    expect(body).toMatchObject({ state: 'different', decidedBy: anna.by.id })
    await anna.patch(`/contacts/${right.id}`, { details: [email(`${name}@web.de`), mobile('0171 998877')] })
    await anna.patch(`/contacts/${left.id}`, { details: [email(`${name}@web.de`), mobile('0171 998877')] })
    await anna.post('/duplicates/scan', { contactId: left.id })
    await followChanges.run(app.house as never)
    expect(await open(anna, left.id)).toEqual([])
    expect((await anna.get(`/contacts/${left.id}/duplicates`)).body.verdict).toBe('none')
    expect((await anna.get(`/duplicates?state=different&contact=${left.id}`)).body.items).toHaveLength(1)
  })

  test('a decision can be taken back', async () => {
    const { id, left } = await pair()
    await anna.post(`/duplicates/${id}/decision`, { decision: 'different' })
    await anna.post(`/duplicates/${id}/decision`, { decision: 'open' })
    expect(await open(anna, left.id)).toEqual([id])
  })

  test('a pair goes when its contacts are not alike any more, and waits while one is in the bin', async () => {
    const { id, left, right } = await pair()
    await anna.remove(`/contacts/${right.id}`)
    expect(await open(anna, left.id)).toEqual([])
    await anna.post(`/contacts/${right.id}/restore`)
    expect(await open(anna, left.id)).toEqual([id])
    await anna.patch(`/contacts/${right.id}`, { firstName: 'Olaf', lastName: lastName(), details: [] })
    expect(await open(anna, left.id)).toEqual([])
    await anna.post('/duplicates/scan', { contactId: right.id })
    expect(await db.selectFrom('duplicatePair').select('id').where('id', '=', id).execute()).toEqual([])
  })

  test('what hangs together stands together, and falls apart with the pair that held it', async () => {
    const name = lastName()
    const [first, second] = [`${name}@web.de`, `${name}@gmx.de`]
    const one = await create(anna, { firstName: 'Ada', lastName: name, details: [email(first)] })
    const both = await create(anna, {
      firstName: 'Ada',
      lastName: name,
      details: [email(first), email(second)],
    })
    const two = await create(anna, { firstName: 'Bea', lastName: name, details: [email(second)] })
    for (const { id } of [one, both, two]) await anna.post('/duplicates/scan', { contactId: id })
    const pairs = (await anna.get(`/duplicates?contact=${both.id}`)).body.items
    expect(pairs).toHaveLength(2)
    expect(new Set(pairs.map((item: { clusterId: string }) => item.clusterId)).size).toBe(1)
    await anna.post(`/duplicates/${pairs[0].id}/decision`, { decision: 'different' })
    const [left] = (await anna.get(`/duplicates?contact=${both.id}`)).body.items
    expect(left.clusterId).toBe([...left.contacts.map((c: { id: string }) => c.id)].sort()[0])
  })

  test('is read page by page, each pair once, the surest first', async () => {
    for (let n = 0; n < 5; n++) await pair()
    const ids: string[] = []
    const verdicts: string[] = []
    for (let cursor = ''; ;) {
      const { body } = await app.admin.get(`/duplicates?limit=2${cursor && `&cursor=${cursor}`}`)
      ids.push(...body.items.map((one: { id: string }) => one.id))
      verdicts.push(...body.items.map((one: { verdict: string }) => one.verdict))
      if (body.nextCursor === null) break
      cursor = body.nextCursor
    }
    const total = (await app.admin.get('/duplicates?count=true')).body.total
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).toHaveLength(total)
    expect(verdicts).toEqual(verdicts.toSorted((a, b) => (a === b ? 0 : a === 'sure' ? -1 : 1)))
  })

  test('what was different from one stays different from what it became, until the two are two again', async () => {
    const { id, left, right } = await pair()
    await anna.post(`/duplicates/${id}/decision`, { decision: 'different' })
    const heir = await create(anna, {
      firstName: right.firstName,
      lastName: right.lastName,
      details: right.details,
    })
    await db.transaction().execute(async (tx) => {
      const carried = await carryDecisions(tx, right.id, heir.id)
      expect(carried).toHaveLength(1)
      const [found] = await findDuplicates(tx as never, anna.by, [{ ...heir, id: heir.id }])
      expect(found?.hits.map(({ contactId }) => contactId)).toEqual([right.id])
      await takeBackDecisions(tx, carried)
    })
    const { hits } = (await anna.get(`/contacts/${heir.id}/duplicates`)).body
    expect(hits.map((hit: { contactId: string }) => hit.contactId).sort()).toEqual([left.id, right.id].sort())
  })

  test('decisions move the weights, and administrators take them back', async () => {
    const before = (await app.admin.get('/duplicates/weights')).body
    const { id } = await pair()
    await anna.post(`/duplicates/${id}/decision`, { decision: 'same' })
    const after = (await app.admin.get('/duplicates/weights')).body
    expect(after.decisions).toBe(before.decisions + 1)
    expect((await anna.get('/duplicates/weights')).status).toBe(403)
    expect((await app.admin.remove('/duplicates/weights')).status).toBe(204)
    const reset = (await app.admin.get('/duplicates/weights')).body
    expect(reset.decisions).toBe(0)
    expect(reset.items.every((item: { shipped: number; now: number }) => item.shipped === item.now)).toBe(
      true,
    )
    expect((await app.admin.get('/duplicates?state=same')).body.items.length).toBeGreaterThan(0)
  })

  test('erasing a contact takes its pairs and their names along', async () => {
    const { id, right, name } = await pair()
    await anna.post(`/duplicates/${id}/decision`, { decision: 'different' })
    await anna.remove(`/contacts/${right.id}`)
    await app.admin.remove(`/contacts/${right.id}?permanent=true`)
    const lines = await db.selectFrom('journal').select('title').where('recordId', '=', id).execute()
    expect(lines.length).toBeGreaterThan(0)
    expect(lines.every(({ title }) => !title.includes(name))).toBe(true)
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
