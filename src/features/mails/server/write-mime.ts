import { createTransport } from 'nodemailer'
import type { MailRecipients } from '#features/history/mail-head.ts'
import type { PersonItem } from '#kernel/groupware/person-item.ts'

export interface Letter extends MailRecipients {
  messageId: string
  /** The mail it answers, and the conversation before. */
  answers: { messageId: string; references: readonly string[] } | undefined
  from: PersonItem
  /** Where answers go when it is not where the mail comes from. */
  replyTo: PersonItem | undefined
  subject: string
  text: string
  html: string
  date: Date
  files: { name: string; type: string; content: Buffer }[]
}

/** The whole message (RFC 5322) as it goes out: text and HTML, with its files. Who gets a blind copy is not in it. */
export async function writeMime(letter: Letter): Promise<Uint8Array> {
  const { messageId, answers, from, replyTo, to, cc, subject, text, html, date, files } = letter
  const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
  const { message } = await composer.sendMail({
    messageId: `<${messageId}>`,
    from: named(from),
    to: to.map(named),
    cc: cc.map(named),
    subject,
    text,
    html: `<!DOCTYPE html><html><body>${html}</body></html>`,
    date,
    attachments: files.map(({ name, type, content }) => ({ filename: name, contentType: type, content })),
    ...(replyTo && { replyTo: named(replyTo) }),
    ...(answers && {
      inReplyTo: `<${answers.messageId}>`,
      references: answers.references.map((id) => `<${id}>`),
    }),
  })
  return message as Buffer
}

const named = ({ name, email }: PersonItem) => ({ name, address: email })
