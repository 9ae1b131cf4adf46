import { randomUUIDv7 } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { changeContact } from '#features/contacts/server/change-contact.ts'
import { createContacts } from '#features/contacts/server/create-contacts.ts'
import { deleteContact } from '#features/contacts/server/delete-contact.ts'
import type { By } from '#kernel/rights.ts'
import type { Person } from '../../../../test/app.ts'
import { jobDone } from '../../../../test/jobs.ts'
import { app, inviteTwoUsers, mine, other } from '../../../../test/two-users.ts'
import { closeRun, openRun } from './open-run.ts'

inviteTwoUsers()

/** A run of this person that does `work` in one transaction; gives back its id. */
async function run(who: Person, work: (by: By, tx: never) => Promise<unknown>): Promise<string> {
  const id = randomUUIDv7()
  await app.house.db.transaction().execute(async (tx) => {
    await openRun(tx, who.by, { id, kind: 'bulk', title: 'Versuch' })
    await work({ ...who.by, runId: id }, tx as never)
    await closeRun(tx, id, {})
  })
  return id
}

/** Takes a run back and waits for it; gives back what the job says and the run that the undo is. */
async function undo(who: Person, id: string) {
  const started = await who.post(`/runs/${id}/undo`)
  expect(started.status, JSON.stringify(started.body)).toBe(202)
  return (await jobDone(who, started.body.id)).result
}

const create = (who: Person, input: object) =>
  who.post('/contacts', { kind: 'person', lastName: 'Wer', ...input }).then(({ body }) => body)
const read = (who: Person, id: string) => who.get(`/contacts/${id}`)
const left = async (who: Person, undoId: string): Promise<string[][]> => {
  const { items } = (await who.get(`/runs/${undoId}/left`)).body
  return items.map((item: { title: string; reason: string }) => [item.title, item.reason]).toSorted()
}

describe('what a run made', () => {
  const three = ['Anna', 'Bert', 'Carl'].map((lastName) => ({ kind: 'person' as const, lastName }))
  const make = async (inputs: Parameters<typeof createContacts>[2] = three) => {
    let ids: string[] = []
    const id = await run(mine, async (by, tx) => {
      ids = (await createContacts(tx, by, inputs)) as string[]
    })
    return { id, ids }
  }

  test('goes to the bin, and comes back when the undo is undone', async () => {
    const { id, ids } = await make()
    const undone = await undo(mine, id)
    expect(undone).toMatchObject({ deleted: 3, left: 0 })
    expect(await Promise.all(ids.map((one) => read(mine, one).then((r) => r.status)))).toEqual([
      404, 404, 404,
    ])
    expect((await mine.get(`/runs/${id}`)).body).toMatchObject({
      state: 'undone',
      can: [],
      undoneBy: { name: 'Mia Mein' },
    })

    expect(await undo(mine, undone.undoId)).toMatchObject({ restored: 3, left: 0 })
    expect(await Promise.all(ids.map((one) => read(mine, one).then((r) => r.status)))).toEqual([
      200, 200, 200,
    ])
    const titles = (await mine.get('/runs')).body.items.map((item: { title: string }) => item.title)
    expect(titles.slice(0, 2)).toEqual(['Wiederholt: Versuch', 'Rückgängig: Versuch'])
  })

  test('stays when somebody changed it or wrote about it since, and is listed', async () => {
    const { id, ids } = await make()
    await mine.patch(`/contacts/${ids[0]}`, { position: 'Chefin' })
    await mine.post('/history', { contactId: ids[1], category: 'note', text: 'Hat angerufen' })
    const undone = await undo(mine, id)
    expect(undone).toMatchObject({ deleted: 1, left: 2 })
    expect(await left(mine, undone.undoId)).toEqual([
      ['Anna', 'changed'],
      ['Bert', 'changed'],
    ])
    expect((await read(mine, ids[0] ?? '')).body.position).toBe('Chefin')
  })

  test('a company stays when somebody works there now, and goes with those the run itself put there', async () => {
    const { id, ids } = await make([
      { kind: 'company', companyName: 'Bleibt GmbH' },
      { kind: 'person', lastName: 'Dazu', companyName: 'Geht GmbH' },
    ])
    await create(mine, { lastName: 'Neu', companyId: ids[0] })
    const undone = await undo(mine, id)
    expect(undone).toMatchObject({ deleted: 2, left: 1 })
    expect(await left(mine, undone.undoId)).toEqual([['Bleibt GmbH', 'changed']])
  })

  test('what is in the bin already or gone for good is nothing to worry about', async () => {
    const { id, ids } = await make()
    await mine.remove(`/contacts/${ids[0]}`)
    await app.admin.remove(`/contacts/${ids[1]}?permanent=true`)
    const undone = await undo(mine, id)
    expect(undone).toMatchObject({ deleted: 1, left: 1 })
    expect((await left(mine, undone.undoId)).map(([, reason]: string[]) => reason)).toEqual(['gone'])
  })
})

describe('what a run changed', () => {
  test('gets its old values', async () => {
    const before = await create(mine, {
      tags: ['Alt'],
      class: 'C',
      details: [{ kind: 'email', value: 'a@b.de' }],
    })
    const id = await run(mine, async (by, tx) => {
      const change = { tags: ['Neu'], class: null, details: [], visibility: 'write' as const }
      await changeContact(tx, by, { id: before.id, change })
      await changeContact(tx, by, { id: before.id, change: { industry: 'Bau' } })
    })
    expect((await read(other, before.id)).status).toBe(200)
    expect(await undo(mine, id)).toMatchObject({ changed: 1, left: 0 })
    const { body: after } = await read(mine, before.id)
    const { version: _, updatedAt: __, ...rest } = before
    expect(after).toMatchObject(rest)
    expect((await read(other, before.id)).status).toBe(404)
  })

  test('stays when somebody changed it since', async () => {
    const [a, b] = [await create(mine, { lastName: 'A' }), await create(mine, { lastName: 'B' })]
    const id = await run(mine, async (by, tx) => {
      for (const one of [a, b]) await changeContact(tx, by, { id: one.id, change: { class: 'A' } })
    })
    await mine.patch(`/contacts/${a.id}`, { class: 'B' })
    const undone = await undo(mine, id)
    expect(undone).toMatchObject({ changed: 1, left: 1 })
    expect((await read(mine, a.id)).body.class).toBe('B')
    expect((await read(mine, b.id)).body.class).toBeNull()
  })

  test('a note about it, or another name of its employer, is no change of it', async () => {
    const company = await create(mine, { kind: 'company', companyName: 'Vorher GmbH' })
    const person = await create(mine, { companyId: company.id })
    const id = await run(mine, (by, tx) => changeContact(tx, by, { id: person.id, change: { class: 'A' } }))
    await mine.post('/history', { contactId: person.id, category: 'note', text: 'Hallo' })
    await mine.patch(`/contacts/${company.id}`, { companyName: 'Nachher GmbH' })
    expect(await undo(mine, id)).toMatchObject({ changed: 1, left: 0 })
    expect((await read(mine, person.id)).body).toMatchObject({ class: null, companyName: 'Nachher GmbH' })
  })

  test('whoever took themselves off a contact gets it back', async () => {
    const contact = await create(mine, {})
    const id = await run(mine, (by, tx) =>
      changeContact(tx, by, { id: contact.id, change: { managers: [other.by.id] } }),
    )
    expect((await read(mine, contact.id)).status).toBe(404)
    expect(await undo(mine, id)).toMatchObject({ changed: 1, left: 0 })
    expect((await read(mine, contact.id)).body.managers).toEqual([mine.by.id])
  })

  test('what is no longer one’s own is left', async () => {
    const contact = await create(mine, {})
    const id = await run(mine, (by, tx) => changeContact(tx, by, { id: contact.id, change: { class: 'A' } }))
    await app.admin.patch(`/contacts/${contact.id}`, { managers: [other.by.id] })
    const undone = await undo(mine, id)
    expect(undone).toMatchObject({ changed: 0, left: 1 })
    expect(await left(mine, undone.undoId)).toEqual([['Wer', 'forbidden']])
  })
})

test('what a run deleted comes back', async () => {
  const contact = await create(mine, {})
  const id = await run(mine, (by, tx) => deleteContact(tx, by, { id: contact.id }))
  const undone = await undo(mine, id)
  expect(undone).toMatchObject({ restored: 1, left: 0 })
  expect((await read(mine, contact.id)).status).toBe(200)
  expect(await undo(mine, undone.undoId)).toMatchObject({ deleted: 1, left: 0 })
})

describe('who takes back, and when', () => {
  const some = async () => {
    const contact = await create(mine, {})
    return run(mine, (by, tx) => changeContact(tx, by, { id: contact.id, change: { class: 'A' } }))
  }

  test('only the owner and administrators', async () => {
    const id = await some()
    expect((await other.get(`/runs/${id}`)).status).toBe(404)
    expect((await other.get(`/runs/${id}/left`)).status).toBe(404)
    expect((await other.post(`/runs/${id}/undo`)).status).toBe(404)
    expect((await other.get('/runs')).body.items).toEqual([])
    expect((await app.admin.get('/runs')).body.items[0].id).toBe((await mine.get('/runs')).body.items[0].id)
    expect(await undo(app.admin, id)).toMatchObject({ changed: 1 })
  })

  test('only once', async () => {
    const id = await some()
    const both = await Promise.all([mine.post(`/runs/${id}/undo`), mine.post(`/runs/${id}/undo`)])
    expect(new Set(both.map(({ status }) => status))).toEqual(new Set([202, 409]))
    await jobDone(mine, both.find(({ status }) => status === 202)?.body.id)
    expect((await mine.post(`/runs/${id}/undo`)).body.code).toBe('run.undone')
  })

  test('not after thirty days', async () => {
    const id = await some()
    const old = new Date(Date.now() - 31 * 86_400_000).toISOString()
    await app.house.db.updateTable('run').set({ createdAt: old }).where('id', '=', id).execute()
    expect((await mine.post(`/runs/${id}/undo`)).body.code).toBe('run.too_old')
  })

  test('not while it is still at work; what was stopped on its way can be taken back', async () => {
    const id = await some()
    const jobId = await app.house.db
      .transaction()
      .execute((tx) => app.house.jobs.start(tx as never, mine.by, { kind: 'none', title: '', input: {} }))
    await app.house.db.updateTable('job').set({ state: 'running' }).where('id', '=', jobId).execute()
    await app.house.db.updateTable('run').set({ state: 'running', jobId }).where('id', '=', id).execute()
    expect((await mine.post(`/runs/${id}/undo`)).body.code).toBe('run.busy')
    await app.house.db.updateTable('job').set({ state: 'cancelled' }).where('id', '=', jobId).execute()
    expect((await mine.get(`/runs/${id}`)).body).toMatchObject({ state: 'stopped', can: ['undo'] })
    expect(await undo(mine, id)).toMatchObject({ changed: 1 })
  })
})

test('the audit trail shows both', async () => {
  const contact = await create(mine, {})
  const id = await run(mine, (by, tx) => changeContact(tx, by, { id: contact.id, change: { class: 'A' } }))
  const { undoId } = await undo(mine, id)
  const { body } = await app.admin.get(`/audit?record=${contact.id}`)
  expect(body.items.slice(0, 2).map((item: { runId: string }) => item.runId)).toEqual([undoId, id])
})
