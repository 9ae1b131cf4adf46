import { describe, expect, test } from 'vitest'
import { form } from '../../../../test/form.ts'
import { app, guest, inviteTwoUsers, mine, other } from '../../../../test/two-users.ts'
import type { Project } from '../project.ts'

inviteTwoUsers()

interface ContactFile {
  id: string
  name: string
}

const make = async (input: object = {}, who = mine): Promise<Project> => {
  const { status, body } = await who.post('/projects', { title: 'Umbau', ...input })
  expect(status, JSON.stringify(body)).toBe(201)
  return body
}
const contact = async (lastName: string, input: object = {}): Promise<string> =>
  (await mine.post('/contacts', { kind: 'person', lastName, ...input })).body.id

test('a project has a team, to which its owner belongs, and contacts', async () => {
  const contacts = [await contact('Berg'), await contact('Ahorn')]
  const made = await make({ members: [other.by.id], contacts, startDay: '2026-12-01', endDay: '2027-02-01' })
  expect(made).toMatchObject({ status: 'open', endDay: '2027-02-01', owner: { id: mine.by.id } })
  expect(made.members.map(({ name }) => name)).toEqual(['Mia Mein', 'Otto Ander'])
  expect(made.contacts.map(({ displayName }) => displayName)).toEqual(['Ahorn', 'Berg'])
  const paused = await mine.patch(`/projects/${made.id}`, { status: 'paused', contacts: [contacts[0]] })
  expect(paused.body).toMatchObject({ status: 'paused', version: 2, contacts: [{ displayName: 'Berg' }] })
  expect((await mine.patch(`/projects/${made.id}`, { endDay: '2026-01-01' })).status).toBe(422)
  const { body } = await mine.get(`/projects?contact=${contacts[0]}&status=paused&member=me`)
  expect(body.items).toHaveLength(1)
})

test('one kept to its team is there for the team alone', async () => {
  const { id } = await make({ visibility: 'managers' })
  expect((await other.get(`/projects/${id}`)).status).toBe(404)
  expect((await guest.get(`/projects/${id}`)).status).toBe(403)
  await mine.patch(`/projects/${id}`, { members: [other.by.id] })
  expect((await other.get(`/projects/${id}`)).body.can).toEqual(['change', 'delete'])
})

test('contacts whom one may not see stay linked', async () => {
  const hidden = await contact('Geheim', { visibility: 'managers' })
  const { id } = await make({ contacts: [hidden] })
  expect((await other.patch(`/projects/${id}`, { contacts: [] })).body.contacts).toEqual([])
  expect((await mine.get(`/projects/${id}`)).body.contacts).toMatchObject([{ displayName: 'Geheim' }])
})

test('an opportunity becomes a project with its words, owner and participants', async () => {
  const contactId = await contact('Kunde', { visibility: 'write' })
  const deal = await mine.post('/opportunities', { title: 'Neubau', description: 'Halle', contactId })
  const { status, body } = await other.post(`/opportunities/${deal.body.id}/project`)
  expect(status).toBe(201)
  expect(body).toMatchObject({
    title: 'Neubau',
    description: 'Halle',
    owner: { id: mine.by.id },
    contacts: [{ id: contactId }],
    opportunity: { id: deal.body.id, title: 'Neubau' },
  })
})

test('a project goes to the bin and comes back', async () => {
  const { id } = await make({ title: 'Zettelkasten' })
  await mine.remove(`/projects/${id}`)
  expect((await mine.get(`/projects/${id}`)).status).toBe(404)
  expect((await mine.get('/bin?kind=project')).body.items[0]).toMatchObject({ title: 'Zettelkasten' })
  expect((await mine.post(`/projects/${id}/restore`)).status).toBe(200)
  expect((await mine.get('/search?q=zettelk')).body.items[0]).toMatchObject({ kind: 'project', id })
})

describe('the documents of an opportunity', () => {
  const upload = async (name: string): Promise<string> => {
    const { body, headers } = await form({ file: new File([`Inhalt von ${name}`], name) })
    return (await mine.post('/files', body, headers)).body.items[0].id
  }
  const note = async (about: object, ...names: string[]) =>
    mine.post('/history', { ...about, category: 'file', files: await Promise.all(names.map(upload)) })
  const filesOf = async (path: string, who = mine): Promise<ContactFile[]> =>
    (await who.get(`${path}/files`)).body.items

  test('are copied to its project: other records of the same bytes', async () => {
    const deal = await mine.post('/opportunities', { title: 'Halle', access: [] })
    await note({ opportunityId: deal.body.id }, 'Plan.pdf', 'Angebot.pdf')
    const project = (await mine.post(`/opportunities/${deal.body.id}/project`)).body
    const [before, copies] = [
      await filesOf(`/opportunities/${deal.body.id}`),
      await filesOf(`/projects/${project.id}`),
    ]
    expect(copies.map(({ name }) => name).sort()).toEqual(['Angebot.pdf', 'Plan.pdf'])
    expect(copies.map(({ id }) => id)).not.toContain(before[0]?.id)
    const [entry] = (await mine.get(`/history?project=${project.id}&category=file`)).body.items
    expect(entry).toMatchObject({ text: 'Aus der Verkaufschance „Halle“ übernommen', opportunityId: null })
    const hashes = await app.house.db
      .selectFrom('file')
      .select(['hash', 'name'])
      .where(
        'id',
        'in',
        [...before, ...copies].map(({ id }) => id),
      )
      .execute()
    expect(hashes).toHaveLength(4)
    expect(new Set(hashes.map(({ hash }) => hash)).size).toBe(2)
    // One is erased, the other stays.
    await app.admin.remove(`/opportunities/${deal.body.id}?permanent=true`)
    expect((await mine.get(`/files/${copies[0]?.id}`)).status).toBe(200)
  })

  test('that are about a contact as well are kept to whoever sees that contact', async () => {
    const hidden = await contact('Verborgen', { visibility: 'managers' })
    const deal = await mine.post('/opportunities', { title: 'Turm' })
    await note({ opportunityId: deal.body.id, contactId: hidden }, 'Geheim.pdf')
    await note({ opportunityId: deal.body.id }, 'Offen.pdf')
    const { id } = (await mine.post(`/opportunities/${deal.body.id}/project`)).body
    expect(await filesOf(`/projects/${id}`)).toHaveLength(2)
    expect((await filesOf(`/projects/${id}`, other)).map(({ name }) => name)).toEqual(['Offen.pdf'])
    const theirs = (await other.post(`/opportunities/${deal.body.id}/project`)).body
    expect((await filesOf(`/projects/${theirs.id}`)).map(({ name }) => name)).toEqual(['Offen.pdf'])
  })
})
