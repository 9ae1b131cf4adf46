import type { ImapFlow } from 'imapflow'
import { GroupwareError } from '../../groupware-error.ts'
import type { ImapConnection } from './imap-connection.ts'
import { imapFault } from './imap-fault.ts'

/** Servers allow an account few connections; who watches more folders asks for the others from time to time. */
const MOST_FOLDERS = 3

/** Waits in folders by IDLE (RFC 2177) until the signal says to end; a connection that breaks is a `GroupwareError`. */
export async function watchFolders(
  imap: ImapConnection,
  paths: readonly string[],
  changed: () => void,
  signal: AbortSignal,
): Promise<void> {
  if (signal.aborted) return
  const clients: ImapFlow[] = []
  let isOver = false
  try {
    const waiting = paths.slice(0, MOST_FOLDERS).map(async (path) => {
      const client = await imap.another()
      clients.push(client)
      // Another folder failed, or somebody asked to end, while this one was still being connected.
      if (isOver || signal.aborted) client.close()
      else await watchOne(client, path, changed, signal)
    })
    await Promise.all(waiting)
  } catch (error) {
    if (!signal.aborted) throw error
  } finally {
    isOver = true
    for (const client of clients) client.close()
  }
}

async function watchOne(
  client: ImapFlow,
  path: string,
  changed: () => void,
  signal: AbortSignal,
): Promise<void> {
  if (!client.capabilities.has('IDLE')) throw new GroupwareError('unsupported', 'The server has no IDLE')
  client.on('exists', changed)
  client.on('expunge', changed)
  const end = () => client.close()
  signal.addEventListener('abort', end)
  try {
    await client.mailboxOpen(path, { readOnly: true })
    // What came before anybody listened.
    changed()
    while (!signal.aborted && client.usable) await client.idle()
    if (!signal.aborted) throw new GroupwareError('unreachable', 'The connection broke')
  } catch (error) {
    if (!signal.aborted) throw imapFault(error, false)
  } finally {
    signal.removeEventListener('abort', end)
    client.close()
  }
}
