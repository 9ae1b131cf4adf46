import { expect, test } from 'vitest'
import type { Person } from '../../../../test/app.ts'
import { aTodo } from '../../../../test/groupware/desk.ts'
import type { Desk } from '../../../../test/groupware/desk.ts'
import { app, freshDesk, openSyncing } from '../../../../test/groupware/synced.ts'

openSyncing()

const run = async (desk: Desk) => {
  const outcome = await desk.run()
  expect(outcome).toMatchObject({ fault: null, counts: { conflicts: 0 } })
  return outcome
}
const atRest = async (desk: Desk) =>
  expect(await run(desk)).toMatchObject({ counts: { changed: 0, changedThere: 0 } })
const there = (desk: Desk) => desk.groupware.list('todo')[0]?.item
const tasksOf = async (who: Person) => (await who.get('/tasks?assignee=me')).body.items
const dueAlone = { dueDate: '2099-12-04', timeZone: 'Europe/Berlin' }

test('a task without a time is reminded of at the same instant on both sides', async () => {
  const { anna, desk } = await freshDesk(app)
  const { id } = (await anna.post('/tasks', { title: 'Angebot', ...dueAlone })).body
  await run(desk)
  expect(there(desk)).toMatchObject({ dueTime: null, reminderMinutes: -480 })
  await atRest(desk)
  const remote = desk.groupware.list('todo')[0]?.id ?? ''
  desk.groupware.edit('todo', remote, { reminderMinutes: -570 })
  await run(desk)
  expect((await anna.get(`/tasks/${id}`)).body).toMatchObject({ reminderMinutes: -90 })
  await anna.patch(`/tasks/${id}`, { reminderMinutes: 1440 })
  await run(desk)
  expect(there(desk)).toMatchObject({ reminderMinutes: 960 })
  await atRest(desk)
})

test('one that began there keeps its hour, and is left as it was', async () => {
  const { anna, desk } = await freshDesk(app)
  const remote = desk.groupware.put('todo', aTodo('a@x', { dueDay: '2099-03-29', reminderMinutes: -600 }))
  await run(desk)
  const [one] = await tasksOf(anna)
  // An hour of that night is left out: eleven o'clock.
  expect(one).toMatchObject({ dueDate: '2099-03-29', reminderMinutes: -180 })
  await anna.patch(`/tasks/${one.id}`, { title: 'Anders' })
  await run(desk)
  expect(there(desk)).toMatchObject({ title: 'Anders', reminderMinutes: -600 })
  desk.groupware.edit('todo', remote, { dueDay: '2099-04-02' })
  await run(desk)
  expect((await tasksOf(anna))[0]).toMatchObject({ dueDate: '2099-04-02', reminderMinutes: -120 })
  await atRest(desk)
})

test('a time it is given there does not move what it is reminded of', async () => {
  const { anna, desk } = await freshDesk(app)
  const { id } = (await anna.post('/tasks', { title: 'Angebot', ...dueAlone })).body
  await run(desk)
  desk.groupware.edit('todo', desk.groupware.list('todo')[0]?.id ?? '', { dueTime: '14:00' })
  await run(desk)
  expect((await anna.get(`/tasks/${id}`)).body).toMatchObject({ dueTime: '14:00', reminderMinutes: 360 })
  await atRest(desk)
})

test('where a groupware knows no times, a task that has one is reminded of when it is here', async () => {
  const { anna, desk } = await freshDesk(app)
  desk.groupware.spell = (item) => ({ ...item, dueTime: null })
  const timed = { ...dueAlone, title: 'Anruf', dueTime: '14:00', reminderMinutes: 60 }
  const { id } = (await anna.post('/tasks', timed)).body
  await run(desk)
  expect(there(desk)).toMatchObject({ dueTime: null, reminderMinutes: -780 })
  await atRest(desk)
  desk.groupware.edit('todo', desk.groupware.list('todo')[0]?.id ?? '', { reminderMinutes: -720 })
  await run(desk)
  expect((await anna.get(`/tasks/${id}`)).body).toMatchObject({ dueTime: '14:00', reminderMinutes: 120 })
  await anna.patch(`/tasks/${id}`, { dueTime: '16:00' })
  await run(desk)
  expect(there(desk)).toMatchObject({ reminderMinutes: -840 })
  await atRest(desk)
})

test('where a groupware knows no reminders, ours keeps its distance to the time', async () => {
  const { anna, desk } = await freshDesk(app)
  desk.groupware.spell = (item) => ({ ...item, reminderMinutes: null })
  const timed = { ...dueAlone, title: 'Anruf', dueTime: '14:00', reminderMinutes: 60 }
  const { id } = (await anna.post('/tasks', timed)).body
  await run(desk)
  desk.groupware.edit('todo', desk.groupware.list('todo')[0]?.id ?? '', { dueTime: '10:00' })
  await run(desk)
  expect((await anna.get(`/tasks/${id}`)).body).toMatchObject({ dueTime: '10:00', reminderMinutes: 60 })
  await atRest(desk)
})
