import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { remindAll } from '#features/notifications/server/remind.ts'
import { reminderKinds } from '../../../app/catalogue.ts'
import { contactOf, day, list, make, mark, openTasks, titles } from '../../../../test/tasks.ts'
import { app, guest, mine, other } from '../../../../test/two-users.ts'

openTasks()

const code = (reply: { body: { errors?: { path: string; code: string }[] } }) =>
  reply.body.errors?.map(({ path, code }) => `${path}: ${code}`)

test('what is due is told to whoever does it, once', async () => {
  const { id, title } = await make({ dueDate: day(1), dueTime: '09:00', reminderMinutes: 10 })
  await sql`update reminder set at = now() where record_id = ${id}`.execute(app.house.db)
  await remindAll(reminderKinds).run(app.house as never)
  await remindAll(reminderKinds).run(app.house as never)
  const told = (await mine.get('/notifications')).body.items.filter(
    (notice: { kind: string; record: { id: string } }) =>
      notice.kind === 'reminder' && notice.record.id === id,
  )
  expect(told).toEqual([expect.objectContaining({ record: { kind: 'task', id, title } })])
})

describe('a task', () => {
  test('needs a title and a day, Kontor supposes the rest', async () => {
    const first = (await mine.get('/task-categories')).body.items[0]
    expect(await make()).toMatchObject({
      title: 'Anrufen',
      categoryId: first.id,
      contact: null,
      assignee: { id: mine.by.id, name: 'Mia Mein' },
      dueDate: '2026-12-01',
      dueTime: null,
      timeZone: 'Europe/Berlin',
      reminderMinutes: 0,
      priority: 'normal',
      status: 'open',
      overdue: false,
      checklist: [],
      recurrence: null,
      version: 1,
      can: ['change', 'delete'],
    })
    expect(await make({ dueTime: '14:00' })).toMatchObject({ dueTime: '14:00', reminderMinutes: 1440 })
    expect(code(await mine.post('/tasks', { title: ' ', dueDate: '2026-02-30' }))).toHaveLength(2)
  })

  test('is overdue from its time on, or when its day is over', async () => {
    expect(await make({ dueDate: day(-1) })).toMatchObject({ overdue: true })
    expect(await make({ dueDate: day(0) })).toMatchObject({ overdue: false })
    expect(await make({ dueDate: day(0), dueTime: '00:00' })).toMatchObject({ overdue: true })
    expect(await make({ dueDate: day(-1), status: 'closed' })).toMatchObject({ overdue: false })
  })

  test('names only what is there: category, active user, contact one sees', async () => {
    const hidden = await contactOf({ visibility: 'managers' }, other)
    const refused = async (input: object) =>
      code(await mine.post('/tasks', { title: 'x', dueDate: day(1), ...input }))
    expect(await refused({ categoryId: mine.by.id })).toEqual(['categoryId: unknown'])
    expect(await refused({ assigneeId: guest.by.id })).toEqual(['assigneeId: unsuitable_user'])
    expect(await refused({ contactId: hidden.id })).toEqual(['contactId: unknown'])
  })

  test('changes by a merge patch, refuses stale writes, and the same again changes nothing', async () => {
    const { id } = await make()
    const change = (body: object, version?: number) =>
      mine.patch(`/tasks/${id}`, body, version === undefined ? {} : { 'if-match': `"${version}"` })
    expect((await change({ dueTime: '09:30' }, 1)).body).toMatchObject({ version: 2, reminderMinutes: 1440 })
    expect((await change({ title: 'Zu spät' }, 1)).status).toBe(412)
    expect((await change({ dueTime: '09:30' })).body).toMatchObject({ version: 2 })
    expect((await change({ dueTime: null })).body).toMatchObject({ version: 3, reminderMinutes: 0 })
    expect((await change({ title: null })).status).toBe(422)
  })

  test('goes to the bin and comes back', async () => {
    const { id } = await make()
    expect((await mine.remove(`/tasks/${id}`)).status).toBe(204)
    expect((await mine.get(`/tasks/${id}`)).status).toBe(404)
    expect((await mine.get(`/bin?q=${mark}`)).body.items).toMatchObject([
      { id, kind: 'task', can: ['restore'] },
    ])
    expect((await other.get(`/bin?q=${mark}`)).body.items).toMatchObject([{ id, can: [] }])
    expect((await mine.post(`/tasks/${id}/restore`)).body).toMatchObject({ id, version: 3 })
    expect((await mine.remove(`/tasks/${id}?permanent=true`)).status).toBe(403)
    expect((await app.admin.remove(`/tasks/${id}?permanent=true`)).status).toBe(204)
    expect((await app.admin.get(`/tasks/${id}`)).status).toBe(404)
  })

  test('is found by the search over everything', async () => {
    const { id } = await make({ title: `Angebot ${mark} senden` })
    expect((await mine.get(`/search?q=${mark}`)).body.items).toMatchObject([{ kind: 'task', id }])
    expect((await guest.get(`/search?q=${mark}`)).body.items).toEqual([])
  })
})

describe('closing', () => {
  test('is done once, however often it is sent, and tells the timeline of the contact', async () => {
    const contact = await contactOf()
    const { id } = await make({ contactId: contact.id, title: 'Vertrag prüfen' })
    const close = () => mine.patch(`/tasks/${id}`, { status: 'closed' })
    const answers = await Promise.all([close(), close(), close()])
    expect(answers.map((answer) => [answer.status, answer.body.version])).toEqual([
      [200, 2],
      [200, 2],
      [200, 2],
    ])
    const { items } = (await mine.get(`/history?contact=${contact.id}&category=task`)).body
    expect(items).toMatchObject([{ category: 'task', text: 'Vertrag prüfen', authorName: 'Mia Mein' }])
    expect(items).toHaveLength(1)
    expect((await mine.patch(`/tasks/${id}`, { status: 'open' })).body).toMatchObject({ closedAt: null })
  })

  test('nobody else writes such a line', async () => {
    const contact = await contactOf()
    const reply = await mine.post('/history', { contactId: contact.id, category: 'task', text: 'x' })
    expect(code(reply)).toEqual(['category: unknown'])
  })

  test('makes the next of one that comes again, exactly once', async () => {
    const first = await make({
      dueDate: '2027-01-31',
      dueTime: '10:00',
      recurrence: { every: 1, unit: 'month' },
      checklist: [{ text: 'Zahlen', done: true }],
    })
    await Promise.all([1, 2, 3].map(() => mine.patch(`/tasks/${first.id}`, { status: 'closed' })))
    await mine.patch(`/tasks/${first.id}`, { status: 'open' })
    const closed = (await mine.patch(`/tasks/${first.id}`, { status: 'closed' })).body
    expect(await titles()).toHaveLength(2)
    const second = (await mine.get(`/tasks/${closed.nextId}`)).body
    expect(second).toMatchObject({
      dueDate: '2027-02-28',
      dueTime: '10:00',
      status: 'open',
      checklist: [{ text: 'Zahlen', done: false }],
    })
    const third = (await mine.patch(`/tasks/${second.id}`, { status: 'closed' })).body.nextId
    expect((await mine.get(`/tasks/${third}`)).body).toMatchObject({ dueDate: '2027-03-31' })
  })

  test('counts from the day it was done when that is the rhythm', async () => {
    const { id } = await make({ dueDate: '2020-01-01', recurrence: { every: 2, unit: 'week', from: 'done' } })
    const { nextId } = (await mine.patch(`/tasks/${id}`, { status: 'closed' })).body
    expect((await mine.get(`/tasks/${nextId}`)).body).toMatchObject({ dueDate: day(14) })
  })
})

describe('rights', () => {
  test('a task about no contact is everybody’s to see, and its people’s to change', async () => {
    const { id } = await make()
    expect((await other.get(`/tasks/${id}`)).body).toMatchObject({ can: [] })
    expect((await other.patch(`/tasks/${id}`, { title: 'Meins' })).status).toBe(403)
    expect((await app.admin.patch(`/tasks/${id}`, { assigneeId: other.by.id })).status).toBe(200)
    expect((await other.patch(`/tasks/${id}`, { title: 'Meins' })).status).toBe(200)
    expect((await mine.patch(`/tasks/${id}`, { title: 'Auch meins' })).status).toBe(200)
    expect((await guest.get('/tasks')).status).toBe(403)
  })

  test('a task about a contact is seen with it; who does it sees it without', async () => {
    const contact = await contactOf({ visibility: 'managers' })
    const own = await make({ contactId: contact.id })
    const given = await make({ contactId: contact.id, assigneeId: other.by.id, title: 'Für Otto' })
    expect((await other.get(`/tasks/${own.id}`)).status).toBe(404)
    expect(await titles('', other)).toEqual(['Für Otto'])
    expect((await other.get(`/tasks/${given.id}`)).body).toMatchObject({ contact: null, contactId: null })
    expect(await titles(`contact=${contact.id}`, other)).toEqual([])
    expect((await other.patch(`/tasks/${given.id}`, { status: 'closed' })).body).toMatchObject({
      status: 'closed',
    })
    expect((await mine.get(`/tasks/${given.id}`)).body).toMatchObject({ contactId: contact.id })
  })

  test('without its contact it stays with its people, and gets the contact back', async () => {
    const contact = await contactOf({ visibility: 'write' })
    const { id } = await make({ contactId: contact.id })
    await mine.remove(`/contacts/${contact.id}`)
    expect((await mine.get(`/tasks/${id}`)).body).toMatchObject({ contact: null })
    await mine.post(`/contacts/${contact.id}/restore`)
    expect((await mine.get(`/tasks/${id}`)).body).toMatchObject({ contact: { id: contact.id } })
    await app.admin.remove(`/contacts/${contact.id}?permanent=true`)
    expect((await mine.patch(`/tasks/${id}`, { title: 'Ohne' })).body).toMatchObject({ contact: null })
    expect((await other.get(`/tasks/${id}`)).status).toBe(404)
  })

  test('whom a task is for is told, unless one says not to', async () => {
    const told = async () =>
      (await other.get('/notifications')).body.items.filter((one: { kind: string }) => one.kind === 'task')
        .length
    const before = await told()
    const { id } = await make({ assigneeId: other.by.id })
    await make({ assigneeId: other.by.id, notify: false })
    await make()
    expect(await told()).toBe(before + 1)
    await mine.patch(`/tasks/${id}`, { assigneeId: mine.by.id })
    await mine.patch(`/tasks/${id}`, { assigneeId: other.by.id })
    expect(await told()).toBe(before + 2)
  })
})

describe('the list', () => {
  test('goes by when tasks are due, closed ones last in any order, page by page', async () => {
    for (const [title, dueDate, status] of [
      ['d', day(4), 'open'],
      ['a', day(1), 'closed'],
      ['c', day(3), 'started'],
      ['b', day(2), 'closed'],
      ['e', day(5), 'open'],
    ])
      await make({ title, dueDate, status })
    for (const [sort, wanted] of [
      ['dueDate', 'cdeab'],
      ['-dueDate', 'edcba'],
      ['title', 'cdeab'],
      ['-title', 'edcba'],
      ['createdAt', 'dceab'],
      ['assignee', ''],
      ['contact', ''],
      ['category', ''],
      ['-position', 'edcba'],
    ] as const) {
      if (wanted) expect((await titles(`sort=${sort}`)).join(''), sort).toBe(wanted)
      for (const limit of [1, 2, 3, 5]) {
        let [all, cursor] = ['', '']
        do {
          const page = await list(`sort=${sort}&limit=${limit}${cursor && `&cursor=${cursor}`}`)
          all += page.items.map((task: { title: string }) => task.title).join('')
          cursor = page.nextCursor
        } while (cursor)
        if (wanted) expect(all, `${sort} by ${limit}`).toBe(wanted)
        else expect(all).toMatch(/^[cde]{3}[ab]{2}$/)
      }
      for (const skip of [0, 2, 3, 4, 5]) {
        const rest = (await titles(`sort=${sort}&skip=${skip}`)).join('')
        if (wanted) expect(rest, `${sort} from ${skip}`).toBe(wanted.slice(skip))
      }
    }
    expect((await list('count=true')).total).toBe(5)
    expect((await mine.get('/tasks?cursor=nonsense')).status).toBe(422)
    expect((await mine.get('/tasks?sort=nonsense')).status).toBe(422)
  })

  test('is narrowed by who, what, when and about whom', async () => {
    const company = await contactOf({ kind: 'company', companyName: 'Wind AG' })
    const person = await contactOf({ companyId: company.id })
    const [, second] = (await mine.get('/task-categories')).body.items
    await make({ title: 'spät', dueDate: day(-3), priority: 'high' })
    await make({ title: 'heute', dueDate: day(0), contactId: person.id })
    await make({ title: 'bald', dueDate: day(20), assigneeId: other.by.id, contactId: company.id })
    await make({ title: 'fertig', dueDate: day(-3), status: 'closed', categoryId: second.id })
    expect(await titles('due=overdue')).toEqual(['spät'])
    expect(await titles('due=today')).toEqual(['heute'])
    expect(await titles('due=upcoming')).toEqual(['bald'])
    expect(await titles(`due=${day(-5)}..${day(0)}`)).toEqual(['spät', 'heute', 'fertig'])
    expect(await titles(`dueFrom=${day(1)}`)).toEqual(['bald'])
    expect(await titles('assignee=me')).toEqual(['spät', 'heute', 'fertig'])
    expect(await titles(`assignee=${other.by.id}`)).toEqual(['bald'])
    expect(await titles('status=open&status=started')).toEqual(['spät', 'heute', 'bald'])
    expect(await titles('priority=high')).toEqual(['spät'])
    expect(await titles(`category=${second.id}`)).toEqual(['fertig'])
    expect(await titles(`contact=${company.id}`)).toEqual(['heute', 'bald'])
    expect(await titles(`contact=${person.id}`)).toEqual(['heute'])
    expect((await mine.get('/tasks?due=2026-13-40..')).status).toBe(422)
    expect(
      (await mine.post('/tasks/nearest', { contactIds: [person.id, company.id] })).body.items,
    ).toHaveLength(2)
  })
})
