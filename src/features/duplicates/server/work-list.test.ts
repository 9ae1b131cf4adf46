import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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
  db = app.house.db
})
afterAll(() => app.close())

const email = (value: string) => ({ kind: 'email', value })
const mobile = (value: string) => ({ kind: 'phone', category: 'mobile', value })
const idsOf = (records: { id: string }[]) => records.map(({ id }) => id).toSorted((a, b) => (a < b ? -1 : 1))
let made = 0
/** A last name that nobody else in this file has. */
const lastName = () =>
  `Test${'abcdefghij'.charAt(Math.floor(made / 10))}berg${'klmnprstvw'.charAt(made++ % 10)}heim`

const create = async (who: Person, contact: object, query = '') => {
  const { status, body } = await who.post(`/contacts${query}`, { kind: 'person', ...contact })
  expect(status, JSON.stringify(body)).toBe(201)
  return body
}

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
    expect(idsOf(body.items[0].contacts)).toEqual(idsOf([left, right]))
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
    expect(left.clusterId).toBe(idsOf(left.contacts)[0])
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
      const [found] = await findDuplicates(tx, anna.by, [{ ...heir, id: heir.id }])
      expect(found?.hits.map(({ contactId }) => contactId)).toEqual([right.id])
      await takeBackDecisions(tx, carried)
    })
    const { hits } = (await anna.get(`/contacts/${heir.id}/duplicates`)).body
    expect(idsOf(hits.map((hit: { contactId: string }) => ({ id: hit.contactId })))).toEqual(
      idsOf([left, right]),
    )
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
