import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApp } from '../app.ts'
import type { Person, Reply, TestApp } from '../app.ts'

// What every answer of the API promises, whatever the route.

let app: TestApp
let user: Person
beforeAll(async () => {
  app = await startApp()
  user = await app.person('user')
})
afterAll(() => app.close())

const company = { kind: 'company', companyName: 'Muster GmbH' }
const json = { 'content-type': 'application/json' }

/** A request exactly as given, with nothing made beautiful. */
async function raw(
  method: 'GET' | 'POST' | 'PATCH',
  url: string,
  payload: string,
  headers: Record<string, string>,
): Promise<Reply> {
  const { body: token } = await user.post('/tokens', { name: 'raw' })
  const authorization = `Bearer ${token.token}`
  const reply = await app.server.inject({
    method,
    url: `/api/v1${url}`,
    payload,
    headers: { authorization, ...headers },
  })
  return { status: reply.statusCode, body: reply.body ? reply.json() : '', headers: reply.headers }
}

function expectProblem(reply: Reply, status: number, code: string): void {
  expect(reply.headers['content-type']).toMatch(/^application\/problem\+json/)
  expect(reply.body).toMatchObject({
    type: expect.any(String),
    title: expect.any(String),
    detail: expect.any(String),
    status,
    code,
  })
  expect(reply.status).toBe(status)
}

describe('refusals are problem details', () => {
  test('401 for who is not signed in', async () => {
    expectProblem(await app.anonymous.get('/contacts'), 401, 'sign_in')
    const wrong = await app.anonymous.get('/contacts', { authorization: 'Bearer kontor_nobody' })
    expectProblem(wrong, 401, 'sign_in')
  })

  test('403 for who may not', async () => {
    expectProblem(await user.patch('/settings', { currency: 'CHF' }), 403, 'forbidden')
  })

  test.each([
    '/contacts/00000000-0000-4000-8000-000000000000',
    '/contacts/no-uuid',
    '/contacts/%00',
    '/nothing',
    '/contacts/%E0%A4%A',
  ])('404 for %s', async (path) => {
    expectProblem(await user.get(path), 404, 'missing')
  })

  test('409 where a rule forbids it', async () => {
    const { id } = app.admin.by
    expectProblem(await app.admin.patch(`/users/${id}`, { active: false }), 409, 'user.last_admin')
  })

  test('413 for what is too large', async () => {
    const reply = await user.post('/contacts', { ...company, description: 'x'.repeat(6 * 1024 * 1024) })
    expectProblem(reply, 413, 'too_large')
  })

  test.each(['text/plain', 'application/xml', 'application/x-www-form-urlencoded'])(
    '415 for %s',
    async (type) => {
      const reply = await raw('POST', '/contacts', 'kind=company', { 'content-type': type })
      expectProblem(reply, 415, 'wrong_media_type')
    },
  )

  test('422 names the field, the code and the reason', async () => {
    const details = [{ kind: 'email', value: 'keine Adresse' }]
    const reply = await user.post('/contacts', { ...company, details })
    expectProblem(reply, 422, 'invalid')
    expect(reply.body.errors).toEqual([
      { path: 'details.0.value', code: expect.any(String), message: expect.any(String) },
    ])
  })

  test.each(['{', '[]', '"text"', 'null', '{"kind":"company","__proto__":{"x":1}}', '\u0000'])(
    '422 for the body %j',
    async (payload) => {
      expect((await raw('POST', '/contacts', payload, json)).status).toBe(422)
    },
  )

  test.each([
    { companyName: 7 },
    { companyName: 'a\u0000b' },
    { description: '\u0000' },
    { custom: { '\u0000': 'x' } },
    { details: { kind: 'email' } },
    { tags: ['\u0000'] },
    { tags: [1e308] },
    { managers: ['nobody'] },
    { birthday: '2026-02-30' },
    { visibility: 'all' },
    { typeId: '00000000-0000-4000-8000-000000000000' },
  ])('422 for %j', async (change) => {
    expectProblem(await user.post('/contacts', { ...company, ...change }), 422, 'invalid')
  })
})

describe('lists', () => {
  test.each([
    'limit=0',
    'limit=201',
    'limit=x',
    'limit=1e99',
    'sort=nothing',
    'sort=constructor',
    'cursor=x',
    'cursor=W10',
    'count=maybe',
    'nothing=1',
    'type=x',
    'createdFrom=yesterday',
    'createdFrom=%2B275760-09-13T00:00:00Z',
    'custom.nothing=1',
    `q=${'x'.repeat(201)}`,
  ])('refuse ?%s', async (query) => {
    expect((await user.get(`/contacts?${query}`)).status).toBe(422)
  })

  test('take any search as it comes', async () => {
    for (const q of [
      '%00',
      '%22',
      '~',
      '*',
      '?',
      ':',
      '%5C',
      '(',
      'name:',
      'name:~',
      '%F0%9F%98%80',
      'x%00y~',
    ])
      expect((await user.get(`/contacts?q=${q}`)).status, q).toBe(200)
  })

  test('go on where the page before ended, only with the same order', async () => {
    for (const companyName of ['A', 'B', 'C']) await user.post('/contacts', { ...company, companyName })
    const first = (await user.get('/contacts?limit=2&count=true')).body
    expect(first).toMatchObject({ items: [{}, {}], nextCursor: expect.any(String), total: 3 })
    const rest = (await user.get(`/contacts?limit=2&cursor=${first.nextCursor}`)).body
    expect(rest).toMatchObject({ items: [{ displayName: 'C' }], nextCursor: null })
    const other = await user.get(`/contacts?limit=2&sort=-createdAt&cursor=${first.nextCursor}`)
    expectProblem(other, 422, 'invalid')
  })
})

describe('If-Match', () => {
  test('lets a change through only on the version it names', async () => {
    const { body, headers } = await user.post('/contacts', company)
    expect(headers['etag']).toBe('"1"')
    const path = `/contacts/${body.id}`
    const change = (industry: string, ifMatch: string) =>
      user.patch(path, { industry }, { 'if-match': ifMatch })
    expect((await change('Bau', '"1"')).body.version).toBe(2)
    expectProblem(await change('Holz', '"1"'), 412, 'stale')
    expectProblem(await change('Holz', 'nonsense'), 412, 'stale')
    expectProblem(await change('Holz', '"99999999999999"'), 412, 'stale')
    expect((await user.get(path)).body).toMatchObject({ industry: 'Bau', version: 2 })
    expect((await change('Holz', 'W/"2"')).status).toBe(200)
    expect((await change('Stein', '*')).status).toBe(200)
  })

  test('of ten changes at once on one version, one wins', async () => {
    const { body } = await user.post('/contacts', company)
    const tries = Array.from({ length: 10 }, (_, n) =>
      user.patch(`/contacts/${body.id}`, { industry: `${n}` }, { 'if-match': '"1"' }),
    )
    const statuses = (await Promise.all(tries)).map((reply) => reply.status)
    expect(statuses.sort((a, b) => a - b)).toEqual([200, ...Array<number>(9).fill(412)])
  })
})

describe('Idempotency-Key', () => {
  const once = (key: string) => ({ 'idempotency-key': key })
  const named = (companyName: string) => ({ ...company, companyName })

  test('ten requests at once with one key do it once and get one answer', async () => {
    const tries = Array.from({ length: 10 }, () => user.post('/contacts', named('Zehnmal'), once('ten')))
    const replies = await Promise.all(tries)
    expect(new Set(replies.map((reply) => `${reply.status} ${reply.body.id}`)).size).toBe(1)
    expect((await user.get('/contacts?q=zehnmal&count=true')).body.total).toBe(1)
  })

  test('is not for another request, and each user has their own', async () => {
    await user.post('/contacts', named('Eins'), once('reused'))
    expectProblem(await user.post('/contacts', named('Zwei'), once('reused')), 409, 'idempotency_key_reused')
    expect((await app.admin.post('/contacts', named('Zwei'), once('reused'))).status).toBe(201)
  })

  test('a refusal uses nothing up', async () => {
    expect((await user.post('/contacts', { kind: 'company' }, once('again'))).status).toBe(422)
    expect((await user.post('/contacts', named('Dann doch'), once('again'))).status).toBe(201)
  })

  test.each(['', 'x'.repeat(201)])('refuses the key %j', async (key) => {
    expect((await user.post('/contacts', company, once(key))).status).toBe(422)
  })
})

describe('every answer', () => {
  test.each(['/api/v1/contacts', '/api/v1/nothing', '/api/health', '/api/openapi.json'])(
    'of %s carries the headers that protect',
    async (path) => {
      const { headers } = await app.anonymous.get(path)
      const policy = String(headers['content-security-policy'])
      expect(policy).toContain("default-src 'self'")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).toMatch(/script-src 'self'(;|$)/)
      expect(policy).not.toContain('unsafe-eval')
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': expect.any(String),
        'referrer-policy': 'no-referrer',
      })
      expect(headers['x-powered-by']).toBeUndefined()
      expect(headers['access-control-allow-origin']).toBeUndefined()
    },
  )

  test('is kept by no cache', async () => {
    expect((await user.get('/contacts')).headers['cache-control']).toBe('no-store')
    expect((await app.anonymous.get('/contacts')).headers['cache-control']).toBe('no-store')
  })
})

test('health and the document are there for everybody', async () => {
  const health = await app.anonymous.get('/api/health')
  expect(health.body).toEqual({ status: 'ok', version: expect.any(String), database: 'ok' })
  expect((await app.anonymous.get('/api/openapi.json')).body.openapi).toMatch(/^3\./)
})
