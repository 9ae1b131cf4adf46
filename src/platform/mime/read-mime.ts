import { MailParser, simpleParser } from 'mailparser'
import type { AddressObject, Attachment, EmailAddress, ParsedMail } from 'mailparser'
import { emailKey } from '#kernel/email.ts'
import type { MailContent, MailPart } from '#kernel/groupware/mail-item.ts'
import { messageIdOf, messageIdsIn } from '#kernel/groupware/message-id.ts'
import type { PersonItem } from '#kernel/groupware/person-item.ts'
import { plainOfHtml } from '#kernel/groupware/plain-text.ts'
import { fileEnding } from './file-ending.ts'
import { unpackTnef } from './unpack-tnef.ts'

export interface MimeReader {
  /** Addresses of the account: what comes from one of them went out. */
  self?: readonly string[]
}

/**
 * A whole message (RFC 5322, RFC 2045) with what it says, in whatever letters it is written. Messages inside of it, keys
 * and signatures are files; so are those that Outlook packed into a winmail.dat.
 */
export async function readMime(bytes: Uint8Array, { self = [] }: MimeReader = {}): Promise<MailContent> {
  const mail = await simpleParser(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), PARSING)
  const from = peopleOf(mail.from)[0] ?? null
  const subject = mail.subject?.trim() ?? ''
  const date = isoOf(mail.date)
  const html = typeof mail.html === 'string' ? mail.html : null
  const attachments = (await Promise.all(mail.attachments.map(partOf))).flatMap(unpacked)
  const size = bytes.byteLength
  return {
    messageId: messageIdOf(mail.messageId, { date: date ?? '', from: from?.email ?? '', subject, size }),
    inReplyTo: messageIdsIn(mail.inReplyTo ?? '')[0] ?? null,
    references: messageIdsIn([mail.references ?? []].flat().join(' ')),
    from,
    to: peopleOf(mail.to),
    cc: peopleOf(mail.cc),
    subject,
    sentAt: date ?? receivedAt(mail) ?? new Date(0).toISOString(),
    size,
    hasAttachments: mail.attachments.some(isFile),
    outgoing: from !== null && self.some((own) => emailKey(own) === emailKey(from.email)),
    invitation: mail.attachments.some(isInvitation),
    text: tidy(mail.text ?? (html === null ? '' : plainOfHtml(html))),
    html,
    attachments,
  }
}

const PARSING = {
  skipHtmlToText: true,
  skipTextToHtml: true,
  skipTextLinks: true,
  // Pictures inside of the HTML stay named by `cid:`.
  skipImageLinks: true,
  // Of the splitter beneath: a message inside of another is not unpacked into it, wherever it is to be shown.
  ignoreEmbedded: true,
}

/** A group of addresses (`Team: a@x.de, b@x.de;`) is its members. */
function peopleOf(line: AddressObject | AddressObject[] | undefined): PersonItem[] {
  const flat = ({ group, address, name }: EmailAddress): PersonItem[] => {
    if (group) return group.flatMap(flat)
    const email = address?.trim().toLowerCase() ?? ''
    return email === '' ? [] : [{ name: name.trim().toLowerCase() === email ? '' : name.trim(), email }]
  }
  return [line ?? []].flat().flatMap(({ value }) => value.flatMap(flat))
}

function isoOf(date: Date | undefined): string | undefined {
  return date === undefined || Number.isNaN(date.getTime()) ? undefined : date.toISOString()
}

/** When the last server took it in, for a mail without a date of its own. */
function receivedAt({ headers }: ParsedMail): string | undefined {
  const [line] = [headers.get('received') ?? []].flat()
  return typeof line === 'string' ? isoOf(new Date(line.split(';').at(-1) ?? '')) : undefined
}

async function partOf(part: Attachment): Promise<MailPart> {
  const type = typeOf(part)
  const content = new Uint8Array(part.content)
  const name =
    part.filename?.trim() || (type === 'message/rfc822' ? await subjectOf(content) : '') || 'attachment'
  const contentId = (part.cid ?? part.contentId)?.replace(/^<(.*)>$/, '$1') || null
  return { name: withEnding(name, type), type, size: content.byteLength, contentId, bytes: content }
}

/** What it says to be; nothing that can be read is any bytes (RFC 2046, 4.5.1). */
function typeOf({ contentType }: Attachment): string {
  // The types of the library say it is always a text; of a broken line it is none.
  const told: unknown = contentType
  return typeof told === 'string' && told !== '' ? told.toLowerCase() : 'application/octet-stream'
}

/** What Outlook packed, or the pack itself when there is no file in it. */
function unpacked(part: MailPart): MailPart[] {
  const packed = /^application\/(vnd\.)?ms-tnef$/.test(part.type) || /^winmail\.dat$/i.test(part.name)
  const parts = packed ? unpackTnef(part.bytes) : []
  return parts.length > 0 ? parts : [part]
}

async function subjectOf(message: Uint8Array): Promise<string> {
  const parser = new MailParser()
  const subject = new Promise<string>((done) => {
    parser.on('headers', (headers) => {
      const line = headers.get('subject')
      done(typeof line === 'string' ? line : '')
    })
    parser.on('error', () => done(''))
    parser.on('end', () => done(''))
  })
  parser.resume()
  parser.end(message)
  return (await subject).trim()
}

function withEnding(name: string, type: string): string {
  const ending = fileEnding(type)
  return ending === undefined || /\.[a-z\d]{1,5}$/i.test(name) ? name : `${name}.${ending}`
}

/** What a reader sees as a file: not the pictures inside of the text, not what a calendar takes in, not a signature. */
function isFile(part: Attachment): boolean {
  const { related, contentDisposition, cid } = part
  const type = typeOf(part)
  if (/^(text\/calendar|application\/pgp-signature)$/.test(type)) return false
  const inside = related || (cid !== undefined && type.startsWith('image/'))
  return contentDisposition === 'attachment' || !inside
}

/** A request or an answer of a calendar (RFC 6047, 2.4). */
function isInvitation(part: Attachment): boolean {
  const { content, headers } = part
  if (typeOf(part) !== 'text/calendar') return false
  const told = headers.get('content-type') as { params?: Record<string, string> } | undefined
  const method = told?.params?.['method'] ?? /^METHOD:\s*(\w+)/im.exec(content.toString('latin1'))?.[1] ?? ''
  return /^(request|reply|cancel|counter)$/i.test(method)
}

function tidy(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n').replaceAll('\u0000', '').trimEnd()
}
