import type { FastifyReply } from 'fastify'
import { csvLine } from '#kernel/csv.ts'
import type { By, Language } from '#kernel/rights.ts'
import type { Database } from '#platform/database.ts'
import type { ParticipantState } from '../event.ts'
import type { ParticipantsQuery } from '../participants.ts'
import { renderBadges } from './badges.ts'
import { readParticipants } from './participants.ts'
import { readEvent } from './read-events.ts'
import type { EventsDb } from './tables.ts'

interface Asked {
  id: string
  query: ParticipantsQuery
  response: FastifyReply
}

/** The list of participants as CSV, as a spreadsheet of the caller's language expects it; no cell runs as a formula. */
export async function writeParticipants(
  db: Database<EventsDb>,
  by: By,
  { id, query, response }: Asked,
): Promise<string> {
  const { title } = await readEvent(db, by, id)
  const { items } = await readParticipants(db, by, id, query)
  const style = { delimiter: by.language === 'de' ? ';' : ',' }
  const rows = items.map((one) => [
    one.displayName,
    one.companyName,
    one.email,
    one.phone,
    STATES[by.language][one.status],
    one.note,
  ])
  attach(response, `${FILES[by.language].list} ${title}.csv`, 'text/csv; charset=utf-8')
  return `\uFEFF${[HEADINGS[by.language], ...rows].map((row) => csvLine(row, style)).join('')}`
}

/** Name badges of everybody but those who declined, or of those with the statuses asked for. */
export async function writeBadges(
  db: Database<EventsDb>,
  by: By,
  { id, query, response }: Asked,
): Promise<Buffer> {
  const { title } = await readEvent(db, by, id)
  const { items } = await readParticipants(db, by, id, query)
  const guests = query.status?.length ? items : items.filter(({ status }) => status !== 'declined')
  const people = guests.map(({ displayName, companyName }) => ({
    name: displayName,
    company: companyName ?? '',
  }))
  const now = new Date().toISOString()
  const pdf = await renderBadges({ event: title, people, language: by.language, now, id })
  attach(response, `${FILES[by.language].badges} ${title}.pdf`, 'application/pdf')
  return Buffer.from(pdf)
}

/** RFC 6266: the name as it is, and one for programs that know no other letters. */
function attach(response: FastifyReply, name: string, type: string): void {
  const clean = name.slice(0, 120).replaceAll(/[/\\:*?"<>|\p{C}]/gu, ' ')
  const plain = clean.replaceAll(/[^\x20-\x7E]/g, '_')
  response
    .type(type)
    .header(
      'content-disposition',
      `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(clean)}`,
    )
}

const FILES = {
  de: { list: 'Teilnehmer', badges: 'Namensschilder' },
  en: { list: 'Participants', badges: 'Badges' },
}

const HEADINGS = {
  de: ['Name', 'Firma', 'E-Mail', 'Telefon', 'Status', 'Notiz'],
  en: ['Name', 'Company', 'Email', 'Phone', 'Status', 'Note'],
}

const STATES: Record<Language, Record<ParticipantState, string>> = {
  de: { invited: 'Eingeladen', accepted: 'Zugesagt', declined: 'Abgesagt', attended: 'Teilgenommen' },
  en: { invited: 'Invited', accepted: 'Accepted', declined: 'Declined', attended: 'Attended' },
}
