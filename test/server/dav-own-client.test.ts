import { afterAll, beforeAll, describe } from 'vitest'
import { openGroupware } from '#connectors/groupware/open/open-groupware.ts'
import { startApp } from '../app.ts'
import type { TestApp } from '../app.ts'
import { portContract } from '../groupware/port-contract.ts'

// What our own client of CalDAV and CardDAV demands of any server, demanded of our own server.
describe('our own client at our own server', () => {
  let app: TestApp
  let url: string
  beforeAll(async () => {
    app = await startApp()
    // Firms of whom the cards speak are contacts in Kontor: here they are everybody's, and nobody's own.
    for (const companyName of ['Müller & Söhne GmbH', 'Neu AG', 'Never written'])
      await app.admin.post('/contacts', { kind: 'company', companyName, visibility: 'read' })
    url = `${await app.server.listen({ port: 0, host: '127.0.0.1' })}/`
  })
  afterAll(() => app.close())

  const open = async () => {
    const somebody = await app.person('user')
    const { password } = (await somebody.post('/dav/passwords', { name: 'Kontor' })).body
    const { user } = (await somebody.get('/dav')).body
    const groupware = await openGroupware(
      { userName: user, caldav: { url }, carddav: { url } },
      { password },
      { zone: 'Europe/Berlin', self: user, isPrivateAllowed: true },
    )
    return { groupware, done: () => groupware.close() }
  }
  portContract(open, ['appointment', 'task', 'contact'], { fixed: true })
})
