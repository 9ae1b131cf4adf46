import { afterAll, beforeAll, describe } from 'vitest'
import { portContract } from '../../../../test/groupware/port-contract.ts'
import { hasXandikos, startXandikos } from '../../../../test/groupware/xandikos.ts'
import type { Xandikos } from '../../../../test/groupware/xandikos.ts'
import { openGroupware } from './open-groupware.ts'

describe.skipIf(!hasXandikos)('the open protocols at a server of another make', () => {
  let xandikos: Xandikos
  beforeAll(async () => {
    xandikos = await startXandikos()
  })
  afterAll(() => xandikos?.stop())

  portContract(async () => {
    await xandikos.empty()
    const groupware = await openGroupware(
      { userName: 'ada', caldav: { url: xandikos.url }, carddav: { url: xandikos.url } },
      { password: 'geheim' },
      { zone: 'Europe/Berlin', self: 'ada@example.com', isPrivateAllowed: true },
    )
    return { groupware, done: () => groupware.close() }
  }, ['task', 'appointment', 'contact'])
})
