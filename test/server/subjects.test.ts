import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { HistoryItem } from '#features/history/history.ts'
import { startApp } from '../app.ts'
import type { Person, TestApp } from '../app.ts'
import { form } from '../form.ts'
import { jobDone } from '../jobs.ts'
import { makeSubject } from '../subjects.ts'
import type { Kept } from '../subjects.ts'
import { SUBJECT_FIELDS, SUBJECT_KINDS } from '#features/subjects/subject.ts'
import type { SubjectKind } from '#features/subjects/subject.ts'

let app: TestApp
/** Makes everything; sees what is restricted to the people of it. */
let mine: Person
/** On no list. */
let other: Person
/** A guest on the lists of the contact and the subject. */
let granted: Person
beforeAll(async () => {
  app = await startApp()
  mine = await app.person('user', 'Mia Mein')
  other = await app.person('user', 'Otto Ander')
  granted = await app.person('guest', 'Gerd Gast')
})
afterAll(() => app.close())

const PATHS = { opportunity: 'opportunities', event: 'events', project: 'projects' }

const subject = (kind: SubjectKind, kept: Kept = {}) => makeSubject(app.house.db, mine.by.id, kind, kept)
const bin = (kind: SubjectKind, id: string) =>
  sql`update ${sql.table(kind)} set deleted_at = now() where id = ${id}`.execute(app.house.db)
const contact = async (input: object = {}) => {
  const reply = await mine.post('/contacts', { kind: 'person', lastName: 'Kunde', ...input })
  return reply.body.id as string
}
const write = async (entry: object, who = mine) => {
  const reply = await who.post('/history', { category: 'note', ...entry })
  expect(reply.status, JSON.stringify(reply.body)).toBe(201)
  return reply.body as HistoryItem
}
const make = async (input: object = {}, who = mine) => {
  const reply = await who.post('/tasks', { title: 'Anrufen', dueDate: '2026-12-01', ...input })
  expect(reply.status, JSON.stringify(reply.body)).toBe(201)
  return reply.body
}
const timeline = async (query: string, who = mine) => {
  const reply = await who.get(`/history?${query}`)
  expect(reply.status, JSON.stringify(reply.body)).toBe(200)
  return reply.body.items as HistoryItem[]
}
const texts = async (query: string, who = mine) =>
  (await timeline(`${query}&category=note`, who)).map(({ text }) => text)
const paths = (reply: { body: { errors?: { path: string }[] } }) => reply.body.errors?.map(({ path }) => path)

describe('whoever sees all that something is about sees it', () => {
  const WALLS = ['write', 'managers'] as const
  const cases = SUBJECT_KINDS.flatMap((kind) =>
    WALLS.flatMap((ofContact) => WALLS.map((ofSubject) => [kind, ofContact, ofSubject] as const)),
  )

  test.each(cases)('%s: contact %s, subject %s', async (kind, ofContact, ofSubject) => {
    const contactId = await contact({ visibility: ofContact, managers: [mine.by.id, granted.by.id] })
    const id = await subject(kind, { visibility: ofSubject, access: [granted.by.id] })
    const links = { contactId, [SUBJECT_FIELDS[kind]]: id }
    const isOpen = ofContact === 'write' && ofSubject === 'write'

    const entry = await write({ ...links, text: 'Beides' })
    expect((await other.get(`/history/${entry.id}`)).status).toBe(isOpen ? 200 : 404)
    expect((await granted.get(`/history/${entry.id}`)).body).toMatchObject({ can: [] })
    expect((await app.admin.get(`/history/${entry.id}`)).body).toMatchObject({ can: ['change', 'delete'] })
    for (const [query, seen] of [
      [`contact=${contactId}`, ofContact === 'write'],
      [`${kind}=${id}`, ofSubject === 'write'],
    ] as const) {
      expect(await texts(query)).toEqual(['Beides'])
      expect(await texts(query, granted)).toEqual(['Beides'])
      if (seen) expect(await texts(query, other)).toEqual(isOpen ? ['Beides'] : [])
      else expect((await other.get(`/history?${query}`)).status).toBe(404)
    }

    const task = await make(links)
    expect((await other.get(`/tasks/${task.id}`)).status).toBe(isOpen ? 200 : 404)
    const given = await make({ ...links, assigneeId: other.by.id })
    const seen = (await other.get(`/tasks/${given.id}`)).body
    expect(seen.contactId).toBe(ofContact === 'write' ? contactId : null)
    expect(seen.about[kind]?.title ?? null).toBe(ofSubject === 'write' ? 'Neubau' : null)
    expect(seen[SUBJECT_FIELDS[kind]]).toBe(ofSubject === 'write' ? id : null)
    const found = (await other.get(`/tasks?${kind}=${id}`)).body.items.length
    expect(found).toBe(isOpen ? 2 : ofSubject === 'write' ? 1 : 0)
    expect((await mine.get(`/tasks?${kind}=${id}`)).body.items).toHaveLength(2)

    const meeting = { title: 'Treffen', start: '2026-12-01T10:00', end: '2026-12-01T11:00', ...links }
    const { body: appointment } = await mine.post('/appointments', meeting)
    expect(appointment).toMatchObject({ contactId, about: { [kind]: { id, title: 'Neubau' } } })
    expect((await other.get(`/appointments/${appointment.id}`)).body).toMatchObject({
      hidden: !isOpen,
      title: isOpen ? 'Treffen' : '',
      [SUBJECT_FIELDS[kind]]: isOpen ? id : null,
    })
    const listed = `/appointments?${kind}=${id}&from=2026-11-30&to=2026-12-02`
    expect((await mine.get(listed)).body.items).toHaveLength(1)
    const ofOther = await other.get(listed)
    if (ofSubject === 'write') expect(ofOther.body.items).toHaveLength(isOpen ? 1 : 0)
    else expect(ofOther.status).toBe(404)
    const hit = (await other.get('/search?q=Treffen&kind=appointment')).body.items
    expect(hit.some((one: { id: string }) => one.id === appointment.id)).toBe(isOpen)
  })

  test('a private appointment about a subject stays private', async () => {
    const eventId = await subject('event')
    const { body } = await mine.post('/appointments', {
      title: 'Geheim',
      start: '2026-12-01T10:00',
      end: '2026-12-01T11:00',
      private: true,
      eventId,
    })
    expect((await other.get(`/appointments/${body.id}`)).body).toMatchObject({ hidden: true, eventId: null })
    const listed = `/appointments?event=${eventId}&from=2026-11-30&to=2026-12-02`
    expect((await other.get(listed)).body.items).toEqual([])
    expect((await mine.get(listed)).body.items).toHaveLength(1)
  })

  test('whoever may change all of it changes an entry of another', async () => {
    const contactId = await contact({ visibility: 'write' })
    const readOnly = await subject('project', { visibility: 'read' })
    const free = await subject('opportunity')
    const both = await write({ contactId, projectId: readOnly, text: 'Fest' })
    const loose = await write({ contactId, opportunityId: free, text: 'Lose' })
    expect((await other.patch(`/history/${both.id}`, { text: 'x' })).status).toBe(403)
    expect((await other.patch(`/history/${loose.id}`, { text: 'x' })).status).toBe(200)
  })

  test('a task about a subject and an erased contact stays with its own people', async () => {
    const contactId = await contact({ visibility: 'managers' })
    const opportunityId = await subject('opportunity')
    const { id } = await make({ contactId, opportunityId })
    await app.admin.remove(`/contacts/${contactId}?permanent=true`)
    expect((await mine.get(`/tasks/${id}`)).body).toMatchObject({ contactId: null, opportunityId })
    const nearest = async (who: typeof mine) =>
      (await who.post('/tasks/nearest', { opportunityIds: [opportunityId] })).body.items
    expect(await nearest(mine)).toMatchObject([{ id, opportunityId, contactId: null }])
    expect((await other.get(`/tasks/${id}`)).status).toBe(404)
  })

  test('what is about a subject in the bin waits for it', async () => {
    const projectId = await subject('project')
    const contactId = await contact()
    const entry = await write({ contactId, projectId, text: 'Wartet' })
    const task = await make({ projectId })
    await bin('project', projectId)
    expect((await mine.get(`/history/${entry.id}`)).status).toBe(404)
    expect(await texts(`contact=${contactId}`)).toEqual([])
    expect((await mine.get(`/tasks/${task.id}`)).body).toMatchObject({
      projectId: null,
      about: { project: null },
    })
    expect((await mine.patch(`/tasks/${task.id}`, { title: 'Neu' })).status).toBe(200)
    await sql`update project set deleted_at = null where id = ${projectId}`.execute(app.house.db)
    expect((await mine.get(`/tasks/${task.id}`)).body).toMatchObject({ projectId })
    expect(await texts(`contact=${contactId}`)).toEqual(['Wartet'])
  })
})

describe('naming a subject', () => {
  test.each(SUBJECT_KINDS)('a %s that is absent, hidden or in the bin is refused by name', async (kind) => {
    const field = SUBJECT_FIELDS[kind]
    const hidden = await subject(kind, { visibility: 'managers' })
    const binned = await subject(kind)
    await bin(kind, binned)
    for (const id of [randomUUIDv7(), hidden, binned]) {
      const task = await other.post('/tasks', { title: 'x', dueDate: '2026-12-01', [field]: id })
      expect([task.status, paths(task)]).toEqual([422, [field]])
      const entry = await other.post('/history', { category: 'note', text: 'x', [field]: id })
      expect([entry.status, paths(entry)]).toEqual([422, [field]])
      const meeting = { title: 'x', start: '2026-12-01T10:00', end: '2026-12-01T11:00', [field]: id }
      const appointment = await other.post('/appointments', meeting)
      expect([appointment.status, paths(appointment)]).toEqual([422, [field]])
    }
    const { id } = await make({}, other)
    expect(paths(await other.patch(`/tasks/${id}`, { [field]: hidden }))).toEqual([field])
  })

  test('links are changed and taken off; one that was there may stay unseen', async () => {
    const hidden = await subject('opportunity', { visibility: 'managers' })
    const eventId = await subject('event')
    const { id } = await make({ opportunityId: hidden, assigneeId: other.by.id })
    expect((await other.patch(`/tasks/${id}`, { eventId })).body).toMatchObject({
      eventId,
      opportunityId: null,
    })
    expect((await mine.get(`/tasks/${id}`)).body).toMatchObject({ eventId, opportunityId: hidden })
    await mine.patch(`/tasks/${id}`, { eventId: null, opportunityId: null })
    expect((await other.get(`/tasks/${id}`)).body).toMatchObject({ eventId: null, opportunityId: null })
  })

  test('an entry is about something, before and after', async () => {
    expect(paths(await mine.post('/history', { category: 'note', text: 'x' }))).toEqual(['contactId'])
    const projectId = await subject('project')
    const opportunityId = await subject('opportunity')
    const { id } = await write({ projectId, text: 'x' })
    expect(paths(await mine.patch(`/history/${id}`, { projectId: null }))).toEqual(['contactId'])
    const { body } = await mine.patch(`/history/${id}`, { projectId: null, opportunityId })
    expect(body).toMatchObject({
      projectId: null,
      opportunityId,
      about: { opportunity: { title: 'Neubau' } },
    })
    expect(await texts(`opportunity=${opportunityId}`)).toEqual(['x'])
  })

  test('one occurrence of a series is about what the series is about', async () => {
    const eventId = await subject('event')
    const { body } = await mine.post('/appointments', {
      title: 'Jour fixe',
      start: '2026-12-01T10:00',
      end: '2026-12-01T11:00',
      rrule: 'FREQ=WEEKLY;COUNT=3',
    })
    const one = { occurrence: '2026-12-08T10:00', scope: 'this', eventId }
    expect(paths(await mine.patch(`/appointments/${body.id}`, one))).toEqual(['eventId'])
    expect((await mine.patch(`/appointments/${body.id}`, { eventId })).body).toMatchObject({ eventId })
  })
})

describe('the timeline of a subject', () => {
  test('is asked for one record', async () => {
    const id = await subject('event')
    expect(paths(await mine.get('/history'))).toEqual(['contact'])
    expect(paths(await mine.get(`/history?event=${id}&project=${id}`))).toEqual(['contact'])
    expect((await mine.get(`/history?event=${randomUUIDv7()}`)).status).toBe(404)
    expect((await mine.get(`/appointments?event=${id}&project=${id}`)).status).toBe(422)
  })

  test('holds what was written about it and what was changed on it, page by page', async () => {
    const id = await subject('opportunity')
    const contactId = await contact()
    await write({ contactId, text: 'Nur der Kontakt' })
    for (const text of ['a', 'b', 'c']) await write({ opportunityId: id, text })
    await sql`
      insert into journal (id, by_id, via, action, kind, record_id, title, diff)
      values (${randomUUIDv7()}, ${mine.by.id}, 'web', 'opportunity.changed', 'opportunity', ${id}, 'Neubau',
        '[{"field":"amount","from":"1","to":"2"}]')`.execute(app.house.db)
    const whole = await timeline(`opportunity=${id}`)
    expect(whole.map(({ category, text }) => text || category)).toEqual(['change', 'c', 'b', 'a'])
    expect(whole[0]).toMatchObject({ contactId: null, opportunityId: id, action: 'opportunity.changed' })
    const paged: string[] = []
    let cursor = ''
    do {
      const { body } = await mine.get(`/history?opportunity=${id}&limit=1${cursor && `&cursor=${cursor}`}`)
      paged.push(...body.items.map((item: HistoryItem) => item.id))
      cursor = body.nextCursor ?? ''
    } while (cursor)
    expect(paged).toEqual(whole.map((item) => item.id))
    expect(await texts(`contact=${contactId}`)).toEqual(['Nur der Kontakt'])
  })

  test('tells of closed tasks, once on each of what they are about', async () => {
    const contactId = await contact()
    const projectId = await subject('project')
    const { id } = await make({ title: 'Plan zeichnen', contactId, projectId })
    await mine.patch(`/tasks/${id}`, { status: 'closed' })
    for (const query of [`contact=${contactId}`, `project=${projectId}`]) {
      const told = await timeline(`${query}&category=task`)
      expect(told.map(({ text }) => text)).toEqual(['Plan zeichnen'])
    }
    const alone = await make({ title: 'Nur Projekt', projectId })
    await bin('project', projectId)
    await mine.patch(`/tasks/${alone.id}`, { status: 'closed' })
    await sql`update project set deleted_at = null where id = ${projectId}`.execute(app.house.db)
    expect(await timeline(`project=${projectId}&category=task`)).toHaveLength(1)
  })

  test('is told to colleagues who may see all of it', async () => {
    const told = async () =>
      (await other.get('/notifications')).body.items.filter((one: { kind: string }) => one.kind === 'history')
    const before = (await told()).length
    const open = await subject('event', { title: 'Messe' })
    await write({ eventId: open, text: 'Stand gebucht', notify: [other.by.id] })
    const hidden = await subject('event', { visibility: 'managers' })
    await write({ eventId: hidden, contactId: await contact(), text: 'Geheim', notify: [other.by.id] })
    const after = await told()
    expect(after).toHaveLength(before + 1)
    expect(after[0]).toMatchObject({ record: { kind: 'event', id: open, title: 'Messe' } })
  })

  test('lies in the bin under its name and comes back', async () => {
    const projectId = await subject('project', { title: 'Hallenumbau' })
    const { id } = await write({ projectId, text: 'Abgesagt' })
    await mine.remove(`/history/${id}`)
    const { body } = await other.get('/bin?q=Abgesagt')
    expect(body.items).toMatchObject([{ id, title: 'Hallenumbau: Abgesagt', can: ['restore'] }])
    expect((await mine.post(`/history/${id}/restore`)).status).toBe(200)
    expect(await texts(`project=${projectId}`)).toEqual(['Abgesagt'])
    await app.admin.remove(`/history/${id}?permanent=true`)
    expect(await texts(`project=${projectId}`)).toEqual([])
  })
})

describe('files of a subject', () => {
  const upload = async (name: string) => {
    const { body, headers } = await form({ file: new File([name], name) })
    return (await mine.post('/files', body, headers)).body.items[0].id as string
  }

  test.each(SUBJECT_KINDS)('of a %s: listed, counted, and seen with their entry', async (kind) => {
    const id = await subject(kind)
    const contactId = await contact({ visibility: 'managers' })
    const [open, kept] = [await upload('offen.txt'), await upload('geheim.txt')]
    await write({ [SUBJECT_FIELDS[kind]]: id, category: 'file', files: [open] })
    await write({ [SUBJECT_FIELDS[kind]]: id, contactId, category: 'file', files: [kept] })
    const files = async (who: Person) =>
      (await who.get(`/${PATHS[kind]}/${id}/files`)).body.items.map((file: { name: string }) => file.name)
    expect(await files(mine)).toEqual(['geheim.txt', 'offen.txt'])
    expect(await files(other)).toEqual(['offen.txt'])
    expect((await mine.get(`/${PATHS[kind]}/${id}/counts`)).body).toEqual({ history: 2, files: 2 })
    expect((await other.get(`/${PATHS[kind]}/${id}/counts`)).body).toEqual({ history: 1, files: 1 })
    expect((await other.get(`/files/${open}`)).status).toBe(200)
    expect((await other.get(`/files/${kept}`)).status).toBe(404)
    expect((await other.patch(`/files/${kept}`, { name: 'x.txt' })).status).toBe(404)
    expect((await other.patch(`/files/${open}`, { name: 'x.txt' })).status).toBe(200)
    await sql`update ${sql.table(kind)} set visibility = 'managers', reader_ids = ${`{${mine.by.id}}`}::uuid[]
      where id = ${id}`.execute(app.house.db)
    expect((await other.get(`/files/${open}`)).status).toBe(404)
    expect((await other.get(`/${PATHS[kind]}/${id}/files`)).status).toBe(404)
    expect((await other.get(`/${PATHS[kind]}/${id}/counts`)).status).toBe(404)
  })
})

test('two contacts that become one keep what was written about them and their opportunities', async () => {
  const [keep, gone] = [await contact({ lastName: 'Bleibt' }), await contact({ lastName: 'Geht' })]
  const opportunityId = await subject('opportunity')
  await write({ contactId: gone, opportunityId, text: 'Angebot besprochen' })
  const task = await make({ contactId: gone, opportunityId })
  const merged = await mine.post(`/contacts/${keep}/merge`, { otherId: gone })
  expect(merged.status, JSON.stringify(merged.body)).toBeLessThan(300)
  expect(await texts(`contact=${keep}`)).toEqual(['Angebot besprochen'])
  expect((await timeline(`opportunity=${opportunityId}`))[0]).toMatchObject({ contactId: keep })
  expect((await mine.get(`/tasks/${task.id}`)).body).toMatchObject({ contactId: keep, opportunityId })
  expect((await mine.post(`/merges/${merged.body.mergeId}/undo`)).status).toBeLessThan(300)
  expect((await timeline(`opportunity=${opportunityId}`))[0]).toMatchObject({ contactId: gone })
})

test('an undone run takes back what it told on the timelines of subjects', async () => {
  const projectId = await subject('project')
  const { id } = await make({ projectId, title: 'Massenhaft' })
  const { body: job } = await mine.post('/tasks/bulk', { ids: [id], status: 'closed' })
  const { runId } = (await jobDone(mine, job.id)).result
  expect(await timeline(`project=${projectId}&category=task`)).toHaveLength(1)
  const { body: undoing } = await mine.post(`/runs/${runId}/undo`)
  await jobDone(mine, undoing.id)
  expect((await mine.get(`/tasks/${id}`)).body).toMatchObject({ status: 'open', projectId })
  expect(await timeline(`project=${projectId}&category=task`)).toEqual([])
})

test('the search over everything finds only the kinds it is asked for', async () => {
  await contact({ lastName: 'Zimtstern' })
  await make({ title: 'Zimtstern backen' })
  const kinds = async (query: string) =>
    (await mine.get(`/search?q=Zimtstern${query}`)).body.items.map((one: { kind: string }) => one.kind)
  expect((await kinds('')).toSorted()).toEqual(['contact', 'task'])
  expect(await kinds('&kind=task')).toEqual(['task'])
  expect((await kinds('&kind=task&kind=contact')).toSorted()).toEqual(['contact', 'task'])
})
