import type { Message } from '@microsoft/microsoft-graph-types'
import type { MailItem } from '#kernel/groupware/mail-item.ts'
import type { Changes, MailFolder, Outgoing, Remote } from '../groupware.ts'
import { deltaChanges } from './delta-items.ts'
import { firstRound, roundOf, roundToken } from './delta-round.ts'
import { etagOf, query, quoted } from './graph-entity.ts'
import type { Sent } from './graph-entity.ts'
import type { GraphCall } from './graph-call.ts'
import { HEAD, readMail } from './read-mail.ts'

/** The mails of one folder. What is appended Outlook shows as a draft: Graph knows no other way to put mails there. */
export function mailFolder(call: GraphCall, folderId: string, self: string): MailFolder {
  const path = `/mailFolders/${encodeURIComponent(folderId)}/messages`
  const at = (id: string) => `/messages/${encodeURIComponent(id)}`
  const remote = (message: Sent<Message>) => ({
    id: message.id,
    etag: etagOf(message),
    item: readMail(message, self),
  })
  return {
    changes(token, { limit, since, once = false, signal }) {
      const asked = signal === undefined ? { limit } : { limit, signal }
      const from = since === undefined ? undefined : new Date(since).toISOString()
      if (once) return listed(call, `${path}?${listing(from)}`, remote, { token, ...asked })
      const found = async (id: string) => {
        const message = await call.find<Sent<Message>>(`${at(id)}?${query({ $select: HEAD })}`)
        return message?.parentFolderId === folderId ? remote(message) : undefined
      }
      // Unfiltered: with a filter Graph tells of no more than 5,000 mails, and never of an older one that is moved here.
      const source = {
        link: `${path}/delta?${query({ $select: HEAD, $orderby: NEWEST })}`,
        found,
        listed: async (one: Sent<Message>) => (isBefore(one, from) ? undefined : remote(one)),
      }
      return deltaChanges<Message, MailItem>(call, source, token, asked)
    },
    source: async (id) => (await call.bytes(`${at(id)}/$value`))?.bytes,
    async append(message, { seen }) {
      const made = await call.hand('POST', path, 'text/plain', Buffer.from(message).toString('base64'))
      if (made?.id !== undefined) await call.patch(at(made.id), undefined, { isRead: seen })
    },
    async move(id, collectionId) {
      await call.post(`${at(id)}/move`, { destinationId: collectionId })
    },
  }
}

const NEWEST = 'receivedDateTime desc'

/** What is ordered by has to be filtered by too, or Graph refuses. */
function listing(from: string | undefined): string {
  const $filter = from === undefined ? undefined : `receivedDateTime ge ${from}`
  return query({ $select: HEAD, $filter, $orderby: NEWEST })
}

function isBefore({ receivedDateTime }: Sent<Message>, from: string | undefined): boolean {
  return from !== undefined && receivedDateTime != null && Date.parse(receivedDateTime) < Date.parse(from)
}

/** One page of a folder as it is, for whom nothing but that counts: only the mails in question are looked at. */
async function listed(
  call: GraphCall,
  start: string,
  remote: (message: Sent<Message>) => Remote<MailItem>,
  { token, limit, signal }: { token: string | null; limit: number; signal?: AbortSignal },
): Promise<Changes<MailItem>> {
  const round = token === null ? firstRound(start) : roundOf(token)
  const answer = await call.page<Sent<Message>>(round.link, {
    prefer: [`odata.maxpagesize=${limit}`],
    signal,
  })
  const more = answer.next !== undefined
  const next = { ...round, link: answer.next ?? start, paging: more }
  return { changed: answer.value.map(remote), removed: [], token: roundToken(next), more, whole: true }
}

/** Sends a message once: one that went out under its Message-ID before is not sent again. */
export async function sendMail(call: GraphCall, { to, message, key }: Outgoing): Promise<void> {
  const id = `<${key.replace(/^<(.*)>$/s, '$1')}>`
  const options = query({ $filter: `internetMessageId eq ${quoted(id)}`, $select: 'id,isDraft' })
  for await (const one of call.all<Sent<Message>>(`/messages?${options}`)) if (one.isDraft !== true) return
  await call.hand('POST', '/sendMail', 'text/plain', Buffer.from(withBcc(message, to)).toString('base64'))
}

/** Graph sends to whom the message itself names, so that those it does not name become its blind copies. */
export function withBcc(message: Uint8Array, to: readonly string[]): Uint8Array {
  const bytes = Buffer.from(message)
  const end = bytes.indexOf('\r\n\r\n')
  const head = bytes
    .subarray(0, end < 0 ? bytes.length : end)
    .toString('latin1')
    .replaceAll(/\r\n[ \t]+/g, ' ')
  const named = [...head.matchAll(/^(?:to|cc|bcc):(.*)$/gim)]
    .map(([, line = '']) => line.toLowerCase())
    .join(',')
  const addresses = new Set(named.match(/[^\s<>,;:"]+@[^\s<>,;:"]+/g))
  const hidden = to.filter((address) => !addresses.has(address.toLowerCase()))
  if (hidden.length === 0) return message
  return Buffer.concat([Buffer.from(`Bcc: ${hidden.join(',\r\n ')}\r\n`), bytes])
}
