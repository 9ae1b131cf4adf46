import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApp } from '../../../../test/app.ts'
import type { Person, TestApp } from '../../../../test/app.ts'
import { SPACES, event, lines, program, propfindOf, syncOf, tokenIn } from '../../../../test/dav.ts'
import type { Program } from '../../../../test/dav.ts'

// What RFC 4918, 3744, 4791, 6352 and 6578 demand of a server, where no program of ours asks for it.

let app: TestApp
let anna: Person
let phone: Program
beforeAll(async () => {
  app = await startApp()
  anna = await app.person('user', 'Anna Amsel')
  phone = await program(app, anna)
})
afterAll(() => app.close())

const timed = (uid: string, ...more: string[]) =>
  event(uid, 'DTSTART:20270701T100000Z', 'DTEND:20270701T110000Z', ...more)
const query = (inside: string, data = '<D:getetag/>') =>
  `<C:calendar-query ${SPACES}><D:prop>${data}</D:prop><C:filter><C:comp-filter name="VCALENDAR">${inside}</C:comp-filter></C:filter></C:calendar-query>`
const multiget = (...hrefs: string[]) =>
  `<C:calendar-multiget ${SPACES}><D:prop><D:getetag/></D:prop>${hrefs.map((one) => `<D:href>${one}</D:href>`).join('')}</C:calendar-multiget>`
const refused = (condition: string) => [403, expect.stringContaining(`<${condition}/>`)]

describe('a place says', () => {
  test('which protocols it speaks and what can be done there', async () => {
    const at = `${phone.at.appointments}allow.ics`
    await phone.put(at, timed('allow'))
    for (const [url, methods] of [
      [at, 'OPTIONS, GET, HEAD, PUT, DELETE, MOVE, PROPFIND, PROPPATCH, REPORT'],
      [phone.at.tasks, 'OPTIONS, PROPFIND, PROPPATCH, REPORT'],
      ['/dav/', 'OPTIONS, PROPFIND, PROPPATCH, REPORT'],
    ] as const) {
      const { status, headers } = await phone.ask('OPTIONS', url)
      expect([status, headers['allow']]).toEqual([200, methods])
      expect(String(headers['dav']).split(', ')).toEqual(
        expect.arrayContaining(['1', '3', 'access-control', 'calendar-access', 'addressbook']),
      )
    }
    expect((await phone.ask('GET', phone.at.tasks)).headers['allow']).toBe(
      'OPTIONS, PROPFIND, PROPPATCH, REPORT',
    )
  })

  test.each([
    ['appointments', ['C:calendar-multiget', 'C:calendar-query', 'C:free-busy-query', 'D:sync-collection']],
    ['tasks', ['C:calendar-multiget', 'C:calendar-query', 'C:free-busy-query', 'D:sync-collection']],
    ['contacts', ['A:addressbook-multiget', 'A:addressbook-query', 'D:sync-collection']],
  ] as const)('which reports it answers: %s', async (collection, reports) => {
    const asked = propfindOf('D:supported-report-set')
    const [found] = (await phone.find('PROPFIND', phone.at[collection], asked)).values()
    expect(found?.['D:supported-report-set']?.match(/[CAD]:[\w-]+(?=>$|><D:supp)/g)).toEqual(reports)
  })

  test('what one may do there (RFC 3744, 5)', async () => {
    const asked = propfindOf(
      'D:supported-privilege-set',
      'D:acl',
      'D:acl-restrictions',
      'D:inherited-acl-set',
    )
    const [found] = (await phone.find('PROPFIND', phone.at.appointments, asked)).values()
    expect(found?.['D:supported-privilege-set']).toContain('<C:read-free-busy>')
    expect(found?.['D:acl']).toContain(`<D:principal><D:href>/dav/principals/${anna.by.id}/`)
    expect(found?.['D:acl']).toContain('<D:protected>')
    expect(found?.['D:acl-restrictions']).toContain('<D:grant-only>')
    expect(found?.['D:inherited-acl-set']).toBe('')
    expect((await phone.ask('ACL', phone.at.appointments, `<D:acl ${SPACES}/>`)).status).toBe(403)
  })

  test('all it has by name and by value, without what is costly', async () => {
    const names = await phone.find(
      'PROPFIND',
      phone.at.tasks,
      `<D:propfind ${SPACES}><D:propname/></D:propfind>`,
    )
    expect(Object.keys([...names.values()][0] ?? {})).toEqual(
      expect.arrayContaining(['D:resourcetype', 'D:sync-token', 'C:supported-calendar-component-set']),
    )
    const all = await phone.find(
      'PROPFIND',
      phone.at.tasks,
      `<D:propfind ${SPACES}><D:allprop/></D:propfind>`,
    )
    // RFC 4791, 5.2, and RFC 6578, 4: not of these.
    expect(Object.keys([...all.values()][0] ?? {})).not.toContain('D:sync-token')
    expect((await phone.ask('PROPFIND', phone.at.tasks)).status).toBe(207)
  })
})

describe('a write', () => {
  const at = () => `${phone.at.appointments}guarded.ics`
  const etag = async () => String((await phone.ask('GET', at())).headers['etag'])

  test('happens only where its conditions are true', async () => {
    const text = timed('guarded', 'SUMMARY:Eins')
    expect((await phone.put(at(), text, { 'if-match': '*' })).status).toBe(412)
    expect((await phone.put(at(), text, { 'if-none-match': '*' })).status).toBe(201)
    expect((await phone.put(at(), text, { 'if-none-match': '*' })).status).toBe(412)
    expect((await phone.put(at(), text, { 'if-match': `W/${await etag()}` })).status).toBe(412)
    expect((await phone.put(at(), text, { 'if-match': `"0", ${await etag()}` })).status).toBe(204)
    expect((await phone.ask('DELETE', at(), undefined, { 'if-match': '"0"' })).status).toBe(412)
    expect((await phone.ask('DELETE', at(), undefined, { 'if-match': await etag() })).status).toBe(204)
    expect((await phone.ask('DELETE', at())).status).toBe(404)
  })

  test('asks as well for what If says: ETags, and the token of a collection (RFC 4918, 10.4; RFC 6578, 5)', async () => {
    const text = (title: string) => timed('guarded', `SUMMARY:${title}`)
    await phone.put(at(), text('Eins'))
    const put = async (condition: string) => (await phone.put(at(), text('Zwei'), { if: condition })).status
    const token = async () => tokenIn((await phone.ask('REPORT', phone.at.appointments, syncOf(''))).body)
    const old = await token()
    expect(await put('(["0"])')).toBe(412)
    expect(await put('(<opaquelocktoken:none>)')).toBe(412)
    expect(await put(`(["0"]) ([${await etag()}])`)).toBe(204)
    expect(await put(`(Not <DAV:no-lock> [${await etag()}])`)).toBe(204)
    expect(await put(`<${phone.at.appointments}> (<${old}>)`)).toBe(412)
    expect(await put(`<http://localhost${phone.at.appointments}> (<${await token()}>)`)).toBe(204)
    expect(await put('what is this')).toBe(412)
    const patch = `<D:propertyupdate ${SPACES}><D:set><D:prop><D:displayname>A</D:displayname></D:prop></D:set></D:propertyupdate>`
    const rename = async (condition: string) =>
      (await phone.ask('PROPPATCH', phone.at.appointments, patch, { if: condition })).status
    expect(await rename(`(<${old}>)`)).toBe(412)
    expect(await rename(`(<${await token()}>)`)).toBe(207)
    expect((await phone.ask('DELETE', at(), undefined, { if: '(["0"])' })).status).toBe(412)
    expect((await phone.ask('DELETE', at(), undefined, { if: `([${await etag()}])` })).status).toBe(204)
  })

  test.each([
    ['two things of different UID', timed('a'), timed('b'), 'C:valid-calendar-object-resource'],
    [
      'an event and a task',
      timed('a'),
      timed('a').replaceAll('VEVENT', 'VTODO'),
      'C:supported-calendar-component',
    ],
  ])('of %s is refused', async (_what, one, other, condition) => {
    const inside = (text: string) => /BEGIN:V(EVENT|TODO)[\s\S]*END:V(EVENT|TODO)\r\n/.exec(text)?.[0] ?? ''
    const { status, body } = await phone.put(
      at(),
      one.replace('END:VCALENDAR', `${inside(other)}END:VCALENDAR`),
    )
    expect([status, body]).toEqual(refused(condition))
  })

  test('larger than announced is refused by that name', async () => {
    const long = timed('long', `DESCRIPTION:${'x'.repeat(1024 * 1024)}`)
    const reply = await phone.put(at(), long)
    expect([reply.status, reply.body]).toEqual(refused('C:max-resource-size'))
    const card = lines(
      'BEGIN:VCARD',
      'VERSION:3.0',
      'UID:long',
      'FN:A',
      `NOTE:${'x'.repeat(1024 * 1024)}`,
      'END:VCARD',
    )
    const book = await phone.put(`${phone.at.contacts}long.vcf`, card)
    expect([book.status, book.body]).toEqual(refused('A:max-resource-size'))
  })

  test('of properties happens as a whole or not at all', async () => {
    const own = `<D:set><D:prop><X:own xmlns:X="urn:x">1</X:own></D:prop></D:set>`
    const ours = `<D:set><D:prop><D:resourcetype/></D:prop></D:set>`
    const reply = await phone.ask(
      'PROPPATCH',
      phone.at.tasks,
      `<D:propertyupdate ${SPACES}>${own}${ours}</D:propertyupdate>`,
    )
    expect(reply.body).toMatch(/resourcetype[\s\S]*403 Forbidden[\s\S]*cannot-modify-protected-property/)
    expect(reply.body).toMatch(/own[\s\S]*424 Failed Dependency/)
    const asked = propfindOf('D:displayname').replace('</D:prop>', '<own xmlns="urn:x"/></D:prop>')
    expect([...(await phone.find('PROPFIND', phone.at.tasks, asked)).values()][0]).toMatchObject({
      '{urn:x}own': '404',
    })
  })
})

describe('a report', () => {
  test('on one object speaks of it alone (RFC 4791, 7)', async () => {
    const [one, two] = ['one', 'two'].map((name) => `${phone.at.appointments}${name}.ics`) as [string, string]
    for (const [url, uid] of [
      [one, 'r1'],
      [two, 'r2'],
    ] as const)
      await phone.put(url, timed(uid))
    const asked = await phone.find('REPORT', one, query('<C:comp-filter name="VEVENT"/>'))
    expect([...asked.keys()]).toEqual([one])
    const got = await phone.find('REPORT', one, multiget(one, two))
    expect(got.get(one)?.['D:getetag']).toMatch(/^"\d+"$/)
    expect(got.get(two)).toEqual({ status: '404' })
    expect((await phone.ask('REPORT', one, syncOf(''))).body).toContain('supported-report')
    expect((await phone.ask('REPORT', `${phone.at.appointments}gone.ics`, multiget(one))).status).toBe(404)
  })

  test('names an object as it was asked for, by path or by whole address', async () => {
    const url = `${phone.at.appointments}one.ics`
    const found = await phone.find('REPORT', phone.at.appointments, multiget(`http://localhost${url}`))
    expect(found.get(`http://localhost${url}`)?.['D:getetag']).toMatch(/^"\d+"$/)
  })

  test.each([
    [
      'a filter nobody knows',
      query('<C:comp-filter name="VEVENT"><C:time-range/></C:comp-filter>'),
      'C:valid-filter',
    ],
    [
      'times of alarms',
      query(
        '<C:comp-filter name="VEVENT"><C:comp-filter name="VALARM"><C:time-range start="20270101T000000Z"/></C:comp-filter></C:comp-filter>',
      ),
      'C:supported-filter',
    ],
    [
      'a collation nobody announced',
      query(
        '<C:comp-filter name="VEVENT"><C:prop-filter name="SUMMARY"><C:text-match collation="i;own">a</C:text-match></C:prop-filter></C:comp-filter>',
      ),
      'C:supported-collation',
    ],
    [
      'another format',
      query('<C:comp-filter name="VEVENT"/>', '<C:calendar-data content-type="application/calendar+json"/>'),
      'C:supported-calendar-data',
    ],
  ])('with %s is refused by name', async (_what, body, condition) => {
    const reply = await phone.ask('REPORT', phone.at.appointments, body)
    expect([reply.status, reply.body]).toEqual(refused(condition))
  })

  test('of more than was wanted says that it was cut (RFC 6352, 8.6.1)', async () => {
    for (const lastName of ['A', 'B', 'C']) await anna.post('/contacts', { kind: 'person', lastName })
    const body = `<A:addressbook-query ${SPACES}><D:prop><D:getetag/></D:prop><A:filter/><A:limit><A:nresults>2</A:nresults></A:limit></A:addressbook-query>`
    const found = await phone.find('REPORT', phone.at.contacts, body)
    expect(found.size).toBe(3)
    expect(found.get(phone.at.contacts)).toEqual({ status: '507' })
  })

  test('of changes goes one level deep, and no deeper (RFC 6578, 3.3)', async () => {
    const deep = syncOf('').replace('<D:sync-level>1', '<D:sync-level>infinite')
    const reply = await phone.ask('REPORT', phone.at.tasks, deep)
    expect([reply.status, reply.body]).toEqual(refused('D:sync-traversal-supported'))
    // Thunderbird says so of its address books; the level is in the body.
    expect((await phone.ask('REPORT', phone.at.contacts, syncOf(''), { depth: '1' })).status).toBe(207)
  })
})
