import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PASSWORD, startApp } from '../app.ts'
import type { Reply, TestApp } from '../app.ts'

// Coming in, staying in and going out: passwords, sessions, tokens, and what other sites may not do.

let app: TestApp
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app.close())

let number = 0
const NEXT = 'noch ein Kennwort'

async function somebody(role: 'admin' | 'user' = 'user') {
  const email = `mia.${++number}@example.com`
  const { body } = await app.admin.post('/users', { email, name: 'Mia', role, password: PASSWORD })
  return { id: body.id as string, email }
}

const signIn = (email: string, password = PASSWORD, headers = {}) =>
  app.anonymous.post('/session', { email, password }, headers)
const cookieOf = (reply: Reply) => ({ cookie: String(reply.headers['set-cookie']).split(';')[0] ?? '' })
const session = async (headers: Record<string, string>) =>
  (await app.anonymous.get('/session', headers)).status

describe('signing in', () => {
  test('sets a cookie that scripts and other sites do not get', async () => {
    const { email } = await somebody()
    const reply = await signIn(` ${email.toUpperCase()} `)
    expect(reply.body.user).toMatchObject({ email, role: 'user', groups: [] })
    const attributes = String(reply.headers['set-cookie']).split('; ').slice(1)
    expect(attributes.sort((a, b) => a.localeCompare(b))).toEqual([
      'HttpOnly',
      'Max-Age=2592000',
      'Path=/',
      'SameSite=Lax',
    ])
    expect(await session(cookieOf(reply))).toBe(200)
  })

  test('over https sets it for https alone', async () => {
    const safe = await startApp({ KONTOR_PUBLIC_URL: 'https://kontor.example.com' })
    const reply = await safe.anonymous.post('/session', { email: 'ada@example.com', password: PASSWORD })
    expect(reply.headers['set-cookie']).toMatch(/; Secure/)
    expect(reply.headers['strict-transport-security']).toMatch(/max-age=\d+/)
    await safe.close()
  })

  test('says the same of a wrong password and of an unknown address', async () => {
    const { email } = await somebody()
    const [wrong, unknown] = [await signIn(email, 'falsch'), await signIn('nobody@example.com', 'falsch')]
    expect(wrong.status).toBe(401)
    expect(unknown.body).toEqual(wrong.body)
  })

  test('is refused for a while after ten wrong tries, even all at once, to that account alone', async () => {
    const [victim, neighbour] = [await somebody(), await somebody()]
    const tries = Array.from({ length: 20 }, () => signIn(victim.email, 'geraten'))
    const statuses = (await Promise.all(tries)).map((reply) => reply.status)
    expect(statuses.filter((status) => status === 401)).toHaveLength(10)
    expect(statuses.filter((status) => status === 429)).toHaveLength(10)
    expect((await signIn(victim.email)).status).toBe(429)
    expect((await signIn(neighbour.email)).status).toBe(200)
  })
})

describe('other sites', () => {
  const foreign = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ]

  test.each(foreign)('%j changes nothing with a visitor’s cookie', async (headers) => {
    const cookie = cookieOf(await signIn((await somebody()).email))
    const body = { kind: 'company', companyName: 'Fremd' }
    const reply = await app.anonymous.post('/contacts', body, { ...cookie, ...headers })
    expect(reply).toMatchObject({ status: 403, body: { code: 'foreign_origin' } })
    expect((await app.anonymous.patch('/session', { name: 'x' }, { ...cookie, ...headers })).status).toBe(403)
    expect((await app.anonymous.remove('/session', { ...cookie, ...headers })).status).toBe(403)
    expect(await session({ ...cookie, ...headers })).toBe(200)
  })

  test.each(foreign)('%j signs nobody in', async (headers) => {
    expect((await signIn((await somebody()).email, PASSWORD, headers)).status).toBe(403)
  })

  test('our own site and programs get through', async () => {
    const cookie = cookieOf(await signIn((await somebody()).email))
    const own = {
      host: 'crm.example.com',
      origin: 'https://crm.example.com',
      'sec-fetch-site': 'same-origin',
    }
    for (const headers of [{}, own, { 'sec-fetch-site': 'none' }])
      expect((await app.anonymous.patch('/session', { name: 'Mia' }, { ...cookie, ...headers })).status).toBe(
        200,
      )
    const program = await app.admin.patch('/session', { name: 'Ada' }, { origin: 'https://tool.example' })
    expect(program.status).toBe(200)
  })
})

describe('signing out', () => {
  test('ends this session; everywhere ends all of them', async () => {
    const { email } = await somebody()
    const [one, two, three] = [
      cookieOf(await signIn(email)),
      cookieOf(await signIn(email)),
      cookieOf(await signIn(email)),
    ]
    await app.anonymous.remove('/session', one)
    expect([await session(one), await session(two)]).toEqual([401, 200])
    await app.anonymous.remove('/session?everywhere=true', two)
    expect([await session(two), await session(three)]).toEqual([401, 401])
  })

  test('happens by itself when the session is over', async () => {
    const { id, email } = await somebody()
    const cookie = cookieOf(await signIn(email))
    await app.house.db
      .updateTable('session')
      .set({ expiresAt: '2020-01-01T00:00:00Z' })
      .where('userId', '=', id)
      .execute()
    expect(await session(cookie)).toBe(401)
  })
})

describe('a password', () => {
  const secretOf = async (email: string) => {
    const mail = await app.house.db
      .selectFrom('mail')
      .select('body')
      .where('recipient', '=', email)
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow()
    return /#(\S+)/.exec(mail.body)?.[1] ?? ''
  }

  test('is set anew by a link in a mail, once, and signs out everywhere else', async () => {
    const { email } = await somebody()
    const before = cookieOf(await signIn(email))
    expect((await app.anonymous.post('/password-reset', { email })).status).toBe(204)
    const token = await secretOf(email)
    const confirm = { token, password: NEXT }
    expect(
      (await app.anonymous.post('/password-reset/confirm', { ...confirm, password: 'kurz' })).status,
    ).toBe(422)
    const reply = await app.anonymous.post('/password-reset/confirm', confirm)
    expect(reply.status).toBe(200)
    expect([await session(cookieOf(reply)), await session(before)]).toEqual([200, 401])
    expect((await app.anonymous.post('/password-reset/confirm', confirm)).status).toBe(409)
    expect([(await signIn(email)).status, (await signIn(email, NEXT)).status]).toEqual([401, 200])
  })

  test('is not set by a link that is too old, replaced, or meant for something else', async () => {
    const { id, email } = await somebody()
    const confirm = (token: string, path = '/password-reset/confirm') =>
      app.anonymous.post(path, { token, password: NEXT })
    await app.anonymous.post('/password-reset', { email })
    const first = await secretOf(email)
    await app.anonymous.post('/password-reset', { email })
    const second = await secretOf(email)
    expect((await confirm(first)).status).toBe(409)
    expect((await confirm(second, '/invitations/accept')).status).toBe(409)
    await app.house.db
      .updateTable('onceLink')
      .set({ expiresAt: '2020-01-01T00:00:00Z' })
      .where('userId', '=', id)
      .execute()
    expect((await confirm(second)).status).toBe(409)
  })

  test('cannot be asked for without end, and an unknown address gets the same answers', async () => {
    const known = (await somebody()).email
    for (const email of [known, 'nobody.at.all@example.com']) {
      const statuses = []
      for (let n = 0; n < 11; n++)
        statuses.push((await app.anonymous.post('/password-reset', { email })).status)
      expect(statuses).toEqual([...Array<number>(10).fill(204), 429])
    }
  })

  test('is changed by who knows the old one, and ends the other sessions', async () => {
    const { email } = await somebody()
    const [here, there] = [cookieOf(await signIn(email)), cookieOf(await signIn(email))]
    const change = (currentPassword: string) =>
      app.anonymous.patch('/session', { password: NEXT, currentPassword }, here)
    expect((await change('falsch')).body.errors).toMatchObject([{ path: 'currentPassword' }])
    const reply = await change(PASSWORD)
    expect([reply.status, await session(cookieOf(reply)), await session(there)]).toEqual([200, 200, 401])
  })

  test('is first set by an invitation', async () => {
    const email = 'neu@example.com'
    await app.admin.post('/users', { email, name: 'Neu' })
    expect((await signIn(email, '')).status).toBe(401)
    const accept = { token: await secretOf(email), password: NEXT, name: 'Nele Neu' }
    const reply = await app.anonymous.post('/invitations/accept', accept)
    expect(reply).toMatchObject({ status: 200, body: { user: { name: 'Nele Neu' } } })
  })
})

describe('a token', () => {
  test('works until its day, is shown once and ends when its owner ends it', async () => {
    const soon = new Date(Date.now() + 60_000).toISOString()
    const { body: made } = await app.admin.post('/tokens', { name: 'Skript', expiresAt: soon })
    const bearer = { authorization: `Bearer ${made.token}` }
    expect(JSON.stringify((await app.admin.get('/tokens')).body)).not.toContain(made.token)
    expect(await session(bearer)).toBe(200)
    await app.admin.remove(`/tokens/${made.id}`)
    expect(await session(bearer)).toBe(401)

    const { body: old } = await app.admin.post('/tokens', { name: 'Alt', expiresAt: soon })
    await app.house.db
      .updateTable('token')
      .set({ expiresAt: '2020-01-01T00:00:00Z' })
      .where('id', '=', old.id)
      .execute()
    expect(await session({ authorization: `Bearer ${old.token}` })).toBe(401)
    const past = await app.admin.post('/tokens', { name: 'x', expiresAt: '2020-01-01T00:00:00Z' })
    expect(past.status).toBe(422)
  })
})

describe('whoever is deactivated', () => {
  test('is out at once: session, token, live stream, and cannot come back', async () => {
    const { id, email } = await somebody()
    const cookie = cookieOf(await signIn(email))
    const { body: token } = await app.anonymous.post('/tokens', { name: 'x' }, cookie)
    const bearer = { authorization: `Bearer ${token.token}` }
    const origin = await app.server.listen({ port: 0, host: '127.0.0.1' })
    const stream = await fetch(`${origin}/api/v1/stream`, { headers: bearer })
    expect([await session(cookie), await session(bearer), stream.status]).toEqual([200, 200, 200])
    await app.admin.patch(`/users/${id}`, { active: false })
    expect([await session(cookie), await session(bearer)]).toEqual([401, 401])
    expect(await stream.text()).toContain('ready')
    expect((await signIn(email)).status).toBe(401)
  })

  test('is never the last administrator, not even when two send each other away', async () => {
    const [one, two] = [await somebody('admin'), await somebody('admin')]
    const cookies = [cookieOf(await signIn(one.email)), cookieOf(await signIn(two.email))]
    await app.admin.patch(`/users/${app.admin.by.id}`, { role: 'user' }, {})
    const statuses = await Promise.all([
      app.anonymous.patch(`/users/${two.id}`, { role: 'user' }, cookies[0]),
      app.anonymous.patch(`/users/${one.id}`, { active: false }, cookies[1]),
    ])
    expect(statuses.map((reply) => reply.status)).toContain(200)
    const admins = await app.house.db
      .selectFrom('appUser')
      .select('id')
      .where('role', '=', 'admin')
      .where('deactivatedAt', 'is', null)
      .execute()
    expect(admins).toHaveLength(1)
  })
})
