import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApp } from '../../../../test/app.ts'
import type { Person, TestApp } from '../../../../test/app.ts'
import { SPACES, event, lines, program, propfindOf, syncOf, tokenIn } from '../../../../test/dav.ts'
import type { Program } from '../../../../test/dav.ts'

let app: TestApp
let anna: Person
let ben: Person
let phone: Program
beforeAll(async () => {
  app = await startApp({ KONTOR_PUBLIC_URL: 'https://crm.example' })
  anna = await app.person('user', 'Anna Amsel')
  ben = await app.person('user', 'Ben Birke')
  phone = await program(app, anna)
})
afterAll(() => app.close())

const TALK = {
  title: 'Gespräch',
  start: '2027-05-04T10:00',
  end: '2027-05-04T11:00',
  timeZone: 'Europe/Berlin',
}
const basic = (user: string, password: string) => ({
  authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
})
describe('a password for programs', () => {
  test('is shown once, opens /dav/ and nothing else, and is withdrawn', async () => {
    const made = (await anna.post('/dav/passwords', { name: 'iPhone' })).body
    expect(made.password).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){4}$/)
    const access = (await anna.get('/dav')).body
    expect(access).toMatchObject({ address: 'https://crm.example/dav/', contacts: 'own' })
    expect(JSON.stringify(access)).not.toContain(made.password)
    const ask = (password: string, url = '/dav/') =>
      app.server.inject({ method: 'PROPFIND' as 'GET', url, headers: basic(access.user, password) })
    expect((await ask(made.password)).statusCode).toBe(207)
    expect((await ask(made.password.toUpperCase().replaceAll('-', ' '))).statusCode).toBe(207)
    expect((await anna.get('/dav')).body.passwords[0].lastUsedAt).not.toBeNull()
    const elsewhere = { method: 'GET', url: '/api/v1/contacts' } as const
    const bearer = { authorization: `Bearer ${made.password}` }
    expect((await app.server.inject({ ...elsewhere, headers: bearer })).statusCode).toBe(401)
    expect(
      (await app.server.inject({ ...elsewhere, headers: basic(access.user, made.password) })).statusCode,
    ).toBe(401)
    expect((await ben.remove(`/dav/passwords/${made.id}`)).status).toBe(404)
    expect((await anna.remove(`/dav/passwords/${made.id}`)).status).toBe(204)
    expect((await ask(made.password)).statusCode).toBe(401)
  })

  test('is asked for with one realm, without cookies and without leading anywhere', async () => {
    const reply = await app.server.inject({ method: 'PROPFIND' as 'GET', url: '/dav/' })
    expect(reply.statusCode).toBe(401)
    expect(reply.headers['www-authenticate']).toBe('Basic realm="Kontor", charset="UTF-8"')
    expect(reply.headers['set-cookie']).toBeUndefined()
    expect(reply.headers.location).toBeUndefined()
  })

  test('is not the one people sign in with, and is not guessed', async () => {
    const { user } = (await ben.get('/dav')).body
    const codes: number[] = []
    for (let n = 0; n < 12; n++) {
      const headers = basic(user, n === 0 ? 'ein langes Kennwort' : `guess-${n}`)
      codes.push((await app.server.inject({ method: 'GET', url: '/dav/', headers })).statusCode)
    }
    expect(codes[0]).toBe(401)
    expect(codes).toContain(429)
    const signIn = {
      method: 'POST',
      url: '/api/v1/session',
      payload: { email: user, password: 'ein langes Kennwort' },
    } as const
    expect((await app.server.inject(signIn)).statusCode).toBeLessThan(400)
    await app.house.db.deleteFrom('attempt').execute()
  })
})

describe('programs find', () => {
  test('the way from the address of the firm to their collections', async () => {
    for (const kind of ['caldav', 'carddav']) {
      const reply = await app.server.inject({ method: 'PROPFIND' as 'GET', url: `/.well-known/${kind}` })
      expect([reply.statusCode, reply.headers.location]).toEqual([301, '/dav/'])
    }
    for (const url of ['/', '/dav', '/dav/']) {
      const found = await phone.find('PROPFIND', url, propfindOf('D:current-user-principal'), { depth: '0' })
      expect([...found.values()]).toEqual([
        { 'D:current-user-principal': `<D:href>/dav/principals/${anna.by.id}/` },
      ])
    }
    const asked = propfindOf(
      'C:calendar-home-set',
      'A:addressbook-home-set',
      'D:displayname',
      'C:schedule-inbox-URL',
    )
    const [me] = (await phone.find('PROPFIND', `/dav/principals/${anna.by.id}/`, asked)).values()
    expect(me).toEqual({
      'C:calendar-home-set': `<D:href>/dav/calendars/${anna.by.id}/`,
      'A:addressbook-home-set': `<D:href>/dav/addressbooks/${anna.by.id}/`,
      'D:displayname': 'Anna Amsel',
      'C:schedule-inbox-URL': '404',
    })
    const sets = propfindOf('D:resourcetype', 'C:supported-calendar-component-set', 'D:displayname')
    const homes = await phone.find('PROPFIND', `/dav/calendars/${anna.by.id}/`, sets, { depth: '1' })
    expect(homes.get(phone.at.appointments)).toMatchObject({
      'D:resourcetype': '<D:collection><C:calendar>',
      'D:displayname': 'Kontor Termine',
    })
    expect(homes.size).toBe(3)
    const { headers } = await phone.ask('OPTIONS', phone.at.contacts)
    expect(headers['dav']).toMatch(/calendar-access, addressbook/)
    expect(headers['dav']).not.toContain('schedule')
  })

  test('nothing of others, whatever they ask', async () => {
    const theirs = phone.at.appointments.replace(anna.by.id, ben.by.id)
    for (const [method, body] of [
      ['PROPFIND', propfindOf('D:displayname')],
      ['REPORT', syncOf('')],
      ['GET', undefined],
      ['PROPPATCH', `<D:propertyupdate ${SPACES}/>`],
    ] as const) {
      expect((await phone.ask(method, theirs, body)).status, method).toBe(404)
    }
  })

  test('refusals in the words of DAV', async () => {
    const deep = await phone.ask('PROPFIND', '/dav/', propfindOf('D:displayname'), { depth: 'infinity' })
    expect([deep.status, deep.body]).toEqual([403, expect.stringContaining('<D:propfind-finite-depth/>')])
    expect((await phone.ask('PROPFIND', '/dav/', '<nothing')).status).toBe(400)
    expect((await phone.ask('PROPFIND', '/dav/', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')).status).toBe(
      400,
    )
    const more = await phone.ask('MKCALENDAR', `/dav/calendars/${anna.by.id}/more/`)
    expect([more.status, more.body]).toEqual([
      403,
      expect.stringContaining('calendar-collection-location-ok'),
    ])
    expect((await phone.ask('LOCK', phone.at.appointments, '')).status).toBe(405)
    const report = await phone.ask('REPORT', phone.at.tasks, `<D:expand-property ${SPACES}/>`)
    expect([report.status, report.body]).toEqual([403, expect.stringContaining('<D:supported-report/>')])
  })
})

describe('what a program writes at a collection', () => {
  test('is kept, what is ours is not overwritten', async () => {
    const patch = (inside: string) =>
      `<D:propertyupdate ${SPACES} xmlns:X="urn:x">${inside}</D:propertyupdate>`
    const set = (inside: string) => `<D:set><D:prop>${inside}</D:prop></D:set>`
    const good = set(
      '<D:displayname>Mein Kalender</D:displayname><I:calendar-color>#FF0000FF</I:calendar-color><X:own>a&amp;b</X:own>',
    )
    expect((await phone.ask('PROPPATCH', phone.at.appointments, patch(good))).body).toContain('200 OK')
    const asked = propfindOf('D:displayname', 'I:calendar-color').replace(
      '</D:prop>',
      '<own xmlns="urn:x"/></D:prop>',
    )
    const [found] = (await phone.find('PROPFIND', phone.at.appointments, asked)).values()
    expect(found).toEqual({
      'D:displayname': 'Mein Kalender',
      'I:calendar-color': '#FF0000FF',
      '{urn:x}own': 'a&b',
    })
    const bad = await phone.ask(
      'PROPPATCH',
      phone.at.appointments,
      patch(set('<D:getetag>1</D:getetag><D:displayname>No</D:displayname>')),
    )
    expect(bad.body).toMatch(/403 Forbidden[\s\S]*424 Failed Dependency/)
    const gone = `<D:remove><D:prop><X:own/><D:displayname/><I:calendar-color/></D:prop></D:remove>`
    await phone.ask('PROPPATCH', phone.at.appointments, patch(gone))
    const [after] = (await phone.find('PROPFIND', phone.at.appointments, asked)).values()
    expect(after).toMatchObject({ 'D:displayname': 'Kontor Termine', '{urn:x}own': '404' })
  })
})

describe('changes since a token', () => {
  test('come with what is new, another, gone, and page by page', async () => {
    const sync = (token: string, more?: string) => phone.ask('REPORT', phone.at.tasks, syncOf(token, more))
    const names = (body: string) => [...body.matchAll(/<D:href>([^<]+)<\/D:href>/g)].map(([, href]) => href)
    const first = await sync('')
    expect(names(first.body)).toEqual([])
    const made = []
    for (const title of ['Eins', 'Zwei', 'Drei'])
      made.push((await anna.post('/tasks', { title, dueDate: '2027-05-01' })).body)
    const second = await sync(tokenIn(first.body))
    expect(names(second.body)).toHaveLength(3)
    expect(tokenIn((await sync(tokenIn(second.body))).body)).toBe(tokenIn(second.body))
    await anna.patch(`/tasks/${made[0].id}`, { title: 'Eins!' })
    await anna.remove(`/tasks/${made[1].id}`)
    await anna.patch(`/tasks/${made[2].id}`, { assigneeId: ben.by.id })
    const third = await phone.find('REPORT', phone.at.tasks, syncOf(tokenIn(second.body)))
    expect([...third.values()].map((one) => one['status'] ?? 'there').sort()).toEqual(['404', '404', 'there'])
    const page = await sync(tokenIn(second.body), '<D:limit><D:nresults>2</D:nresults></D:limit>')
    expect(page.body).toContain(`<D:href>${phone.at.tasks}</D:href><D:status>HTTP/1.1 507`)
    expect(names((await sync(tokenIn(page.body))).body)).toHaveLength(1)
    expect(names((await sync('')).body)).toHaveLength(1)
  })

  test('are refused for a token of something else', async () => {
    for (const token of ['x', 'urn:kontor:sync:00000000-0000-0000-0000-000000000000:1', '0'.repeat(500)]) {
      const reply = await phone.ask('REPORT', phone.at.tasks, syncOf(token))
      expect([reply.status, reply.body]).toEqual([403, expect.stringContaining('<D:valid-sync-token/>')])
    }
    // Thunderbird's address books begin anew after no other number.
    const agent = {
      'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Thunderbird/153.7.0',
    }
    const reply = await phone.ask('REPORT', phone.at.contacts, syncOf('x'), agent)
    expect([reply.status, reply.body]).toEqual([400, expect.stringContaining('<D:valid-sync-token/>')])
  })
})

describe('reports', () => {
  test('give objects by address, and say which is none', async () => {
    const text = event('multi', 'DTSTART:20270701T100000Z', 'DTEND:20270701T110000Z', 'SUMMARY:Ä & <B>')
    const url = `${phone.at.appointments}multi.ics`
    await phone.put(url, text)
    const body = `<C:calendar-multiget ${SPACES}><D:prop><D:getetag/><C:calendar-data/></D:prop><D:href>${url}</D:href><D:href>${phone.at.appointments}none.ics</D:href><D:href>/elsewhere</D:href></C:calendar-multiget>`
    const found = await phone.find('REPORT', phone.at.appointments, body)
    expect(found.get(url)?.['C:calendar-data']).toBe(text)
    expect(found.get(`${phone.at.appointments}none.ics`)).toEqual({ status: '404' })
    expect(found.get('/elsewhere')).toEqual({ status: '404' })
    const words = (name: string, match: string) =>
      `<C:calendar-query ${SPACES}><D:prop><D:getetag/></D:prop><C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT"><C:prop-filter name="${name}">${match}</C:prop-filter></C:comp-filter></C:comp-filter></C:filter></C:calendar-query>`
    const hits = async (name: string, match: string) => [
      ...(await phone.find('REPORT', phone.at.appointments, words(name, match))).keys(),
    ]
    expect(await hits('UID', '<C:text-match collation="i;octet">multi</C:text-match>')).toEqual([url])
    expect(await hits('SUMMARY', '<C:text-match>ä &amp;</C:text-match>')).toEqual([url])
    expect(await hits('UID', '<C:text-match collation="i;octet">MULTI</C:text-match>')).toEqual([])
    expect(await hits('RRULE', '<C:is-not-defined/>')).toContain(url)
    expect(
      (
        await phone.ask(
          'REPORT',
          phone.at.appointments,
          `<C:calendar-query ${SPACES}><C:filter/></C:calendar-query>`,
        )
      ).body,
    ).toContain('valid-filter')
  })

  test('say when one is taken, and not by what', async () => {
    await anna.post('/appointments', { ...TALK, start: '2027-08-02T10:00', end: '2027-08-02T11:00' })
    await anna.post('/appointments', { ...TALK, start: '2027-08-02T10:30', end: '2027-08-02T12:00' })
    await anna.post('/appointments', {
      ...TALK,
      start: '2027-08-02T15:00',
      end: '2027-08-02T16:00',
      busy: 'tentative',
    })
    await anna.post('/appointments', {
      ...TALK,
      start: '2027-08-02T17:00',
      end: '2027-08-02T18:00',
      busy: 'free',
    })
    const { body, headers } = await phone.ask(
      'REPORT',
      phone.at.appointments,
      `<C:free-busy-query ${SPACES}><C:time-range start="20270802T000000Z" end="20270803T000000Z"/></C:free-busy-query>`,
    )
    expect(headers['content-type']).toContain('text/calendar')
    expect(body.match(/^FREEBUSY.*$/gm)?.map((line) => line.trim())).toEqual([
      'FREEBUSY;FBTYPE=BUSY:20270802T080000Z/20270802T100000Z',
      'FREEBUSY;FBTYPE=BUSY-TENTATIVE:20270802T130000Z/20270802T140000Z',
    ])
    expect(body).not.toContain('Gespräch')
  })

  test('find oneself and nobody else', async () => {
    const search = (text: string) =>
      `<D:principal-property-search ${SPACES}><D:property-search><D:prop><D:displayname/></D:prop><D:match>${text}</D:match></D:property-search><D:prop><D:displayname/></D:prop></D:principal-property-search>`
    expect((await phone.find('REPORT', '/dav/principals/', search('amsel'))).size).toBe(1)
    expect((await phone.find('REPORT', '/dav/principals/', search('birke'))).size).toBe(0)
  })

  test('leave out what is not there for whom wants little', async () => {
    const asked = propfindOf('D:displayname', 'S:push-transports')
    const little = await phone.ask('PROPFIND', phone.at.tasks, asked, { prefer: 'return=minimal' })
    expect(little.body).not.toContain('404')
    expect((await phone.ask('PROPFIND', phone.at.tasks, asked)).body).toContain('404')
  })
})
describe('a guest', () => {
  test('reads what is theirs and writes nothing', async () => {
    const guest = await app.person('guest', 'Gast Gans')
    const reader = await program(app, guest)
    await anna.post('/contacts', {
      kind: 'person',
      lastName: 'Gastlich',
      managers: [anna.by.id, guest.by.id],
    })
    const found = await reader.find(
      'PROPFIND',
      reader.at.contacts,
      propfindOf('D:current-user-privilege-set'),
      { depth: '1' },
    )
    expect(found.size).toBe(2)
    expect(JSON.stringify([...found.values()])).not.toContain('D:write')
    const reply = await reader.put(
      `${reader.at.contacts}x.vcf`,
      lines('BEGIN:VCARD', 'VERSION:3.0', 'UID:x', 'FN:X', 'END:VCARD'),
    )
    expect([reply.status, reply.body]).toEqual([403, expect.stringContaining('need-privileges')])
    expect((await reader.ask('DELETE', [...found.keys()][1] ?? '')).status).toBe(403)
  })
})
