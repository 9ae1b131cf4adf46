import { sql } from 'kysely'
import type { z } from 'zod'
import type { Contact } from '#features/contacts/contact.ts'
import { flawsNow } from '#features/contacts/server/contact-state.ts'
import { readContact, readContacts } from '#features/contacts/server/read-contacts.ts'
import { mayChange } from '#kernel/rights.ts'
import type { By } from '#kernel/rights.ts'
import { readable } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import type { mergeCandidates, MergePreview, MergeRequest } from '../merge.ts'
import { mergeContacts as planMerge, previewOf } from '../merge-contacts.ts'
import { findDuplicates } from './find-duplicates.ts'
import { homeCountry } from './home-country.ts'
import { othersOf } from './merge-contacts.ts'
import type { Attachments } from './merge-contacts.ts'
import { readMergeable } from './read-mergeable.ts'
import type { DuplicatesDb } from './tables.ts'

/** What a merge would make of these contacts, field by field, and how much would move along. */
export async function previewMerge(
  db: Database<DuplicatesDb>,
  by: By,
  { id, request, attachments }: { id: string; request: MergeRequest; attachments: Attachments },
): Promise<MergePreview> {
  const others = othersOf(request)
  const contacts = await readMergeable(db, by, [id, ...others])
  const plan = planMerge(contacts, request.choose)
  const counts = await Promise.all(attachments.map(async (one) => one.counts?.(db, by, others)))
  const contact = previewOf(contacts, plan)
  return {
    contact: { ...contact, flaws: flawsNow(contact, await homeCountry(db)) },
    contacts,
    fields: plan.fields,
    moves: Object.assign({}, ...counts) as Record<string, number>,
  }
}

/** As many as one looks through. */
const MOST = 10

/** Whom a contact may be the same as: its duplicates, then its namesakes, of the same kind and for `by` to change. */
export async function mergeCandidatesOf(
  db: Database<DuplicatesDb>,
  by: By,
  id: string,
): Promise<z.infer<typeof mergeCandidates>> {
  const contact = await readContact(db, by, id)
  const { rows } = await sql<{ id: string }>`
    with one as (select sort_key, last_name_key from contact where id = ${id}),
    namesake as (
      select r.id, r.kind, r.reader_ids from contact r, one where r.deleted_at is null and r.sort_key = one.sort_key
      union
      select r.id, r.kind, r.reader_ids from contact r, one
      where r.deleted_at is null and r.last_name_key = one.last_name_key)
    select r.id from namesake r
    where r.id <> ${id} and r.kind = ${contact.kind} and ${readable(by, sql`r.reader_ids`)}
    order by r.id limit 50`.execute(db)
  const [check] = await findDuplicates(db, by, [contact])
  const hits = (check?.hits ?? []).flatMap(({ contactId }) => contactId ?? [])
  const found = await readContacts(db, by, [...new Set([...hits, ...rows.map((row) => row.id)])])
  return { items: found.filter((one: Contact) => mayChange(by, one)).slice(0, MOST) }
}
