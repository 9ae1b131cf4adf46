import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { jobDone } from '../../../../test/jobs.ts'
import { app, guest, inviteTwoUsers, mine, other } from '../../../../test/two-users.ts'
import type { Event } from '../event.ts'

inviteTwoUsers()

const make = async (input: object = {}, who = mine): Promise<Event> => {
  const { status, body } = await who.post('/events', { title: 'Seminar', ...input })
  expect(status, JSON.stringify(body)).toBe(201)
  return body
}
const contact = async (lastName: string, input: object = {}, who = mine): Promise<string> =>
  (await who.post('/contacts', { kind: 'person', lastName, ...input })).body.id
const titles = async (query: string, who = mine) =>
  (await who.get(`/events?${query}`)).body.items.map((one: Event) => one.title)
const names = async (id: string, who = mine) =>
  (await who.get(`/events/${id}/participants`)).body.items.map(
    (one: { displayName: string; status: string }) => `${one.displayName}: ${one.status}`,
  )

describe('an event', () => {
  test('takes place on a clock of its zone, an hour unless said', async () => {
    const made = await make({ start: '2026-12-01T09:00', place: 'Köln', capacity: 20, tags: ['Winter'] })
    expect(made).toMatchObject({
      start: '2026-12-01T09:00',
      end: '2026-12-01T10:00',
      timeZone: 'Europe/Berlin',
      startsAt: '2026-12-01T08:00:00Z',
      closed: false,
      tags: ['Winter'],
      counts: { total: 0 },
      can: ['change', 'delete', 'access'],
    })
    const moved = await mine.patch(`/events/${made.id}`, { start: '2026-12-02T14:00' })
    expect(moved.body).toMatchObject({ end: '2026-12-02T15:00', version: 2 })
    const wrong = await mine.patch(`/events/${made.id}`, { end: '2026-12-01T00:00' })
    expect(wrong.status).toBe(422)
    expect((await mine.patch(`/events/${made.id}`, { start: null })).body).toMatchObject({ end: null })
  })

  test('of whole days ends with the last of them', async () => {
    expect(await make({ start: '2026-12-01' })).toMatchObject({ allDay: true, end: '2026-12-02' })
  })

  test('is closed by a tick and opened again; nothing changes when nothing differs', async () => {
    const { id } = await make()
    const closed = await mine.patch(`/events/${id}`, { closed: true })
    expect(closed.body).toMatchObject({ closed: true, closedAt: expect.any(String) })
    expect((await mine.patch(`/events/${id}`, { closed: true })).body.version).toBe(closed.body.version)
    expect((await mine.patch(`/events/${id}`, { closed: false })).body.closedAt).toBeNull()
  })

  test('kept to its people is not there for others', async () => {
    const { id } = await make({ visibility: 'managers' })
    for (const who of [other, guest]) expect([403, 404]).toContain((await who.get(`/events/${id}`)).status)
    await mine.patch(`/events/${id}`, { access: [other.by.id] })
    expect((await other.get(`/events/${id}`)).body.can).toEqual(['change', 'delete'])
    expect((await other.patch(`/events/${id}`, { visibility: 'write' })).status).toBe(403)
  })

  test('goes to the bin and comes back', async () => {
    const { id } = await make({ title: 'Zettelkasten' })
    await mine.remove(`/events/${id}`)
    expect((await mine.get(`/events/${id}`)).status).toBe(404)
    const bin = await mine.get('/bin?kind=event')
    expect(bin.body.items[0]).toMatchObject({ kind: 'event', title: 'Zettelkasten' })
    expect((await mine.post(`/events/${id}/restore`)).body.title).toBe('Zettelkasten')
    expect((await mine.get('/search?q=zettelk')).body.items[0]).toMatchObject({ kind: 'event', id })
  })
})

describe('the list', () => {
  test('has open ones first, the next one on top, and what its filters say', async () => {
    const tag = 'Reihe'
    await make({ title: 'C', start: '2027-02-01T09:00', tags: [tag] })
    await make({ title: 'A', start: '2027-01-01', end: '2027-01-11', tags: [tag] })
    await make({ title: 'B', tags: [tag], closed: true })
    await make({ title: 'D', tags: [tag], ownerId: other.by.id })
    expect(await titles(`tag=${tag}`)).toEqual(['A', 'C', 'D', 'B'])
    expect(await titles(`tag=${tag}&sort=title`)).toEqual(['A', 'B', 'C', 'D'])
    expect(await titles(`tag=${tag}&status=closed`)).toEqual(['B'])
    expect(await titles(`tag=${tag}&from=2027-01-10&to=2027-01-31`)).toEqual(['A'])
    expect(await titles(`tag=${tag}&from=2027-01-11`)).toEqual(['C'])
    expect(await titles(`tag=${tag}&owner=me&owner=${other.by.id}&status=open&sort=-title`)).toHaveLength(3)
    expect((await mine.get('/events?stage=1')).status).toBe(422)
  })

  test('changes many as a run that is taken back', async () => {
    const a = await make({ tags: ['Alt'] })
    const hidden = await make({ visibility: 'read' }, other)
    const { body } = await mine.post('/events/bulk', {
      ids: [a.id, hidden.id],
      addTags: ['Messe'],
      removeTags: ['alt'],
    })
    const { result } = await jobDone(mine, body.id)
    expect(result).toMatchObject({ changed: 1, left: 1 })
    expect((await mine.get(`/events/${a.id}`)).body.tags).toEqual(['Messe'])
    await jobDone(mine, (await mine.post(`/runs/${result.runId}/undo`)).body.id)
    expect((await mine.get(`/events/${a.id}`)).body.tags).toEqual(['Alt'])
  })
})

describe('what a firm arranges', () => {
  test('goes over to another tag on all events, those in the bin too, or goes off them', async () => {
    const [kept, binned] = [await make({ tags: ['Frost'] }), await make({ tags: ['Frost', 'Eis'] })]
    await mine.remove(`/events/${binned.id}`)
    const tagged = async (name: string) => {
      const { items } = (await app.admin.get('/tags?scope=event')).body
      return items.find((one: { name: string }) => one.name === name)
    }
    const [frost, ice] = [await tagged('Frost'), await tagged('Eis')]
    expect([frost.usageCount, ice.usageCount]).toEqual([2, 1])
    expect((await app.admin.post(`/tags/${frost.id}/merge`, { into: ice.id })).body.usageCount).toBe(2)
    expect((await mine.get(`/events/${kept.id}`)).body).toMatchObject({ tags: ['Eis'], version: 2 })
    expect((await mine.post(`/events/${binned.id}/restore`)).body.tags).toEqual(['Eis'])
    await app.admin.remove(`/tags/${ice.id}`)
    expect((await mine.get(`/events/${kept.id}`)).body.tags).toEqual([])
  })

  test('is a field, whose values go with it', async () => {
    const input = { kind: 'event', name: 'Leitung', type: 'text' }
    const { body: field } = await app.admin.post('/custom-fields', input)
    const { id } = await make({ custom: { [field.key]: 'Ada' } })
    const { items } = (await app.admin.get('/custom-fields?kind=event')).body
    expect(items.map((one: { usageCount: number }) => one.usageCount)).toEqual([1])
    await app.admin.remove(`/custom-fields/${field.id}`)
    expect((await mine.get(`/events/${id}`)).body).toMatchObject({ custom: {}, version: 2 })
  })
})

describe('participants', () => {
  test('are added one by one or by a filter, each once, and change together', async () => {
    const { id } = await make()
    const ids = [await contact('Xaver Eins'), await contact('Xaver Zwei'), await contact('Xaver Drei')]
    const one = await mine.post(`/events/${id}/participants`, { contactIds: ids.slice(0, 1) })
    expect(one.body).toMatchObject({ added: [ids[0]], already: 0, counts: { total: 1, invited: 1 } })
    const rest = await mine.post(`/events/${id}/participants`, {
      filter: { q: 'Xaver' },
      status: 'accepted',
    })
    expect(rest.body).toMatchObject({ already: 1, counts: { total: 3, accepted: 2 } })
    const came = await mine.patch(`/events/${id}/participants`, {
      contactIds: ids.slice(0, 2),
      status: 'attended',
      note: 'vegetarisch',
    })
    expect(came.body).toMatchObject({ attended: 2, accepted: 1 })
    const gone = await mine.post(`/events/${id}/participants/remove`, { contactIds: ids.slice(2) })
    expect(gone.body.total).toBe(2)
    expect((await mine.get(`/events/${id}`)).body).toMatchObject({ version: 1, counts: { attended: 2 } })
    expect((await mine.get(`/events?participant=${ids[0]}`)).body.items).toHaveLength(1)
    const { body } = await mine.get(`/history?event=${id}`)
    expect(body.items.map((item: { action: string }) => item.action)).toEqual([
      'event.participants',
      'event.participants',
      'event.participants',
      'event.participants',
      'event.created',
    ])
  })

  test('that one may not see are not there, neither by name nor by number', async () => {
    const { id } = await make()
    const secret = await contact('Geheim', { visibility: 'managers' })
    await mine.post(`/events/${id}/participants`, { contactIds: [secret] })
    expect(await names(id)).toEqual(['Geheim: invited'])
    expect(await names(id, other)).toEqual([])
    expect((await other.get(`/events/${id}`)).body.counts.total).toBe(0)
    const change = { contactIds: [secret], status: 'attended' }
    expect((await other.patch(`/events/${id}/participants`, change)).status).toBe(422)
    expect((await other.post(`/events/${id}/participants`, { contactIds: [secret] })).status).toBe(422)
  })

  test('are at most 2,000, and whoever wants more is told', async () => {
    const { id } = await make()
    await app.house.db.transaction().execute(async (tx) => {
      await sql`
        insert into contact (id, kind, last_name, display_name, sort_key, last_name_key, search, visibility, reader_ids)
        select gen_random_uuid(), 'person', 'Masse', 'Masse', 'masse', 'masse', ' masse ', 'write',
          array['00000000-0000-7000-8000-000000000001'::uuid] from generate_series(1, 2001)`.execute(tx)
    })
    const all = await mine.post(`/events/${id}/participants`, { filter: { q: 'masse' } })
    expect(all).toMatchObject({ status: 409, body: { code: 'event.too_many' } })
  })

  test('move along when two contacts become one', async () => {
    const { id } = await make()
    const [keep, gone] = [await contact('Doppelt'), await contact('Doppelt')]
    await mine.post(`/events/${id}/participants`, { contactIds: [keep, gone] })
    const merge = await mine.post(`/contacts/${keep}/merge`, { otherId: gone })
    expect(merge.status).toBe(200)
    expect(await names(id)).toEqual(['Doppelt: invited'])
  })

  test('are a list for spreadsheets that runs no formula, and badges', async () => {
    const { id } = await make({ title: 'Tag der offenen Tür' })
    const ids = [await contact('=1+1'), await contact('Berg')]
    await mine.post(`/events/${id}/participants`, { contactIds: ids })
    const { headers, body } = await mine.get(`/events/${id}/participants.csv`)
    expect(headers['content-disposition']).toContain('Teilnehmer')
    expect(body).toContain("'=1+1;")
    expect(body).toContain('\r\nBerg;')
    const badges = await mine.get(`/events/${id}/badges.pdf`)
    expect(badges.headers['content-type']).toBe('application/pdf')
    expect(badges.headers['content-disposition']).toContain('Namensschilder')
  })
})
