import { z } from 'zod'
import { mailSender } from '#features/mails/mail.ts'
import { checkEmail, normaliseEmail } from '#kernel/email.ts'
import type { InvoiceFormat, InvoiceKind } from './invoice.ts'
import { isBill } from './status.ts'

/** Documents leave the house by mail: to whom, with which words, and as which files. */
export const MAIL_PARTS = ['pdf', 'xml', 'both'] as const
export const mailParts = z.enum(MAIL_PARTS)
export type MailParts = z.infer<typeof mailParts>

const address = z
  .string()
  .max(254)
  .transform(normaliseEmail)
  .superRefine((text, context) => {
    const flaw = checkEmail(text)
    if (flaw) context.addIssue({ code: 'custom', params: { code: flaw.code }, message: flaw.message })
  })

export const documentMail = z
  .object({
    accountId: z
      .uuid()
      .nullable()
      .default(null)
      .meta({ description: 'Own account or that of an own group; null: the firm’s server' }),
    to: z.array(address).min(1).max(20),
    cc: z.array(address).max(20).default([]),
    subject: z.string().trim().min(1).max(255),
    text: z.string().max(20_000),
    attach: mailParts.optional().meta({ description: 'As its format wants it when left out' }),
  })
  .meta({ id: 'DocumentMail' })
export type DocumentMail = z.infer<typeof documentMail>

/** How the last mail with a document stands. */
export const lastMail = z
  .object({
    state: z
      .enum(['waiting', 'sent', 'failed', 'not sent'])
      .meta({ description: '`not sent`: there was no mail server, or a backup was restored meanwhile' }),
    to: z.string().meta({ description: 'Addresses, parted by commas; empty of a mail sent long ago' }),
    at: z.string().meta({ description: 'When it was sent, or else put into the outbox' }),
    error: z.string().nullable().meta({ description: 'What the mail server said at the last attempt' }),
    entryId: z.uuid().nullable().meta({
      description: 'The mail on the timeline, of one through an account; what failed is sent again there',
    }),
    fault: z
      .string()
      .nullable()
      .meta({ description: 'Why an account did not send it: unreachable, refused …' }),
  })
  .meta({ id: 'LastMail' })
export type LastMail = z.infer<typeof lastMail>

/** A mail as Kontor would write it. */
export const mailProposal = z
  .object({
    to: z.array(z.string()),
    subject: z.string(),
    text: z.string(),
    attach: mailParts,
    parts: z.array(mailParts).meta({ description: 'What can go with it' }),
    number: z.string(),
    addresses: z.array(z.string()).meta({ description: 'All addresses of the customer' }),
    texts: z
      .array(z.object({ id: z.uuid(), name: z.string(), subject: z.string().nullable(), text: z.string() }))
      .meta({ description: 'The firm’s texts for mails in this language, filled in' }),
    senders: z
      .array(mailSender)
      .meta({ description: 'From where the caller may send it, the usual one first' }),
    ready: z
      .boolean()
      .meta({ description: 'False: neither an own account nor the firm’s server can send it' }),
    mail: lastMail.nullable(),
  })
  .meta({ id: 'MailProposal' })
export type MailProposal = z.infer<typeof mailProposal>

export const documentsSend = z
  .object({
    ids: z.array(z.uuid()).min(1).max(200),
    preview: z.boolean().default(false).meta({ description: 'Only says to whom they would go' }),
  })
  .meta({ id: 'DocumentsSend' })
export type DocumentsSend = z.infer<typeof documentsSend>

export const documentsSent = z
  .object({
    ready: z.boolean(),
    items: z.array(
      z.object({
        id: z.uuid(),
        kind: z.string(),
        number: z.string(),
        contact: z.string(),
        to: z.array(z.string()),
      }),
    ),
    left: z
      .array(z.object({ id: z.uuid(), name: z.string(), code: z.string(), message: z.string() }))
      .meta({ description: 'What is not sent, and why' }),
  })
  .meta({ id: 'DocumentsSent' })
export type DocumentsSent = z.infer<typeof documentsSent>

/** What can go with a mail: only e-invoices have a structured part. */
export function partsOf({ kind, format }: { kind: InvoiceKind; format: InvoiceFormat }): MailParts[] {
  return isBill(kind) && format !== 'pdf' ? [...MAIL_PARTS] : ['pdf']
}

/**
 * What usually goes with it. A ZUGFeRD page has the structured part inside; of an XRechnung the XML is the invoice and
 * the page a copy for the eye.
 */
export function usualParts({ kind, format }: { kind: InvoiceKind; format: InvoiceFormat }): MailParts {
  return isBill(kind) && format.startsWith('xrechnung') ? 'both' : 'pdf'
}

/** Where bills go: to an address that says so by its name, else the primary one, else the first. */
export function billingAddress(emails: readonly { value: string; primary: boolean }[]): string | undefined {
  const named = emails.find(({ value }) => BILLING.test(value.slice(0, value.lastIndexOf('@'))))
  return (named ?? emails.find(({ primary }) => primary) ?? emails[0])?.value
}

const BILLING =
  /^(e?-?rechnung(en|seingang)?|invoices?|billing|buchhaltung|fibu|accounting|accounts|kreditoren|xrechnung)\b/i
