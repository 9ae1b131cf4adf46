import { createTransport } from 'nodemailer'
import type { EventItem } from '#kernel/groupware/event-item.ts'
import { writeInvitation } from '#kernel/groupware/ical/invitation.ts'
import type { Invitation } from '#kernel/groupware/ical/invitation.ts'
import type { PersonItem } from '#kernel/groupware/person-item.ts'
import type { Language } from '#kernel/rights.ts'
import { formatLocal } from './when-words.ts'

interface Letter extends Invitation {
  item: EventItem
  from: PersonItem
  to: readonly PersonItem[]
  language: Language
  /** Of the command: the same is sent once. */
  id: string
}

const SUBJECTS = {
  de: {
    request: 'Einladung',
    cancel: 'Abgesagt',
    open: 'Antwort',
    accepted: 'Zugesagt',
    declined: 'Abgelehnt',
    tentative: 'Mit Vorbehalt',
  },
  en: {
    request: 'Invitation',
    cancel: 'Cancelled',
    open: 'Answer',
    accepted: 'Accepted',
    declined: 'Declined',
    tentative: 'Tentative',
  },
} as const

/**
 * A mail that calendars understand and people can read (RFC 6047, 2.4): the same in words, and as a part of its own with
 * its method.
 */
export async function invitationMail(letter: Letter): Promise<{ message: Uint8Array; key: string }> {
  const { item, method, guests, from, to, language, id, now } = letter
  const words = SUBJECTS[language]
  const what = method === 'reply' ? words[guests[0]?.response ?? 'open'] : words[method]
  const domain = from.email.split('@').at(-1) ?? 'localhost'
  const key = `${id}@${domain}`
  const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
  const { message } = await composer.sendMail({
    messageId: `<${key}>`,
    from: named(from),
    to: to.map(named),
    subject: `${what}: ${item.title}`,
    text: [item.title, formatLocal(item, language), item.place, '', item.description].join('\n').trim(),
    date: new Date(now),
    icalEvent: {
      method: method.toUpperCase(),
      content: writeInvitation(item, letter),
      filename: 'invite.ics',
    },
  })
  return { message: message as Buffer, key }
}

const named = ({ name, email }: PersonItem) => ({ name, address: email })
