import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp } from '../../../../../test/app.ts'
import type { Person, TestApp } from '../../../../../test/app.ts'
import { warnOfCertificates } from './warn-of-certificates.ts'

let app: TestApp
let mine: Person
beforeAll(async () => {
  app = await startApp()
  mine = await app.person('user', 'Mia Mein')
})
afterAll(() => app.close())

const today = Temporal.Now.plainDateISO('Europe/Berlin')
const day = (days: number) => today.add({ days }).toString()
const customer = async () =>
  (await mine.post('/contacts', { kind: 'company', companyName: 'Putz GmbH', visibility: 'write' })).body.id
const certificate = async (contactId: string, from: number, to: number) =>
  (
    await mine.post('/certificates', {
      contactId,
      type: 'cleaning',
      number: '4711',
      validFrom: day(from),
      validTo: day(to),
    })
  ).body
const run = () => warnOfCertificates.run(app.house as never)
const tasks = async (contact: string) => (await app.admin.get(`/tasks?contact=${contact}`)).body.items

test('a certificate that ends soon is a task, once, for whoever entered it', async () => {
  const contact = await customer()
  const { id } = await certificate(contact, -900, 45)
  await Promise.all([run(), run()])
  await run()
  expect(await tasks(contact)).toMatchObject([
    {
      title: 'Bescheinigung USt 1 TG läuft ab: Putz GmbH',
      assignee: { id: mine.by.id },
      dueDate: day(15),
      contact: { id: contact },
    },
  ])
  expect((await mine.get('/notifications')).body.items).toMatchObject([{ kind: 'task' }])
  await mine.patch(`/certificates/${id}`, { validTo: day(55) })
  await run()
  expect(await tasks(contact)).toHaveLength(2)
})

test('one that ends later, has ended, or is followed by another is none', async () => {
  for (const [from, to] of [
    [-900, 61],
    [-900, -1],
  ] as const) {
    const contact = await customer()
    await certificate(contact, from, to)
    await run()
    expect(await tasks(contact)).toEqual([])
  }
  const contact = await customer()
  await certificate(contact, -900, 30)
  await certificate(contact, 31, 900)
  await run()
  expect(await tasks(contact)).toEqual([])
})
