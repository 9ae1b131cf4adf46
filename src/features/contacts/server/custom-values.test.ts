import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp } from '../../../../test/app.ts'
import type { Person, TestApp } from '../../../../test/app.ts'

let app: TestApp
let zita: Person
let adam: Person
beforeAll(async () => {
  app = await startApp()
  zita = await app.person('user', 'Zita Zander')
  adam = await app.person('user', 'Adam Adler')
  await app.admin.post('/custom-fields', { name: 'Kundennummer', key: 'customerNumber', type: 'number' })
  await app.admin.post('/custom-fields', { name: 'Innendienst', key: 'inside', type: 'user' })
  await app.admin.post('/custom-fields', { name: 'Vermittelt von', key: 'agent', type: 'contact' })
})
afterAll(() => app.close())

const create = async (companyName: string, custom: Record<string, unknown> = {}) =>
  (await app.admin.post('/contacts', { kind: 'company', companyName, custom })).body as { id: string }
const names = async (query: string) =>
  (await app.admin.get(`/contacts?${query}`)).body.items.map(
    (item: { displayName: string }) => item.displayName,
  )

test('a number of a field of the firm is found by its digits, and an id that nobody reads is not', async () => {
  const agent = await create('Makler')
  await create('Holzbau', { customerNumber: 4_711_815, inside: adam.by.id, agent: agent.id })
  expect(await names('q=4711815')).toEqual(['Holzbau'])
  expect(await names('q=zusatz:47118*')).toEqual(['Holzbau'])
  expect(await names(`q=${agent.id}`)).toEqual([])
  expect(await names(`q=${adam.by.id}`)).toEqual([])
})

test('who and what a field names is sorted by name, not by its id', async () => {
  const first = await create('Zuletzt Makler')
  const second = await create('Anfangs Makler')
  await create('Reihe 1', { inside: zita.by.id, agent: first.id })
  await create('Reihe 2', { inside: adam.by.id, agent: second.id })
  expect(await names('q=Reihe&sort=custom.inside')).toEqual(['Reihe 2', 'Reihe 1'])
  expect(await names('q=Reihe&sort=-custom.inside')).toEqual(['Reihe 1', 'Reihe 2'])
  expect(await names('q=Reihe&sort=custom.agent')).toEqual(['Reihe 2', 'Reihe 1'])
})

test('the contact that a field names is filtered by', async () => {
  const agent = await create('Agentur')
  await create('Vermittelt', { agent: agent.id })
  expect(await names(`custom.agent=${agent.id}`)).toEqual(['Vermittelt'])
})
