import { sql } from 'kysely'
import type { Selectable } from 'kysely'
import { missing } from '#kernel/problem.ts'
import { abilities } from '#kernel/rights.ts'
import type { By } from '#kernel/rights.ts'
import { readable, uuids } from '#platform/access.ts'
import type { Database, Tx } from '#platform/database.ts'
import type { Contact } from '../contact.ts'
import type { ContactsDb } from './tables.ts'

/** The contact, if `by` may see it; in the bin only when asked for. */
export async function readContact(
  db: Database<ContactsDb>,
  by: By,
  id: string,
  where: 'live' | 'bin' | 'any' = 'live',
): Promise<Contact> {
  const { rows } = await sql<ContactRow>`
    select ${columns} from contact r
    where r.id = ${id} and ${readable(by, sql`r.reader_ids`)} and ${PLACES[where]}`.execute(db)
  if (!rows[0]) throw missing()
  return presentContact(rows[0], by)
}

const PLACES = {
  live: sql`r.deleted_at is null`,
  bin: sql`r.deleted_at is not null`,
  any: sql`true`,
}

/** These contacts in this order; what `by` may not see is left out. */
export async function readContacts(db: Database<ContactsDb>, by: By, ids: string[]): Promise<Contact[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<ContactRow>`
    select ${columns} from contact r
    where r.id = any(${uuids(ids)}) and ${readable(by, sql`r.reader_ids`)}`.execute(db)
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => {
    const row = byId.get(id)
    return row ? [presentContact(row, by)] : []
  })
}

/** Locks the contact for a change; missing when `by` may not see it. */
export async function lockContact(
  tx: Tx<ContactsDb>,
  by: By,
  id: string,
  where: 'live' | 'bin' = 'live',
): Promise<Contact> {
  // A statement of its own: one that waited would see the row of now beside the tags of before.
  await sql`select 1 from contact where id = ${id} for update`.execute(tx)
  return readContact(tx, by, id, where)
}

const COLUMNS = [
  'id',
  'kind',
  'displayName',
  'salutation',
  'title',
  'firstName',
  'lastName',
  'companyName',
  'companyId',
  'position',
  'industry',
  'description',
  'typeId',
  'temperatureId',
  'class',
  'currency',
  'language',
  'birthday',
  'vatId',
  'details',
  'custom',
  'managerIds',
  'visibility',
  'photoHash',
  'lastActivityAt',
  'createdAt',
  'createdBy',
  'updatedAt',
  'updatedBy',
  'deletedAt',
  'version',
] as const

const tagNames = sql<
  string[]
>`array(select l.name from label l where l.id = any(r.tag_ids) order by lower(l.name))`

export function selectContacts(db: Database<ContactsDb>) {
  return db
    .selectFrom('contact as r')
    .select([...COLUMNS])
    .select(tagNames.as('tags'))
}

/** The same columns as text: reading contacts is what Kontor does most, and building the list anew takes as long. */
const columns = sql`${sql.raw(
  COLUMNS.map((name) => `r.${name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`).join(', '),
)}, ${tagNames} as tags`

export type ContactRow = Omit<
  Selectable<ContactsDb['contact']>,
  | 'tagIds'
  | 'readerIds'
  | 'sortKey'
  | 'lastNameKey'
  | 'search'
  | 'sounds'
  | 'matchKeys'
  | 'deletionId'
  | 'deletedBy'
  | 'runId'
  | 'sample'
  | 'thumbnailHash'
  | 'marks'
> & { tags: string[] }

/** A row as the API shows it to `by`. */
export function presentContact(row: ContactRow, by: By): Contact {
  const { managerIds, photoHash, ...plain } = row
  const photo = photoHash ? `/api/v1/contacts/${row.id}/photo?v=${photoHash.slice(0, 12)}` : null
  const guarded = { visibility: row.visibility, managers: managerIds }
  return { ...plain, managers: managerIds, photo, can: abilities(by, guarded) }
}
