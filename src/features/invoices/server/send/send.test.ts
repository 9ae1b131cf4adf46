import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApp } from '../../../../../test/app.ts'
import type { Person, TestApp } from '../../../../../test/app.ts'
import { firm } from '../../../../../test/invoices/firm.ts'
import { hasDovecot, startDovecot } from '../../../../../test/groupware/dovecot.ts'
import type { Dovecot } from '../../../../../test/groupware/dovecot.ts'
import { startSmtp } from '../../../../../test/smtp.ts'
import type { SmtpServer } from '../../../../../test/smtp.ts'
import { releaseInvoiceMails } from './invoice-mails.ts'
import { tellOfOverdue } from '../tell-overdue.ts'

let app: TestApp
let post: SmtpServer
let mine: Person
let office: { id: string }
beforeAll(async () => {
  post = await startSmtp()
  app = await startApp({ KONTOR_SMTP_URL: post.url, KONTOR_MAIL_FROM: 'kontor@muster.example' })
  await app.admin.patch('/settings', { firm })
  mine = await app.person('user', 'Mia Mein')
  office = await customer(['chef@buero.example', 'rechnung@buero.example'])
})
afterAll(async () => {
  await app.close()
  await post.close()
})

const address = { street: 'Ring', houseNumber: '1', postalCode: '50667', city: 'Köln', country: 'DE' }
const customer = async (emails: string[], visibility = 'write') =>
  (
    await mine.post('/contacts', {
      kind: 'company',
      companyName: `Büro ${emails.length} GmbH`,
      vatId: 'DE136695976',
      visibility,
      details: [{ kind: 'address', value: address }, ...emails.map((value) => ({ kind: 'email', value }))],
    })
  ).body
const issued = async (input: object = {}) => {
  const lines = [{ text: 'Unterhaltsreinigung', quantity: '10', unit: 'HUR', price: '25' }]
  const { body } = await mine.post('/invoices', {
    contactId: office.id,
    serviceDate: '2026-11-01',
    lines,
    ...input,
  })
  const reply = await mine.post(`/invoices/${body.id}/issue`)
  expect(reply.status, JSON.stringify(reply.body)).toBe(200)
  return reply.body
}
const proposal = async (id: string) => (await mine.get(`/invoices/${id}/send`)).body
const send = (id: string, mail: object = {}, who = mine) =>
  who.post(`/invoices/${id}/send`, {
    to: ['kunde@example.com'],
    subject: 'Rechnung',
    text: 'Anbei.',
    ...mail,
  })
const state = async (id: string) => (await mine.get(`/invoices/${id}`)).body.mail?.state
const soon = <Seen>(look: () => Promise<Seen>) => expect.poll(look, { interval: 50 })
const sent = (id: string) =>
  soon(async () => (await mine.get(`/invoices/${id}`)).body).toMatchObject({
    mail: { state: 'sent' },
    sentAt: expect.any(String),
  })
const lastMail = () => post.received.at(-1)
const xrechnung = { format: 'xrechnung-ubl', buyerReference: '04011000-12345-03' }

describe('the mail with a document', () => {
  test('is proposed by the text of the firm for its kind, to the address for bills', async () => {
    const { id, number } = await issued()
    expect(await proposal(id)).toMatchObject({
      to: ['rechnung@buero.example'],
      addresses: ['chef@buero.example', 'rechnung@buero.example'],
      subject: `Rechnung ${number} – ${firm.name}`,
      text: expect.stringMatching(
        new RegExp(
          `^Sehr geehrte Damen und Herren,\\n\\nanbei erhalten Sie unsere Rechnung ${number} über 297,50 €, zahlbar bis`,
        ),
      ),
      attach: 'pdf',
      parts: ['pdf', 'xml', 'both'],
      ready: true,
      mail: null,
    })
    const english = await issued({ kind: 'quote', language: 'en' })
    expect(await proposal(english.id)).toMatchObject({
      subject: `Quote ${english.number} – ${firm.name}`,
      text: expect.stringContaining(`our quote ${english.number} for €297.50; it is valid until`),
      parts: ['pdf'],
    })
  })

  test('carries the sealed page, and the document says that it was sent, to whom and when', async () => {
    const { id, number } = await issued()
    const reply = await send(id, { to: ['a@example.com', 'b@example.com'], cc: ['c@example.com'] })
    expect(reply.body).toMatchObject({ mail: { state: 'waiting', to: 'a@example.com, b@example.com' } })
    await sent(id)
    expect(lastMail()?.recipients).toEqual(['a@example.com', 'b@example.com', 'c@example.com'])
    expect(lastMail()?.head).toMatch(/^Reply-To: p\d+@example\.com$/m)
    expect([...(lastMail()?.parts.keys() ?? [])]).toEqual(['text', `${number}.pdf`])
    const { rows } = await sql<{ content: string }>`
      select content from seal where invoice_id = ${id} and part = 'pdf'`.execute(app.house.db)
    const bytes = lastMail()?.parts.get(`${number}.pdf`) ?? Buffer.alloc(0)
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(rows[0]?.content)
    const seen = (await mine.get(`/invoices/${id}`)).body
    expect(seen).toMatchObject({ sentAt: seen.mail.at, mail: { state: 'sent' } })
  })

  test('stands in the timeline of the customer with its files, once', async () => {
    const { id, number } = await issued({ ...xrechnung })
    expect((await proposal(id)).attach).toBe('both')
    await send(id, { attach: undefined })
    await sent(id)
    expect([...(lastMail()?.parts.keys() ?? [])]).toEqual(['text', `${number}.pdf`, `${number}.xml`])
    const { items } = (await mine.get(`/history?contact=${office.id}&limit=100`)).body
    const entries = items.filter(({ text = '' }: { text?: string }) => text.includes(`${number} per E-Mail`))
    expect(entries).toMatchObject([
      {
        category: 'mail',
        text: `Rechnung ${number} per E-Mail an kunde@example.com\n\nAnbei.`,
        files: [{ name: `${number}.pdf` }, { name: `${number}.xml` }],
      },
    ])
  })

  test('that was refused says so, tells whoever sent it, and can be sent again', async () => {
    const { id, number } = await issued()
    post.refuse(true)
    await send(id)
    await soon(async () => (await mine.get(`/invoices/${id}`)).body.mail.error).toContain('550')
    await sql`update mail set attempts = 4, created_at = now() - interval '1 hour' where state = 'waiting'`.execute(
      app.house.db,
    )
    await app.house.mail.flush()
    await soon(() => state(id)).toBe('failed')
    post.refuse(false)
    const told = async () =>
      (await mine.get('/notifications')).body.items.find((one: { kind: string }) => one.kind === 'unsent')
    await soon(told).toMatchObject({ record: { kind: 'invoice', id, title: number } })
    await send(id)
    await sent(id)
  })

  test('is refused for drafts, addresses that are none, and XML that there is not', async () => {
    const lines = [{ text: 'Reinigung', price: '100' }]
    const { body: draft } = await mine.post('/invoices', { contactId: office.id, lines })
    expect((await send(draft.id)).body.code).toBe('invoice.draft')
    const plain = await issued({ format: 'pdf' })
    expect((await send(plain.id, { attach: 'xml' })).body.code).toBe('invoice.no_xml')
    const wrong = await send(plain.id, { to: ['niemand'] })
    expect(wrong.body.errors).toMatchObject([{ path: 'to.0', code: 'email.at_missing' }])
  })

  test('goes to each its own when many are sent; who has no address is named', async () => {
    const one = await issued()
    const nobody = await issued({ contactId: (await customer([])).id })
    const ids = [one.id, nobody.id]
    const before = post.received.length
    const looked = (await mine.post('/invoices/send', { ids, preview: true })).body
    expect(looked).toMatchObject({
      items: [{ id: one.id, to: ['rechnung@buero.example'] }],
      left: [{ id: nobody.id, code: 'mail.no_address' }],
    })
    expect(post.received.length).toBe(before)
    expect((await mine.post('/invoices/send', { ids })).body).toEqual(looked)
    await sent(one.id)
    expect(lastMail()?.recipients).toEqual(['rechnung@buero.example'])
  })

  test('is not for whoever only reads the customer; they still say that it was paid', async () => {
    const { id } = await issued({ contactId: (await customer(['x@example.com'], 'read')).id })
    const reader = await app.person('user')
    expect((await reader.get(`/invoices/${id}`)).body.can).toEqual(['pay', 'reject'])
    expect((await send(id, {}, reader)).body.code).toBe('invoice.not_yours')
    expect((await mine.get(`/invoices/${id}`)).body.can).toContain('send')
  })
})

describe.skipIf(!hasDovecot)('the mail through an account', () => {
  let dovecot: Dovecot
  let outbound: SmtpServer
  let accountId: string
  beforeAll(async () => {
    dovecot = await startDovecot({ mia: 'geheim' })
    outbound = await startSmtp()
    await app.admin.patch('/settings', { groupware: { privateHosts: true } })
    const server = { host: '127.0.0.1', security: 'none' }
    const { body } = await mine.post('/groupware/accounts', {
      kind: 'open',
      address: 'mia@muster.example',
      userName: 'mia',
      password: 'geheim',
      imap: { ...server, port: dovecot.port },
      smtp: { ...server, port: Number(new URL(outbound.url).port) },
    })
    accountId = body.id
  })
  afterAll(async () => {
    await Promise.all([dovecot.stop(), outbound.close()])
  })

  const copies = () =>
    dovecot.command('fetch', '-u', 'mia', 'hdr.message-id', 'mailbox', 'Sent').match(/</g) ?? []

  test('is proposed before the firm’s server, and signed as its sender signs', async () => {
    await mine.patch('/session', { preferences: { mailSignature: 'Mia Mein\nVertrieb' } })
    const { id } = await issued()
    const { senders, text } = await proposal(id)
    expect(senders).toMatchObject([
      { accountId, name: 'Mia Mein', address: 'mia@muster.example' },
      { accountId: null, address: 'kontor@muster.example' },
    ])
    expect(text).toMatch(/Grüßen\n\nMia Mein\nVertrieb$/)
  })

  test('goes out with the sealed page, lies among the sent ones, and is one mail of the timeline', async () => {
    const { id, number } = await issued()
    const before = post.received.length
    const reply = await send(id, { accountId, cc: ['c@example.com'], subject: `Unsere ${number}` })
    expect(reply.body).toMatchObject({ mail: { state: 'waiting', to: 'kunde@example.com' } })
    await Promise.all([1, 2].map(() => releaseInvoiceMails.run(app.house as never)))
    await sent(id)
    const [got] = outbound.received.splice(0)
    expect(got?.recipients).toEqual(['kunde@example.com', 'c@example.com'])
    expect(got?.head).toContain('From: Mia Mein <mia@muster.example>')
    expect([...(got?.parts.keys() ?? [])]).toContain(`${number}.pdf`)
    expect([post.received.length, copies().length]).toEqual([before, 1])
    const { items } = (await mine.get(`/history?contact=${office.id}&limit=100&category=mail`)).body
    const entries = items.filter((one: { text: string; mail?: { subject: string } }) =>
      `${one.text} ${one.mail?.subject}`.includes(number),
    )
    expect(entries).toMatchObject([
      { mail: { subject: `Unsere ${number}`, state: 'sent' }, files: [{ name: `${number}.pdf` }] },
    ])
    // A process that dies over it, or runs twice, does not send it again: the mailbox knows.
    const { db, jobs } = app.house
    await sql`update mail_message set state = 'sending' where entry_id = ${entries[0].id}`.execute(db)
    await db.transaction().execute((tx) =>
      jobs.start(tx as never, mine.by, {
        kind: 'mails.send',
        title: 'x',
        input: { entryId: entries[0].id },
      }),
    )
    await sent(id)
    expect([outbound.received.length, copies().length]).toEqual([0, 1])
  })

  test('that the account does not send says why at the document, and goes when it is tried again', async () => {
    const { id } = await issued()
    outbound.refuse(true)
    await send(id, { accountId })
    await soon(async () => (await mine.get(`/invoices/${id}`)).body.mail).toMatchObject({
      state: 'failed',
      fault: 'invalid',
      error: expect.stringContaining('550'),
    })
    const heard = async () =>
      (await mine.get('/notifications')).body.items.filter(
        (one: { kind: string; record: { id: string } }) => one.kind === 'unsent' && one.record.id === id,
      )
    await soon(heard).toHaveLength(1)
    outbound.refuse(false)
    const { entryId } = (await mine.get(`/invoices/${id}`)).body.mail
    expect((await mine.post(`/mails/${entryId}/again`)).status).toBe(200)
    await sent(id)
    expect(outbound.received.splice(0)).toHaveLength(1)
  })

  test('is only for those whose account it is', async () => {
    const { id } = await issued()
    const other = await app.person('admin')
    expect((await send(id, { accountId }, other)).body.code).toBe('mail.no_sender')
    expect((await other.get(`/invoices/${id}/send`)).body.senders).toMatchObject([{ accountId: null }])
  })
})

describe('what happens by itself', () => {
  test('the invoice of a contract goes to the customer when it is due', async () => {
    const plan = {
      contactId: office.id,
      title: 'Wartung',
      unit: 'month',
      startDay: '2026-11-01',
      endDay: '2026-11-30',
      thenDo: 'send',
      template: { lines: [{ text: 'Wartung', price: '100' }] },
    }
    const made = await mine.post('/invoice-plans', plan)
    expect(made.status, JSON.stringify(made.body)).toBe(201)
    const written = async () => (await mine.get(`/invoices?plan=${made.body.id}`)).body.items[0]
    await app.house.jobs.close()
    const { minutely } = await import('../../../../app/worker.ts')
    const run = async (name: string) => minutely.find((one) => one.name === name)?.run(app.house as never)
    await run('invoices of plans')
    await run('files of mails with documents')
    await app.house.mail.flush()
    await run('how mails with documents went')
    expect(await written()).toMatchObject({
      status: 'issued',
      mail: { state: 'sent', to: 'rechnung@buero.example' },
    })
  })

  test('whoever made an invoice hears once that it is overdue', async () => {
    const { id, number } = await issued({
      date: '2026-01-05',
      dueDate: '2026-01-19',
      serviceDate: '2026-01-05',
    })
    const told = async () =>
      (await mine.get('/notifications?limit=100')).body.items.filter(
        (one: { kind: string; record: { id: string } }) => one.kind === 'overdue' && one.record.id === id,
      )
    await tellOfOverdue.run(app.house as never)
    await tellOfOverdue.run(app.house as never)
    expect(await told()).toMatchObject([
      { record: { title: `Rechnung ${number}` }, text: 'Büro 2 GmbH · 297,50 €', due: '2026-01-19' },
    ])
  })
})
