import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routes } from '../../src/app/routes.ts'
import { startApp } from '../app.ts'
import type { Person, TestApp } from '../app.ts'

// A contact that somebody may not see is nowhere: in no list, count, search, export, and not in the live stream.

const SECRET = 'Geheimrat Zyklop'

let app: TestApp
let keeper: Person
let user: Person
let guest: Person
let hidden: { id: string }
let binned: { id: string }
beforeAll(async () => {
  app = await startApp()
  keeper = await app.person('user')
  user = await app.person('user')
  guest = await app.person('guest')
  hidden = await create(SECRET)
  binned = await create(`${SECRET} im Papierkorb`)
  await keeper.remove(`/contacts/${binned.id}`)
})
afterAll(() => app.close())

async function create(companyName: string, visibility = 'managers'): Promise<{ id: string }> {
  const details = [{ kind: 'email', value: 'zyklop@example.com' }]
  return (await keeper.post('/contacts', { kind: 'company', companyName, visibility, details })).body
}

const lists = routes.filter((route) => route.method === 'GET' && !route.path.includes('{'))
const questions = [
  '',
  '?q=zyklop',
  '?q=Zyk*',
  '?q=Zyklob~',
  '?q=email:zyklop&count=true',
  '?all=true&count=true',
]

describe.each(lists.map((route) => route.path))('GET %s', (path) => {
  test('never shows it', async () => {
    for (const who of [user, guest])
      for (const question of questions) {
        const { body, headers } = await who.get(path + question)
        const shown = JSON.stringify([body, headers])
        for (const trace of ['Zyklop', hidden.id, binned.id]) expect(shown).not.toContain(trace)
      }
  })
})

test('it is there for whom may see it, so that the tests above prove something', async () => {
  for (const who of [keeper, app.admin]) {
    expect((await who.get('/contacts?q=zyklop&count=true')).body).toMatchObject({
      items: [{ id: hidden.id }],
      total: 1,
    })
    expect((await who.get('/search?q=zyk')).body.items).toMatchObject([{ id: hidden.id }])
    expect((await who.get('/bin')).body.items).toMatchObject([{ id: binned.id }])
  }
})

test('it is not counted, and filters do not give it away', async () => {
  const probes = [
    '',
    '&kind=company',
    `&manager=${keeper.by.id}`,
    `&company=${hidden.id}`,
    '&visibility=managers',
  ]
  for (const who of [user, guest])
    for (const probe of probes)
      expect((await who.get(`/contacts?count=true${probe}`)).body).toMatchObject({ items: [], total: 0 })
})

test('it cannot be made an employer, which would show its name', async () => {
  const person = { kind: 'person', lastName: 'Sonde', companyId: hidden.id }
  expect((await user.post('/contacts', person)).status).toBe(422)
  const { body } = await user.post('/contacts', { kind: 'person', lastName: 'Sonde', companyName: SECRET })
  expect(body.companyId).not.toBe(hidden.id)
  await user.remove(`/contacts/${body.companyId}?withPersons=true`)
  await app.admin.remove(`/contacts/${body.companyId}?permanent=true`)
  await app.admin.remove(`/contacts/${body.id}?permanent=true`)
})

test('nobody but its readers hears of it in the live stream', async () => {
  const origin = await app.server.listen({ port: 0, host: '127.0.0.1' })
  const { body: token } = await user.post('/tokens', { name: 'stream' })
  const end = new AbortController()
  const stream = await fetch(`${origin}/api/v1/stream`, {
    headers: { authorization: `Bearer ${token.token}` },
    signal: end.signal,
  })
  const heard = hear(stream)
  await heard.until('event: ready')
  await keeper.patch(`/contacts/${hidden.id}`, { industry: 'Optik' })
  const open = await create('Offen', 'read')
  await keeper.patch(`/contacts/${hidden.id}`, { industry: 'Akustik' })
  await keeper.patch(`/contacts/${open.id}`, { industry: 'Mechanik' })
  const text = await heard.until('contact.changed')
  expect(text).toContain(open.id)
  expect(text).not.toContain(hidden.id)
  end.abort()
})

/** Reads a stream of events until a word has come. */
function hear(response: Response): { until(word: string): Promise<string> } {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  return {
    async until(word) {
      while (!text.includes(word)) {
        const chunk = await reader?.read()
        if (!chunk || chunk.done) throw new Error(`the stream ended without "${word}"`)
        text += chunk.value
      }
      return text
    },
  }
}
