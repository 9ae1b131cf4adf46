import type { Outgoing } from '../../groupware.ts'
import { GroupwareError } from '../../groupware-error.ts'
import { createFolder, listFolders } from '../imap/folders.ts'
import type { ImapConnection } from '../imap/imap-connection.ts'
import { sendMail } from './send-mail.ts'
import type { MailServer, Reach } from '../settings.ts'

/** Servers that lay a copy among the sent mails themselves. */
const FILING = /^smtp\.gmail\.com$|^smtp\.googlemail\.com$|\.office365\.com$|^smtp-mail\.outlook\.com$/

/**
 * Sends a mail and lays a copy among the sent ones. What stands there already was sent by an earlier try, whose answer
 * was lost, and is not sent again. Without IMAP nothing can be looked up.
 */
export async function sendOnce(
  server: MailServer,
  reach: Reach,
  imap: ImapConnection | undefined,
  outgoing: Outgoing,
): Promise<void> {
  const sent = imap && (await sentFolder(imap))
  if (imap && sent !== undefined && (await isIn(imap, sent, outgoing.key))) return
  const rejected = await sendMail(server, reach, outgoing)
  if (imap && sent !== undefined && !FILING.test(server.host)) await file(imap, sent, outgoing)
  if (rejected.length > 0) throw new GroupwareError('invalid', `Not taken for ${rejected.join(', ')}`)
}

async function sentFolder(imap: ImapConnection): Promise<string> {
  const found = (await listFolders(imap)).find(({ role }) => role === 'sent')
  return found?.id ?? (await createFolder(imap, 'Sent')).id
}

function isIn(imap: ImapConnection, folder: string, key: string): Promise<boolean> {
  const id = key.replaceAll(/^<|>$/g, '')
  return imap.inside(
    folder,
    async (client) => {
      const found = await client.search({ header: { 'message-id': id } }, { uid: true })
      if (!found) throw new GroupwareError('broken', `SEARCH HEADER failed in ${folder}`)
      return found.length > 0
    },
    { isFresh: true },
  )
}

/** The mail is out: that its copy fails must not make anybody send it again, so it is tried twice and then let be. */
async function file(imap: ImapConnection, folder: string, { message, key }: Outgoing): Promise<void> {
  const lay = () => imap.run((client) => client.append(folder, Buffer.from(message), ['\\Seen']))
  await lay().catch(async () => {
    if (!(await isIn(imap, folder, key).catch(() => false))) await lay().catch(() => {})
  })
}
