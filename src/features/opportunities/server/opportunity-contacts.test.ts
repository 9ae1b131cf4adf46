import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp } from '../../../../test/app.ts'
import type { Person, TestApp } from '../../../../test/app.ts'

let app: TestApp
let anna: Person
let bert: Person
beforeAll(async () => {
  app = await startApp()
  anna = await app.person('user', 'Anna')
  bert = await app.person('user', 'Bert')
})
afterAll(() => app.close())

const make = async (input: object) => (await anna.post('/opportunities', { title: 'Neubau', ...input })).body
const contact = async (input: object) =>
  (await anna.post('/contacts', { kind: 'company', visibility: 'write', ...input })).body

test('contacts with opportunities are those one may see an opportunity of, also who only takes part', async () => {
  const [main, other, none, hidden] = [
    await contact({ companyName: 'Chancenreich Eins' }),
    await contact({ companyName: 'Chancenreich Zwei' }),
    await contact({ companyName: 'Chancenreich Drei' }),
    await contact({ companyName: 'Chancenreich Vier' }),
  ]
  await make({ contactId: main.id, participants: [{ contactId: other.id }] })
  await make({ contactId: hidden.id, visibility: 'managers' })
  const binned = await make({ contactId: none.id })
  expect((await anna.remove(`/opportunities/${binned.id}`)).status).toBe(204)
  const found = async (who: Person, wanted: string) => {
    const { body } = await who.get(`/contacts?q=Chancenreich&withOpportunities=${wanted}`)
    return body.items.map((one: { id: string }) => one.id).toSorted()
  }
  const ids = (...some: { id: string }[]) => some.map(({ id }) => id).toSorted()
  expect(await found(anna, 'true')).toEqual(ids(main, other, hidden))
  expect(await found(anna, 'false')).toEqual(ids(none))
  expect(await found(bert, 'true')).toEqual(ids(main, other))
  expect(await found(bert, 'false')).toEqual(ids(none, hidden))
  const guest = await app.person('guest')
  expect(await found(guest, 'true')).toEqual([])
})
