import type { MailContent } from '#kernel/groupware/mail-item.ts'
import type { PersonItem } from '#kernel/groupware/person-item.ts'
import { compoundFile } from './compound-file.ts'
import type { CompoundFolder } from './compound-file.ts'
import { propertyFiles } from './properties.ts'
import type { Properties } from './properties.ts'

/** What a message of Outlook is made of. */
export type WrittenMail = Pick<
  MailContent,
  'messageId' | 'inReplyTo' | 'references' | 'from' | 'to' | 'cc' | 'subject' | 'sentAt' | 'text' | 'html'
> & { attachments: readonly WrittenPart[] }

type WrittenPart = Pick<MailContent['attachments'][number], 'name' | 'type' | 'contentId' | 'bytes'>

/** A mail as a file of Outlook ([MS-OXMSG]); it opens there as one that came or went, not as a draft. */
export function writeMsg(mail: WrittenMail): Uint8Array {
  const people = [
    ...mail.to.map((person) => ({ person, kind: 1 })),
    ...mail.cc.map((person) => ({ person, kind: 2 })),
  ]
  const counts = [people.length, mail.attachments.length]
  const head = Buffer.alloc(32)
  ;[...counts, ...counts].forEach((count, at) => head.writeUInt32LE(count, 8 + at * 4))
  const folder: CompoundFolder = {
    ...propertyFiles(messageOf(mail), head),
    // None of its properties has a name of its own.
    '__nameid_version1.0': Object.fromEntries(
      ['2', '3', '4'].map((number) => [`__substg1.0_000${number}0102`, new Uint8Array()]),
    ),
  }
  people.forEach((one, at) => {
    folder[`__recip_version1.0_#${numbered(at)}`] = propertyFiles(recipientOf(one, at), Buffer.alloc(8))
  })
  mail.attachments.forEach((part, at) => {
    const isInside = part.contentId !== null && (mail.html ?? '').includes(`cid:${part.contentId}`)
    const properties = attachmentOf(part, { at, isInside })
    folder[`__attach_version1.0_#${numbered(at)}`] = propertyFiles(properties, Buffer.alloc(8))
  })
  return compoundFile(folder, MESSAGE)
}

const numbered = (at: number) => at.toString(16).toUpperCase().padStart(8, '0')

/** The class of such files: 00020D0B-0000-0000-C000-000000000046. */
const MESSAGE = Uint8Array.from([0x0b, 0x0d, 2, 0, 0, 0, 0, 0, 0xc0, 0, 0, 0, 0, 0, 0, 0x46])

/** [MS-OXCMSG], 2.2.1. */
function messageOf(mail: WrittenMail): Properties {
  const { from, subject, text, html } = mail
  const at = new Date(mail.sentAt)
  const [, prefix = '', topic = ''] = /^(\s*(?:re|aw|fw|fwd|wg)\s*:\s*)?(.*)$/is.exec(subject) ?? []
  return {
    0x00_1a: 'IPM.Note',
    // Its texts are in Unicode.
    0x34_0d: 0x00_04_00_00,
    0x00_37: subject,
    0x00_3d: prefix,
    0x0e_1d: topic,
    0x00_70: topic,
    // Read; without the mark of a draft.
    0x0e_07: mail.attachments.length > 0 ? 0x11 : 0x01,
    0x0e_1b: mail.attachments.length > 0,
    0x00_39: at,
    0x0e_06: at,
    0x30_07: at,
    0x30_08: at,
    ...(from && senderOf(from)),
    0x0e_04: mail.to.map(shown).join('; '),
    0x0e_03: mail.cc.map(shown).join('; '),
    0x10_35: `<${mail.messageId}>`,
    0x10_42: mail.inReplyTo === null ? undefined : `<${mail.inReplyTo}>`,
    0x10_39: mail.references.map((id) => `<${id}>`).join(' ') || undefined,
    0x10_00: text.replaceAll(/\r\n|\r|\n/g, '\r\n'),
    0x10_13: html === null ? undefined : Buffer.from(asUtf8(html)),
    0x3f_de: 65_001,
    // Which of both is the original: the text, or the HTML.
    0x10_16: html === null ? 1 : 3,
  }
}

/** What a page says of its own letters holds no more. */
function asUtf8(html: string): string {
  return html.replaceAll(/<meta\b[^>]*\bcharset\b[^>]*>/gi, '').toWellFormed()
}

const shown = ({ name, email }: PersonItem) => name || email

/** Who wrote it, and in whose name: the same. */
function senderOf(from: PersonItem): Properties {
  const name = shown(from)
  const entry = entryId(from)
  return {
    0x0c_1a: name,
    0x0c_1e: 'SMTP',
    0x0c_1f: from.email,
    0x0c_19: entry,
    0x5d_01: from.email,
    0x00_42: name,
    0x00_64: 'SMTP',
    0x00_65: from.email,
    0x00_41: entry,
    0x5d_02: from.email,
  }
}

function recipientOf({ person, kind }: { person: PersonItem; kind: number }, at: number): Properties {
  const entry = entryId(person)
  return {
    0x30_00: at,
    0x0c_15: kind,
    0x0f_fe: 6,
    0x39_00: 0,
    0x30_01: shown(person),
    0x5f_f6: shown(person),
    0x30_02: 'SMTP',
    0x30_03: person.email,
    0x39_fe: person.email,
    0x0f_ff: entry,
    0x5f_f7: entry,
  }
}

/** Whoever stands in no address book ([MS-OXCDATA], 2.2.5.1). */
function entryId(person: PersonItem): Uint8Array {
  const head = Buffer.from(`00000000812b1fa4bea310199d6e00dd010f540200000190`, 'hex')
  const words = `${shown(person)}\0SMTP\0${person.email}\0`
  return Buffer.concat([head, Buffer.from(words.toWellFormed(), 'utf16le')])
}

/** A file beside the words, or a picture inside of them, which Outlook does not list. */
function attachmentOf(part: WrittenPart, { at, isInside }: { at: number; isInside: boolean }): Properties {
  const ending = /\.[^.\\/]{1,20}$/.exec(part.name)?.[0] ?? ''
  return {
    0x0e_21: at,
    0x0f_fe: 7,
    0x37_05: 1,
    0x37_0b: -1,
    0x37_01: part.bytes,
    0x37_07: part.name,
    0x30_01: part.name,
    0x37_03: ending || undefined,
    0x37_0e: part.type,
    0x37_12: part.contentId ?? undefined,
    0x37_14: isInside ? 4 : 0,
    0x7f_fe: isInside,
  }
}
