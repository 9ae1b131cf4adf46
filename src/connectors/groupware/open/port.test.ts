import { afterAll, beforeAll, describe } from 'vitest'
import { hasDovecot, startDovecot } from '../../../../test/groupware/dovecot.ts'
import type { Dovecot } from '../../../../test/groupware/dovecot.ts'
import { portContract } from '../../../../test/groupware/port-contract.ts'
import { hasRadicale, startRadicale } from '../../../../test/groupware/radicale.ts'
import type { Radicale } from '../../../../test/groupware/radicale.ts'
import { startSmtp } from '../../../../test/smtp.ts'
import type { SmtpServer } from '../../../../test/smtp.ts'
import { openGroupware } from './open-groupware.ts'

describe.skipIf(!hasRadicale || !hasDovecot)('the open protocols do what every groupware does', () => {
  const users = Object.fromEntries(Array.from({ length: 99 }, (_, at) => [`user${at}`, 'geheim']))
  let radicale: Radicale
  let dovecot: Dovecot
  let smtp: SmtpServer
  let count = 0
  beforeAll(async () => {
    radicale = await startRadicale(users)
    dovecot = await startDovecot(users)
    smtp = await startSmtp({ users })
  })
  afterAll(async () => {
    await smtp?.close()
    await dovecot?.stop()
    await radicale?.stop()
  })

  portContract(async () => {
    const user = `user${(count += 1)}`
    await radicale.makeCalendar(user, 'kalender', ['VEVENT'])
    await radicale.makeCalendar(user, 'aufgaben', ['VTODO'])
    await radicale.makeBook(user, 'kontakte')
    const mail = { host: '127.0.0.1', security: 'none' as const }
    const groupware = await openGroupware(
      {
        userName: user,
        imap: { ...mail, port: dovecot.port },
        smtp: { ...mail, port: Number(new URL(smtp.url).port) },
        caldav: { url: radicale.url },
        carddav: { url: radicale.url },
      },
      { password: 'geheim' },
      { zone: 'Europe/Berlin', self: 'ada@example.com', isPrivateAllowed: true },
    )
    return { groupware, done: () => groupware.close() }
  }, ['mail', 'task', 'appointment', 'contact'])
})
