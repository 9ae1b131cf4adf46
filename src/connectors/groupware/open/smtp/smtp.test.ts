import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasDovecot, startDovecot } from '../../../../../test/groupware/dovecot.ts'
import type { Dovecot } from '../../../../../test/groupware/dovecot.ts'
import { message } from '../../../../../test/groupware/messages.ts'
import { startSmtp } from '../../../../../test/smtp.ts'
import type { SmtpServer } from '../../../../../test/smtp.ts'
import type { Outgoing } from '../../groupware.ts'
import { openGroupware } from '../open-groupware.ts'
import type { MailServer, Secret } from '../settings.ts'

const outgoing = (key: string): Outgoing => ({
  from: 'ada@example.com',
  to: ['berta@example.com', 'carl@example.com'],
  message: Buffer.from(message({ id: key, from: 'ada@example.com', text: 'Schöne Grüße' })),
  key,
})

describe('mail by SMTP', () => {
  let smtp: SmtpServer
  let server: MailServer
  beforeAll(async () => {
    smtp = await startSmtp({ users: { ada: 'geheim', token: 'ein.Token' } })
    server = { host: '127.0.0.1', port: Number(new URL(smtp.url).port), security: 'none' }
  })
  afterAll(() => smtp?.close())
  const open = (secret: Secret, settings: { imap?: MailServer; smtp?: MailServer } = {}, userName = 'ada') =>
    openGroupware({ userName, smtp: server, ...settings }, secret, {
      zone: 'Europe/Berlin',
      self: 'ada@example.com',
      isPrivateAllowed: true,
    })

  test('goes to everybody it is for, byte by byte', async () => {
    const account = await open({ password: 'geheim' })
    await account.send(outgoing('one@example.com'))
    expect(smtp.received.at(-1)).toMatchObject({ recipients: ['berta@example.com', 'carl@example.com'] })
    expect(smtp.received.at(-1)?.head).toContain('Message-ID: <one@example.com>')
    await account.close()
  })

  test('a token signs in; wrong passwords are refused, wrong tokens ask for consent', async () => {
    const account = await open({ token: async () => 'ein.Token' }, {}, 'token')
    await account.send(outgoing('two@example.com'))
    await expect((await open({ password: 'falsch' })).send(outgoing('x@x.de'))).rejects.toMatchObject({
      fault: 'refused',
    })
    await expect((await open({ token: async () => 'alt' })).send(outgoing('x@x.de'))).rejects.toMatchObject({
      fault: 'consent',
    })
  })

  test('what the server does not take is invalid; a server without TLS is not what was agreed', async () => {
    const account = await open({ password: 'geheim' })
    smtp.refuse(true)
    await expect(account.send(outgoing('no@example.com'))).rejects.toMatchObject({ fault: 'invalid' })
    smtp.refuse(false)
    for (const security of ['starttls', 'tls'] as const) {
      const strict = await open({ password: 'geheim' }, { smtp: { ...server, security } })
      await expect(strict.send(outgoing('no@example.com'))).rejects.toMatchObject({ fault: 'unsupported' })
    }
    const nowhere = await open({ password: 'geheim' }, { smtp: { ...server, port: 1 } })
    await expect(nowhere.send(outgoing('no@example.com'))).rejects.toMatchObject({ fault: 'unreachable' })
  })

  describe.skipIf(!hasDovecot)('with folders of mail', () => {
    let dovecot: Dovecot
    beforeAll(async () => {
      dovecot = await startDovecot({ ada: 'geheim' })
    })
    afterAll(() => dovecot?.stop())

    test('a copy lies among the sent ones, and the same mail is sent at most once', async () => {
      const imap: MailServer = { host: dovecot.host, port: dovecot.port, security: 'none' }
      const account = await open({ password: 'geheim' }, { imap })
      const before = smtp.received.length
      await account.send(outgoing('once@example.com'))
      await account.send(outgoing('once@example.com'))
      const again = await open({ password: 'geheim' }, { imap })
      await again.send(outgoing('once@example.com'))
      expect(smtp.received.length).toBe(before + 1)
      const { changed } = await account.folder('Sent').changes(null, { limit: 9 })
      expect(changed.map(({ item }) => item)).toMatchObject([
        { messageId: 'once@example.com', outgoing: true },
      ])
      await account.send(outgoing('other@example.com'))
      expect(smtp.received.length).toBe(before + 2)
      await account.close()
      await again.close()
    })
  })
})
