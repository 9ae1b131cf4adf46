import { sql } from 'kysely'
import type { Contact } from '#features/contacts/contact.ts'
import { readContacts } from '#features/contacts/server/read-contacts.ts'
import { Problem, invalid, missing } from '#kernel/problem.ts'
import { mayChange } from '#kernel/rights.ts'
import type { By } from '#kernel/rights.ts'
import { uuids } from '#platform/access.ts'
import type { Database, Tx } from '#platform/database.ts'
import type { DuplicatesDb } from './tables.ts'

/** Locks these contacts, always in the same order, so that two who want the same ones wait for each other. */
export async function lockAll(tx: Tx<DuplicatesDb>, ids: readonly string[]): Promise<void> {
  await sql`select 1 from contact where id = any(${uuids(ids)}) order by id for update`.execute(tx)
}

/** These contacts, in the bin or not, as far as `by` may see them. */
export function readParties(db: Database<DuplicatesDb>, by: By, ids: string[]): Promise<Contact[]> {
  return readContacts(db, by, ids)
}

/** These contacts in this order, when they can become one and `by` may change them all. */
export async function readMergeable(db: Database<DuplicatesDb>, by: By, ids: string[]): Promise<Contact[]> {
  if (new Set(ids).size < ids.length) throw invalid('otherId', 'same', 'These are one contact already.')
  const contacts = (await readContacts(db, by, ids)).filter((contact) => contact.deletedAt === null)
  if (contacts.length < ids.length) throw missing()
  if (contacts.some((contact) => !mayChange(by, contact)))
    throw new Problem('forbidden', 'forbidden', 'You may not change all of these contacts.')
  if (contacts.some((contact) => contact.kind !== contacts[0]?.kind))
    throw new Problem('conflict', 'merge.kinds', 'A person and a company are never the same.')
  return withoutLostEmployers(db, contacts)
}

/** An employer that lies in the bin is nobody's to take over. */
async function withoutLostEmployers(db: Database<DuplicatesDb>, contacts: Contact[]): Promise<Contact[]> {
  const [stays, ...others] = contacts
  const ids = others.flatMap((one) => one.companyId ?? [])
  if (!stays || ids.length === 0) return contacts
  const { rows } = await sql<{ id: string }>`
    select id from contact where id = any(${uuids(ids)}) and deleted_at is null`.execute(db)
  const there = new Set(rows.map((row) => row.id))
  const lost = ({ companyId }: Contact) => companyId !== null && !there.has(companyId)
  return [stays, ...others.map((one) => (lost(one) ? { ...one, companyId: null, companyName: null } : one))]
}
