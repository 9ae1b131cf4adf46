import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { dayNumber, dayOf, weekdayOf } from '#kernel/day.ts'
import { jobDone } from '../../../../../test/jobs.ts'
import { app, inviteTwoUsers, mine, other } from '../../../../../test/two-users.ts'
import type { Visit } from '../../visit.ts'
import { keepVisits } from '../keep-visits.ts'
import { todayIn } from '../visit-time.ts'

inviteTwoUsers()

const today = dayNumber(todayIn('Europe/Berlin'))
let number = 0

const customer = async () => {
  const company = { kind: 'company', companyName: `Kunde ${++number}`, visibility: 'write' }
  return (await mine.post('/contacts', company)).body
}
const plan = async (input: object) => {
  const startDate = dayOf(today + 8 - weekdayOf(today))
  const rhythm = { every: 1, unit: 'week' }
  const body = { name: `Plan ${++number}`, rhythm, startDate, sample: { title: 'Besuch' }, ...input }
  return (await mine.post('/visit-plans', body)).body
}
const propose = async (id: string) => (await mine.post(`/visit-plans/${id}/propose`)).body
const visitsOf = async (id: string): Promise<Visit[]> =>
  (await mine.get(`/visits?plan=${id}&limit=200`)).body.items

test('one customer rests alone, goes on without dates that passed, and the night ends a pause', async () => {
  const [resting, going] = [await customer(), await customer()]
  const { id } = await plan({ contactIds: [resting.id, going.id], count: 2 })
  await propose(id)
  const first = (await visitsOf(id)).find(({ contactId }) => contactId === resting.id)
  await mine.post('/visits/accept', { ids: [first?.id] })
  const path = `/visit-plans/${id}/customers/${resting.id}`
  const paused = await mine.patch(path, { state: 'paused', pausedUntil: dayOf(today + 300) })
  expect(paused.body).toMatchObject({ state: 'paused', plan: { id }, can: ['change'] })
  const open = async () =>
    (await visitsOf(id))
      .filter(({ state }) => state !== 'cancelled')
      .map(({ contactId }) => (contactId === resting.id ? 'resting' : 'going'))
  expect(await open()).toEqual(['going', 'going'])
  expect((await propose(id)).total).toBe(0)
  await sql`update visit_chain set paused_until = current_date where id = ${paused.body.id}`.execute(
    app.house.db,
  )
  await keepVisits.run(app.house as never)
  expect((await open()).filter((one) => one === 'resting').length).toBeGreaterThan(0)
  const [stands] = (await mine.get(`/contacts/${resting.id}/visit-plans`)).body.items
  expect(stands).toMatchObject({ state: 'active', pausedUntil: null })
  expect((await mine.patch(path, { state: 'paused' }, { 'if-match': '"1"' })).status).toBe(412)
})

test('one customer is visited by somebody else; who was sent there by hand stays', async () => {
  const contact = await customer()
  const { id } = await plan({ contactIds: [contact.id], count: 3 })
  const { items } = await propose(id)
  await mine.patch(`/visits/${items[0].id}`, { assigneeId: app.admin.by.id })
  const path = `/visit-plans/${id}/customers/${contact.id}`
  const assigneeId = other.by.id
  expect((await mine.patch(path, { assigneeId })).body).toMatchObject({ assigneeId })
  const visitors = async () => (await visitsOf(id)).map((visit) => visit.assigneeId)
  expect(await visitors()).toEqual([app.admin.by.id, assigneeId, assigneeId])
  await mine.patch(path, { assigneeId: null })
  expect(await visitors()).toEqual([app.admin.by.id, mine.by.id, mine.by.id])
  expect((await other.patch(path, { state: 'paused' })).status).toBe(403)
  const [seen] = (await other.get(`/contacts/${contact.id}/visit-plans`)).body.items
  expect(seen.can).toEqual([])
})

describe('a customer who rests without an end', () => {
  const resting = async () => {
    const contact = await customer()
    const { id } = await plan({ contactIds: [contact.id], count: 1 })
    await propose(id)
    await mine.patch(`/visit-plans/${id}/customers/${contact.id}`, { state: 'paused' })
    return { contact, id }
  }
  const stateOf = async (contactId: string) =>
    (await mine.get(`/contacts/${contactId}/visit-plans`)).body.items.map(
      ({ state }: { state: string }) => state,
    )

  test('still rests when it comes back out of the bin', async () => {
    const { contact } = await resting()
    await mine.remove(`/contacts/${contact.id}`)
    await mine.post(`/contacts/${contact.id}/restore`)
    expect(await stateOf(contact.id)).toEqual(['paused'])
  })

  test('still rests when the plan does', async () => {
    const { contact, id } = await resting()
    await mine.remove(`/visit-plans/${id}`)
    expect(await stateOf(contact.id)).toEqual([])
    await mine.post(`/visit-plans/${id}/restore`)
    expect(await stateOf(contact.id)).toEqual(['paused'])
  })

  test('still rests when it is two again', async () => {
    const { contact, id } = await resting()
    const stays = await customer()
    await mine.post(`/visit-plans/${id}/customers`, { add: [stays.id] })
    await propose(id)
    const { body } = await mine.post(`/contacts/${stays.id}/merge`, { otherId: contact.id })
    await jobDone(mine, (await mine.post(`/runs/${body.mergeId}/undo`)).body.id)
    expect([await stateOf(contact.id), await stateOf(stays.id)]).toEqual([['paused'], ['active']])
  })
})
