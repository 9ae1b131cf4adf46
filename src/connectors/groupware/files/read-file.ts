import type { PhotoBytes } from '#kernel/groupware/card/card-photo.ts'
import { photoOf } from '#kernel/groupware/card/card-photo.ts'
import { isOfSomebody, readCard } from '#kernel/groupware/card/read-card.ts'
import type { CardItem } from '#kernel/groupware/card-item.ts'
import type { EventItem } from '#kernel/groupware/event-item.ts'
import { factUid } from '#kernel/groupware/fact-uid.ts'
import { readingSteps } from '#kernel/groupware/ical/read-events.ts'
import type { MailContent } from '#kernel/groupware/mail-item.ts'
import type { TodoItem } from '#kernel/groupware/todo-item.ts'
import type { GroupwareWarning } from '#kernel/groupware/warning.ts'
import { parseVCards } from '#kernel/vcard-read.ts'
import { inTurns } from '#platform/in-turns.ts'
import { readMime } from '#platform/mime/read-mime.ts'
import { decodeFolded, decodeText } from './decode-text.ts'
import { readOutlookCsv } from './outlook-csv/read-outlook-csv.ts'
import { cardOfMsg } from './outlook-msg/msg-contact.ts'
import { eventOfMsg } from './outlook-msg/msg-event.ts'
import { mailOfMsg } from './outlook-msg/msg-mail.ts'
import { isRepeated, taskOfMsg } from './outlook-msg/msg-task.ts'
import { isMsg, openMsg } from './outlook-msg/open-msg.ts'

export interface FileItems {
  mails: MailContent[]
  events: EventItem[]
  todos: TodoItem[]
  cards: CardFile[]
  warnings: GroupwareWarning[]
}

/** A card with its picture, which no other place has. */
export interface CardFile {
  item: CardItem
  photo?: PhotoBytes
}

export interface FileReader {
  /** Of whoever brings the file. */
  zone: string
  language: 'de' | 'en'
  /** Their own addresses. */
  self?: readonly string[]
}

/**
 * What a file of any groupware holds: .ics, .vcf, .eml, Outlook's .msg and its tables of calendars, tasks and contacts.
 * It is read by what it is, whatever it is called; what nobody can read is a warning.
 */
export async function readFile(name: string, bytes: Uint8Array, reader: FileReader): Promise<FileItems> {
  const read: FileItems = { mails: [], events: [], todos: [], cards: [], warnings: [] }
  if (isMsg(bytes)) return readMsgInto(read, name, bytes, reader)
  const begin = decodeText(bytes.subarray(0, 4000)).replace(/^[\uFEFF\s]+/, '')
  if (/^BEGIN:VCALENDAR/i.test(begin)) {
    const { items, todos, warnings } = await inTurns(readingSteps(decodeFolded(bytes), reader))
    return { ...read, events: items, todos, warnings }
  }
  if (/^BEGIN:VCARD/i.test(begin)) return { ...read, cards: readCards(bytes) }
  if (/\.(csv|txt)$/i.test(name)) {
    const table = readOutlookCsv(decodeText(bytes), reader)
    if (table) return { ...read, ...table, cards: table.cards.map((item) => ({ item })) }
  } else if (isMail(begin)) {
    read.mails.push(await readMime(bytes, reader))
    return read
  }
  read.warnings.push({ code: 'unreadable', uid: '', detail: name })
  return read
}

/** A line of the head of a mail comes first (RFC 5322, 2.2). */
function isMail(begin: string): boolean {
  const [head = ''] = begin.split(/\r?\n\r?\n/)
  return /^[!-9;-~]+:/.test(begin) && /^(from|received|date|subject|message-id|mime-version):/im.test(head)
}

function readCards(bytes: Uint8Array): CardFile[] {
  return parseVCards(bytes)
    .filter(isOfSomebody)
    .map((card) => {
      const item = readCard(card)
      const photo = photoOf(card.properties)
      const facts = [item.displayName, item.company, ...item.emails.map(({ value }) => value)]
      const named = item.uid === '' ? { ...item, uid: factUid('vcf', facts) } : item
      return photo ? { item: named, photo } : { item: named }
    })
}

function readMsgInto(read: FileItems, name: string, bytes: Uint8Array, reader: FileReader): FileItems {
  const msg = openMsg(bytes)
  const kind = msg?.text(0x001a).toLowerCase() ?? ''
  const warn = (code: GroupwareWarning['code'], uid = '', detail = name) =>
    read.warnings.push({ code, uid, detail })
  if (!msg) warn('unreadable')
  else if (kind.startsWith('ipm.appointment')) {
    const event = eventOfMsg(msg, reader.zone)
    if (event) read.events.push(event)
    else warn('start')
  } else if (kind === 'ipm.task' || kind.startsWith('ipm.task.')) {
    const todo = taskOfMsg(msg, reader.zone)
    read.todos.push(todo)
    if (isRepeated(msg)) warn('rule', todo.uid, todo.title)
  } else if (kind.startsWith('ipm.contact')) {
    const card = cardOfMsg(msg, reader.zone)
    if (card) read.cards.push(card)
    else warn('unreadable')
  } else if (/^(ipm\.distlist|ipm\.stickynote|ipm\.activity)/.test(kind)) warn('unreadable')
  else read.mails.push(mailOfMsg(msg, { self: reader.self ?? [], size: bytes.byteLength }))
  return read
}
