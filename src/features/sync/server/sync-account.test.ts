import { describe, expect, test } from 'vitest'
import { aTodo, anEvent, connect } from '../../../../test/groupware/desk.ts'
import {
  app,
  appointmentsOf,
  conflictsOf,
  done,
  enterAppointment,
  freshDesk,
  linksOf,
  openSyncing,
  there,
  titlesOf,
} from '../../../../test/groupware/synced.ts'

openSyncing()

const fresh = (options = {}) => freshDesk(app, options)

const TITLES = [{ field: 'title', from: 'Ihr Titel', to: 'Unser Titel' }]
const overruled = (id: unknown) =>
  app.house.db
    .selectFrom('journal')
    .selectAll()
    .where('recordId', '=', String(id))
    .where('action', 'like', '%.overruled')
    .orderBy('id')
    .execute()

describe('appointments', () => {
  test('come over, keep their UID, and times follow both ways', async () => {
    const { anna, desk } = await fresh()
    const id = desk.groupware.put('cal', anEvent('a@x', { title: 'Messe', place: 'Köln' }))
    done(await desk.run())
    const [one] = await appointmentsOf(anna)
    expect(one).toMatchObject({ title: 'Messe', place: 'Köln', start: '2026-12-01T10:00', uid: 'a@x' })
    desk.groupware.edit('cal', id, { start: '2026-12-01T14:00', end: '2026-12-01T15:00' })
    done(await desk.run())
    expect(await appointmentsOf(anna)).toMatchObject([{ start: '2026-12-01T14:00' }])
    await anna.patch(`/appointments/${one?.['id']}`, { start: '2026-12-03T08:00', end: '2026-12-03T09:00' })
    done(await desk.run())
    expect(there(desk)).toMatchObject([{ id, item: { start: '2026-12-03T08:00', title: 'Messe' } }])
    const calls = desk.groupware.calls.length
    expect(await desk.run()).toMatchObject({ counts: { changed: 0, changedThere: 0 } })
    expect(desk.groupware.calls.slice(calls)).toEqual(['changes', 'changes'])
  })

  test('made here go there, but not what stood here before the account was connected', async () => {
    const anna = await app.person('user')
    await enterAppointment(anna, { title: 'Von früher' })
    const desk = await connect(app, anna)
    desk.now = Date.now()
    await app.house.db
      .updateTable('groupwareAccount')
      .set({ connectedAt: new Date().toISOString() })
      .where('id', '=', desk.accountId)
      .execute()
    const { id } = await enterAppointment(anna, { title: 'Neu', attendees: [{ userId: app.admin.by.id }] })
    done(await desk.run())
    expect(there(desk)).toMatchObject([
      { item: { title: 'Neu', uid: `${id}@kontor`, kontorId: id, attendees: [] } },
    ])
    await anna.remove(`/appointments/${id}`)
    done(await desk.run())
    expect(there(desk)).toEqual([])
  })

  test('and tasks from before that are not over yet go there too, when that is wanted', async () => {
    const { anna, desk } = await fresh()
    const ago = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 16)
    const later = { start: '2099-03-02T09:00', end: '2099-03-02T10:00' }
    const colleague = await app.person('user')
    await enterAppointment(anna, { title: 'Vorbei', start: ago(2), end: ago(1) })
    await enterAppointment(anna, { title: 'Künftig', ...later })
    await enterAppointment(colleague, { title: 'Ihrer', ...later, attendees: [{ userId: anna.by.id }] })
    await anna.post('/tasks', { title: 'Offen', dueDate: '2026-12-05' })
    const { id } = (await anna.post('/tasks', { title: 'Erledigt', dueDate: '2026-12-05' })).body
    expect((await anna.patch(`/tasks/${id}`, { status: 'closed' })).status).toBe(200)
    await app.house.db
      .updateTable('groupwareAccount')
      .set({ connectedAt: new Date().toISOString() })
      .where('id', '=', desk.accountId)
      .execute()
    const all = () => ['cal', 'todo'].flatMap((name) => there(desk, name).map(({ item }) => item['title']))
    done(await desk.run())
    expect(all()).toEqual([])
    await desk.setOptions({ future: true })
    done(await desk.run())
    expect(all()).toEqual(['Künftig', 'Offen'])
  })

  test.each([
    ['of another organizer', { own: false, organizer: { name: 'Chefin', email: 'chefin@x.de' } }],
    ['to which people are invited', { own: true }],
  ])('%s are never written, but for reminder and category', async (_what, whose) => {
    const { anna, desk } = await fresh()
    const foreign = { ...whose, attendees: [{ name: '', email: 'b@x.de', response: 'open' as const }] }
    desk.groupware.put('cal', anEvent('f@x', foreign))
    done(await desk.run())
    const [one] = await appointmentsOf(anna)
    await anna.patch(`/appointments/${one?.['id']}`, {
      title: 'Mein Titel',
      start: '2026-12-01T12:00',
      end: '2026-12-01T13:00',
      reminderMinutes: 30,
    })
    done(await desk.run())
    expect(desk.groupware.written).toEqual([{ id: 'f@x', fields: ['reminderMinutes'] }])
    expect(await appointmentsOf(anna)).toMatchObject([{ title: 'Termin f@x', start: '2026-12-01T10:00' }])
    expect((await conflictsOf(app, desk)).map(({ field, kept }) => `${field} ${kept}`).toSorted()).toEqual([
      'end theirs',
      'start theirs',
      'title theirs',
    ])
    await anna.remove(`/appointments/${one?.['id']}`)
    done(await desk.run())
    expect(there(desk)).toHaveLength(1)
    done(await desk.run())
    expect(await appointmentsOf(anna)).toEqual([])
  })

  test('in a series keep their exceptions both ways', async () => {
    const { anna, desk } = await fresh()
    const series = { start: '2026-12-01T10:00', end: '2026-12-01T11:00', rrule: 'FREQ=DAILY;COUNT=5' }
    const left = { original: '2026-12-02T10:00', cancelled: true, changes: {} }
    const moved = {
      original: '2026-12-03T10:00',
      cancelled: false,
      changes: { start: '2026-12-03T15:00', end: '2026-12-03T16:00', title: 'Später' },
    }
    const id = desk.groupware.put('cal', anEvent('s@x', { ...series, exceptions: [left, moved] }))
    done(await desk.run())
    const times = async () => (await appointmentsOf(anna)).map(({ start }) => String(start).slice(8))
    expect(await times()).toEqual(['01T10:00', '03T15:00', '04T10:00', '05T10:00'])
    const [one] = await appointmentsOf(anna)
    await anna.patch(`/appointments/${one?.['id']}`, {
      occurrence: '2026-12-04T10:00',
      scope: 'this',
      start: '2026-12-04T11:00',
      end: '2026-12-04T12:00',
    })
    desk.groupware.edit('cal', id, { exceptions: [moved] })
    done(await desk.run())
    expect(await times()).toEqual(['01T10:00', '02T10:00', '03T15:00', '04T11:00', '05T10:00'])
    const exceptions = there(desk)[0]?.item['exceptions'] as { original: string }[]
    expect(exceptions.map(({ original }) => original).toSorted()).toEqual([
      '2026-12-03T10:00',
      '2026-12-04T10:00',
    ])
    expect(await conflictsOf(app, desk)).toEqual([])
  })

  test('changed on both sides in one field keep the winner; the other value is on record and can be taken', async () => {
    const { anna, desk } = await fresh()
    const id = desk.groupware.put('cal', anEvent('c@x'))
    done(await desk.run())
    const [one] = await appointmentsOf(anna)
    await anna.patch(`/appointments/${one?.['id']}`, { title: 'Unser Titel', place: 'Köln' })
    desk.groupware.edit('cal', id, { title: 'Ihr Titel', description: 'Neu' })
    done(await desk.run())
    expect(there(desk)).toMatchObject([{ item: { title: 'Unser Titel', place: 'Köln', description: 'Neu' } }])
    expect(await appointmentsOf(anna)).toMatchObject([{ title: 'Unser Titel', description: 'Neu' }])
    const { items } = (await anna.get('/groupware/conflicts')).body
    expect(items).toMatchObject([{ field: 'title', ours: 'Unser Titel', theirs: 'Ihr Titel', kept: 'ours' }])
    expect(await overruled(one?.['id'])).toMatchObject([
      { byId: anna.by.id, via: 'groupware', title: 'Unser Titel', diff: TITLES },
    ])
    const settled = await anna.post(`/groupware/conflicts/${items[0].id}/settle`, { take: 'theirs' })
    expect(settled.status).toBe(204)
    expect((await anna.get('/groupware/conflicts')).body.items).toEqual([])
    done(await desk.run())
    expect(there(desk)).toMatchObject([{ item: { title: 'Ihr Titel' } }])
  })

  test('removed there stay until somebody says; or go to the bin, when that is wanted, and come back with it', async () => {
    const { anna, desk } = await fresh()
    const id = desk.groupware.put('cal', anEvent('r@x'))
    done(await desk.run())
    desk.groupware.delete('cal', id)
    expect(await desk.run()).toMatchObject({ counts: { asked: 1 } })
    expect(await titlesOf(anna)).toEqual(['Termin r@x'])
    expect(await linksOf(app, desk)).toMatchObject([{ state: 'goneThere' }])
    await desk.setOptions({ removedThere: 'remove' })
    const other = desk.groupware.put('cal', anEvent('q@x'))
    done(await desk.run())
    const item = there(desk)[0]?.item
    desk.groupware.delete('cal', other)
    expect(await desk.run()).toMatchObject({ counts: { removed: 1 } })
    expect(await titlesOf(anna)).toEqual(['Termin r@x'])
    if (item) desk.groupware.put('cal', item)
    done(await desk.run())
    expect(new Set(await titlesOf(anna))).toEqual(new Set(['Termin q@x', 'Termin r@x']))
  })

  test('removed here and changed there are asked about', async () => {
    const { anna, desk } = await fresh()
    const { id } = await enterAppointment(anna)
    done(await desk.run())
    const remote = there(desk)[0]?.id ?? ''
    await anna.remove(`/appointments/${id}`)
    desk.groupware.edit('cal', remote, { title: 'Doch noch' })
    done(await desk.run())
    expect(there(desk)).toHaveLength(1)
    expect(await linksOf(app, desk)).toMatchObject([{ state: 'conflict' }])
    const { items } = (await anna.get('/groupware/conflicts')).body
    expect(items).toMatchObject([{ field: '*', kept: 'theirs' }])
    expect((await anna.post(`/groupware/conflicts/${items[0].id}/settle`, { take: 'theirs' })).status).toBe(
      204,
    )
    done(await desk.run())
    expect(await titlesOf(anna)).toEqual(['Doch noch'])
  })

  test('that are private stay outside, or only take the time', async () => {
    const { anna, desk } = await fresh()
    desk.groupware.put('cal', anEvent('p@x', { private: true, title: 'Arzt' }))
    done(await desk.run())
    expect(await appointmentsOf(anna)).toEqual([])
    const { anna: ben, desk: other } = await fresh({ privateItems: 'time' })
    const id = other.groupware.put('cal', anEvent('p@x', { private: true, title: 'Arzt', place: 'Praxis' }))
    done(await other.run())
    expect(await appointmentsOf(ben)).toMatchObject([{ title: 'Privat', place: '', private: true }])
    other.groupware.edit('cal', id, { title: 'Zahnarzt', start: '2026-12-01T10:30' })
    done(await other.run())
    expect(await appointmentsOf(ben)).toMatchObject([{ title: 'Privat', start: '2026-12-01T10:30' }])
    expect(other.groupware.written).toEqual([])
  })

  test('that stand here already are linked, not made twice', async () => {
    const { anna, desk } = await fresh()
    await enterAppointment(anna, { title: 'Messe', start: '2026-12-01T10:00', end: '2026-12-01T11:00' })
    await app.house.db
      .updateTable('groupwareAccount')
      .set({ connectedAt: new Date(Date.now() + 60_000).toISOString() })
      .where('id', '=', desk.accountId)
      .execute()
    desk.groupware.put('cal', anEvent('m@x', { title: 'Messe', place: 'Halle 4' }))
    done(await desk.run())
    expect(await appointmentsOf(anna)).toMatchObject([{ title: 'Messe', place: 'Halle 4' }])
    expect(await linksOf(app, desk)).toMatchObject([{ origin: 'matched', uid: 'm@x' }])
  })
})

describe('an address book', () => {
  test('is heard of once a contact was chosen for it, and not before', async () => {
    const { anna, desk } = await fresh({ automatic: { appointment: false, task: false, mail: false } })
    const path = `/groupware/accounts/${desk.accountId}`
    expect((await anna.get(path)).body.hears).toEqual([])
    const { id } = (await anna.post('/contacts', { kind: 'person', lastName: 'Probst' })).body
    await anna.put(`/contacts/${id}/groupware`, { accountId: desk.accountId, enabled: true })
    expect((await anna.get(path)).body.hears).toEqual([{ area: 'contact', seconds: 300 }])
  })
})

describe('tasks', () => {
  test('follow both ways, and what is done anywhere is done', async () => {
    const { anna, desk } = await fresh()
    const id = desk.groupware.put('todo', aTodo('t@x', { title: 'Angebot schreiben', dueDay: '2026-12-05' }))
    done(await desk.run())
    const [task] = (await anna.get('/tasks?assignee=me')).body.items
    expect(task).toMatchObject({ title: 'Angebot schreiben', dueDate: '2026-12-05', status: 'open' })
    await anna.patch(`/tasks/${task.id}`, { status: 'closed' })
    desk.groupware.edit('todo', id, { status: 'started', priority: 'high' })
    done(await desk.run())
    expect(there(desk, 'todo')).toMatchObject([{ item: { status: 'closed', priority: 'high' } }])
    const made = (await anna.post('/tasks', { title: 'Anrufen', dueDate: '2026-12-07', dueTime: '09:30' }))
      .body
    desk.groupware.spell = (item) => ({ ...item, dueTime: null })
    done(await desk.run())
    done(await desk.run())
    expect(there(desk, 'todo').find(({ item }) => item.uid === `${made.id}@kontor`)?.item).toMatchObject({
      title: 'Anrufen',
      dueTime: null,
    })
    expect((await anna.get(`/tasks/${made.id}`)).body).toMatchObject({ dueTime: '09:30' })
  })
})
