import { afterAll, beforeAll, describe } from 'vitest'
import { startBearerProxy } from '../../../../test/groupware/bearer-proxy.ts'
import { hasDovecot, startDovecot } from '../../../../test/groupware/dovecot.ts'
import type { Dovecot } from '../../../../test/groupware/dovecot.ts'
import { portContract } from '../../../../test/groupware/port-contract.ts'
import { hasRadicale, startRadicale } from '../../../../test/groupware/radicale.ts'
import type { Radicale } from '../../../../test/groupware/radicale.ts'
import { startSmtp } from '../../../../test/smtp.ts'
import type { SmtpServer } from '../../../../test/smtp.ts'
import { openGroupware } from './open-groupware.ts'

/** A password, and an access token where none is taken; tokens of these tests are the names of their users. */
const WAYS = ['a password', 'a token'] as const
const holderOf = async (token: string) => /^token-of-(user\d+)$/.exec(token)?.[1]

describe.skipIf(!hasRadicale || !hasDovecot)('the open protocols do what every groupware does', () => {
  const users = Object.fromEntries(Array.from({ length: 199 }, (_, at) => [`user${at}`, 'geheim']))
  let radicale: Radicale
  let dovecot: Dovecot
  let smtp: SmtpServer
  let proxy: Awaited<ReturnType<typeof startBearerProxy>>
  let count = 0
  beforeAll(async () => {
    radicale = await startRadicale(users)
    proxy = await startBearerProxy(radicale.url, { holderOf, password: 'geheim' })
    dovecot = await startDovecot(users, { tokens: holderOf })
    smtp = await startSmtp({ users, holderOf })
  })
  afterAll(async () => {
    await smtp?.close()
    await proxy?.stop()
    await dovecot?.stop()
    await radicale?.stop()
  })

  const open = async (way: (typeof WAYS)[number]) => {
    const user = `user${(count += 1)}`
    await radicale.makeCalendar(user, 'kalender', ['VEVENT'])
    await radicale.makeCalendar(user, 'aufgaben', ['VTODO'])
    await radicale.makeBook(user, 'kontakte')
    const mail = { host: '127.0.0.1', security: 'none' as const }
    const hasToken = way === 'a token'
    const { url } = hasToken ? proxy : radicale
    const groupware = await openGroupware(
      {
        userName: user,
        imap: { ...mail, port: dovecot.port },
        smtp: { ...mail, port: Number(new URL(smtp.url).port) },
        caldav: { url },
        carddav: { url },
      },
      hasToken ? { token: async () => `token-of-${user}` } : { password: 'geheim' },
      { zone: 'Europe/Berlin', self: 'ada@example.com', isPrivateAllowed: true },
    )
    return { groupware, done: () => groupware.close() }
  }

  describe.each(WAYS)('with %s', (way) =>
    portContract(() => open(way), ['mail', 'task', 'appointment', 'contact']),
  )
})
