import { ImapFlow } from 'imapflow'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasDovecot, startDovecot } from '../../../../../test/groupware/dovecot.ts'
import type { Dovecot } from '../../../../../test/groupware/dovecot.ts'
import { message } from '../../../../../test/groupware/messages.ts'
import { GroupwareError } from '../../groupware-error.ts'
import { openGroupware } from '../open-groupware.ts'
import { fc } from '../../../../../test/properties.ts'
import { SEED } from '../../../../../test/seed.ts'

type Step =
  | { do: 'arrive' | 'restart' | 'anew' }
  | { do: 'vanish' | 'read'; at: number }
  | { do: 'page'; limit: number }

const at = fc.nat(20)
const step: fc.Arbitrary<Step> = fc.oneof(
  { arbitrary: fc.constant({ do: 'arrive' } as const), weight: 8 },
  { arbitrary: fc.record({ do: fc.constant('vanish' as const), at }), weight: 4 },
  { arbitrary: fc.record({ do: fc.constant('read' as const), at }), weight: 2 },
  {
    arbitrary: fc.record({ do: fc.constant('page' as const), limit: fc.integer({ min: 1, max: 4 }) }),
    weight: 8,
  },
  { arbitrary: fc.constant({ do: 'restart' } as const), weight: 2 },
  { arbitrary: fc.constant({ do: 'anew' } as const), weight: 1 },
)

describe.skipIf(!hasDovecot).each([
  { isPlain: false, how: 'by QRESYNC' },
  { isPlain: true, how: 'by comparing' },
])('a folder of mail that changes while it is read, $how', ({ isPlain }) => {
  let dovecot: Dovecot
  let other: ImapFlow
  beforeAll(async () => {
    dovecot = await startDovecot({ ada: 'geheim' }, { isPlain })
    const { host, port } = dovecot
    const auth = { user: 'ada', pass: 'geheim' }
    other = new ImapFlow({
      host,
      port,
      secure: false,
      doSTARTTLS: false,
      auth,
      logger: false,
      disableAutoIdle: true,
    })
    await other.connect()
  })
  afterAll(async () => {
    await other?.logout()
    await dovecot?.stop()
  })
  const open = () => {
    const imap = { host: dovecot.host, port: dovecot.port, security: 'none' as const }
    const options = { zone: 'Europe/Berlin', self: '', isPrivateAllowed: true }
    return openGroupware({ userName: 'ada', imap }, { password: 'geheim' }, options)
  }

  test(`at rest both sides are the same (KONTOR_TEST_SEED=${SEED})`, async () => {
    let count = 0
    const history = async (steps: Step[]) => {
      const path = `Verlauf${(count += 1)}`
      await other.mailboxCreate(path)
      await other.mailboxOpen(path)
      let account = await open()
      const kept = new Map<string, string>()
      let seen = new Set<string>()
      let token: string | null = null
      const page = async (limit: number): Promise<boolean> => {
        if (token === null) seen = new Set()
        const { changed, removed, ...rest } = await account.folder(path).changes(token, { limit })
        for (const { id, item } of changed) kept.set(id, item.messageId)
        for (const { id } of changed) seen.add(id)
        for (const id of removed) kept.delete(id)
        if (rest.whole && !rest.more) for (const id of kept.keys()) if (!seen.has(id)) kept.delete(id)
        token = rest.token
        return rest.more
      }
      for (const one of steps) {
        const there = (await other.search({ all: true }, { uid: true })) || []
        const uid = 'at' in one ? there[one.at % there.length] : undefined
        if (one.do === 'arrive') {
          await other.append(path, Buffer.from(message({ id: `${(count += 1)}@x.de` })))
          await other.noop()
        } else if (one.do === 'vanish' && uid !== undefined)
          await other.messageDelete(String(uid), { uid: true })
        else if (one.do === 'read' && uid !== undefined) {
          await other.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true })
        } else if (one.do === 'page') await page(one.limit)
        else if (one.do === 'anew') token = null
        else if (one.do === 'restart') {
          await account.close()
          account = await open()
        }
      }
      while (await page(5));
      // The round that was under way may end with what it began with: the next one tells the rest.
      while (await page(5));
      await account.close()
      const there = await other.fetchAll('1:*', { envelope: true }, { uid: true }).catch(() => [])
      expect(new Set(kept.values())).toEqual(
        new Set(there.map(({ envelope }) => envelope?.messageId?.slice(1, -1))),
      )
      expect(kept.size).toBe(there.length)
    }
    const steps = fc.array(step, { minLength: 15, maxLength: 40, size: 'max' })
    await fc.assert(fc.asyncProperty(steps, history), { seed: SEED, numRuns: 8, endOnFailure: true })
  })

  test('a server without IDLE says that it cannot push', async () => {
    const account = await open()
    const end = new AbortController()
    const watching = account.watch?.('mail', ['INBOX'], () => end.abort(), end.signal)
    if (isPlain) await expect(watching).rejects.toThrow(GroupwareError)
    else await watching
    await account.close()
  })
})
