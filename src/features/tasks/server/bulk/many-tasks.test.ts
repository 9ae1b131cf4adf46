import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { jobDone } from '../../../../../test/jobs.ts'
import { contactOf, day, list, make, mark, openTasks, titles } from '../../../../../test/tasks.ts'
import { app, guest, mine, other } from '../../../../../test/two-users.ts'

openTasks()

describe('many at once', () => {
  const bulk = async (body: object, path = '/tasks/bulk', who = mine) => {
    const reply = await who.post(path, body)
    expect(reply.status, JSON.stringify(reply.body)).toBe(202)
    return (await jobDone(who, reply.body.id)).result
  }
  const undo = async (runId: string, who = mine) =>
    (await jobDone(who, (await who.post(`/runs/${runId}/undo`)).body.id)).result

  test('are moved, closed and given away, what is not one’s to change left, and it is taken back', async () => {
    const contact = await contactOf()
    await make({ title: 'eins', contactId: contact.id, recurrence: { every: 1, unit: 'week' } })
    await make({ title: 'zwei', dueDate: '2026-12-31' })
    await make({ title: 'fremd' }, other)
    const done = await bulk({ filter: { q: mark }, shiftDays: 2, status: 'closed', assigneeId: other.by.id })
    expect(done).toMatchObject({ changed: 2, left: 1 })
    const closed = (await list('status=closed')).items
    expect(closed).toMatchObject([
      { title: 'eins', dueDate: '2026-12-03', assigneeId: other.by.id },
      { title: 'zwei', dueDate: '2027-01-02' },
    ])
    expect(await titles()).toEqual(['fremd', 'eins', 'eins', 'zwei'])
    expect((await mine.get(`/runs/${done.runId}/left`)).body.items).toMatchObject([
      { title: 'fremd', reason: 'forbidden' },
    ])
    expect(await undo(done.runId)).toMatchObject({ changed: 2, deleted: 1, left: 0 })
    expect((await list()).items).toMatchObject([
      { title: 'eins', dueDate: '2026-12-01', status: 'open', assigneeId: mine.by.id },
      { title: 'fremd' },
      { title: 'zwei', dueDate: '2026-12-31', status: 'open' },
    ])
    expect((await mine.get(`/history?contact=${contact.id}&category=task`)).body.items).toEqual([])
  })

  test('are deleted and come back, but not over what somebody did since', async () => {
    const [a, b] = [await make({ title: 'a' }), await make({ title: 'b' })]
    const done = await bulk({ ids: [a.id, b.id], delete: true })
    await mine.post(`/tasks/${a.id}/restore`)
    expect(await undo(done.runId)).toMatchObject({ restored: 1 })
    expect(await titles()).toEqual(['a', 'b'])
    const moved = await bulk({ ids: [a.id, b.id], priority: 'high' })
    await mine.patch(`/tasks/${a.id}`, { priority: 'low' })
    expect(await undo(moved.runId)).toMatchObject({ changed: 1, left: 1 })
  })

  test('are made for many contacts, one each, and unmade', async () => {
    const name = `Reihe${mark}`
    for (const n of [1, 2, 3]) await contactOf({ lastName: `${name} ${n}` })
    await contactOf({ lastName: `${name} 4`, visibility: 'managers' }, other)
    const task = {
      title: 'Weihnachtskarte',
      dueDate: '2026-12-10',
      description: mark,
      assigneeId: other.by.id,
    }
    const done = await bulk({ filter: { q: name }, task }, '/tasks/for-contacts')
    expect(done).toMatchObject({ created: 3 })
    const { items } = await list('sort=contact')
    expect(items.map((one: { contact: { displayName: string } }) => one.contact.displayName)).toEqual(
      [1, 2, 3].map((n) => `${name} ${n}`),
    )
    expect(await undo(done.runId)).toMatchObject({ deleted: 3 })
    expect(await titles()).toEqual([])
  })

  test('refuses a body that says nothing or too much', async () => {
    const { id } = await make()
    for (const body of [
      { ids: [id] },
      { ids: [id], delete: true, status: 'open' },
      { ids: [id], filter: {}, delete: true },
      { ids: [id], dueDate: day(1), shiftDays: 1 },
    ])
      expect((await mine.post('/tasks/bulk', body)).status).toBe(422)
    expect((await mine.post('/tasks/bulk', { ids: [mine.by.id], status: 'open' })).status).toBe(409)
    expect((await guest.post('/tasks/bulk', { ids: [id], status: 'open' })).status).toBe(403)
  })
})

describe('the reminder', () => {
  const alarms = async (id: string) =>
    (
      await sql<{ at: string; userId: string }>`
        select user_id, at from reminder where record_id = ${id}`.execute(app.house.db)
    ).rows

  test('comes a day before its time, or at eight on its day, to whoever does it', async () => {
    const timed = await make({ dueDate: '2030-07-02', dueTime: '14:00', assigneeId: other.by.id })
    expect(await alarms(timed.id)).toEqual([{ userId: other.by.id, at: '2030-07-01T12:00:00Z' }])
    const whole = await make({ dueDate: '2030-01-02' })
    expect(await alarms(whole.id)).toEqual([{ userId: mine.by.id, at: '2030-01-02T07:00:00Z' }])
    await mine.patch(`/tasks/${whole.id}`, { dueTime: '10:00', reminderMinutes: 30 })
    expect(await alarms(whole.id)).toMatchObject([{ at: '2030-01-02T08:30:00Z' }])
  })

  test('sleeps while the task is done, gone or wants none', async () => {
    const { id } = await make({ dueDate: '2030-01-02' })
    const count = async () => (await alarms(id)).length
    await mine.patch(`/tasks/${id}`, { status: 'closed' })
    expect(await count()).toBe(0)
    await mine.patch(`/tasks/${id}`, { status: 'open' })
    expect(await count()).toBe(1)
    await mine.remove(`/tasks/${id}`)
    expect(await count()).toBe(0)
    await mine.post(`/tasks/${id}/restore`)
    expect(await count()).toBe(1)
    await mine.patch(`/tasks/${id}`, { reminderMinutes: null })
    expect(await count()).toBe(0)
    expect(await alarms((await make({ dueDate: '2020-01-02' })).id)).toEqual([])
  })
})

describe('what hangs together', () => {
  test('a merge takes tasks along and gives them back', async () => {
    const [a, b] = [await contactOf({ lastName: 'Doppelt' }), await contactOf({ lastName: 'Doppelt' })]
    const { id } = await make({ contactId: b.id })
    const merge = (await mine.post(`/contacts/${a.id}/merge`, { otherId: b.id })).body
    expect((await mine.get(`/tasks/${id}`)).body).toMatchObject({ contactId: a.id })
    const runId = merge.mergeId ?? merge.id
    await mine.post(`/merges/${runId}/undo`)
    expect((await mine.get(`/tasks/${id}`)).body).toMatchObject({ contactId: b.id })
  })

  test('open tasks of somebody who leaves are handed over', async () => {
    const gone = await app.person('user', 'Gesa Gegangen')
    const open = await make({ assigneeId: gone.by.id })
    const closed = await make({ assigneeId: gone.by.id, status: 'closed' })
    const reply = await app.admin.post(`/users/${gone.by.id}/hand-over`, { to: other.by.id })
    const jobId = reply.body.id ?? reply.body.jobId
    expect((await jobDone(app.admin, jobId)).result).toMatchObject({ tasks: 1 })
    expect((await mine.get(`/tasks/${open.id}`)).body.assigneeId).toBe(other.by.id)
    expect((await mine.get(`/tasks/${closed.id}`)).body.assigneeId).toBe(gone.by.id)
  })

  test('a category in use is merged, not deleted', async () => {
    const [, , third, fourth] = (await mine.get('/task-categories')).body.items
    const { id } = await make({ categoryId: third.id })
    expect((await app.admin.remove(`/task-categories/${third.id}`)).status).toBe(409)
    await app.admin.post(`/task-categories/${third.id}/merge`, { into: fourth.id })
    expect((await mine.get(`/tasks/${id}`)).body.categoryId).toBe(fourth.id)
  })

  test('every change stands in the journal, with the way back', async () => {
    const { id } = await make()
    await mine.patch(`/tasks/${id}`, { priority: 'high' })
    const { rows } = await sql<{ action: string; diff: unknown }>`
      select action, diff from journal where record_id = ${id} order by id`.execute(app.house.db)
    expect(rows).toMatchObject([
      { action: 'task.created' },
      { action: 'task.changed', diff: [{ field: 'priority', from: 'normal', to: 'high' }] },
    ])
  })
})
