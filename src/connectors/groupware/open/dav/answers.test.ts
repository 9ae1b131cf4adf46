import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { event } from '../../../../../test/groupware/items.ts'
import { openGroupware } from '../open-groupware.ts'
import {
  closeAll,
  multi,
  one,
  gone,
  etag,
  textOf,
  object,
  syncToken,
  SYNC,
  error,
  accountAt,
} from '../../../../../test/groupware/dav-answers.ts'
import type { Asked, Answer } from '../../../../../test/groupware/dav-answers.ts'

// What Radicale never says: a server of our own answers as others do.

afterEach(closeAll)

describe('refusals', () => {
  const refusals: [Answer, object][] = [
    [{ status: 401 }, { fault: 'refused' }],
    [{ status: 403 }, { fault: 'forbidden' }],
    [{ status: 404 }, { fault: 'not-found' }],
    [
      { status: 429, headers: { 'retry-after': '120' } },
      { fault: 'throttled', retryAfter: 120 },
    ],
    [{ status: 503 }, { fault: 'throttled', retryAfter: undefined }],
    [{ status: 507 }, { fault: 'full' }],
    [{ status: 403, body: error('D:quota-not-exceeded') }, { fault: 'full' }],
    [{ status: 403, body: error('C:valid-calendar-data') }, { fault: 'invalid' }],
    [{ status: 413 }, { fault: 'invalid' }],
    [{ status: 415 }, { fault: 'invalid' }],
    [{ status: 500 }, { fault: 'broken' }],
    [{ status: 302, headers: { location: '/cal/one.ics' } }, { fault: 'broken' }],
  ]
  test.each(refusals)('%o is %o', async (answer, fault) => {
    const { calendar } = await accountAt(() => answer)
    await expect(calendar.create(event({ uid: 'one' }))).rejects.toMatchObject(fault)
  })

  test('a date to come again is counted in seconds', async () => {
    const at = new Date(Date.now() + 90_000).toUTCString()
    const { calendar } = await accountAt(() => ({ status: 503, headers: { 'retry-after': at } }))
    const fault: unknown = await calendar.create(event({ uid: 'one' })).catch((error: unknown) => error)
    expect(fault).toMatchObject({ fault: 'throttled' })
    expect((fault as { retryAfter: number }).retryAfter).toBeGreaterThan(60)
  })

  test('a token that was withdrawn asks for consent', async () => {
    const secret = { token: async () => 'abc' }
    const { calendar, asked } = await accountAt(() => ({ status: 401 }), { secret })
    await expect(calendar.get(['/cal/a.ics'])).rejects.toMatchObject({ fault: 'consent' })
    expect(asked.map(({ headers }) => headers.authorization)).toEqual(['Bearer abc'])
  })

  test('a token that is taken no more is renewed once, and the request made again', async () => {
    const given: (string | undefined)[] = []
    const token = async (refused?: string) => {
      given.push(refused)
      return refused === undefined ? 'old' : 'new'
    }
    const { calendar, asked } = await accountAt(() => ({ status: 401 }), { secret: { token } })
    await expect(calendar.get(['/cal/a.ics'])).rejects.toMatchObject({ fault: 'consent' })
    expect(asked.map(({ headers }) => headers.authorization)).toEqual(['Bearer old', 'Bearer new'])
    expect(given).toEqual([undefined, 'old'])
  })

  test('what is no XML is broken; a document type is never read', async () => {
    const { calendar } = await accountAt(() => ({ body: '<html>Wartung' }))
    await expect(calendar.get(['/cal/a.ics'])).rejects.toMatchObject({ fault: 'broken' })
    const doctype = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
    const other = await accountAt(() => ({ body: multi().replace('?>', `?>${doctype}`) }))
    await expect(other.calendar.get(['/cal/a.ics'])).rejects.toMatchObject({ fault: 'broken' })
  })

  test('a connection that is cut is unreachable, and so is a server that is not there', async () => {
    const { calendar, port, server } = await accountAt(() => ({}))
    server.removeAllListeners('request').on('request', (request) => request.socket.destroy())
    await expect(calendar.get(['/cal/a.ics'])).rejects.toMatchObject({ fault: 'unreachable' })
    server.closeAllConnections()
    await new Promise<void>((resolve) => void server.close(() => resolve()))
    await expect(calendar.get(['/cal/a.ics'])).rejects.toMatchObject({ fault: 'unreachable' })
    expect(port).toBeGreaterThan(0)
  })

  test('the own network is closed where it is not allowed, by name and by number', async () => {
    const { calendar, asked } = await accountAt(() => ({}), { isPrivateAllowed: false })
    await expect(calendar.get(['/cal/a.ics'])).rejects.toMatchObject({ fault: 'unreachable' })
    expect(asked).toEqual([])
    const named = await openGroupware(
      { userName: 'ada', caldav: { url: 'https://localhost:1/' } },
      { password: 'x' },
      { zone: 'Europe/Berlin', self: '', isPrivateAllowed: false },
    )
    await expect(named.collections('appointment')).rejects.toMatchObject({ fault: 'unreachable' })
    const plain = await openGroupware(
      { userName: 'ada', caldav: { url: 'http://example.com/' } },
      { password: 'x' },
      { zone: 'Europe/Berlin', self: '', isPrivateAllowed: false },
    )
    await expect(plain.collections('appointment')).rejects.toMatchObject({ fault: 'unsupported' })
  })
})

describe('redirects', () => {
  test('are followed on the same server, with the same request', async () => {
    const { calendar, asked } = await accountAt(({ path }) =>
      path === '/cal/'
        ? { status: 307, headers: { location: '/new/cal/' } }
        : { body: multi(object('/cal/a.ics', 'a')) },
    )
    expect(await calendar.get(['/cal/a.ics'])).toHaveLength(1)
    expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual(['REPORT /cal/', 'REPORT /new/cal/'])
    expect(asked[1]?.body).toBe(asked[0]?.body)
  })

  test('never take the password elsewhere: not to another host, not to another port', async () => {
    const thief = await accountAt(() => ({ body: multi() }))
    for (const host of ['127.0.0.1', 'localhost']) {
      const { calendar } = await accountAt(() => ({
        status: 302,
        headers: { location: `http://${host}:${thief.port}/cal/` },
      }))
      await expect(calendar.get(['/cal/a.ics'])).rejects.toMatchObject({ fault: 'not-found' })
    }
    expect(thief.asked).toEqual([])
  })
})

describe('what servers do differently', () => {
  test('a PUT without an etag is read again, for the server keeps something else', async () => {
    const { calendar, asked } = await accountAt(({ method }) =>
      method === 'PUT'
        ? { status: 201 }
        : {
            status: 200,
            headers: { etag: 'W/"5"' },
            body: textOf('one').replaceAll('&#13;', '\r').replace('Besuch', 'Visit'),
          },
    )
    const made = await calendar.create(event({ uid: 'one' }))
    expect(made).toMatchObject({ id: '/cal/one.ics', etag: '"5"', item: { title: 'Visit' } })
    expect(asked.map(({ method }) => method)).toEqual(['PUT', 'GET'])
    expect(asked[0]?.headers).toMatchObject({
      'if-none-match': '*',
      'content-type': 'text/calendar; charset=utf-8',
    })
  })

  test('an item of this UID in another calendar is taken', async () => {
    const { calendar } = await accountAt(({ method }) =>
      method === 'PUT'
        ? { status: 403, body: error('C:no-uid-conflict') }
        : method === 'GET'
          ? { status: 404 }
          : { body: multi() },
    )
    await expect(calendar.create(event({ uid: 'one' }))).rejects.toMatchObject({ fault: 'taken' })
  })

  test.each([500, 501, 400, 403])(
    'a UID the server cannot be asked for is looked for, as far as it must (%d)',
    async (status) => {
      const { calendar, asked } = await accountAt(({ method, body }) => {
        if (method === 'GET') return { status: 404 }
        if (body.includes('calendar-query')) return { status }
        const isFirst = body.includes('/cal/1.ics')
        if (method === 'REPORT')
          return { body: multi(isFirst ? object('/cal/1.ics', 'abcd') : object('/cal/90.ics', 'abc')) }
        const entries = Array.from({ length: 200 }, (_, at) => one(`/cal/${at}.ics`, etag('1')))
        return { body: multi(...entries) }
      })
      expect(await calendar.find('abc')).toMatchObject({ id: '/cal/90.ics', item: { uid: 'abc' } })
      expect(asked.filter(({ body }) => body.includes('multiget'))).toHaveLength(2)
    },
  )

  test('the same name is written in several ways', async () => {
    const { calendar } = await accountAt(({ path, body }) => {
      expect(`${path} ${body}`).not.toContain('%7E')
      return {
        body: multi(object('http://127.0.0.1/elsewhere.ics', 'b'), object('/cal/%61%7Eda%40x.ics', 'a')),
      }
    })
    const found = await calendar.get(['/cal/a~da@x.ics'])
    expect(found.map(({ id }) => id)).toEqual(['http://127.0.0.1/elsewhere.ics', '/cal/a~da@x.ics'])
  })

  test('answers may be compressed, but only so far', async () => {
    const { calendar } = await accountAt(() => ({
      headers: { 'content-encoding': 'gzip' },
      body: gzipSync(multi(object('/cal/a.ics', 'a'))),
    }))
    expect(await calendar.get(['/cal/a.ics'])).toHaveLength(1)
    const bomb = await accountAt(() => ({
      headers: { 'content-encoding': 'gzip' },
      body: gzipSync(Buffer.alloc(70 * 1024 * 1024)),
    }))
    await expect(bomb.calendar.get(['/cal/a.ics'])).rejects.toMatchObject({ fault: 'broken' })
  })

  test('objects that nobody can read do not stop the others', async () => {
    const { calendar } = await accountAt(() => ({
      body: multi(
        one('/cal/a.ics', `${etag('1')}<C:calendar-data>BEGIN:VCALENDAR&#13;\nrubbish</C:calendar-data>`),
        object('/cal/b.ics', 'b'),
        gone('/cal/c.ics'),
      ),
    }))
    expect((await calendar.get(['/cal/a.ics', '/cal/b.ics', '/cal/c.ics'])).map(({ id }) => id)).toEqual([
      '/cal/b.ics',
    ])
  })

  test('the organizer of an invitation hears nothing of what happens to our copy', async () => {
    const { calendar, asked } = await accountAt(() => ({ status: 204 }))
    await calendar.remove({ id: '/cal/a.ics', etag: '"1"' })
    expect(asked[0]).toMatchObject({
      method: 'DELETE',
      headers: { 'if-match': '"1"', 'schedule-reply': 'F' },
    })
  })

  test('who is asked to end reads no further', async () => {
    const { calendar, asked } = await accountAt(() => ({ body: multi() }))
    const ended = calendar.changes(null, { limit: 5, signal: AbortSignal.abort() })
    await expect(ended).rejects.toMatchObject({ fault: 'unreachable' })
    expect(asked).toEqual([])
  })

  test('many are fetched in chunks', async () => {
    const { calendar, asked } = await accountAt(() => ({ body: multi() }))
    await calendar.get(Array.from({ length: 200 }, (_, at) => `/cal/${at}.ics`))
    expect(asked).toHaveLength(3)
  })
})

describe('changes', () => {
  const isListing = ({ body }: Asked) => body.includes('sync-collection')

  test('a collection where nothing happened costs one request', async () => {
    const { calendar, asked } = await accountAt(() => ({ body: multi(syncToken('2')) }))
    const page = await calendar.changes(JSON.stringify({ from: '1', whole: false }), { limit: 50 })
    expect(page).toMatchObject({ changed: [], removed: [], more: false, whole: false })
    expect(asked.map(({ method }) => method)).toEqual(['REPORT'])
  })

  test('a listing that the server cuts goes on where it was cut', async () => {
    const cut = gone('/cal/', '507 Insufficient Storage')
    const { calendar } = await accountAt((asked) => {
      if (asked.method === 'PROPFIND') return { body: multi(one('/cal/', `${syncToken('9')}${SYNC}`)) }
      if (!isListing(asked)) {
        const wanted = [...asked.body.matchAll(/\/cal\/(\w)\.ics/g)].map(([href, uid = '']) =>
          object(href, uid),
        )
        return { body: multi(...wanted) }
      }
      return asked.body.includes('half')
        ? { body: multi(one('/cal/c.ics', etag('1')), gone('/cal/d.ics'), syncToken('full')) }
        : { body: multi(one('/cal/a.ics', etag('1')), one('/cal/b.ics', etag('1')), cut, syncToken('half')) }
    })
    const pages = []
    for (let token: string | null = null, more = true; more;) {
      const page = await calendar.changes(token, { limit: 2 })
      pages.push({ ids: page.changed.map(({ id }) => id), removed: page.removed, whole: page.whole })
      token = page.token
      more = page.more
    }
    expect(pages).toEqual([
      { ids: ['/cal/a.ics', '/cal/b.ics'], removed: [], whole: true },
      { ids: ['/cal/c.ics'], removed: ['/cal/d.ics'], whole: true },
    ])
  })

  test.each([
    { status: 403, body: error('D:valid-sync-token') },
    { status: 409, body: '' },
    { status: 410, body: '' },
    { status: 400, body: '' },
  ])('a token is lost by $status $body', async (answer) => {
    const { calendar } = await accountAt(() => answer)
    const token = JSON.stringify({ from: 'old', whole: false })
    await expect(calendar.changes(token, { limit: 5 })).rejects.toMatchObject({ fault: 'token-lost' })
  })

  test('a server without sync-collection is asked for its mark, and listed when that is another', async () => {
    let there: Record<string, string> = { a: '1', b: '1', c: '1' }
    let ctag = 'first'
    const { calendar, asked } = await accountAt(({ method, headers, body }) => {
      if (method === 'PROPFIND' && headers.depth === '0')
        return { body: multi(one('/cal/', `<CS:getctag>${ctag}</CS:getctag>`)) }
      if (method === 'PROPFIND') {
        const folder = one('/cal/', '<D:resourcetype><D:collection/></D:resourcetype>')
        return {
          body: multi(
            folder,
            ...Object.entries(there).map(([uid, tag]) => one(`/cal/${uid}.ics`, etag(tag))),
          ),
        }
      }
      const wanted = [...body.matchAll(/\/cal\/(\w)\.ics/g)].map(([href, uid = '']) =>
        object(href, uid, there[uid]),
      )
      return { body: multi(...wanted) }
    })
    const read = async (from: string | null) => {
      const ids: string[] = []
      const removed: string[] = []
      let token = from
      for (;;) {
        const page = await calendar.changes(token, { limit: 2 })
        ids.push(...page.changed.map(({ id }) => id))
        removed.push(...page.removed)
        token = page.token
        if (!page.more) return { ids, removed, token, whole: page.whole }
      }
    }
    const first = await read(null)
    expect(first).toMatchObject({ ids: ['/cal/a.ics', '/cal/b.ics', '/cal/c.ics'], removed: [], whole: true })
    asked.length = 0
    const second = await read(first.token)
    expect(second).toMatchObject({ ids: [], removed: [], whole: false })
    expect(asked).toHaveLength(1)
    there = { a: '1', b: '2', d: '1' }
    ctag = 'second'
    const third = await read(second.token)
    expect(third).toMatchObject({ ids: ['/cal/b.ics', '/cal/d.ics'], removed: ['/cal/c.ics'], whole: false })
    asked.length = 0
    expect(await read(third.token)).toMatchObject({ ids: [], removed: [] })
    expect(asked).toHaveLength(1)
  })
})

describe('where the collections are', () => {
  const HOME = '<C:calendar-home-set><D:href>/homes/ada/</D:href></C:calendar-home-set>'
  const listed = multi(
    one('/homes/ada/', '<D:resourcetype><D:collection/></D:resourcetype>'),
    one(
      '/homes/ada/work/',
      '<D:resourcetype><D:collection/><C:calendar/></D:resourcetype><D:displayname>Arbeit</D:displayname><I:calendar-color xmlns:I="http://apple.com/ns/ical/">#FF8800FF</I:calendar-color><C:supported-calendar-component-set><C:comp name="VEVENT"/></C:supported-calendar-component-set><D:current-user-privilege-set><D:privilege><D:read/></D:privilege></D:current-user-privilege-set>',
    ),
    one('/homes/ada/personal/', '<D:resourcetype><D:collection/><C:calendar/></D:resourcetype>'),
    one(
      '/homes/ada/feed/',
      '<D:resourcetype><D:collection/><CS:subscribed/><C:calendar/></D:resourcetype><D:displayname>Feiertage</D:displayname>',
    ),
    one('/homes/ada/inbox/', '<D:resourcetype><D:collection/><C:schedule-inbox/></D:resourcetype>'),
  )

  test('by the well-known address, with names, colours and rights', async () => {
    const { account, asked } = await accountAt(({ path, headers }) => {
      if (path === '/') return { status: 405 }
      if (path === '/.well-known/caldav') return { status: 301, headers: { location: '/dav/' } }
      if (path === '/dav/') {
        return {
          body: multi(
            one('/dav/', '<D:current-user-principal><D:href>/p/ada/</D:href></D:current-user-principal>'),
          ),
        }
      }
      if (path === '/p/ada/') return { body: multi(one('/p/ada/', HOME)) }
      return { body: headers.depth === '1' ? listed : multi() }
    })
    expect(await account.collections('appointment')).toEqual([
      {
        id: '/homes/ada/work/',
        area: 'appointment',
        name: 'Arbeit',
        writable: false,
        main: false,
        color: '#ff8800',
      },
      { id: '/homes/ada/personal/', area: 'appointment', name: 'personal', writable: true, main: true },
      { id: '/homes/ada/feed/', area: 'appointment', name: 'Feiertage', writable: false, main: false },
    ])
    const before = asked.length
    expect((await account.collections('task')).map(({ name }) => name)).toEqual(['personal', 'Feiertage'])
    expect(asked).toHaveLength(before)
  })

  test('a server that knows none says so', async () => {
    const { account } = await accountAt(() => ({ status: 404 }))
    await expect(account.collections('appointment')).rejects.toMatchObject({ fault: 'not-found' })
  })
})
