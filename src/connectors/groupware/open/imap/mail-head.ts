import type {
  FetchMessageObject,
  FetchQueryObject,
  MessageAddressObject,
  MessageStructureObject,
} from 'imapflow'
import type { MailItem } from '#kernel/groupware/mail-item.ts'
import { messageIdOf, messageIdsIn } from '#kernel/groupware/message-id.ts'
import type { PersonItem } from '#kernel/groupware/person-item.ts'

/** What is asked of each mail of a list. Headers come by BODY.PEEK (RFC 3501, 6.4.5): nothing is marked as read. */
export const HEAD_QUERY = {
  uid: true,
  envelope: true,
  internalDate: true,
  size: true,
  bodyStructure: true,
  headers: ['references', 'in-reply-to'],
} satisfies FetchQueryObject

/** The head of a mail out of what the server told of it. */
export function readHead(
  mail: FetchMessageObject,
  { self, isSentFolder }: { self: string; isSentFolder: boolean },
): MailItem {
  const { envelope = {}, size = 0 } = mail
  const from = personOf(envelope.from?.[0])
  const date = isoOf(envelope.date)
  const subject = envelope.subject ?? ''
  const headers = unfold(mail.headers?.toString('utf8') ?? '')
  return {
    messageId: messageIdOf(envelope.messageId, { date: date ?? '', from: from?.email ?? '', subject, size }),
    inReplyTo: messageIdsIn(headers.get('in-reply-to') ?? envelope.inReplyTo ?? '')[0] ?? null,
    references: messageIdsIn(headers.get('references') ?? ''),
    from,
    to: (envelope.to ?? []).map(personOf).filter((one) => one !== null),
    cc: (envelope.cc ?? []).map(personOf).filter((one) => one !== null),
    subject,
    // A mail without a readable date came when the server took it in.
    sentAt: date ?? isoOf(mail.internalDate) ?? new Date(0).toISOString(),
    size,
    hasAttachments: leavesOf(mail.bodyStructure).some(isAttachment),
    outgoing: isSentFolder || (from !== null && from.email === self.toLowerCase()),
    invitation: leavesOf(mail.bodyStructure).some(isInvitation),
  }
}

function personOf(address: MessageAddressObject | undefined): PersonItem | null {
  const email = address?.address?.trim().toLowerCase() ?? ''
  return email === '' ? null : { name: address?.name?.trim() ?? '', email }
}

function isoOf(date: Date | string | undefined): string | undefined {
  if (date === undefined) return undefined
  const at = new Date(date)
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString()
}

function unfold(headers: string): Map<string, string> {
  const lines = headers.replaceAll(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)
  return new Map(
    lines.flatMap((line) => {
      const at = line.indexOf(':')
      return at < 0 ? [] : [[line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()] as const]
    }),
  )
}

function leavesOf(node: MessageStructureObject | undefined): MessageStructureObject[] {
  if (!node) return []
  return node.childNodes ? node.childNodes.flatMap(leavesOf) : [node]
}

/** What a reader would see as a file: not the text, not the pictures inside of it, not the invitation. */
function isAttachment(part: MessageStructureObject): boolean {
  if (part.type === 'text/calendar' || part.type === 'application/pgp-signature') return false
  if (part.disposition === 'attachment') return true
  const isNamed = Boolean(part.dispositionParameters?.['filename'] ?? part.parameters?.['name'])
  const isInside = part.id !== undefined && part.type.startsWith('image/')
  return !isInside && (isNamed || part.type === 'message/rfc822')
}

/** A request or an answer of a calendar (RFC 6047, 2.4). */
function isInvitation({ type, parameters }: MessageStructureObject): boolean {
  return type === 'text/calendar' && /^(request|reply|cancel|counter)$/i.test(parameters?.['method'] ?? '')
}
