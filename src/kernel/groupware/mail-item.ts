import type { PersonItem } from './person-item.ts'

/** The head of a mail, as a list of a folder shows it. */
export interface MailItem {
  /** Trimmed, without angle brackets, the part after @ in small letters; where there is none, a hash that stands for it. */
  messageId: string
  inReplyTo: string | null
  references: string[]
  from: PersonItem | null
  to: PersonItem[]
  cc: PersonItem[]
  subject: string
  /** An instant. */
  sentAt: string
  /** Bytes of the whole. */
  size: number
  hasAttachments: boolean
  /** It went out from this account. */
  outgoing: boolean
  /** A request or answer of a calendar, which the calendar itself takes in. */
  invitation: boolean
}

/** A mail with what it says; bytes of attachments stand apart. */
export interface MailContent extends MailItem {
  text: string
  /** As it came: not safe to show before it is cleaned. */
  html: string | null
  attachments: MailPart[]
}

export interface MailPart {
  name: string
  type: string
  size: number
  /** Named inside the HTML by `cid:`. */
  contentId: string | null
  bytes: Uint8Array
}
