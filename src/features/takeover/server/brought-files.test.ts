import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApp } from '../../../../test/app.ts'
import type { Person, Reply, TestApp } from '../../../../test/app.ts'
import { form } from '../../../../test/form.ts'
import { message, messageWithParts } from '../../../../test/groupware/messages.ts'
import { outlookMessage } from '../../../../test/groupware/outlook-message.ts'
import { jobDone } from '../../../../test/jobs.ts'
import { forgetTakeovers } from './forget-takeovers.ts'

const calendar = (...lines: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Test//DE', ...lines, 'END:VCALENDAR', ''].join('\r\n')
const vevent = (uid: string, ...lines: string[]) =>
  [
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `SUMMARY:Termin ${uid}`,
    'DTSTART:20261203T090000Z',
    'DTEND:20261203T100000Z',
  ].concat(lines, 'END:VEVENT')
const vtodo = (uid: string) => [
  'BEGIN:VTODO',
  `UID:${uid}`,
  `SUMMARY:Aufgabe ${uid}`,
  'DUE;VALUE=DATE:20261204',
  'END:VTODO',
]
const latin = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'))

describe('files that are brought along', () => {
  let app: TestApp
  let anna: Person
  let ben: Person
  let petra: string
  let hidden: string
  beforeAll(async () => {
    app = await startApp()
    anna = await app.person('user', 'Anna Amsel')
    ben = await app.person('user', 'Ben Birke')
    const details = [{ kind: 'email', category: 'work', value: 'petra@probst.example', primary: true }]
    petra = await contact(anna, { kind: 'person', firstName: 'Petra', lastName: 'Probst', details })
    hidden = await contact(ben, { kind: 'person', lastName: 'Geheim', visibility: 'managers' })
  }, 60_000)
  afterAll(() => app.close())

  const contact = async (who: Person, input: object): Promise<string> =>
    (await who.post('/contacts', { visibility: 'write', ...input })).body.id
  const bring = async (who: Person, files: Record<string, string | Uint8Array>): Promise<Reply> => {
    const parts = Object.entries(files).map(([name, content]) => new File([content as never], name))
    const { body, headers } = await form({ file: parts })
    return who.post('/takeovers/files', body, headers)
  }
  const ids = ({ body }: Reply): string[] => body.items.map(({ id }: { id: string }) => id)
  const take = async (files: string[], about: object = { contactId: petra }) => {
    const { status, body } = await anna.post('/takeovers/files/take', { files, ...about })
    expect(status, JSON.stringify(body)).toBe(202)
    await jobDone(anna, body.jobId)
    return (await anna.get(`/takeovers/${body.id}`)).body
  }
  const timeline = async () => (await anna.get(`/history?contact=${petra}&category=mail`)).body.items

  test('say what is in them, whatever they are called, and nothing comes in by that', async () => {
    const answer = await bring(anna, {
      'Angebot.eml': message({
        id: 'angebot@probst.example',
        from: 'Petra <petra@probst.example>',
        subject: 'Angebot',
      }),
      'Kalender.ics': calendar(...vevent('e1'), ...vevent('p1', 'CLASS:PRIVATE'), ...vtodo('t1')),
      'Aufgaben.csv': latin(
        '"Betreff","F\u00E4llig am","Status"\r\n"R\u00FCckruf","21.11.2026","Nicht begonnen"\r\n',
      ),
      'Karte.vcf': 'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Eva Berg\r\nN:Berg;Eva\r\nEND:VCARD\r\n',
      'Preise.pdf': '%PDF-1.7',
    })
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
    expect(answer.body.items).toMatchObject([
      {
        name: 'Angebot.eml',
        counts: { mail: 1, task: 0, appointment: 0, contact: 0 },
        fault: null,
        items: [{ area: 'mail', head: { title: 'Angebot' }, contactId: petra, skipped: null }],
      },
      {
        counts: { task: 1, appointment: 2 },
        items: [
          { area: 'task' },
          { head: { title: 'Termin e1' } },
          { head: { title: 'Privat' }, skipped: 'private' },
        ],
      },
      { counts: { task: 1 }, items: [{ head: { title: 'R\u00FCckruf', start: '2026-11-21' } }] },
      { id: null, counts: { contact: 1 }, items: [], fault: null },
      { id: null, name: 'Preise.pdf', fault: 'unreadable' },
    ])
    expect(await timeline()).toEqual([])
    expect((await anna.get('/groupware/accounts')).body.items).toEqual([])
  })

  test('become entries, appointments and tasks of the contact they are dropped on, once, and go back', async () => {
    const mail = message({
      id: 'm1@probst.example',
      from: 'Petra <petra@probst.example>',
      head: ['Content-Type: text/html; charset=utf-8'],
      text: '<p onclick="x()">Hallo<script>alert(1)</script></p>',
    })
    const files = { 'm1.eml': mail, 'termin.ics': calendar(...vevent('e2'), ...vtodo('t2')) }
    const done = await take(ids(await bring(anna, files)))
    expect(done).toMatchObject({
      state: 'done',
      counts: { mail: { imported: 1 }, task: { imported: 1 }, appointment: { imported: 1 } },
    })
    const [entry] = await timeline()
    expect(entry).toMatchObject({ contactId: petra, mail: { subject: 'Hallo', hasHtml: true } })
    const { body: page } = await anna.get(`/mails/${entry.id}/html`)
    expect(page).toContain('<p>Hallo')
    expect(page).not.toMatch(/script|onclick/)
    expect((await anna.get(`/tasks?contact=${petra}`)).body.items).toMatchObject([{ title: 'Aufgabe t2' }])

    const again = await bring(anna, files)
    const verdicts = again.body.items.flatMap((file: { items: { skipped: string }[] }) =>
      file.items.map(({ skipped }) => skipped),
    )
    expect(verdicts).toEqual(['known', 'known', 'known'])
    const refused = await anna.post('/takeovers/files/take', { files: ids(again), contactId: petra })
    expect(refused).toMatchObject({ status: 409, body: { code: 'takeover.all_known' } })

    const { body: undo } = await anna.post(`/runs/${done.runId}/undo`)
    await jobDone(anna, undo.id)
    expect(await timeline()).toEqual([])
    expect((await anna.get(`/tasks?contact=${petra}`)).body.items).toEqual([])
    expect(await take(ids(await bring(anna, files)))).toMatchObject({
      counts: { mail: { imported: 1 }, task: { imported: 1 }, appointment: { imported: 1 } },
    })
  })

  test('of what went out from here or came by another way are known', async () => {
    const { body: appointment } = await anna.post('/appointments', {
      title: 'Eigener',
      start: '2026-12-05T10:00',
      end: '2026-12-05T11:00',
    })
    const { body: task } = await anna.post('/tasks', { title: 'Eigene', dueDate: '2026-12-05' })
    const { uid } = await app.house.db
      .selectFrom('appointment' as never)
      .select('uid' as never)
      .where('id' as never, '=', appointment.id as never)
      .executeTakeFirstOrThrow()
    const { body } = await bring(anna, { 'a.ics': calendar(...vevent(uid), ...vtodo(`${task.id}@kontor`)) })
    expect(body.items[0].items).toMatchObject([{ skipped: 'known' }, { skipped: 'known' }])
  })

  test('of Outlook keep their files and are an ordinary message afterwards', async () => {
    const nachricht = outlookMessage({
      properties: [
        { tag: 0x00_1a, value: 'IPM.Note' },
        { tag: 0x00_37, value: 'Aus Outlook' },
        { tag: 0x10_00, value: 'Guten Tag' },
        { tag: 0x10_35, value: '<outlook@probst.example>' },
        { tag: 0x0c_1f, value: 'petra@probst.example' },
        { tag: 0x00_39, value: new Date('2026-11-20T08:00:00Z') },
      ],
      attachments: [
        [
          { tag: 0x37_07, value: 'Plan.pdf' },
          { tag: 0x37_0e, value: 'application/pdf' },
          { tag: 0x37_01, value: new Uint8Array([1, 2, 3]) },
        ],
      ],
    })
    await take(ids(await bring(anna, { 'Nachricht.msg': nachricht })))
    const entry = (await timeline()).find(({ text }: { text: string }) => text === 'Guten Tag')
    expect(entry).toMatchObject({
      at: '2026-11-20T08:00:00Z',
      files: [{ name: 'Plan.pdf', size: 3 }],
      mail: { subject: 'Aus Outlook' },
    })
    const { body } = await anna.get(`/mails/${entry.id}/source`)
    expect(body).toContain('Message-ID: <outlook@probst.example>')
  })

  test('that are invitations are mails like others: no calendar waits for them', async () => {
    const { body } = await bring(anna, {
      'e.eml': messageWithParts({ id: 'einladung@x', method: 'REQUEST' }),
    })
    expect(body.items[0].items).toMatchObject([{ skipped: null }])
  })

  test('of many items go through the wizard, each to whom it is about', async () => {
    const many = Array.from({ length: 30 }, (_, at) => vevent(`viele-${at}`)).flat()
    const answer = await bring(anna, {
      'Jahr.ics': calendar(...many),
      'm.eml': message({ id: 'w1@x', from: 'niemand@web.de' }),
    })
    const files = ids(answer)
    expect(answer.body.items[0]).toMatchObject({ counts: { appointment: 30 } })
    expect((await anna.post('/takeovers/files/take', { files, contactId: petra })).body.code).toBe(
      'takeover.too_many_here',
    )
    const { status, body } = await anna.post('/takeovers', { files })
    expect(status, JSON.stringify(body)).toBe(202)
    await jobDone(anna, body.jobId)
    const { body: listed } = await anna.get(`/takeovers/${body.id}`)
    expect(listed).toMatchObject({
      state: 'choosing',
      files: ['Jahr.ics', 'm.eml'],
      counts: { mail: { offered: 1 }, appointment: { offered: 30 } },
    })
    for (const step of ['task', 'appointment']) await anna.patch(`/takeovers/${body.id}`, { step })
    const assign = { area: 'appointment', contactId: petra }
    expect((await anna.post(`/takeovers/${body.id}/assign`, assign)).status).toBe(200)
    const { body: run } = await anna.post(`/takeovers/${body.id}/run`)
    await jobDone(anna, run.id)
    // A mail of which nobody said whose it is waits in the inbox, and can be read there as long as it does.
    expect((await anna.get(`/takeovers/${body.id}`)).body.counts).toMatchObject({
      mail: { waiting: 1 },
      appointment: { imported: 30, failed: 0 },
    })
    await app.house.db
      .updateTable('groupwareFile' as never)
      .set({ createdAt: '2020-01-01' } as never)
      .execute()
    await forgetTakeovers.run(app.house as never)
    const [waiting] = (await anna.get('/mails/waiting')).body.items
    expect((await anna.get(`/mails/waiting/${waiting.id}`)).body).toMatchObject({ text: 'Guten Tag' })
    expect((await anna.post(`/mails/waiting/${waiting.id}/assign`, { contactId: petra })).status).toBe(200)
    await forgetTakeovers.run(app.house as never)
    expect(
      await app.house.db
        .selectFrom('groupwareFile' as never)
        .selectAll()
        .execute(),
    ).toEqual([])
  }, 60_000)

  test('are their owner\u2019s alone, and go to nothing one does not see', async () => {
    const files = ids(await bring(anna, { 'x.ics': calendar(...vevent('x')) }))
    const on = (contactId: string) => ({ files, contactId })
    expect((await ben.post('/takeovers/files/take', on(hidden))).status).toBe(404)
    expect((await anna.post('/takeovers/files/take', on(hidden))).status).toBe(404)
    expect((await ben.post('/takeovers', { files })).status).toBe(404)
    expect((await anna.post('/takeovers', {})).body.errors[0].path).toBe('accountId')
    const guest = await app.person('guest')
    expect((await bring(guest, { 'x.ics': calendar(...vevent('x')) })).status).toBe(403)
  })

  test('too large or too full are refused by name', async () => {
    const large = await bring(anna, { 'riesig.eml': new Uint8Array(25 * 1024 * 1024 + 1).fill(65) })
    expect(large).toMatchObject({ status: 413, body: { code: 'file.too_large' } })
    expect(large.body.detail).toContain('riesig.eml')
    const event = vevent('v').join('\r\n')
    const { body } = await bring(anna, {
      'voll.ics': calendar(...Array.from({ length: 100_000 }, () => event)),
    })
    expect(body.items).toMatchObject([
      { id: null, name: 'voll.ics', fault: 'too_many', counts: { appointment: 100_000 } },
    ])
    expect((await anna.post('/takeovers/files')).status).toBe(422)
  })
})
