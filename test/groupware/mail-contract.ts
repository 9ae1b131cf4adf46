import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Groupware, MailFolder } from '#connectors/groupware/groupware.ts'
import { aMail } from './port-samples.ts'

/** What every mailbox must do. Mails get there by `append`. */
export function mailContract(groupware: () => Groupware): void {
  const id = () => `${randomUUID()}@mueller.example`
  const folder = async (role: string) => {
    const found = await groupware().collections('mail')
    return groupware().folder(found.find((one) => one.role === role)?.id ?? '')
  }

  test('the inbox is there, and is the main folder', async () => {
    const found = await groupware().collections('mail')
    expect(found.filter(({ role }) => role === 'inbox')).toEqual([expect.objectContaining({ main: true })])
    expect(found.some(({ role }) => role === 'sent')).toBe(true)
  })

  test('a head says who wrote what when; the whole comes as it is', async () => {
    const inbox = await folder('inbox')
    const messageId = id()
    const mail = aMail(messageId, { subject: 'Anfrage zu 500 Stück', date: '2027-03-01T09:00:00Z' })
    await inbox.append(mail, { seen: false })
    const { mails } = await allMails(inbox)
    expect(mails.map(({ item }) => item)).toEqual([
      expect.objectContaining({
        messageId,
        inReplyTo: null,
        references: [],
        subject: 'Anfrage zu 500 Stück',
        from: { name: 'Anna Kundin', email: 'anna@mueller.example' },
        to: [{ name: 'Test', email: 'test@kontor.example' }],
        cc: [],
        hasAttachments: false,
        outgoing: false,
        invitation: false,
      }),
    ])
    expect(Date.parse(mails[0]?.item.sentAt ?? '')).toBe(Date.parse('2027-03-01T09:00:00Z'))
    expect(Buffer.from((await inbox.source(mails[0]?.id ?? '')) ?? [])).toEqual(mail)
    expect(await inbox.source('999999')).toBeUndefined()
  })

  test('pages name every mail, and later only the new ones', async () => {
    const inbox = await folder('inbox')
    const ids = Array.from({ length: 7 }, id)
    for (const one of ids) await inbox.append(aMail(one), { seen: true })
    const { mails, token } = await allMails(inbox, null, 3)
    expect(new Set(mails.map(({ item }) => item.messageId))).toEqual(new Set(ids))
    const late = id()
    await inbox.append(aMail(late), { seen: false })
    const next = await allMails(await folder('inbox'), token)
    expect(next.mails.map(({ item }) => item.messageId)).toEqual([late])
    expect((await allMails(await folder('inbox'), next.token)).mails).toEqual([])
  })

  test('a mail that is moved is gone here and comes there', async () => {
    const target = await groupware().createCollection('mail', 'Import Ordner')
    const inbox = await folder('inbox')
    const messageId = id()
    await inbox.append(aMail(messageId), { seen: false })
    const { mails, token } = await allMails(inbox)
    const moved = mails[0]?.id ?? ''
    await inbox.move(moved, target.id)
    expect((await allMails(inbox, token)).removed).toEqual([moved])
    const there = await allMails(groupware().folder(target.id))
    expect(there.mails.map(({ item }) => item.messageId)).toEqual([messageId])
    expect((await allMails(inbox)).mails).toEqual([])
  })

  test('a new folder is no other one, and the inbox is found by its name', async () => {
    const before = await groupware().collections('mail')
    const made = await groupware().createCollection('mail', 'Kontor')
    expect(made).toMatchObject({ area: 'mail', name: 'Kontor', writable: true, main: false })
    expect(before.map((one) => one.id)).not.toContain(made.id)
    const inbox = before.find(({ role }) => role === 'inbox')
    expect(await groupware().createCollection('mail', inbox?.name.toLowerCase() ?? '')).toMatchObject({
      id: inbox?.id,
    })
    expect((await groupware().collections('mail')).length).toBe(before.length + 1)
  })

  test('a folder token the server does not know is said to be lost', async () => {
    const asked = (await folder('inbox')).changes('no such token', { limit: 50 })
    await expect(asked).rejects.toMatchObject({ fault: 'token-lost' })
  })

  async function allMails(from: MailFolder, token: string | null = null, limit = 50) {
    const pages = [await from.changes(token, { limit })]
    for (let last = pages[0]; last?.more; last = pages.at(-1)) {
      pages.push(await from.changes(last.token, { limit }))
    }
    return {
      mails: pages.flatMap(({ changed }) => changed),
      removed: pages.flatMap((page) => page.removed),
      token: pages.at(-1)?.token ?? '',
    }
  }
}
