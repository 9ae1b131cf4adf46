import { sql } from 'kysely'
import { hashKeys } from '#features/contacts/hash-keys.ts'
import { aboutReadable } from '#features/subjects/server/subject-access.ts'
import type { AboutIds } from '#features/subjects/server/subjects.ts'
import { emailKey } from '#kernel/email.ts'
import type { MailItem } from '#kernel/groupware/mail-item.ts'
import type { PersonItem } from '#kernel/groupware/person-item.ts'
import type { By } from '#kernel/rights.ts'
import { readable } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import { answeredBy } from '../thread.ts'
import type { MailsDb } from './tables.ts'

/**
 * What a mail is about, as far as `by` sees it: that of the mail it answers; else the one contact that has just this
 * address, of the sender or, of what went out, of the first receiver who is known. Undefined: somebody has to say.
 */
export async function findRecord(
  db: Database<MailsDb>,
  by: By,
  mail: MailItem,
): Promise<AboutIds | undefined> {
  const answered = await recordOfThread(db, by, answeredBy(mail))
  if (answered) return answered
  const people = mail.outgoing ? [...mail.to, ...mail.cc] : mail.from ? [mail.from] : []
  for (const person of people) {
    const contact = theOne(await contactsWith(db, by, person))
    if (contact) return { contactId: contact.id }
  }
  return undefined
}

export interface Addressed {
  id: string
  name: string
  kind: 'person' | 'company'
}

/** The contacts `by` sees that have this very address. */
export async function contactsWith(
  db: Database<MailsDb>,
  by: By,
  { email }: PersonItem,
): Promise<Addressed[]> {
  const key = emailKey(email)
  if (!key.includes('@')) return []
  const { rows } = await sql<Addressed & { emails: string[] }>`
    select r.id, r.display_name as name, r.kind, array(
      select d ->> 'value' from jsonb_array_elements(r.details) d where d ->> 'kind' = 'email') as emails
    from contact r
    where r.deleted_at is null and r.match_keys @> ${hashKeys([`e:${key}`])}::integer[] and ${readable(by, sql`r.reader_ids`)}
    order by r.kind desc, r.display_name, r.id limit 50`.execute(db)
  return rows.flatMap(({ emails, ...contact }) =>
    emails.some((one) => emailKey(one) === key) ? [contact] : [],
  )
}

/** A person before the firm whose address they use; of several nobody can say which. */
export function theOne(found: readonly Addressed[]): Addressed | undefined {
  const persons = found.filter(({ kind }) => kind === 'person')
  const [only, another] = persons.length > 0 ? persons : found
  return another === undefined ? only : undefined
}

async function recordOfThread(db: Database<MailsDb>, by: By, ids: string[]): Promise<AboutIds | undefined> {
  if (ids.length === 0) return undefined
  const { rows } = await sql<AboutIds>`
    select e.contact_id, e.opportunity_id, e.event_id, e.project_id
    from mail_message m join history_entry e on e.id = m.entry_id
    where m.message_id = any(${ids}::text[]) and e.deleted_at is null and ${aboutReadable(by, sql`e`, { live: true })}
    order by array_position(${ids}::text[], m.message_id) limit 1`.execute(db)
  return rows[0]
}
