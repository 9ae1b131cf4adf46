import type { RawBuilder, SqlBool } from 'kysely'
import { sql } from 'kysely'
import { sortKey } from '#kernel/fold.ts'
import type { By } from '#kernel/rights.ts'
import { readable } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import { all, listPage } from '#platform/list.ts'
import type { BinKind, Found, SearchKind } from '#platform/record-kinds.ts'
import { searchConditions, searchSelection } from '#platform/search.ts'
import type { Contact } from '../contact.ts'
import { primaryOf } from '../detail.ts'
import { contactSearched, contactSource, managersSeen } from './contact-source.ts'
import { eraseContact } from './delete-contact.ts'
import { readContacts } from './read-contacts.ts'
import type { ContactsDb } from './tables.ts'

/** How the search over everything finds contacts. */
export const contactSearch: SearchKind<ContactsDb> = { kind: 'contact', find: findContacts }

/** How contacts lie in the bin. */
export const contactBin: BinKind<ContactsDb> = {
  kind: 'contact',
  async rows(db, by, q) {
    const conditions = [readable(by, sql`r.reader_ids`), ...(await searchConditions(db, q, contactSearched))]
    return sql`
      select 'contact' as kind, r.id, r.display_name as title, r.deleted_at, r.deleted_by, r.visibility, r.manager_ids,
        (select jsonb_build_object('id', m.id, 'title', m.display_name, 'mergeId', r.deletion_id)
          from contact m where m.id = r.merged_into and ${readable(by, sql`m.reader_ids`)}) as merged_into
      from contact r where r.deleted_at is not null and ${all(conditions)}`
  },
  erase: eraseContact,
}

/**
 * Contacts for somebody who is still typing: first those whose name has a word that begins like the last one typed,
 * then all that the list would find.
 */
async function findContacts(db: Database<ContactsDb>, by: By, q: string, limit: number): Promise<Found[]> {
  const pages = /^\p{L}{1,2}$/u.test(q)
    ? await Promise.all(['displayName', 'lastName'].map((sort) => idsBeginning(db, by, { q, sort, limit })))
    : await Promise.all(attempts(q).map((attempt) => idsOf(db, by, attempt, limit)))
  const ids = [...new Set(pages.flat())].slice(0, limit)
  return (await readContacts(db, by, ids)).map(present)
}

/** `Anna mül` as `Anna name:mül*` and as it stands; an unfinished pattern (`M?l`) also as `M?l*`. */
function attempts(q: string): string[] {
  const last = /[^\s"~:]+$/.exec(q)?.[0] ?? ''
  const rest = q.slice(0, q.length - last.length)
  if (last === '' || last.endsWith('*') || !/(^|\s)$/.test(rest)) return [q]
  return /[?*]/.test(last) ? [`${q}*`] : [`${rest}name:${last}*`, q]
}

/** One or two letters are in too many words and in no index but those of the names; so names that begin with them. */
async function idsBeginning(
  db: Database<ContactsDb>,
  by: By,
  { q, sort, limit }: { q: string; sort: string; limit: number },
): Promise<string[]> {
  const key = sort === 'lastName' ? sql`r.last_name_key` : sql`r.sort_key`
  const begins = sql<SqlBool>`${key} >= ${sortKey(q)} and ${key} < ${`${sortKey(q)}\u{10FFFF}`}`
  const { rows } = await sql<{ id: string }>`
    select r.id from contact r where r.deleted_at is null and ${begins} and ${readable(by, sql`r.reader_ids`)}
    order by ${key}, r.id limit ${limit}`.execute(db)
  return rows.map((row) => row.id)
}

async function idsOf(db: Database<ContactsDb>, by: By, q: string, limit: number): Promise<string[]> {
  const access: RawBuilder<SqlBool>[] = by.role === 'admin' ? [] : [readable(by, sql`r.reader_ids`)]
  const search = await searchSelection(db, q, contactSearched)
  const { ids } = await listPage(
    db,
    contactSource,
    {
      ...search,
      conditions: [...access, ...search.conditions],
      estimable: access,
      owners: managersSeen(by),
    },
    { limit },
  )
  return ids
}

function present(contact: Contact): Found {
  const { id, displayName: title, photo } = contact
  const city = primaryOf(contact.details, 'address')?.value.city
  const [email] = contact.details.flatMap((row) => (row.kind === 'email' && row.primary ? [row.value] : []))
  const parts =
    contact.kind === 'person' ? [contact.position, contact.companyName ?? email] : [contact.industry, city]
  const subtitle = parts.filter(Boolean).join(' · ')
  return { kind: 'contact', id, title, subtitle, mark: contact.kind, photo }
}
