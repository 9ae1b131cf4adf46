import type { Message, Recipient } from '@microsoft/microsoft-graph-types'
import type { MailItem } from '#kernel/groupware/mail-item.ts'
import { messageIdOf, messageIdsIn } from '#kernel/groupware/message-id.ts'
import type { PersonItem } from '#kernel/groupware/person-item.ts'
import type { Sent } from './graph-entity.ts'

/** What is asked of a message for its head. */
export const HEAD = [
  'id,changeKey,parentFolderId,subject,from,sender,toRecipients,ccRecipients,sentDateTime,receivedDateTime',
  'hasAttachments,internetMessageId,internetMessageHeaders',
].join(',')

/** The head of a message; Graph does not say how large the whole is. `self` is the account's address. */
export function readMail(message: Sent<Message>, self: string): MailItem {
  const header = (name: string) =>
    message.internetMessageHeaders?.find((one) => one.name?.toLowerCase() === name)?.value ?? ''
  const from = personOf(message.from ?? message.sender)
  const sentAt = message.sentDateTime ?? message.receivedDateTime ?? ''
  return {
    messageId: messageIdOf(message.internetMessageId ?? undefined, {
      date: sentAt,
      from: from?.email ?? '',
      subject: message.subject ?? '',
      size: 0,
    }),
    inReplyTo: messageIdsIn(header('in-reply-to'))[0] ?? null,
    references: messageIdsIn(header('references')),
    from,
    to: peopleOf(message.toRecipients),
    cc: peopleOf(message.ccRecipients),
    subject: message.subject ?? '',
    sentAt,
    size: 0,
    hasAttachments: message.hasAttachments === true,
    outgoing: from !== null && from.email === self.toLowerCase(),
    invitation: /#microsoft\.graph\.eventMessage/.test(message['@odata.type'] ?? ''),
  }
}

function peopleOf(recipients: readonly Recipient[] | null | undefined): PersonItem[] {
  return (recipients ?? []).map(personOf).filter((one) => one !== null)
}

function personOf(recipient: Recipient | null | undefined): PersonItem | null {
  const { address, name } = recipient?.emailAddress ?? {}
  if (!address) return null
  return { name: name && name !== address ? name : '', email: address.toLowerCase() }
}
