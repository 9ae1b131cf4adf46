import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openAccount } from '#features/groupware/server/open-account.ts'
import type { Database } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { startApp } from '../../../../test/app.ts'
import type { Person, TestApp } from '../../../../test/app.ts'
import { hasDovecot, startDovecot } from '../../../../test/groupware/dovecot.ts'
import type { Dovecot } from '../../../../test/groupware/dovecot.ts'
import { message } from '../../../../test/groupware/messages.ts'
import { startSmtp } from '../../../../test/smtp.ts'
import type { SmtpServer } from '../../../../test/smtp.ts'
import { collectAccount } from './collect-mails.ts'
import type { MailsDb } from './tables.ts'

type Told = { kind: string; record: { kind: string; id: string } }

describe.skipIf(!hasDovecot)('mails of a mailbox', () => {
  let app: TestApp
  let dovecot: Dovecot
  let smtp: SmtpServer
  let anna: Person
  let ben: Person
  beforeAll(async () => {
    dovecot = await startDovecot({ anna: 'geheim', eva: 'geheim', buero: 'geheim' })
    smtp = await startSmtp()
    app = await startApp()
    await app.admin.patch('/settings', { groupware: { privateHosts: true } })
    anna = await app.person('user', 'Anna Amsel')
    ben = await app.person('user', 'Ben Birke')
  })
  afterAll(async () => {
    await app.close()
    await smtp.close()
    await dovecot.stop()
  })

  /** Connects a mailbox whose inbox is watched. */
  async function connect(who: Person, userName: string, ownerId?: string): Promise<string> {
    const { body } = await who.post('/groupware/accounts', {
      kind: 'open',
      address: `${userName}@muster.example`,
      userName,
      password: 'geheim',
      imap: { host: '127.0.0.1', port: dovecot.port, security: 'none' },
      smtp: { host: '127.0.0.1', port: Number(new URL(smtp.url).port), security: 'none' },
      ...(ownerId && { ownerId }),
    })
    expect(body.id, JSON.stringify(body)).toBeDefined()
    const automatic = { appointment: false, task: false, contact: false, mail: true }
    const chosen = await who.patch(`/groupware/accounts/${body.id}`, { options: { automatic } })
    expect(chosen.body.options?.automatic, JSON.stringify(chosen.body)).toEqual(automatic)
    const { body: listed } = await who.post(`/groupware/accounts/${body.id}/collections/refresh`)
    const inbox = listed.items?.find(
      ({ area, main }: { area: string; main: boolean }) => area === 'mail' && main,
    )
    expect(inbox, JSON.stringify(listed)).toBeDefined()
    const watched = await who.put(`/groupware/accounts/${body.id}/collections/${inbox.id}`, {
      role: 'import',
    })
    expect(watched.status, JSON.stringify(watched.body)).toBe(200)
    return body.id
  }
  const collect = async (accountId: string) => {
    const db = app.house.db as unknown as Database<MailsDb>
    const account = await db
      .selectFrom('groupwareAccount')
      .selectAll()
      .where('id', '=', accountId)
      .executeTakeFirstOrThrow()
    await collectAccount(app.house as unknown as House, openAccount, account)
  }
  const contactOf = async (who: Person, email: string, input: object = {}): Promise<string> => {
    const details = [{ kind: 'email', category: 'work', value: email, primary: true }]
    const lastName = randomUUIDv7().slice(-12)
    const { body } = await who.post('/contacts', {
      kind: 'person',
      lastName,
      visibility: 'write',
      details,
      ...input,
    })
    return body.id
  }
  const mailsOf = async (who: Person, contact: string) =>
    (await who.get(`/history?contact=${contact}&category=mail`)).body.items
  const waiting = async (who: Person) => (await who.get('/mails/waiting')).body

  test('a mail that is written lies among the sent ones, and its answer comes to the same record', async () => {
    const accountId = await connect(anna, 'anna')
    // Nobody is known by this address: only the conversation says where the answer belongs.
    const contactId = await contactOf(anna, 'zentrale@kunde.example')
    const { body } = await anna.post('/mails', {
      contactId,
      accountId,
      to: [{ name: 'Eva', email: 'eva@kunde.example' }],
      subject: 'Termin',
      text: 'Passt Ihnen Montag?',
    })
    expect(body.mail.from).toEqual({ name: 'Anna Amsel', email: 'anna@muster.example' })
    await expect.poll(async () => (await mailsOf(anna, contactId))[0].mail.state).toBe('sent')
    expect(smtp.received).toHaveLength(1)
    const sent = dovecot.command('fetch', '-u', 'anna', 'hdr.message-id', 'mailbox', 'Sent')
    const id = /<(.+?)>/.exec(sent)?.[1] ?? ''
    expect(sent.match(/</g)).toHaveLength(1)
    // A process that dies over it does not make it go out twice: the mailbox knows.
    const db = app.house.db as unknown as Database<MailsDb>
    await db.transaction().execute(async (tx) => {
      await tx.updateTable('mailMessage').set({ state: 'sending' }).where('entryId', '=', body.id).execute()
      const job = { kind: 'mails.send', title: 'x', input: { entryId: body.id } }
      await app.house.jobs.start(tx as never, anna.by, job)
    })
    await expect.poll(async () => (await mailsOf(anna, contactId))[0].mail.state).toBe('sent')
    expect(smtp.received).toHaveLength(1)
    const answer = { id: 'answer@kunde.example', from: 'Eva <privat@web.example>', to: 'anna@muster.example' }
    dovecot.deliver(
      'anna',
      'INBOX',
      message({ ...answer, subject: 'AW: Termin', text: 'Ja, gern.', head: [`In-Reply-To: <${id}>`] }),
    )
    await collect(accountId)
    await expect.poll(async () => (await mailsOf(anna, contactId)).length).toBe(2)
    const items = await mailsOf(anna, contactId)
    const came = items.find(({ mail }: { mail: { direction: string } }) => mail.direction === 'in')
    expect(came).toMatchObject({ text: 'Ja, gern.', mail: { subject: 'AW: Termin', state: 'received' } })
    expect((await anna.get(`/mails/${came.id}/thread`)).body.items).toHaveLength(2)
    // Looked at again there is nothing new, and nothing was marked as read.
    await collect(accountId)
    expect(await mailsOf(anna, contactId)).toHaveLength(2)
    expect(dovecot.command('fetch', '-u', 'anna', 'flags', 'mailbox', 'INBOX')).not.toContain('Seen')
    const { body: log } = await anna.get(`/groupware/accounts/${accountId}/log`)
    expect(log.items[0]).toMatchObject({ area: 'mail', counts: { imported: 1 } })
  })

  test('the sender’s address finds the one contact that has it; what is left waits until somebody says', async () => {
    const group = (await app.admin.post('/groups', { name: 'Büro', members: [anna.by.id, ben.by.id] })).body
    app.house.forgetActors()
    const accountId = await connect(anna, 'buero', group.id)
    const known = await contactOf(ben, 'Known@Kunde.example')
    const twins = [await contactOf(ben, 'info@zwei.example'), await contactOf(ben, 'info@zwei.example')]
    const hidden = await contactOf(anna, 'hidden@kunde.example', {
      visibility: 'managers',
      managers: [anna.by.id],
    })
    const to = 'buero@muster.example'
    dovecot.deliver('buero', 'INBOX', message({ id: 'k@x', from: 'known@kunde.example', to }))
    dovecot.deliver('buero', 'INBOX', message({ id: 'z@x', from: 'info@zwei.example', to, subject: 'Zwei' }))
    dovecot.deliver(
      'buero',
      'INBOX',
      message({ id: 'h@x', from: 'hidden@kunde.example', to, subject: 'Verborgen' }),
    )
    dovecot.deliver('buero', 'INBOX', message({ id: 'n@x', from: 'neu@fremd.example', to, subject: 'Neu' }))
    dovecot.deliver(
      'buero',
      'INBOX',
      message({ id: 'i@x', from: 'anna@muster.example', to, subject: 'Intern' }),
    )
    await collect(accountId)
    await expect.poll(async () => (await mailsOf(ben, known)).length).toBe(1)
    await expect.poll(async () => (await waiting(ben)).total).toBe(3)
    // What the group shares goes to no timeline that the group does not see.
    expect(await mailsOf(anna, hidden)).toEqual([])
    const { items } = await waiting(ben)
    const bySubject = (subject: string) => items.find((item: { subject: string }) => item.subject === subject)
    expect(
      bySubject('Zwei')
        .contacts.map(({ id }: { id: string }) => id)
        .toSorted(),
    ).toEqual(twins.toSorted())
    expect(bySubject('Neu')).toMatchObject({ accountName: 'buero@muster.example', contacts: [] })
    expect((await waiting(await app.person('user'))).items).toEqual([])

    const fresh = await contactOf(ben, 'neu@fremd.example')
    expect((await ben.get(`/mails/waiting/${bySubject('Neu').id}`)).body.text).toBe('Guten Tag')
    const assigned = await ben.post(`/mails/waiting/${bySubject('Neu').id}/assign`, { contactId: fresh })
    expect(assigned.status, JSON.stringify(assigned.body)).toBe(200)
    expect((await mailsOf(ben, fresh))[0].id).toBe(assigned.body.historyId)
    expect((await ben.post(`/mails/waiting/${bySubject('Zwei').id}/ignore`)).status).toBe(204)
    expect((await waiting(anna)).items.map(({ subject }: { subject: string }) => subject)).toEqual([
      'Verborgen',
    ])
    expect((await ben.post(`/mails/waiting/${bySubject('Zwei').id}/restore`)).status).toBe(204)
    await collect(accountId)
    expect((await waiting(anna)).total).toBe(2)
    dovecot.command('expunge', '-u', 'buero', 'mailbox', 'INBOX', 'subject', 'Verborgen')
    await collect(accountId)
    expect((await waiting(anna)).items.map(({ subject }: { subject: string }) => subject)).toEqual(['Zwei'])
  })

  test('a mailbox that cannot be opened says so on its account', async () => {
    const accountId = await connect(anna, 'eva')
    await anna.patch(`/groupware/accounts/${accountId}`, { password: 'falsch' })
    await collect(accountId)
    expect((await anna.get(`/groupware/accounts/${accountId}`)).body).toMatchObject({
      state: 'consent',
      fault: 'refused',
    })
  })

  test('whose password is refused is told once, until the account ends', async () => {
    const flora = await app.person('user', 'Flora Fink')
    const told = async () =>
      (await flora.get('/notifications')).body.items.map(({ kind, record }: Told) => [
        kind,
        record.kind,
        record.id,
      ])
    const accountId = await connect(flora, 'eva')
    await flora.patch(`/groupware/accounts/${accountId}`, { password: 'falsch' })
    await collect(accountId)
    await collect(accountId)
    expect(await told()).toEqual([['sync', 'groupware', accountId]])
    await flora.remove(`/groupware/accounts/${accountId}`)
    expect(await told()).toEqual([])
  })
})
