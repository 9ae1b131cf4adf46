import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openAccount } from '#features/groupware/server/open-account.ts'
import { collectAccount } from '#features/mails/server/collect-mails.ts'
import { startApp } from '../../../../../test/app.ts'
import type { Person, TestApp } from '../../../../../test/app.ts'
import { hasDovecot, startDovecot } from '../../../../../test/groupware/dovecot.ts'
import type { Dovecot } from '../../../../../test/groupware/dovecot.ts'
import { message } from '../../../../../test/groupware/messages.ts'
import { firm } from '../../../../../test/invoices/firm.ts'
import { startSmtp } from '../../../../../test/smtp.ts'
import type { SmtpServer } from '../../../../../test/smtp.ts'

describe.skipIf(!hasDovecot)('the mailbox of a group', () => {
  let app: TestApp
  let dovecot: Dovecot
  let outbound: SmtpServer
  let anna: Person
  let ben: Person
  let groupId: string
  let accountId: string
  let contactId: string
  beforeAll(async () => {
    dovecot = await startDovecot({ buero: 'geheim' })
    outbound = await startSmtp()
    app = await startApp()
    await app.admin.patch('/settings', { firm, groupware: { privateHosts: true } })
    anna = await app.person('user', 'Anna Amsel')
    ben = await app.person('user', 'Ben Birke')
    const members = [anna.by.id, ben.by.id]
    groupId = (await good(app.admin.post('/groups', { name: 'Buchhaltung', members }))).id
    app.house.forgetActors()
    accountId = await connect()
    const value = { street: 'Ring', houseNumber: '1', postalCode: '50667', city: 'Köln', country: 'DE' }
    const details = [
      { kind: 'address', value },
      { kind: 'email', value: 'zentrale@kunde.example' },
    ]
    const input = { kind: 'company', companyName: 'Spät GmbH', visibility: 'write', details }
    contactId = (await good(anna.post('/contacts', input))).id
  })
  afterAll(async () => {
    await app.close()
    await Promise.all([dovecot.stop(), outbound.close()])
  })

  const good = async (reply: Promise<{ status: number; body: unknown }>) => {
    const { status, body } = await reply
    expect(status, JSON.stringify(body)).toBeLessThan(300)
    // oxlint-disable-next-line typescript/no-explicit-any -- tests look into answers of every shape
    return body as any
  }
  const soon = <Seen>(look: () => Promise<Seen>) => expect.poll(look, { interval: 50 })

  /** Anna connects it; its inbox is watched. */
  async function connect(): Promise<string> {
    const server = { host: '127.0.0.1', security: 'none' }
    const { id } = await good(
      anna.post('/groupware/accounts', {
        kind: 'open',
        address: 'buchhaltung@muster.example',
        userName: 'buero',
        password: 'geheim',
        imap: { ...server, port: dovecot.port },
        smtp: { ...server, port: Number(new URL(outbound.url).port) },
        ownerId: groupId,
      }),
    )
    const path = `/groupware/accounts/${id}`
    await good(anna.patch(path, { options: { automatic: { appointment: false, task: false, mail: true } } }))
    const { items } = await good(anna.post(`${path}/collections/refresh`))
    const inbox = items.find(({ area, main }: { area: string; main: boolean }) => area === 'mail' && main)
    await good(anna.put(`${path}/collections/${inbox.id}`, { role: 'import' }))
    return id
  }

  const ago = (days: number) => Temporal.Now.plainDateISO('Europe/Berlin').subtract({ days }).toString()
  const lateInvoice = async () => {
    const lines = [{ text: 'Reinigung', quantity: '10', unit: 'HUR', price: '25' }]
    const input = { contactId, lines, date: ago(34), dueDate: ago(20), serviceDate: ago(40) }
    return good(ben.post(`/invoices/${(await good(ben.post('/invoices', input))).id}/issue`))
  }
  const letterOf = async (invoiceId: string) => {
    const letters = [{ contactId, currency: 'EUR', invoiceIds: [invoiceId] }]
    return (await good(ben.post('/reminder-letters', { letters }))).items[0]
  }
  const mail = () => ({ to: ['kunde@example.com'], subject: 'Anbei', text: 'Anbei.', accountId })
  const mailsOf = async (who: Person) =>
    (await good(who.get(`/history?contact=${contactId}&category=mail&limit=100`))).items as {
      text: string
      files: { name: string }[]
      mail?: { state: string; direction: string }
    }[]
  const copies = () =>
    dovecot.command('fetch', '-u', 'buero', 'hdr.message-id', 'mailbox', 'Sent').match(/<.+?>/g) ?? []

  test('sends a reminder of whoever belongs to it, once, with its page, and keeps the copy', async () => {
    const letter = await letterOf((await lateInvoice()).id)
    const path = `/reminder-letters/${letter.id}/send`
    expect((await good(ben.get(path))).senders).toMatchObject([
      { accountId, address: 'buchhaltung@muster.example', group: true },
    ])
    await good(ben.post(path, mail()))
    await soon(async () => (await good(ben.get(path))).mail).toMatchObject({ state: 'sent' })
    const [got, ...others] = outbound.received.splice(0)
    expect(others).toEqual([])
    expect(got?.head).toMatch(/^From: .*buchhaltung@muster\.example/m)
    expect([...(got?.parts.keys() ?? [])]).toContain(`${letter.number}.pdf`)
    expect(copies()).toHaveLength(1)
    const about = (await mailsOf(anna)).filter(({ files }) => files[0]?.name === `${letter.number}.pdf`)
    expect(about).toMatchObject([{ mail: { state: 'sent', direction: 'out' } }])
  })

  test('that does not take an invoice says so, lets a colleague try again, and brings the answer to the customer', async () => {
    const invoice = await lateInvoice()
    outbound.refuse(true)
    await good(ben.post(`/invoices/${invoice.id}/send`, mail()))
    const standing = async () => (await good(ben.get(`/invoices/${invoice.id}`))).mail
    await soon(standing).toMatchObject({ state: 'failed' })
    outbound.refuse(false)
    const known = new Set(copies())
    await good(anna.post(`/mails/${(await standing()).entryId}/again`))
    await soon(standing).toMatchObject({ state: 'sent' })
    expect(outbound.received.splice(0)).toHaveLength(1)
    const [id] = copies().filter((one) => !known.has(one))
    const answer = {
      id: 'answer@kunde.example',
      from: 'privat@web.example',
      to: 'buchhaltung@muster.example',
    }
    const text = 'Wird bezahlt.'
    dovecot.deliver('buero', 'INBOX', message({ ...answer, text, head: [`In-Reply-To: ${id}`] }))
    const account = await app.house.db
      .selectFrom('groupwareAccount')
      .selectAll()
      .where('id', '=', accountId)
      .executeTakeFirstOrThrow()
    await collectAccount(app.house as never, openAccount, account)
    for (const who of [anna, ben])
      await soon(async () => (await mailsOf(who)).filter((one) => one.text === text)).toMatchObject([
        { mail: { state: 'received', direction: 'in' } },
      ])
  })

  test('sends nothing of who does not belong to it, or no longer', async () => {
    const invoice = await lateInvoice()
    const letter = await letterOf(invoice.id)
    const stranger = await app.person('admin')
    await good(app.admin.patch(`/groups/${groupId}`, { members: [anna.by.id] }))
    app.house.forgetActors()
    for (const who of [ben, stranger])
      for (const path of [`/reminder-letters/${letter.id}/send`, `/invoices/${invoice.id}/send`])
        expect((await who.post(path, mail())).body).toMatchObject({ code: 'mail.no_sender' })
    expect(outbound.received).toEqual([])
  })
})
