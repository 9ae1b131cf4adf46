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

describe('a task', () => {
  const todo = (uid: string, ...more: string[]) => event(uid, ...more).replaceAll('VEVENT', 'VTODO')

  test('is shown, ticked off and taken away by a program', async () => {
    const { body: made } = await anna.post('/tasks', {
      title: 'Angebot',
      dueDate: '2027-05-03',
      dueTime: '14:00',
      timeZone: 'Europe/Berlin',
      priority: 'high',
    })
    const url = `${phone.at.tasks}${made.id}.ics`
    const { body } = await phone.ask('GET', url)
    expect(body).toContain('DUE;TZID=Europe/Berlin:20270503T140000')
    expect(body).toContain('PRIORITY:1')
    expect((await phone.put(url, body.replace('STATUS:NEEDS-ACTION', 'STATUS:COMPLETED'))).status).toBe(204)
    expect((await anna.get(`/tasks/${made.id}`)).body).toMatchObject({ status: 'closed', dueTime: '14:00' })
    expect((await phone.ask('DELETE', url)).status).toBe(204)
    expect((await anna.get(`/tasks/${made.id}`)).status).toBe(404)
  })

  const reminderOf = async (id: string) => (await anna.get(`/tasks/${id}`)).body.reminderMinutes

  test('without a time is reminded of at the same hour in a program', async () => {
    const made = (await anna.post('/tasks', { title: 'Muster', dueDate: '2027-05-03' })).body
    const url = `${phone.at.tasks}${made.id}.ics`
    const { body } = await phone.ask('GET', url)
    expect(body).toContain('TRIGGER;RELATED=END:PT8H')
    expect((await phone.put(url, body.replace('SUMMARY:Muster', 'SUMMARY:Proben'))).status).toBe(204)
    expect(await reminderOf(made.id)).toBe(0)
    const later = (await phone.ask('GET', url)).body.replace('PT8H', 'PT9H30M')
    await phone.put(url, later)
    expect(await reminderOf(made.id)).toBe(-90)
    expect((await phone.ask('GET', url)).body).toBe(later)
    await anna.patch(`/tasks/${made.id}`, { reminderMinutes: 1440 })
    expect((await phone.ask('GET', url)).body).toContain('TRIGGER;RELATED=END:-PT16H')
    await phone.put(url, later.replace('DUE;VALUE=DATE:20270503', 'DUE;TZID=Europe/Berlin:20270503T140000'))
    expect(await reminderOf(made.id)).toBe(-570)
    await phone.put(url, later.replace(/BEGIN:VALARM[^]*END:VALARM\r\n/, ''))
    expect(await reminderOf(made.id)).toBeNull()
  })

  test('without a day keeps having none for the program, until somebody gives it one', async () => {
    const text = todo(
      'nodue',
      'SUMMARY:Milch',
      'X-APPLE-SORT-ORDER:5',
      'RRULE:FREQ=DAILY',
      'DTSTART;VALUE=DATE:20270601',
    )
    const plain = todo('nodue2', 'SUMMARY:Brot')
    expect((await phone.put(`${phone.at.tasks}b.ics`, plain)).headers['etag']).toBeDefined()
    expect((await phone.ask('GET', `${phone.at.tasks}b.ics`)).body).toBe(plain)
    await phone.put(`${phone.at.tasks}a.ics`, text)
    const { items } = (await anna.get('/tasks?assignee=me')).body
    const found = items.find((one: { title: string }) => one.title === 'Brot')
    await anna.patch(`/tasks/${found.id}`, { dueDate: '2027-09-01' })
    expect((await phone.ask('GET', `${phone.at.tasks}b.ics`)).body).toContain('DUE;VALUE=DATE:20270901')
    expect(items.find((one: { title: string }) => one.title === 'Milch')).toMatchObject({
      dueDate: '2027-06-01',
      recurrence: null,
    })
  })
})

describe('a contact', () => {
  const card = (uid: string, ...more: string[]) =>
    lines('BEGIN:VCARD', 'VERSION:3.0', `UID:${uid}`, ...more, 'END:VCARD')

  test('one manages is a card; a program changes it, and only what it changed', async () => {
    const details = [
      { kind: 'email', category: 'work', value: 'mia@example.com' },
      { kind: 'phone', category: 'direct', value: '+49 221 1234' },
      { kind: 'iban', category: 'work', value: 'DE89370400440532013000' },
    ]
    const { body: made } = await anna.post('/contacts', {
      kind: 'person',
      firstName: 'Mia',
      lastName: 'Müller',
      details,
      description: 'Geheim',
      tags: ['VIP'],
    })
    const url = `${phone.at.contacts}${made.id}.vcf`
    const { body, headers } = await phone.ask('GET', url)
    expect(body).toContain('FN:Mia Müller')
    expect(body).not.toMatch(/Geheim|VIP|DE89/)
    const changed = body
      .replace('mia@example.com', 'mia@example.org')
      .replace('END:VCARD', 'NICKNAME:Mimi\r\nNOTE:Tennis\r\nEND:VCARD')
    expect((await phone.put(url, changed, { 'if-match': String(headers['etag']) })).status).toBe(204)
    const after = (await anna.get(`/contacts/${made.id}`)).body
    expect(after).toMatchObject({ firstName: 'Mia', description: 'Geheim', tags: ['VIP'] })
    expect(after.details.map((one: { value: string }) => one.value).sort()).toEqual([
      '+49 221 1234',
      'DE89 3704 0044 0532 0130 00',
      'mia@example.org',
    ])
    expect(after.details.find((one: { kind: string }) => one.kind === 'phone').category).toBe('direct')
    expect((await phone.ask('GET', url)).body).toBe(changed)
    await anna.patch(`/contacts/${made.id}`, { lastName: 'Meier' })
    const renamed = (await phone.ask('GET', url)).body
    expect(renamed).toContain('FN:Mia Meier')
    expect(renamed).toContain('N:Meier;Mia;;;')
    expect(renamed).toContain('NICKNAME:Mimi')
  })

  test('of a program is a contact of whoever uses it, with firm and note', async () => {
    const text = card(
      'u-1',
      'FN:Tom Tau',
      'N:Tau;Tom;;;',
      'ORG:Tau GmbH;Einkauf',
      'item1.TEL:0221 555',
      'item1.X-ABLabel:Jacht',
      'EMAIL;TYPE=HOME:not an address',
      'NOTE:Segelt',
      'X-SELF:1',
    )
    const url = `${phone.at.contacts}tom.vcf`
    const put = await phone.put(url, text)
    expect([put.status, put.body]).toEqual([201, ''])
    expect((await phone.ask('GET', url)).body).toBe(text)
    expect(put.headers['etag']).toBeDefined()
    const { items } = (await anna.get('/contacts?q=Tau')).body
    const person = items.find((one: { kind: string }) => one.kind === 'person')
    expect((await anna.get(`/contacts/${person.id}`)).body).toMatchObject({
      companyName: 'Tau GmbH',
      description: 'Segelt',
      managers: [anna.by.id],
    })
    await anna.patch(`/contacts/${person.id}`, { position: 'Kapitän' })
    const after = (await phone.ask('GET', url)).body
    for (const kept of [
      'ORG:Tau GmbH;Einkauf',
      'X-ABLABEL:Jacht',
      'not an address',
      'TITLE:Kapitän',
      'X-SELF:1',
    ])
      expect(after.replace('X-ABLabel', 'X-ABLABEL')).toContain(kept)
    const query = (inside: string) =>
      `<A:addressbook-query ${SPACES}><D:prop><A:address-data/></D:prop><A:filter>${inside}</A:filter></A:addressbook-query>`
    const search = async (text: string, more = '') => [
      ...(
        await phone.find(
          'REPORT',
          phone.at.contacts,
          query(
            `<A:prop-filter name="FN"><A:text-match collation="i;unicode-casemap" ${more}>${text}</A:text-match></A:prop-filter>`,
          ),
        )
      ).keys(),
    ]
    expect(await search('tOM t')).toEqual([url])
    expect(await search('tau', 'match-type="starts-with"')).toEqual([expect.stringContaining('.vcf')])
    expect(await search('nobody')).toEqual([])
    expect(
      (
        await phone.ask(
          'REPORT',
          phone.at.contacts,
          query(
            '<A:prop-filter name="FN"><A:text-match collation="i;nothing">a</A:text-match></A:prop-filter>',
          ),
        )
      ).body,
    ).toContain('supported-collation')
    expect((await phone.ask('DELETE', url)).status).toBe(204)
    expect((await anna.get(`/contacts/${person.id}`)).status).toBe(404)
  })

  test('appears and disappears with the right to see it, and with the choice', async () => {
    const { body: made } = await ben.post('/contacts', {
      kind: 'company',
      companyName: 'Fern AG',
      visibility: 'read',
    })
    const listed = async () =>
      [
        ...(await phone.find('PROPFIND', phone.at.contacts, propfindOf('D:getetag'), { depth: '1' })).keys(),
      ].some((one) => one.includes(made.id))
    expect(await listed()).toBe(false)
    await anna.patch('/dav', { contacts: 'all' })
    expect(await listed()).toBe(true)
    const token = tokenIn((await phone.ask('REPORT', phone.at.contacts, syncOf(''))).body)
    await ben.patch(`/contacts/${made.id}`, { visibility: 'managers' })
    const changes = await phone.find('REPORT', phone.at.contacts, syncOf(token))
    expect([...changes.values()]).toEqual([{ status: '404' }])
    await anna.patch('/dav', { contacts: 'own' })
  })

  test.each([
    ['no card', 'Hallo', 'valid-address-data'],
    ['two', card('a', 'FN:A').repeat(2), 'valid-address-data'],
    ['without UID', card('x', 'FN:A').replace('UID:x\r\n', ''), 'valid-address-data'],
    ['an old one', card('x', 'FN:A').replace('3.0', '2.1'), 'supported-address-data'],
    ['a group', card('x', 'FN:A', 'X-ADDRESSBOOKSERVER-KIND:group'), 'valid-address-data'],
  ])('that is none (%s) is refused by name', async (_what, text, condition) => {
    const reply = await phone.put(`${phone.at.contacts}bad.vcf`, text)
    expect([reply.status, reply.body]).toEqual([403, expect.stringContaining(`<A:${condition}/>`)])
  })

  test('has its picture both ways', async () => {
    const { default: sharp } = await import('sharp')
    const jpeg = (
      await sharp({ create: { width: 80, height: 80, channels: 3, background: '#a33' } })
        .jpeg()
        .toBuffer()
    ).toString('base64')
    const text = card('pic', 'FN:Bild', 'N:Bild;;;;', `PHOTO;ENCODING=b;TYPE=JPEG:${jpeg}`)
    const url = `${phone.at.contacts}pic.vcf`
    expect((await phone.put(url, text)).headers['etag']).toBeDefined()
    const { items } = (await anna.get('/contacts?q=Bild')).body
    const { photo } = (await anna.get(`/contacts/${items[0].id}`)).body
    expect(photo).toMatch(/photo/)
    expect((await anna.remove(`/contacts/${items[0].id}/photo`)).status).toBe(204)
    expect((await phone.ask('GET', url)).body).not.toContain('PHOTO')
    expect((await phone.put(url, text)).status).toBe(204)
    expect((await phone.put(url, text.replace(/PHOTO.*\r\n/, ''))).status).toBe(204)
    expect((await anna.get(`/contacts/${items[0].id}`)).body.photo).toBeNull()
  })
})
