import { expect, test } from 'vitest'
import { todayIn } from '#features/visits/server/visit-time.ts'
import type { Person } from '../../../../../test/app.ts'
import { app, guest, inviteTwoUsers, mine, other } from '../../../../../test/two-users.ts'
import type { OfflineDay } from '../../offline-day.ts'

inviteTwoUsers()

const today = todayIn('Europe/Berlin')

/** A visit of today to a new customer, accepted. */
async function visited(companyName: string, assigneeId: string) {
  const details = [
    { kind: 'phone', value: '+49 221 123456', primary: true },
    {
      kind: 'address',
      value: { street: 'Domstr.', houseNumber: '1', postalCode: '50668', city: 'Köln', country: 'DE' },
      primary: true,
    },
  ]
  const { body: company, status } = await mine.post('/contacts', {
    kind: 'company',
    companyName,
    details,
    visibility: 'write',
    notes: 'Hintereingang',
  })
  expect(status, JSON.stringify(company)).toBe(201)
  const { body: plan } = await mine.post('/visit-plans', {
    name: `Plan ${companyName}`,
    rhythm: { every: 1, unit: 'month', from: 'planned' },
    count: 0,
    startDate: today,
    sample: { title: 'Besuch', startTime: '08:00', durationMinutes: 15 },
    assigneeId,
    holidays: { country: 'DE', onHoliday: 'keep' },
    workdays: [1, 2, 3, 4, 5, 6, 7],
    contactIds: [company.id],
  })
  const { body: proposed } = await mine.post(`/visit-plans/${plan.id}/propose`)
  const id = proposed.items[0].id as string
  await mine.post('/visits/accept', { ids: [id] })
  // Wherever weekends and holidays would put it.
  expect((await mine.patch(`/visits/${id}`, { date: today })).status).toBe(200)
  return { id, company }
}
const day = async (who: Person, query = `from=${today}&days=2`): Promise<OfflineDay> => {
  const { status, body } = await who.get(`/today/offline?${query}`)
  expect(status, JSON.stringify(body)).toBe(200)
  return body
}

test('the own day comes with the customers, their places, and what was said there before', async () => {
  const { id, company } = await visited('Bäckerei Bach', mine.by.id)
  await mine.put(`/contacts/${company.id}/visit-place`, { note: 'Klingeln', openingHours: null })
  await mine.post('/tasks', { title: 'Muster mitnehmen', dueDate: today })
  await mine.post('/tasks', { title: 'In einem Monat', dueDate: '2099-01-01' })
  const kept = await day(mine)
  expect(kept.visits).toMatchObject([{ id, startTime: '08:00', customer: { displayName: 'Bäckerei Bach' } }])
  expect(kept.contacts).toMatchObject([{ id: company.id }])
  expect(kept.places).toMatchObject([{ contactId: company.id, note: 'Klingeln' }])
  expect(kept.tasks.map(({ title }) => title)).toEqual(['Muster mitnehmen'])
  expect(kept.earlier).toEqual([])
})

test("it holds nobody else's visits", async () => {
  const { id } = await visited('Café Cramer', other.by.id)
  expect((await day(mine)).visits.map((visit) => visit.id)).not.toContain(id)
  expect((await day(other)).visits.map((visit) => visit.id)).toContain(id)
})

test('whoever was only given the visit gets what the visit says, not the record of the customer', async () => {
  const { id, company } = await visited('Geheim GmbH', other.by.id)
  await mine.patch(`/contacts/${company.id}`, { visibility: 'managers' })
  const kept = await day(other)
  const visit = kept.visits.find((one) => one.id === id)
  if (visit) expect(visit.customer.displayName).toBe('Geheim GmbH')
  expect(kept.contacts.map((contact) => contact.id)).not.toContain(company.id)
  expect(kept.places.map((place) => place.contactId)).not.toContain(company.id)
})

test('a guest has nothing to take along, and nobody takes along a month', async () => {
  expect(await day(guest)).toMatchObject({ visits: [], contacts: [], tasks: [] })
  expect((await guest.get(`/today/offline?from=${today}&days=31`)).status).toBe(422)
  expect((await app.anonymous.get(`/today/offline?from=${today}`)).status).toBe(401)
})
