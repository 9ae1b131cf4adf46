import type { FieldsData } from '@kenjiuno/msgreader'
import iconv from 'iconv-lite'
import { emailKey } from '#kernel/email.ts'
import type { MailContent, MailPart } from '#kernel/groupware/mail-item.ts'
import { messageIdOf, messageIdsIn } from '#kernel/groupware/message-id.ts'
import type { PersonItem } from '#kernel/groupware/person-item.ts'
import { plainOfHtml } from '#kernel/groupware/plain-text.ts'
import type { Msg } from './open-msg.ts'
import { textOf } from './open-msg.ts'

/** A mail that somebody dragged out of Outlook. */
export function mailOfMsg(msg: Msg, { self, size }: { self: readonly string[]; size: number }): MailContent {
  const { fields, text } = msg
  const header = headersOf(text(0x007d))
  const from = senderOf(fields)
  const at = msg.time(0x0039) ?? msg.time(0x0e06) ?? dateOf(header('date')) ?? msg.time(0x3007)
  const sentAt = new Date(at ?? 0).toISOString()
  const html = htmlOf(fields)
  const attachments = (fields.attachments ?? []).map((attachment) => partOf(msg, attachment))
  const subject = text(0x0037)
  const inside = (part: MailPart) => part.contentId !== null && (html ?? '').includes(`cid:${part.contentId}`)
  return {
    messageId: messageIdOf(text(0x1035) || header('message-id'), {
      date: at === undefined ? '' : sentAt,
      from: from?.email ?? '',
      subject,
      size,
    }),
    inReplyTo: messageIdsIn(text(0x1042) || header('in-reply-to'))[0] ?? null,
    references: messageIdsIn(text(0x1039) || header('references')),
    from,
    to: peopleOf(fields, 'to'),
    cc: peopleOf(fields, 'cc'),
    subject,
    sentAt,
    size,
    hasAttachments: attachments.some((part) => !inside(part)),
    outgoing: from !== null && self.some((own) => emailKey(own) === emailKey(from.email)),
    invitation: /^IPM\.Schedule\.Meeting\./i.test(text(0x001a)),
    text: textOf(fields.body) || (html === null ? '' : plainOfHtml(html)),
    html,
    attachments,
  }
}

/** Whoever it is from; inside of Exchange the address stands in a property of its own. */
export function senderOf(fields: FieldsData): PersonItem | null {
  const { senderName, senderEmail, senderSmtpAddress, sentRepresentingSmtpAddress, creatorSMTPAddress } =
    fields
  const [email] = [sentRepresentingSmtpAddress, senderSmtpAddress, senderEmail, creatorSMTPAddress].filter(
    isAddress,
  )
  return email === undefined ? null : personOf(senderName, email)
}

export function peopleOf(fields: FieldsData, kind: 'to' | 'cc' | 'bcc'): PersonItem[] {
  return (fields.recipients ?? [])
    .filter(({ recipType }) => recipType === kind)
    .flatMap(({ name, smtpAddress, email }) => {
      const [address] = [smtpAddress, email, name].filter(isAddress)
      return address === undefined ? [] : [personOf(name, address)]
    })
}

const isAddress = (text: string | undefined): text is string => /^[^\s@/]+@[^\s@]+$/.test(text?.trim() ?? '')

function personOf(name = '', address: string): PersonItem {
  const email = address.trim().toLowerCase()
  const plain = name.trim().replace(/^'(.*)'$/, '$1')
  return { name: plain.toLowerCase() === email ? '' : plain, email }
}

/** Text, or bytes in the letters that the message names. */
function htmlOf({ bodyHtml, html, internetCodepage }: FieldsData): string | null {
  if (typeof bodyHtml === 'string' && bodyHtml !== '') return bodyHtml
  if (!html || html.length === 0) return null
  const name =
    internetCodepage === undefined || internetCodepage === 65_001 ? 'utf8' : `cp${internetCodepage}`
  return iconv.decode(Buffer.from(html), iconv.encodingExists(name) ? name : 'utf8')
}

/** The value of a line of the head as it was sent; empty when there is none. */
function headersOf(text: string): (name: string) => string {
  const lines = text.replaceAll(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)
  return (name) => {
    const line = lines.find((one) => one.toLowerCase().startsWith(`${name}:`))
    return line?.slice(name.length + 1).trim() ?? ''
  }
}

function dateOf(text: string): number | undefined {
  const at = Date.parse(text)
  return Number.isNaN(at) ? undefined : at
}

/** A message inside of it is a file of Outlook again. */
function partOf(msg: Msg, attachment: FieldsData): MailPart {
  const bytes = msg.bytesOf(attachment)
  const inner = attachment.innerMsgContent === true
  const given =
    textOf(attachment.fileName) || textOf(attachment.name) || textOf(attachment.fileNameShort) || 'attachment'
  return {
    name: inner ? `${given.replace(/\.msg$/i, '')}.msg` : given,
    type: inner
      ? 'application/vnd.ms-outlook'
      : (textOf(attachment.attachMimeTag) || 'application/octet-stream').toLowerCase(),
    size: bytes.byteLength,
    contentId: textOf(attachment.pidContentId).replace(/^<(.*)>$/, '$1') || null,
    bytes,
  }
}
