import { createTransport } from 'nodemailer'
import type { MailContent } from '#kernel/groupware/mail-item.ts'
import type { PersonItem } from '#kernel/groupware/person-item.ts'

/** What a message says; `html` is written as it stands. */
export type Written = Pick<
  MailContent,
  'messageId' | 'inReplyTo' | 'references' | 'from' | 'to' | 'cc' | 'subject' | 'sentAt' | 'text' | 'html'
> & {
  attachments: readonly Pick<MailContent['attachments'][number], 'name' | 'type' | 'contentId' | 'bytes'>[]
}

/** A whole message (RFC 5322) of what a mail says, where the one that was sent is not to be had. */
export async function writeMessage(mail: Written): Promise<Uint8Array> {
  const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
  const { message } = await composer.sendMail({
    messageId: `<${mail.messageId}>`,
    ...(mail.from && { from: named(mail.from) }),
    to: mail.to.map(named),
    cc: mail.cc.map(named),
    subject: mail.subject,
    text: mail.text,
    ...(mail.html !== null && { html: mail.html }),
    date: new Date(mail.sentAt),
    ...(mail.inReplyTo !== null && { inReplyTo: `<${mail.inReplyTo}>` }),
    references: mail.references.map((id) => `<${id}>`),
    attachments: mail.attachments.map(({ name, type, contentId, bytes }) => ({
      filename: name,
      contentType: type,
      content: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
      ...(contentId !== null && { cid: contentId }),
    })),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return message as Buffer
}

const named = ({ name, email }: PersonItem) => ({ name, address: email })
