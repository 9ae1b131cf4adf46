import { createServer } from 'node:https'
import type { Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasDovecot, startDovecot } from '../../../../test/groupware/dovecot.ts'
import type { Dovecot } from '../../../../test/groupware/dovecot.ts'
import { hasRadicale, startRadicale } from '../../../../test/groupware/radicale.ts'
import type { Radicale } from '../../../../test/groupware/radicale.ts'
import { startSmtp } from '../../../../test/smtp.ts'
import type { SmtpServer } from '../../../../test/smtp.ts'
import { check } from './check.ts'
import type { MailServer, OpenOptions, OpenSettings } from './settings.ts'

describe.skipIf(!hasDovecot || !hasRadicale)('trying the servers of an account', () => {
  let dovecot: Dovecot
  let radicale: Radicale
  let smtp: SmtpServer
  let web: Server
  beforeAll(async () => {
    dovecot = await startDovecot()
    radicale = await startRadicale()
    smtp = await startSmtp({ users: { ada: 'geheim' } })
    await radicale.makeCalendar('ada', 'termine', ['VEVENT'])
    web = createServer({ key: dovecot.key, cert: dovecot.certificate }, (_, response) => {
      response.writeHead(301, { location: 'https://elsewhere.example.com/dav/' }).end()
    })
    // Beside the address that the certificate names.
    await new Promise<void>((resolve) => void web.listen(0, '127.0.0.2', resolve))
  })
  afterAll(async () => {
    await new Promise<void>((resolve) => void web?.close(() => resolve()))
    await smtp?.close()
    await radicale?.stop()
    await dovecot?.stop()
  })

  const tryOut = async (
    settings: Partial<OpenSettings>,
    password = 'geheim',
    more: Partial<OpenOptions> = {},
  ) => {
    const options = {
      zone: 'Europe/Berlin',
      self: 'ada@example.com',
      isPrivateAllowed: true,
      patience: 300,
      ...more,
    }
    return check({ userName: 'ada', ...settings }, { password }, options)
  }
  const reasonOf = async (...asked: Parameters<typeof tryOut>) => {
    const [one] = await tryOut(...asked)
    return one && (one.ok ? 'ok' : one.reason)
  }
  const imap = (some: Partial<MailServer> = {}): MailServer => ({
    host: dovecot.host,
    port: dovecot.port,
    security: 'none',
    ...some,
  })
  const smtpAt = (some: Partial<MailServer> = {}): MailServer => ({
    host: '127.0.0.1',
    port: Number(new URL(smtp.url).port),
    security: 'none',
    ...some,
  })

  test('each server that works says what it has, one that does not does not hide the others', async () => {
    const dav = { url: radicale.url }
    expect(
      await tryOut({
        imap: imap(),
        smtp: smtpAt(),
        caldav: dav,
        carddav: { url: `${radicale.url}nothing/` },
      }),
    ).toEqual([
      { server: 'imap', ok: true, collections: 6 },
      { server: 'smtp', ok: true },
      { server: 'caldav', ok: true, collections: 1 },
      { server: 'carddav', ok: true, collections: 0 },
    ])
    const wrong = await tryOut({ imap: imap(), caldav: { ...dav, userName: 'berta' } })
    expect(wrong).toMatchObject([{ ok: true }, { ok: false, fault: 'refused', reason: 'password' }])
  })

  test('a wrong password is told by every server', async () => {
    const dav = { url: radicale.url }
    const all = await tryOut({ imap: imap(), smtp: smtpAt(), caldav: dav, carddav: dav }, 'falsch')
    expect(all.map((one) => !one.ok && one.reason)).toEqual(['password', 'password', 'password', 'password'])
  })

  test('a certificate is told from a password, and why it is not trusted', async () => {
    const port = dovecot.tlsPort
    expect(await reasonOf({ imap: imap({ port, security: 'tls' }) })).toBe('certificate-untrusted')
    expect(await reasonOf({ imap: imap({ security: 'starttls' }) })).toBe('certificate-untrusted')
    const trusted = dovecot.certificate
    expect(await reasonOf({ imap: imap({ port, security: 'tls' }) }, 'geheim', { trusted })).toBe('ok')
    expect(
      await reasonOf({ imap: imap({ security: 'starttls', host: 'localhost' }) }, 'geheim', { trusted }),
    ).toBe('ok')
    expect(await reasonOf({ smtp: smtpAt({ port, security: 'tls' }) })).toBe('certificate-untrusted')
    const url = `https://127.0.0.2:${(web.address() as AddressInfo).port}/`
    expect(await reasonOf({ caldav: { url } })).toBe('certificate-untrusted')
    expect(await reasonOf({ caldav: { url } }, 'geheim', { trusted })).toBe('certificate-name')
  })

  test('a wrong port or kind of security is told', async () => {
    expect(await reasonOf({ imap: imap({ security: 'tls' }) })).toBe('no-tls')
    expect(await reasonOf({ smtp: smtpAt({ security: 'tls' }) })).toBe('no-tls')
    expect(await reasonOf({ smtp: smtpAt({ security: 'starttls' }) })).toBe('no-tls')
    expect(await reasonOf({ caldav: { url: radicale.url.replace('http:', 'https:') } })).toBe('no-tls')
    expect(await reasonOf({ imap: imap({ port: dovecot.tlsPort }) })).toBe('tls-only')
    expect(await reasonOf({ smtp: smtpAt({ port: dovecot.tlsPort }) })).toBe('tls-only')
    expect(await reasonOf({ imap: imap({ port: 1 }) })).toBe('no-answer')
    expect(await reasonOf({ smtp: smtpAt({ port: 1 }) })).toBe('no-answer')
    expect(await reasonOf({ caldav: { url: 'http://127.0.0.1:1/' } })).toBe('no-answer')
  })

  test('a wrong host, a closed network, a server without the service, and one that has moved', async () => {
    expect(await reasonOf({ imap: imap({ host: 'imap.example.invalid' }) })).toBe('no-such-host')
    expect(await reasonOf({ smtp: smtpAt({ host: 'smtp.example.invalid' }) })).toBe('no-such-host')
    expect(await reasonOf({ caldav: { url: 'https://cloud.example.invalid/' } })).toBe('no-such-host')
    const closed = { isPrivateAllowed: false }
    for (const settings of [{ imap: imap() }, { smtp: smtpAt() }, { caldav: { url: radicale.url } }]) {
      expect(await reasonOf(settings, 'geheim', closed)).toBe('private-address')
    }
    expect(await reasonOf({ caldav: { url: `${radicale.url}.web/` } })).toBe('ok')
    const moved = createServer(
      { key: dovecot.key, cert: dovecot.certificate },
      web.listeners('request')[0] as () => void,
    )
    await new Promise<void>((resolve) => void moved.listen(0, '127.0.0.1', resolve))
    const url = `https://127.0.0.1:${(moved.address() as AddressInfo).port}/`
    expect(await reasonOf({ caldav: { url } }, 'geheim', { trusted: dovecot.certificate })).toBe('elsewhere')
    moved.closeAllConnections()
    await new Promise<void>((resolve) => void moved.close(() => resolve()))
  })
})
