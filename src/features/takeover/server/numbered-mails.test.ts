import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApp } from '../../../../test/app.ts'
import type { Person, TestApp } from '../../../../test/app.ts'
import { hasDovecot, startDovecot } from '../../../../test/groupware/dovecot.ts'
import type { Dovecot } from '../../../../test/groupware/dovecot.ts'
import { message } from '../../../../test/groupware/messages.ts'
import { firm } from '../../../../test/invoices/firm.ts'
import { jobDone } from '../../../../test/jobs.ts'

const address = { street: 'Ring', houseNumber: '1', postalCode: '50667', city: 'Köln', country: 'DE' }

describe.skipIf(!hasDovecot)('a mail with a number of ours in its subject', () => {
  let app: TestApp
  let dovecot: Dovecot
  let anna: Person
  let ben: Person
  beforeAll(async () => {
    dovecot = await startDovecot({ anna: 'geheim' })
    app = await startApp()
    await app.admin.patch('/settings', { firm, groupware: { privateHosts: true } })
    anna = await app.person('user', 'Anna Amsel')
    ben = await app.person('user', 'Ben Birke')
  })
  afterAll(async () => {
    await app.close()
    await dovecot.stop()
  })

  const customer = async (who: Person, companyName: string, visibility: string): Promise<string> => {
    const details = [{ kind: 'address', value: address }]
    return (await who.post('/contacts', { kind: 'company', companyName, visibility, details })).body.id
  }
  const issued = async (who: Person, kind: string, contactId: string): Promise<string> => {
    const lines = [{ text: 'Beratung', quantity: '1', unit: 'HUR', price: '90' }]
    const made = (await who.post('/invoices', { kind, contactId, lines })).body
    const reply = await who.post(`/invoices/${made.id}/issue`)
    expect(reply.status, JSON.stringify(reply.body)).toBe(200)
    return reply.body.number
  }

  test('is about whom that was written to, as far as one may see it', async () => {
    const own = await customer(anna, 'Unser Kunde', 'write')
    const foreign = await customer(ben, 'Fremder Kunde', 'managers')
    const quote = await issued(anna, 'quote', own)
    const subjects = {
      quote: `AW: Ihr Angebot ${quote.toLowerCase()}!`,
      confirmation: `Zu ${await issued(anna, 'confirmation', own)}, bitte`,
      invoice: `Rechnung (${await issued(anna, 'invoice', own)})`,
      foreign: `Zu ${await issued(ben, 'quote', foreign)}`,
      another: `Zu ${quote}9`,
    }
    for (const [id, subject] of Object.entries(subjects))
      dovecot.deliver(
        'anna',
        'INBOX',
        message({ id, from: 'wer@gmx.de', to: 'anna@muster.example', subject }),
      )
    const { body: account } = await anna.post('/groupware/accounts', {
      kind: 'open',
      address: 'anna@muster.example',
      userName: 'anna',
      password: 'geheim',
      imap: { host: '127.0.0.1', port: dovecot.port, security: 'none' },
    })
    const { body: begun } = await anna.post('/takeovers', {
      accountId: account.id,
      areas: ['mail'],
      since: '2026-01-01',
    })
    await jobDone(anna, begun.jobId)
    const { body } = await anna.get(`/takeovers/${begun.id}/items?area=mail&which=offered`)
    const items: { head: { title: string } }[] = body.items
    const by = Object.fromEntries(items.map((item) => [item.head.title, item]))
    const found = { contactId: own, suggestions: [{ name: 'Unser Kunde', reasons: ['number'] }] }
    expect(by).toMatchObject({
      [subjects.quote]: found,
      [subjects.confirmation]: found,
      [subjects.invoice]: found,
      [subjects.foreign]: { contactId: null, suggestions: [] },
      [subjects.another]: { contactId: null, suggestions: [] },
    })
  })
})
