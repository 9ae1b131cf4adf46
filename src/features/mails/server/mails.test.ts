import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readFile } from '#connectors/groupware/files/read-file.ts'
import { closeRun, openRun } from '#features/runs/server/open-run.ts'
import type { By } from '#kernel/rights.ts'
import { transaction } from '#platform/database.ts'
import type { Database } from '#platform/database.ts'
import { startApp } from '../../../../test/app.ts'
import type { Person, TestApp } from '../../../../test/app.ts'
import { message } from '../../../../test/groupware/messages.ts'
import { jobDone } from '../../../../test/jobs.ts'
import { startSmtp } from '../../../../test/smtp.ts'
import type { SmtpServer } from '../../../../test/smtp.ts'
import { importMail } from './import-mail.ts'
import type { MailImport, MailImported } from './import-mail.ts'
import { keepMail } from './keep-mail.ts'
import type { MailsDb } from './tables.ts'

let smtp: SmtpServer
let app: TestApp
let anna: Person
let ben: Person
beforeAll(async () => {
  smtp = await startSmtp()
  app = await startApp({ KONTOR_SMTP_URL: smtp.url, KONTOR_MAIL_FROM: 'Muster GmbH <post@muster.example>' })
  anna = await app.person('user', 'Anna Amsel')
  ben = await app.person('user', 'Ben Birke')
})
afterAll(async () => {
  await app.close()
  await smtp.close()
})

const db = () => app.house.db as unknown as Database<MailsDb>
const contactOf = async (who: Person, input: object = {}): Promise<string> => {
  const lastName = randomUUIDv7().slice(-12)
  return (await who.post('/contacts', { kind: 'person', lastName, visibility: 'write', ...input })).body.id
}
const bring = async (
  by: By,
  text: string,
  about: Omit<MailImport, 'mail'>,
  self: string[] = [],
): Promise<MailImported> => {
  const mail = await keepMail(app.house.files, Buffer.from(text), { self })
  return transaction(db(), (tx) => importMail(tx, by, { mail, ...about }))
}
/** As if the process had died over it. */
const startAgain = (entryId: string) =>
  transaction(db(), async (tx) => {
    await tx.updateTable('mailMessage').set({ state: 'sending' }).where('entryId', '=', entryId).execute()
    await app.house.jobs.start(tx as never, anna.by, { kind: 'mails.send', title: 'x', input: { entryId } })
  })
const timeline = async (who: Person, contact: string) =>
  (await who.get(`/history?contact=${contact}&category=mail`)).body.items

const PARTS = ['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=cut']
const BODY = [
  '--cut',
  'Content-Type: multipart/related; boundary=in',
  '',
  '--in',
  'Content-Type: text/html; charset=utf-8',
  '',
  '<p>Guten Tag<script>x()</script><img src="cid:logo@x"><img src="https://spy.example/p.gif"></p>',
  '--in',
  'Content-Type: image/png',
  'Content-ID: <logo@x>',
  'Content-Transfer-Encoding: base64',
  '',
  'iVBORw0KGgo=',
  '--in--',
  '--cut',
  'Content-Type: application/pdf; name="Angebot.pdf"',
  'Content-Disposition: attachment',
  '',
  'JVBERi0=',
  '--cut--',
].join('\r\n')

/** A mail of the timeline as a file of Outlook, read again. */
async function outlook(entryId: string | null) {
  const { token } = (await anna.post('/tokens', { name: 'x' })).body
  const headers = { authorization: `Bearer ${token}` }
  const { rawPayload } = await app.server.inject({ url: `/api/v1/mails/${entryId}.msg`, headers })
  return readFile('Mail.msg', rawPayload, { zone: 'Europe/Berlin', language: 'de' })
}

describe('a mail that is taken over', () => {
  test('is an entry with its text, its people and its files; the message itself is kept', async () => {
    const contactId = await contactOf(anna)
    const text = message({ id: 'one@x', subject: 'Angebot', head: PARTS, text: BODY })
    const { outcome, entryId } = await bring(anna.by, text, { contactId })
    expect(outcome).toBe('imported')
    const [entry] = await timeline(anna, contactId)
    expect(entry).toMatchObject({
      id: entryId,
      category: 'mail',
      text: 'Guten Tag',
      at: '2026-11-21T07:00:00Z',
      mail: {
        subject: 'Angebot',
        from: { name: 'Berta Beispiel', email: 'berta@example.com' },
        to: [{ name: '', email: 'ada@example.com' }],
        direction: 'in',
        state: 'received',
        hasHtml: true,
        earlier: 0,
      },
    })
    expect(entry.files.map((file: { name: string }) => file.name)).toEqual(['Angebot.pdf'])
    const source = await anna.get(`/mails/${entryId}/source`)
    expect(source.body).toBe(text)
    expect(source.headers['content-disposition']).toContain('Angebot.eml')
    expect(await outlook(entryId)).toMatchObject({
      warnings: [],
      mails: [
        {
          messageId: 'one@x',
          subject: 'Angebot',
          from: { name: 'Berta Beispiel', email: 'berta@example.com' },
          to: [{ name: '', email: 'ada@example.com' }],
          sentAt: '2026-11-21T07:00:00.000Z',
          text: 'Guten Tag',
          attachments: [{ contentId: 'logo@x' }, { name: 'Angebot.pdf', type: 'application/pdf', size: 8 }],
        },
      ],
    })
    const found = await anna.get(`/history?contact=${contactId}&q=berta@example.com`)
    expect(found.body.items).toHaveLength(1)
    expect((await anna.patch(`/history/${entryId}`, { text: 'anders' })).body.code).toBe('mail.as_it_was')
  })

  test('is shown as it was sent: no script, and pictures from elsewhere only on demand', async () => {
    const contactId = await contactOf(anna)
    const text = message({ id: 'shown@x', head: PARTS, text: BODY })
    const { entryId } = await bring(anna.by, text, { contactId })
    const { body, headers } = await anna.get(`/mails/${entryId}/html`)
    expect(body).toContain('src="data:image/png;base64,iVBORw0KGgo="')
    expect(body).toContain('data-src="https://spy.example/p.gif"')
    expect(body).not.toMatch(/<script|<img[^>]* src="https/)
    expect(headers['content-security-policy']).toMatch(/default-src 'none'.*img-src data:;/)
    const loud = await anna.get(`/mails/${entryId}/html?pictures=true`)
    expect(loud.body).toContain(' src="https://spy.example/p.gif"')
    expect(loud.headers['content-security-policy']).toContain('img-src data: https:')
  })

  test('is one for the whole firm, however often and by whomever it comes', async () => {
    const contactId = await contactOf(anna)
    const text = message({ id: 'twice@X' })
    const first = await bring(anna.by, text, { contactId })
    const other = await contactOf(ben)
    const all = await Promise.all([
      bring(anna.by, text, { contactId }),
      bring(ben.by, text, { contactId: other }),
    ])
    expect(all).toEqual([
      { outcome: 'known', entryId: first.entryId },
      { outcome: 'known', entryId: first.entryId },
    ])
    expect(await timeline(ben, contactId)).toHaveLength(1)
    expect(await timeline(ben, other)).toEqual([])
  })

  test('is seen by who sees its contact; nobody else learns that it is there', async () => {
    const contactId = await contactOf(anna, { visibility: 'managers', managers: [anna.by.id] })
    const text = message({ id: 'kept@x' })
    const { entryId } = await bring(anna.by, text, { contactId })
    expect(await bring(ben.by, text, { contactId: await contactOf(ben) })).toEqual({
      outcome: 'known',
      entryId: null,
    })
    for (const part of ['/html', '/source', '/thread', '.msg'])
      expect((await ben.get(`/mails/${entryId}${part}`)).status).toBe(404)
    await expect(bring(ben.by, message({ id: 'other@x' }), { contactId })).rejects.toMatchObject({
      kind: 'missing',
    })
  })

  test('brought twice at once is there once', async () => {
    const contactId = await contactOf(anna)
    const both = await Promise.all([1, 2].map(() => bring(anna.by, message({ id: 'race@x' }), { contactId })))
    expect(both.map(({ outcome }) => outcome).toSorted()).toEqual(['imported', 'known'])
    expect(await timeline(anna, contactId)).toHaveLength(1)
  })

  test('goes with the run that brought it, and comes again when somebody asks for it', async () => {
    const contactId = await contactOf(anna)
    const run = randomUUIDv7()
    await transaction(db(), (tx) => openRun(tx, anna.by, { id: run, kind: 'import', title: 'Mails' }))
    const text = message({ id: 'undone@x' })
    await bring({ ...anna.by, runId: run }, text, { contactId })
    await transaction(db(), (tx) => closeRun(tx, run, { created: 1 }))
    const { body } = await anna.post(`/runs/${run}/undo`)
    await jobDone(anna, body.id)
    expect(await timeline(anna, contactId)).toEqual([])
    expect((await bring(anna.by, text, { contactId, automatic: true })).outcome).toBe('binned')
    expect((await bring(anna.by, text, { contactId })).outcome).toBe('restored')
    expect(await timeline(anna, contactId)).toHaveLength(1)
  })

  test('mentions nobody, whatever a stranger writes', async () => {
    const contactId = await contactOf(anna)
    const before = (await ben.get('/notifications')).body.unread
    await bring(anna.by, message({ id: 'spam@x', text: `@[Ben Birke](${ben.by.id}) kommen Sie!` }), {
      contactId,
    })
    expect((await ben.get('/notifications')).body.unread).toBe(before)
  })

  test('knows the mails before it, as far as one sees them', async () => {
    const contactId = await contactOf(anna)
    const hidden = await contactOf(anna, { visibility: 'managers', managers: [anna.by.id] })
    await bring(anna.by, message({ id: 't1@x', date: 'Sat, 21 Nov 2026 08:00:00 +0100' }), {
      contactId: hidden,
    })
    await bring(
      anna.by,
      message({ id: 't2@x', date: 'Sat, 21 Nov 2026 09:00:00 +0100', head: ['In-Reply-To: <t1@x>'] }),
      { contactId },
    )
    const last = message({
      id: 't3@x',
      date: 'Sat, 21 Nov 2026 10:00:00 +0100',
      head: ['References: <t1@x> <t2@x>'],
    })
    const { entryId } = await bring(anna.by, last, { contactId })
    expect((await timeline(anna, contactId))[0].mail.earlier).toBe(2)
    expect((await timeline(ben, contactId))[0].mail.earlier).toBe(1)
    const thread = async (who: Person) => (await who.get(`/mails/${entryId}/thread`)).body.items.length
    expect([await thread(anna), await thread(ben)]).toEqual([3, 2])
  })
})

describe('a mail that is written', () => {
  const write = (who: Person, input: object) =>
    who.post('/mails', {
      to: [{ name: 'Eva Groß', email: 'eva@kunde.example' }],
      subject: 'Hallo',
      text: 'Guten Tag\n\nAnna',
      ...input,
    })
  const state = (contact: string) => async () => (await timeline(anna, contact))[0]?.mail.state

  test('stands on the timeline at once and goes out once, with its files and without the blind ones in its head', async () => {
    const contactId = await contactOf(anna)
    const upload = await app.house.files.keep(Buffer.from('abc'), {
      name: 'Liste.txt',
      type: 'text/plain',
      limit: 100,
    })
    const other = await bring(anna.by, message({ id: 'files@x', head: PARTS, text: BODY }), {
      contactId: await contactOf(anna),
    })
    const [file] = (await anna.get(`/history/${other.entryId}`)).body.files
    const { status, body } = await write(anna, {
      contactId,
      files: [file.id],
      bcc: [{ email: 'chef@muster.example' }],
    })
    expect(upload.size).toBe(3)
    expect([status, body.mail?.state]).toEqual([201, 'waiting'])
    expect(body.mail).toMatchObject({
      direction: 'out',
      from: { name: 'Anna Amsel', email: 'post@muster.example' },
    })
    await expect.poll(state(contactId)).toBe('sent')
    const got = smtp.received.filter(({ head }) => head.includes('Subject: Hallo'))
    expect(got).toHaveLength(1)
    expect(got[0]?.recipients).toEqual(['eva@kunde.example', 'chef@muster.example'])
    expect(got[0]?.head).not.toContain('chef@')
    expect(got[0]?.head).toContain('From: Anna Amsel <post@muster.example>')
    expect(got[0]?.head).toMatch(/Reply-To: Anna Amsel <p\d+@example.com>/)
    expect([...(got[0]?.parts.keys() ?? [])]).toContain('Angebot.pdf')
    expect((await anna.get(`/mails/${body.id}/source`)).body).toContain('Subject: Hallo')
    const { mails } = await outlook(body.id)
    expect(mails).toMatchObject([{ subject: 'Hallo', cc: [], attachments: [{ name: 'Angebot.pdf' }] }])
  })

  test('that is an answer says to what', async () => {
    const contactId = await contactOf(anna)
    const { entryId } = await bring(anna.by, message({ id: 'ask@x', head: ['References: <root@x>'] }), {
      contactId,
    })
    const { body } = await write(anna, { contactId, answers: entryId, subject: 'AW: Frage' })
    expect(body.mail.earlier).toBe(1)
    await expect.poll(state(contactId)).toBe('sent')
    const [got] = smtp.received.filter(({ head }) => head.includes('AW: Frage'))
    expect(got?.head).toContain('In-Reply-To: <ask@x>')
    expect(got?.head).toContain('References: <root@x> <ask@x>')
  })

  test('that nobody takes says so, and goes again when somebody wants it', async () => {
    const contactId = await contactOf(anna)
    smtp.refuse(true)
    const { body } = await write(anna, { contactId, subject: 'Nochmal' })
    await expect.poll(state(contactId)).toBe('failed')
    expect((await ben.get(`/history/${body.id}`)).body.mail.fault).toBe('invalid')
    smtp.refuse(false)
    expect((await anna.post(`/mails/${body.id}/again`)).status).toBe(200)
    await expect.poll(state(contactId)).toBe('sent')
    expect((await anna.post(`/mails/${body.id}/again`)).body.code).toBe('mail.not_failed')
  })

  test('whose sending was cut off is not sent a second time: somebody decides', async () => {
    const contactId = await contactOf(anna)
    const { body } = await write(anna, { contactId, subject: 'Abgerissen' })
    await expect.poll(state(contactId)).toBe('sent')
    await startAgain(body.id)
    await expect.poll(state(contactId)).toBe('failed')
    expect((await anna.get(`/history/${body.id}`)).body.mail.fault).toBe('uncertain')
    expect(smtp.received.filter(({ head }) => head.includes('Abgerissen'))).toHaveLength(1)
  })

  test('is refused to a record one does not see, from an account that is not one’s own, and of files one does not see', async () => {
    const contactId = await contactOf(anna, { visibility: 'managers', managers: [anna.by.id] })
    expect((await write(ben, { contactId })).status).toBe(404)
    const mine = await contactOf(ben)
    expect((await write(ben, { contactId: mine, accountId: randomUUIDv7() })).body.code).toBe(
      'mail.no_sender',
    )
    const hidden = await bring(anna.by, message({ id: 'secret@x', head: PARTS, text: BODY }), { contactId })
    const [file] = (await anna.get(`/history/${hidden.entryId}`)).body.files
    expect((await write(ben, { contactId: mine, files: [file.id] })).status).toBe(404)
    expect((await write(ben, {})).status).toBe(422)
  })
})

test('texts of the firm are kept by administrators and used by all', async () => {
  const input = { language: 'de', name: 'Dank', subject: 'Danke, {Name}', text: '{Anrede},\n\nvielen Dank!' }
  expect((await anna.post('/mail-templates', input)).status).toBe(403)
  const { body } = await app.admin.post('/mail-templates', input)
  expect((await app.admin.patch(`/mail-templates/${body.id}`, { name: 'Dankeschön' })).body.version).toBe(2)
  expect((await anna.get('/mail-templates')).body.items).toMatchObject([{ ...input, name: 'Dankeschön' }])
  expect((await app.admin.remove(`/mail-templates/${body.id}`)).status).toBe(204)
})
