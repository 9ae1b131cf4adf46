import { isIP } from 'node:net'
import { ImapFlow } from 'imapflow'
import type { MailboxObject } from 'imapflow'
import { GroupwareError } from '../../groupware-error.ts'
import { ensureWanted, mailAddressOf, trustOf } from '../reach.ts'
import type { MailServer, Reach } from '../settings.ts'
import { withProof } from '../with-proof.ts'
import type { Proof } from '../with-proof.ts'
import { imapFault } from './imap-fault.ts'

/** One connection to a server of mail, made when it is first needed and again when it broke. */
export interface ImapConnection {
  run<T>(work: (client: ImapFlow) => Promise<T>): Promise<T>
  /**
   * Inside of a folder; read-only, nothing there changes, no mail counts as read. `isFresh`: the folder is opened again
   * even if it is open, so that its numbers are those of now.
   */
  inside<T>(
    path: string,
    work: (client: ImapFlow, folder: MailboxObject) => Promise<T>,
    options?: { isWriting?: boolean; isFresh?: boolean },
  ): Promise<T>
  /** A second connection of the same account, for whoever waits. */
  another(): Promise<ImapFlow>
  close(): Promise<void>
}

/** Opens the account at this server of mail. */
export function openImap(server: MailServer, reach: Reach): ImapConnection {
  const hasToken = 'token' in reach.secret
  const connectAs = (quietMs?: number) =>
    withProof(reach.secret, (proof) =>
      connect(server, reach, { proof, quietMs }).catch((error: unknown) => {
        throw imapFault(error, hasToken)
      }),
    )
  let current: Promise<ImapFlow> | undefined

  async function connected(): Promise<ImapFlow> {
    const client = await current?.catch(() => undefined)
    if (client?.usable) return client
    current = connectAs()
    return current
  }

  async function run<T>(work: (client: ImapFlow) => Promise<T>): Promise<T> {
    ensureWanted(reach.signal)
    const client = await connected()
    const end = () => client.close()
    reach.signal?.addEventListener('abort', end)
    try {
      return await work(client)
    } catch (error) {
      throw imapFault(error, hasToken)
    } finally {
      reach.signal?.removeEventListener('abort', end)
    }
  }

  return {
    run,
    inside: (path, work, { isWriting = false, isFresh = false } = {}) =>
      run(async (client) => {
        const isOpen = client.mailbox && client.mailbox.path === path
        const lock = await client.getMailboxLock(path, { readOnly: !isWriting })
        try {
          if (isOpen && isFresh) await client.mailboxOpen(path, { readOnly: !isWriting })
          if (!client.mailbox) throw new GroupwareError('not-found', `There is no folder ${path}`)
          return await work(client, client.mailbox)
        } finally {
          lock.release()
        }
      }),
    another: () => connectAs(WAITING_MS),
    async close() {
      const client = await current?.catch(() => undefined)
      current = undefined
      if (client?.usable) await client.logout().catch(() => client.close())
    },
  }
}

interface Connecting {
  proof: Proof
  quietMs: number | undefined
}

async function connect(
  server: MailServer,
  reach: Reach,
  { proof, quietMs = 60_000 }: Connecting,
): Promise<ImapFlow> {
  const { host, port, security } = server
  const { userName, patience = 8000, idle = IDLE_MS } = reach
  const name = host.replaceAll(/^\[|\]$/g, '')
  const client = new ImapFlow({
    host: await mailAddressOf(server, reach),
    port,
    ...(isIP(name) === 0 && { servername: name }),
    secure: security === 'tls',
    ...(security !== 'tls' && { doSTARTTLS: security === 'starttls' }),
    auth:
      'token' in proof
        ? { user: userName, accessToken: proof.token }
        : { user: userName, pass: proof.password },
    tls: trustOf(reach),
    clientInfo: { name: 'Kontor' },
    qresync: true,
    disableAutoIdle: true,
    maxIdleTime: idle,
    logger: false,
    connectionTimeout: 15_000,
    greetingTimeout: patience,
    socketTimeout: quietMs,
    maxLiteralSize: MOST_BYTES,
    maxResponseSize: MOST_BYTES + 1_000_000,
  })
  // Without a listener an error of the socket would end the process; whoever waits for an answer hears of it too.
  client.on('error', () => {})
  const end = () => client.close()
  reach.signal?.addEventListener('abort', end)
  try {
    await client.connect()
  } catch (error) {
    client.close()
    throw error
  } finally {
    reach.signal?.removeEventListener('abort', end)
  }
  return client
}

/**
 * Who waits begins to wait anew now and then, and hears by it whether the server is still there: a server may hang up after
 * 30 minutes (RFC 2177, 3), however often it says itself that it lives, and what stands between us much sooner.
 */
const IDLE_MS = 8 * 60_000
/** From a server that waits as we do nothing is heard for longer than that only when it is gone. */
const WAITING_MS = IDLE_MS + 60_000
/** The largest mail we take. */
const MOST_BYTES = 100 * 1024 * 1024
