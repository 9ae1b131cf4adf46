import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApp } from '../../../../test/app.ts'
import type { Person, TestApp } from '../../../../test/app.ts'
import { hasDovecot, startDovecot } from '../../../../test/groupware/dovecot.ts'
import type { Dovecot } from '../../../../test/groupware/dovecot.ts'
import { message } from '../../../../test/groupware/messages.ts'
import { hasRadicale, startRadicale } from '../../../../test/groupware/radicale.ts'
import type { Radicale } from '../../../../test/groupware/radicale.ts'
import { openAccount } from '#features/groupware/server/open-account.ts'
import { jobDone } from '../../../../test/jobs.ts'
import { listWork } from './list-work.ts'

const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const compact = (text: string) => text.replaceAll('-', '')
const ical = (...lines: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Test//DE', ...lines, 'END:VCALENDAR', ''].join('\r\n')
const vevent = (uid: string, { hour = 10, lines = [] as string[] } = {}) =>
  ical(
    'BEGIN:VEVENT',
    `UID:${uid}`,
    'DTSTAMP:20260101T000000Z',
    `SUMMARY:Besuch ${uid}`,
    `DTSTART:${compact(day(3))}T${hour}0000Z`,
    `DTEND:${compact(day(3))}T${hour + 1}0000Z`,
    ...lines,
    'END:VEVENT',
  )
const vtodo = (uid: string, title: string) =>
  ical(
    'BEGIN:VTODO',
    `UID:${uid}`,
    'DTSTAMP:20260101T000000Z',
    `SUMMARY:${title}`,
    `DUE;VALUE=DATE:${compact(day(5))}`,
    'END:VTODO',
  )
const nobody = '00000000-0000-7000-8000-00000000ffff'

describe.skipIf(!hasDovecot || !hasRadicale)('taking over from a groupware', () => {
  let app: TestApp
  let dovecot: Dovecot
  let radicale: Radicale
  let anna: Person
  let ben: Person
  let accountId: string
  let petra: string
  let firm: string
  let hidden: string
  beforeAll(async () => {
    dovecot = await startDovecot({ anna: 'geheim' })
    radicale = await startRadicale({ anna: 'geheim' })
    app = await startApp()
    await app.admin.patch('/settings', { groupware: { privateHosts: true } })
    anna = await app.person('user', 'Anna Amsel')
    ben = await app.person('user', 'Ben Birke')
    petra = await contact(anna, {
      kind: 'person',
      firstName: 'Petra',
      lastName: 'Probst',
      details: mails('petra@probst.example', 'p.probst@web.de'),
    })
    firm = await contact(anna, {
      kind: 'company',
      companyName: 'Kunde GmbH',
      details: mails('info@kunde.example.org'),
    })
    hidden = await contact(ben, {
      kind: 'person',
      lastName: 'Geheim',
      visibility: 'managers',
      details: mails('geheim@ben.example.net'),
    })
    await fill()
    accountId = await connect()
  })
  afterAll(async () => {
    await app.close()
    await radicale.stop()
    await dovecot.stop()
  })

  const mails = (...values: string[]) =>
    values.map((value, at) => ({ kind: 'email', category: 'work', value, primary: at === 0 }))
  const contact = async (who: Person, input: object): Promise<string> =>
    (await who.post('/contacts', { visibility: 'write', ...input })).body.id

  /** 30 mails, 5 tasks and 8 events, as other programs wrote them. */
  async function fill() {
    const senders = [
      'Petra Probst <petra@probst.example>',
      'P <p.probst@web.de>',
      'Verkauf <verkauf@kunde.example.org>',
      'Niemand <niemand@web.de>',
      'G <geheim@ben.example.net>',
    ]
    for (let at = 0; at < 30; at++)
      dovecot.deliver(
        'anna',
        'INBOX',
        message({
          id: `m${at}@probst.example`,
          from: senders[at % 5] ?? '',
          to: 'anna@muster.example',
          subject: `Nachricht ${at}`,
          date: new Date(Date.now() - at * 3_600_000).toUTCString().replace('GMT', '+0000'),
        }),
      )
    const calendar = await radicale.makeCalendar('anna', 'termine', ['VEVENT'])
    const list = await radicale.makeCalendar('anna', 'aufgaben', ['VTODO'])
    const events = new Map([0, 1, 2, 3].map((at) => [`e${at}.ics`, vevent(`e${at}`)]))
    events.set(
      'meeting.ics',
      vevent('meeting', {
        lines: ['ORGANIZER:mailto:anna@muster.example', 'ATTENDEE;CN=Petra:mailto:petra@probst.example'],
      }),
    )
    events.set('series.ics', vevent('series', { lines: ['RRULE:FREQ=WEEKLY;COUNT=5'] }))
    events.set('private.ics', vevent('private', { lines: ['CLASS:PRIVATE'] }))
    events.set('off.ics', vevent('off', { lines: ['STATUS:CANCELLED'] }))
    await radicale.lay(calendar, events)
    const titles = ['Petra Probst anrufen', 'Angebot', 'Ablage', 'Muster', 'Rückruf']
    await radicale.lay(list, new Map(titles.map((title, at) => [`t${at}.ics`, vtodo(`t${at}`, title)])))
  }

  async function connect(): Promise<string> {
    const { body } = await anna.post('/groupware/accounts', {
      kind: 'open',
      address: 'anna@muster.example',
      userName: 'anna',
      password: 'geheim',
      imap: { host: '127.0.0.1', port: dovecot.port, security: 'none' },
      caldav: { url: radicale.url },
    })
    expect(body.id, JSON.stringify(body)).toBeDefined()
    return body.id
  }
  const items = async (id: string, area: string, which = 'offered') =>
    (await anna.get(`/takeovers/${id}/items?area=${area}&which=${which}`)).body.items
  const found = async (id: string, q: string) =>
    (await anna.get(`/takeovers/${id}/items?area=mail&q=${encodeURIComponent(q)}`)).body.items
  const read = async (id: string) => (await anna.get(`/takeovers/${id}`)).body
  const begin = async (input: object) => {
    const { status, body } = await anna.post('/takeovers', { accountId, ...input })
    expect(status, JSON.stringify(body)).toBe(202)
    await jobDone(anna, body.jobId)
    return body.id as string
  }
  const go = async (id: string, ...steps: string[]) => {
    for (const step of steps) expect((await anna.patch(`/takeovers/${id}`, { step })).status).toBe(200)
  }
  const runIt = async (id: string) => {
    const { status, body } = await anna.post(`/takeovers/${id}/run`)
    expect(status, JSON.stringify(body)).toBe(202)
    return jobDone(anna, body.id)
  }

  test('says what there is to read, and how much', async () => {
    const { body } = await anna.post(`/groupware/accounts/${accountId}/sources`)
    expect(body.refreshing).toMatchObject({ hidden: null })
    expect(body.items).toContainEqual(expect.objectContaining({ area: 'mail', inbox: true, preset: true }))
    expect((await ben.post(`/groupware/accounts/${accountId}/sources`)).status).toBe(404)
  })

  test('lists, proposes, brings in once, and takes back', async () => {
    const id = await begin({ areas: ['mail', 'task', 'appointment'] })
    expect(await read(id)).toMatchObject({
      state: 'choosing',
      step: 'mail',
      counts: {
        mail: { offered: 30, chosen: 30 },
        task: { offered: 5 },
        appointment: { offered: 6, skipped: 2 },
      },
    })
    const names = (await read(id)).sources.map(({ name }: { name: string }) => name)
    expect(names.toSorted()).toEqual(['INBOX', 'aufgaben', 'termine'])
    expect((await ben.get(`/takeovers/${id}`)).status).toBe(404)
    expect((await anna.post('/takeovers', { accountId, areas: ['mail'] })).body.code).toBe('takeover.open')

    const listed = await items(id, 'mail')
    const of = (from: string) =>
      listed.find((one: { head: { from: { email: string } } }) => one.head.from.email === from)
    expect(of('petra@probst.example')).toMatchObject({
      contactId: petra,
      suggestions: [{ reasons: ['address', 'name'] }],
    })
    expect(of('p.probst@web.de')).toMatchObject({
      contactId: petra,
      suggestions: [{ reasons: ['otherAddress'] }],
    })
    expect(of('verkauf@kunde.example.org')).toMatchObject({
      contactId: firm,
      suggestions: [{ reasons: ['domain'] }],
    })
    expect(of('niemand@web.de')).toMatchObject({ contactId: null, suggestions: [] })
    // Whom one may not see nobody suggests.
    expect(of('geheim@ben.example.net')).toMatchObject({ contactId: null, suggestions: [] })
    const tasks = await items(id, 'task')
    expect(
      tasks.find((one: { head: { title: string } }) => one.head.title.startsWith('Petra')),
    ).toMatchObject({
      contactId: petra,
      suggestions: [{ reasons: ['name'] }],
    })
    expect(await items(id, 'appointment', 'skipped')).toMatchObject([{}, {}])

    // Several at once; nothing that one does not see.
    const unknown = listed.filter(
      (one: { head: { from: { email: string } } }) => one.head.from.email === 'niemand@web.de',
    )
    const ids = unknown.map((one: { id: string }) => one.id)
    const assign = (input: object) => anna.post(`/takeovers/${id}/assign`, { area: 'mail', ...input })
    expect((await assign({ ids, contactId: hidden })).status).toBe(404)
    expect((await assign({ ids, contactId: nobody })).status).toBe(404)
    expect((await assign({ ids, contactId: firm })).status).toBe(200)
    // The words of a search say as much: of those found, but not of this one.
    expect(await found(id, 'NIEMAND kunde')).toHaveLength(6)
    expect(await found(id, 'niemand petra')).toEqual([])
    await assign({ q: 'niemand', except: ids.slice(1), chosen: false })
    expect((await found(id, 'niemand')).filter(({ chosen }: { chosen: boolean }) => !chosen)).toMatchObject([
      { id: ids[0] },
    ])
    await assign({ chosen: true })

    // Of what is besides a contact the list says the name, to whom may see it.
    const project = (await anna.post('/projects', { title: 'Neue Halle', visibility: 'write' })).body
    await assign({ ids: ids.slice(0, 1), projectId: project.id })
    expect((await found(id, 'niemand')).find((one: { id: string }) => one.id === ids[0])).toMatchObject({
      projectId: project.id,
      about: { project: { id: project.id, title: 'Neue Halle' }, event: null, opportunity: null },
    })
    await assign({ ids: ids.slice(0, 1), projectId: null })

    expect((await anna.post(`/takeovers/${id}/run`)).body.code).toBe('takeover.steps')
    expect((await anna.patch(`/takeovers/${id}`, { step: 'appointment' })).body.code).toBe('takeover.steps')
    await go(id, 'task', 'appointment', 'task', 'appointment')
    await runIt(id)
    const done = await read(id)
    expect(done).toMatchObject({
      state: 'done',
      counts: {
        mail: { imported: 24, waiting: 6, failed: 0 },
        task: { imported: 5, failed: 0 },
        appointment: { imported: 6, failed: 0 },
      },
    })
    const tasksOfPetra = (await anna.get(`/tasks?contact=${petra}`)).body.items
    expect(tasksOfPetra).toMatchObject([{ title: 'Petra Probst anrufen', dueDate: day(5) }])
    const meeting = (await items(id, 'appointment', 'imported')).find(
      (one: { head: { kind: string } }) => one.head.kind === 'meeting',
    )
    expect((await anna.get(`/appointments/${meeting.record.id}`)).body).toMatchObject({
      kind: 'meeting',
      contactId: petra,
    })
    expect((await anna.get(`/history?contact=${petra}&category=mail`)).body.items).toHaveLength(12)

    // Once more there is nothing new, and the sender's choice was learned.
    const again = await begin({ areas: ['mail', 'task', 'appointment'] })
    const byArea = (a: { area: string }, b: { area: string }) => (a.area < b.area ? -1 : 1)
    expect((await read(again)).sources.toSorted(byArea)).toMatchObject([
      { name: 'termine', offered: 0, known: 6 },
      { name: 'INBOX', offered: 6, known: 24 },
      { name: 'aufgaben', offered: 0, known: 5 },
    ])
    expect((await read(again)).counts).toMatchObject({
      mail: { offered: 6, skipped: 24 },
      task: { offered: 0, skipped: 5 },
      appointment: { offered: 0, skipped: 8 },
    })
    expect((await anna.post(`/takeovers/${again}/cancel`)).status).toBe(204)
    expect(await items(again, 'mail')).toEqual([])
    dovecot.deliver(
      'anna',
      'INBOX',
      message({ id: 'neu@x', from: 'niemand@web.de', to: 'anna@muster.example' }),
    )
    const { body: page } = await anna.get(`/groupware/accounts/${accountId}/candidates?area=mail`)
    const candidate = page.items.find(
      (one: { head: { from: { email: string } } }) => one.head.from.email === 'niemand@web.de',
    )
    expect(candidate).toMatchObject({ contactId: firm, suggestions: [{ reasons: ['learned'] }] })

    const { body: job } = await anna.post(`/groupware/accounts/${accountId}/import`, {
      area: 'mail',
      items: [{ externalId: candidate.externalId, companyId: firm }],
    })
    await jobDone(anna, job.id)
    const [single] = (await anna.get('/takeovers')).body.items
    expect(single.counts.mail).toMatchObject({ imported: 1 })

    // Taken back, all of it can be taken over anew by somebody, never by itself, and outside nothing is gone.
    const automatic = { mail: false, task: false }
    const keepInStep = (appointment: boolean) =>
      anna.patch(`/groupware/accounts/${accountId}`, {
        options: { automatic: { ...automatic, appointment } },
      })
    const keepCalendar = async (role: 'sync' | 'none') => {
      const path = `/groupware/accounts/${accountId}/collections`
      const [calendar] = (await anna.get(`${path}?area=appointment`)).body.items
      expect((await anna.put(`${path}/${calendar.id}`, { role })).status).toBe(200)
    }
    expect((await keepInStep(true)).status).toBe(200)
    await keepCalendar('sync')
    const { body: undo } = await anna.post(`/runs/${done.runId}/undo`)
    await jobDone(anna, undo.id)
    expect((await read(id)).counts).toMatchObject({
      mail: { undone: 24 },
      task: { undone: 5 },
      appointment: { undone: 6 },
    })
    expect((await anna.get(`/appointments/${meeting.record.id}`)).status).toBe(404)
    // A first whole listing of the calendar, which looks at all that stands there.
    const { body: sync } = await anna.post(`/groupware/accounts/${accountId}/sync`)
    expect(await jobDone(anna, sync.jobId)).toMatchObject({ state: 'done' })
    expect((await anna.get(`/appointments?from=${day(0)}&to=${day(60)}`)).body.items).toEqual([])
    await keepInStep(false)
    await keepCalendar('none')
    const third = await begin({ areas: ['task', 'appointment'] })
    expect((await read(third)).counts).toMatchObject({ task: { offered: 5 }, appointment: { offered: 6 } })
    await go(third, 'task', 'appointment')
    await runIt(third)
    expect((await read(third)).counts).toMatchObject({ task: { imported: 5 }, appointment: { imported: 6 } })
  })

  test('brings nothing but the times of what is there up to date', async () => {
    const [moved] = (await anna.get('/takeovers')).body.items
    const before = (await items(moved.id, 'appointment', 'imported')).find(
      (one: { head: { title: string } }) => one.head.title === 'Besuch e0',
    )
    await radicale.call('anna', 'PUT', '/anna/termine/e0.ics', {
      body: vevent('e0', { hour: 14, lines: ['LOCATION:Anderswo'] }).replace('Besuch e0', 'Anders'),
      headers: { 'content-type': 'text/calendar' },
    })
    await radicale.call('anna', 'DELETE', '/anna/termine/e1.ics')
    const id = await begin({ refresh: true })
    await go(id, 'task', 'appointment')
    await runIt(id)
    expect((await read(id)).refreshed).toMatchObject({ updated: 1, missing: 1 })
    const { body } = await anna.get(`/appointments/${before.record.id}`)
    expect(body).toMatchObject({ title: 'Besuch e0', place: '' })
    expect(body.startsAt).toBe(`${day(3)}T14:00:00Z`)
  })

  test('is hidden where something does it by itself', async () => {
    await anna.patch(`/groupware/accounts/${accountId}`, { options: { refreshTimes: true } })
    expect((await anna.post('/takeovers', { accountId, refresh: true })).body.code).toBe('takeover.automatic')
    await anna.patch(`/groupware/accounts/${accountId}`, { options: { refreshTimes: false } })
    await app.admin.patch('/settings', { groupware: { automatic: true } })
    expect((await anna.post('/takeovers', { accountId, refresh: true })).body.code).toBe('takeover.automatic')
    await app.admin.patch('/settings', { groupware: { automatic: false } })
  })

  test('fails for what is gone, and for it alone, and is tried again', async () => {
    dovecot.deliver(
      'anna',
      'INBOX',
      message({ id: 'weg@x', from: 'petra@probst.example', to: 'anna@muster.example', subject: 'Weg' }),
    )
    dovecot.deliver(
      'anna',
      'INBOX',
      message({ id: 'da@x', from: 'petra@probst.example', to: 'anna@muster.example', subject: 'Da' }),
    )
    const id = await begin({ areas: ['mail'] })
    await anna.post(`/takeovers/${id}/assign`, { area: 'mail', chosen: false })
    const two = (await items(id, 'mail')).filter((one: { head: { title: string } }) =>
      ['Weg', 'Da'].includes(one.head.title),
    )
    await anna.post(`/takeovers/${id}/assign`, {
      area: 'mail',
      ids: two.map((one: { id: string }) => one.id),
      chosen: true,
    })
    await go(id, 'task', 'appointment')
    dovecot.command('expunge', '-u', 'anna', 'mailbox', 'INBOX', 'header', 'Message-ID', 'weg@x')
    await runIt(id)
    expect((await read(id)).counts.mail).toMatchObject({ chosen: 2, imported: 1, failed: 1 })
    expect(await items(id, 'mail', 'failed')).toMatchObject([{ fault: 'groupware.not-found' }])
    await runIt(id)
    expect((await read(id)).counts.mail).toMatchObject({ imported: 1, failed: 1 })
  })

  test('says where there is more than it listed', async () => {
    const id = await begin({ areas: ['mail', 'task'] })
    expect((await read(id)).truncated).toEqual([])
    const { db } = app.house
    await db.deleteFrom('takeoverItem').where('takeoverId', '=', id).execute()
    await db.updateTable('takeover').set({ state: 'listing' }).where('id', '=', id).execute()
    const running = { input: { takeoverId: id }, by: anna.by, house: app.house, checkpoint: null, save() {} }
    await listWork(openAccount, [], 6).run(running as never)
    const { state, truncated, counts } = await read(id)
    expect([state, truncated]).toEqual(['choosing', ['mail']])
    expect(counts.task.offered + counts.task.skipped).toBe(5)
  })
})
