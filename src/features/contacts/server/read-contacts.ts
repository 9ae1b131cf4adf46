import { sql } from 'kysely'
import type { RawBuilder, Selectable } from 'kysely'
import { missing } from '#kernel/problem.ts'
import { abilities } from '#kernel/rights.ts'
import type { By } from '#kernel/rights.ts'
import { readable, uuids } from '#platform/access.ts'
import type { Database, Tx } from '#platform/database.ts'
import { KEPT } from '#platform/kept.ts'
import type { Contact } from '../contact.ts'
import type { ContactsDb } from './tables.ts'

/** The contact, if `by` may see it; where it became one with another, the refusal says with which. */
export async function openContact(db: Database<ContactsDb>, by: By, id: string): Promise<Contact> {
  try {
    return await readContact(db, by, id)
  } catch (error) {
    const movedTo = await whatBecameOf(db, by, id)
    throw movedTo === undefined ? error : missing({ movedTo })
  }
}

/** The contact that this one, merged away, leads to; only for who may see both. */
async function whatBecameOf(db: Database<ContactsDb>, by: By, id: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    with recursive way (id, merged_into, deleted_at) as (
      select r.id, r.merged_into, r.deleted_at from contact r
      where r.id = ${id} and r.deleted_at is not null and ${readable(by, sql`r.reader_ids`)}
      union
      select r.id, r.merged_into, r.deleted_at from way join contact r on r.id = way.merged_into
      where way.deleted_at is not null and ${readable(by, sql`r.reader_ids`)})
    select id from way where deleted_at is null`.execute(db)
  return rows[0]?.id
}

/** The contact, if `by` may see it; in the bin only when asked for. */
export async function readContact(
  db: Database<ContactsDb>,
  by: By,
  id: string,
  where: 'live' | 'bin' | 'any' = 'live',
): Promise<Contact> {
  const [contact] = await readShown(db, by, sql`r.id = ${id} and ${PLACES[where]}`)
  if (!contact) throw missing()
  return contact
}

const PLACES = {
  live: sql`r.deleted_at is null`,
  bin: sql`r.deleted_at is not null`,
  any: sql`true`,
}

/** These contacts in this order; what `by` may not see is left out. */
export async function readContacts(db: Database<ContactsDb>, by: By, ids: string[]): Promise<Contact[]> {
  if (ids.length === 0) return []
  const contacts = await readShown(db, by, sql`r.id = any(${uuids(ids)})`)
  const byId = new Map(contacts.map((contact) => [contact.id, contact]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** Reading contacts is what Kontor does most, so PostgreSQL names what the API shows and nothing is copied here. */
async function readShown(db: Database<ContactsDb>, by: By, found: RawBuilder<unknown>): Promise<Contact[]> {
  const { rows } = await sql<Shown>`${KEPT}
    select ${shown} from contact r where ${found} and ${readable(by, sql`r.reader_ids`)}`.execute(
    db.withoutPlugins(),
  )
  return rows.map((row) => Object.assign(row, { photo: photoOf(row.id, row.photo), can: abilities(by, row) }))
}

/** A contact whose picture is its hash so far. */
type Shown = Omit<Contact, 'can'>

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
  'flaws',
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

const SHOWN_AS: Partial<Record<string, string>> = { managerIds: 'managers', photoHash: 'photo' }

const shown = sql`${sql.raw(
  COLUMNS.map((name) => {
    const column = name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
    return `r.${column} as "${SHOWN_AS[name] ?? name}"`
  }).join(', '),
)}, ${tagNames} as tags`

export type ContactRow = Omit<
  Selectable<ContactsDb['contact']>,
  | 'tagIds'
  | 'readerIds'
  | 'sortKey'
  | 'lastNameKey'
  | 'search'
  | 'sounds'
  | 'letters'
  | 'matchKeys'
  | 'deletionId'
  | 'mergedInto'
  | 'deletedBy'
  | 'runId'
  | 'sample'
  | 'thumbnailHash'
  | 'marks'
  | 'placeKey'
> & { tags: string[] }

/** A row as the API shows it to `by`. */
export function presentContact(row: ContactRow, by: By): Contact {
  const { managerIds, photoHash, ...plain } = row
  const guarded = { visibility: row.visibility, managers: managerIds }
  return { ...plain, managers: managerIds, photo: photoOf(row.id, photoHash), can: abilities(by, guarded) }
}

function photoOf(id: string, hash: string | null): string | null {
  return hash && `/api/v1/contacts/${id}/photo?v=${hash.slice(0, 12)}`
}
