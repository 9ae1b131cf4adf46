import { connect, createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { MailItem } from '#kernel/groupware/mail-item.ts'
import { hasDovecot, startDovecot } from '../../../../../test/groupware/dovecot.ts'
import type { Dovecot } from '../../../../../test/groupware/dovecot.ts'
import { message, messageWithParts } from '../../../../../test/groupware/messages.ts'
import type { Groupware, MailFolder } from '../../groupware.ts'
import { openGroupware } from '../open-groupware.ts'
import type { OpenOptions, Secret } from '../settings.ts'

/** A line to a server on this machine by which we hear what is said to it. */
async function tapped(to: number) {
  let said = ''
  let heard = () => {}
  const server = createServer((near) => {
    const far = connect(to, '127.0.0.1')
    near.on('data', (bytes) => {
      said += bytes.toString('latin1')
      heard()
    })
    near.on('error', () => far.destroy())
    far.on('error', () => near.destroy())
    near.pipe(far).pipe(near)
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    saidTwice: (word: string) =>
      new Promise<void>((resolve) => {
        heard = () => said.split(` ${word}\r\n`).length > 2 && resolve()
        heard()
      }),
    close: () => void server.close(),
  }
}

describe.skipIf(!hasDovecot)('mail by IMAP, with a real Dovecot', () => {
  const users = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`user${at}`, 'geheim']))
  let dovecot: Dovecot
  let user = 'user0'
  let count = 0
  let account: Groupware
  beforeAll(async () => {
    dovecot = await startDovecot(users, { tokens: { user0: 'ein.Token' } })
  })
  afterAll(() => dovecot?.stop())
  // Each test has a mailbox of its own.
  beforeEach(async () => {
    user = `user${(count += 1)}`
    account = await open(user, { password: 'geheim' })
    return () => account.close()
  })

  const options: OpenOptions = { zone: 'Europe/Berlin', self: 'ada@example.com', isPrivateAllowed: true }
  const open = (userName: string, secret: Secret, more: Partial<OpenOptions> = {}) => {
    const imap = { host: dovecot.host, port: dovecot.port, security: 'none' as const }
    return openGroupware({ userName, imap }, secret, { ...options, ...more })
  }
  const deliver = (where: string, ...ids: string[]) => {
    for (const id of ids) dovecot.deliver(user, where, message({ id }))
  }
  const idsOf = (items: { item: MailItem }[]) => items.map(({ item }) => item.messageId)
  /** All pages from a token on. */
  const readAll = async (folder: MailFolder, from: string | null, limit = 100, since?: string) => {
    const all = {
      changed: [] as { id: string; item: MailItem }[],
      removed: [] as string[],
      pages: 0,
      token: '',
    }
    let token = from
    for (;;) {
      const page = await folder.changes(token, { limit, ...(since && { since }) })
      all.changed.push(...page.changed)
      all.removed.push(...page.removed)
      all.pages += 1
      all.token = token = page.token
      if (!page.more) return all
    }
  }

  test('folders come with what they are for and how many mails they have', async () => {
    deliver('INBOX', 'one@example.com', 'two@example.com')
    const folders = await account.collections('mail')
    expect(folders.find(({ main }) => main)).toMatchObject({ id: 'INBOX', role: 'inbox', count: 2 })
    expect(folders.map(({ role = '' }) => role).sort()).toEqual([
      'archive',
      'drafts',
      'inbox',
      'junk',
      'sent',
      'trash',
    ])
    expect(await account.collections('contact')).toEqual([])
  })

  test('a folder is made once, whatever its name', async () => {
    const made = await account.createCollection('mail', 'Import Ordner')
    expect(made).toMatchObject({ name: 'Import Ordner', writable: true, main: false })
    expect(await account.createCollection('mail', 'Import Ordner')).toEqual(made)
    // Programs that show only what one subscribed to show it as well.
    expect(dovecot.command('mailbox', 'list', '-s', '-u', user)).toContain('Import Ordner')
    expect(await account.createCollection('mail', 'Ein/Aus')).toMatchObject({ id: 'Ein-Aus' })
    expect(await account.createCollection('mail', 'Ein/Aus')).toMatchObject({ id: 'Ein-Aus' })
    const odd = await account.createCollection('mail', 'Müller & Söhne')
    dovecot.deliver(user, 'Müller & Söhne', message({ id: 'odd@example.com' }))
    expect(idsOf((await readAll(account.folder(odd.id), null)).changed)).toEqual(['odd@example.com'])
  })

  test('folders that stand inside of the inbox are named as if they stood beside it', async () => {
    const courier = await startDovecot({ ada: 'geheim' }, { isInsideInbox: true })
    try {
      const imap = { host: courier.host, port: courier.port, security: 'none' as const }
      const ada = await openGroupware({ userName: 'ada', imap }, { password: 'geheim' }, options)
      const made = await ada.createCollection('mail', 'Import Ordner')
      expect(made).toMatchObject({ id: 'INBOX.Import Ordner', name: 'Import Ordner' })
      expect(await ada.createCollection('mail', 'Import Ordner')).toMatchObject({ id: made.id })
      const names = (await ada.collections('mail')).map(({ name }) => name)
      expect(names).toEqual(expect.arrayContaining(['INBOX', 'Sent', 'Import Ordner']))
      await ada.close()
    } finally {
      await courier.stop()
    }
  })

  test('beginning anew shows the newest first, in pages; then only what is new', async () => {
    deliver('INBOX', 'a@x.de', 'b@x.de', 'c@x.de', 'd@x.de', 'e@x.de')
    const inbox = account.folder('INBOX')
    const first = await readAll(inbox, null, 2)
    expect(idsOf(first.changed)).toEqual(['e@x.de', 'd@x.de', 'c@x.de', 'b@x.de', 'a@x.de'])
    expect(first.pages).toBe(3)

    const nothing = await inbox.changes(first.token, { limit: 2 })
    expect(nothing).toMatchObject({ changed: [], removed: [], more: false, whole: false })
    const other = await open(user, { password: 'geheim' })
    expect(await other.folder('INBOX').changes(first.token, { limit: 2 })).toEqual(nothing)
    await other.close()

    deliver('INBOX', 'f@x.de', 'g@x.de', 'h@x.de')
    const second = await readAll(inbox, first.token, 2)
    expect(idsOf(second.changed)).toEqual(['f@x.de', 'g@x.de', 'h@x.de'])
    expect(second.pages).toBe(2)
  })

  test('a mail that comes while the first pages are read is not lost', async () => {
    deliver('INBOX', 'a@x.de', 'b@x.de', 'c@x.de')
    const inbox = account.folder('INBOX')
    const page = await inbox.changes(null, { limit: 1 })
    expect(page.whole).toBe(true)
    deliver('INBOX', 'late@x.de')
    // Another process goes on with the token.
    const other = await open(user, { password: 'geheim' })
    const rest = await readAll(other.folder('INBOX'), page.token, 1)
    expect(idsOf(rest.changed)).toEqual(['b@x.de', 'a@x.de'])
    expect(idsOf((await readAll(other.folder('INBOX'), rest.token)).changed)).toEqual(['late@x.de'])
    await other.close()
  })

  test('what vanished is told, and its source is there no more', async () => {
    deliver('INBOX', 'a@x.de', 'b@x.de', 'c@x.de')
    const inbox = account.folder('INBOX')
    const first = await readAll(inbox, null)
    dovecot.command('expunge', '-u', user, 'mailbox', 'INBOX', 'header', 'Message-ID', '<b@x.de>')
    const second = await readAll(inbox, first.token)
    const gone = first.changed.find(({ item }) => item.messageId === 'b@x.de')
    expect(second).toMatchObject({ removed: [gone?.id], changed: [] })
    expect(await inbox.source(gone?.id ?? '')).toBeUndefined()
  })

  test('a folder made anew under the same name has lost its tokens and all its ids', async () => {
    const { id } = await account.createCollection('mail', 'Import Ordner')
    deliver('Import Ordner', 'a@x.de')
    const folder = account.folder(id)
    const first = await readAll(folder, null)
    await account.close()
    dovecot.command('mailbox', 'delete', '-u', user, 'Import Ordner')
    dovecot.command('mailbox', 'create', '-u', user, 'Import Ordner')
    dovecot.command('mailbox', 'update', '--uid-validity', '4711', '-u', user, 'Import Ordner')
    deliver('Import Ordner', 'b@x.de')
    await expect(folder.changes(first.token, { limit: 9 })).rejects.toMatchObject({ fault: 'token-lost' })
    expect(await folder.source(first.changed[0]?.id ?? '')).toBeUndefined()
    await expect(folder.changes('nonsense', { limit: 9 })).rejects.toMatchObject({ fault: 'token-lost' })
  })

  test('only mails from a day on, where that is asked for', async () => {
    const old = message({ id: 'old@x.de' })
    dovecot.command('mailbox', 'create', '-u', user, 'Alt')
    dovecot.deliver(user, 'Alt', old)
    deliver('INBOX', 'new@x.de')
    const tomorrow = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10)
    const today = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
    expect(idsOf((await readAll(account.folder('INBOX'), null, 9, tomorrow)).changed)).toEqual([])
    expect(idsOf((await readAll(account.folder('INBOX'), null, 9, today)).changed)).toEqual(['new@x.de'])
  })

  test('a head says what a list shows, and nothing is marked as read', async () => {
    const head = [
      'In-Reply-To: <First@Example.COM>',
      'References: <zero@example.com>\r\n <First@Example.COM>',
    ]
    const subject = '=?windows-1252?Q?=80_100_f=FCr_M=FCller?='
    const from = '=?utf-8?Q?J=C3=B6rg?= <JOERG@Example.com>'
    dovecot.deliver(user, 'INBOX', message({ id: 'ABC@Mail.Example.COM', subject, from, head }))
    dovecot.deliver(user, 'INBOX', messageWithParts({ id: 'file@x.de' }))
    dovecot.deliver(user, 'INBOX', messageWithParts({ id: 'invitation@x.de', method: 'REQUEST' }))
    dovecot.deliver(user, 'INBOX', message({ from: 'Ada <ada@example.com>', to: 'a@x.de' }))
    const inbox = account.folder('INBOX')
    const { changed } = await readAll(inbox, null)
    const [own, invitation, file, mail] = changed.map(({ item }) => item)
    expect(mail).toMatchObject({
      messageId: 'ABC@mail.example.com',
      inReplyTo: 'First@example.com',
      references: ['zero@example.com', 'First@example.com'],
      from: { name: 'Jörg', email: 'joerg@example.com' },
      to: [{ name: '', email: 'ada@example.com' }],
      subject: '€ 100 für Müller',
      sentAt: '2026-11-21T07:00:00.000Z',
      hasAttachments: false,
      outgoing: false,
      invitation: false,
    })
    expect(file).toMatchObject({ hasAttachments: true, invitation: false })
    expect(invitation).toMatchObject({ hasAttachments: false, invitation: true })
    expect(own).toMatchObject({ outgoing: true })
    expect(own?.messageId).toMatch(/^[0-9a-f]{16}@no-message-id$/)

    const bytes = await inbox.source(changed[3]?.id ?? '')
    expect(Buffer.from(bytes ?? []).toString('latin1')).toContain('Message-ID: <ABC@Mail.Example.COM>')
    expect(dovecot.command('mailbox', 'status', '-u', user, 'unseen', 'INBOX')).toContain('unseen=4')
  })

  test('a copy is laid down and a mail moved', async () => {
    const bytes = Buffer.from(message({ id: 'copy@x.de', text: 'Grüße' }), 'latin1')
    await account.folder('Sent').append(bytes, { seen: true })
    const [sent] = (await readAll(account.folder('Sent'), null)).changed
    expect(sent?.item).toMatchObject({ messageId: 'copy@x.de', outgoing: true })
    expect(Buffer.from((await account.folder('Sent').source(sent?.id ?? '')) ?? [])).toEqual(bytes)
    expect(dovecot.command('mailbox', 'status', '-u', user, 'unseen', 'Sent')).toContain('unseen=0')

    const { id } = await account.createCollection('mail', 'Imported')
    await account.folder('Sent').move(sent?.id ?? '', id)
    expect(idsOf((await readAll(account.folder(id), null)).changed)).toEqual(['copy@x.de'])
    await expect(account.folder('Sent').move(sent?.id ?? '', id)).rejects.toMatchObject({
      fault: 'not-found',
    })
    await expect(account.folder('Nowhere').changes(null, { limit: 1 })).rejects.toMatchObject({
      fault: 'not-found',
    })
  })

  test('IDLE tells of new mail until it is asked to end', async () => {
    const end = new AbortController()
    let calls = 0
    let heard = () => {}
    const next = () => new Promise<void>((resolve) => (heard = resolve))
    const ready = next()
    const watching = account.watch?.(
      'mail',
      ['INBOX'],
      () => {
        calls += 1
        heard()
      },
      end.signal,
    )
    await ready
    const told = next()
    deliver('INBOX', 'new@x.de')
    await told
    expect(calls).toBeGreaterThanOrEqual(2)
    end.abort()
    await watching
    await expect(account.watch?.('contact', [], () => {}, end.signal)).rejects.toMatchObject({
      fault: 'unsupported',
    })
  })

  test('who waits for long begins to wait anew, so that no server takes it for gone', async () => {
    const line = await tapped(dovecot.port)
    const imap = { host: '127.0.0.1', port: line.port, security: 'none' as const }
    const near = await openGroupware(
      { userName: user, imap },
      { password: 'geheim' },
      { ...options, idle: 30 },
    )
    const end = new AbortController()
    const watching = near.watch?.('mail', ['INBOX'], () => {}, end.signal)
    await line.saidTwice('IDLE')
    end.abort()
    await watching
    await near.close()
    line.close()
  })

  test('who asks to end is not kept waiting by a server that says nothing', async () => {
    const end = new AbortController()
    const silent = createServer(() => end.abort())
    await new Promise<void>((resolve) => void silent.listen(0, '127.0.0.1', resolve))
    const { port } = silent.address() as AddressInfo
    const imap = { host: '127.0.0.1', port, security: 'none' as const }
    const asked = { ...options, signal: end.signal, patience: 60_000 }
    const far = await openGroupware({ userName: user, imap }, { password: 'geheim' }, asked)
    await far.watch?.('mail', ['INBOX'], () => {}, end.signal)
    silent.close()
  })

  test('an access token signs in as a password does; a wrong one asks for consent, a wrong password is refused', async () => {
    const good = await open('user0', { token: async () => 'ein.Token' })
    expect(await good.collections('mail')).not.toEqual([])
    await good.close()
    const stale = await open('user0', { token: async () => 'abgelaufen' })
    await expect(stale.collections('mail')).rejects.toMatchObject({ fault: 'consent' })
    const wrong = await open(user, { password: 'falsch' })
    await expect(wrong.collections('mail')).rejects.toMatchObject({ fault: 'refused' })
  })

  test('an ended signal ends what is under way, and the own network is closed where it is not allowed', async () => {
    const ended = await open(user, { password: 'geheim' }, { signal: AbortSignal.abort() })
    await expect(ended.collections('mail')).rejects.toMatchObject({ fault: 'unreachable' })
    const outside = await open(user, { password: 'geheim' }, { isPrivateAllowed: false })
    await expect(outside.collections('mail')).rejects.toMatchObject({ fault: 'unreachable' })
  })
})
