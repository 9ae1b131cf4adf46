import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { forgetRecord } from '#features/notifications/server/forget-record.ts'
import { Problem } from '#kernel/problem.ts'
import { mayChange, readersOf } from '#kernel/rights.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import type { Contact } from '../contact.ts'
import { moveToBin, takeFromBin } from './bin-contacts.ts'
import type { Movable } from './bin-contacts.ts'
import { readContext } from './contact-state.ts'
import { lockContact, presentContact, selectContacts } from './read-contacts.ts'
import { renameEmployer } from './rename-employer.ts'
import type { ContactsDb } from './tables.ts'

/** Moves a contact to the bin; persons of a deleted company stay, and find it again when it comes back. */
export async function deleteContact(
  tx: Tx<ContactsDb>,
  by: By,
  { id, ifMatch, withPersons = false }: { id: string; ifMatch?: number | undefined; withPersons?: boolean },
): Promise<void> {
  const contact = await lockContact(tx, by, id)
  if (!mayChange(by, contact)) throw new Problem('forbidden', 'forbidden', 'You may not delete this contact.')
  if (ifMatch !== undefined && ifMatch !== contact.version) throw new Problem('stale', 'stale')
  const others = withPersons && contact.kind === 'company' ? await personsOf(tx, by, id) : []
  await moveToBin(tx, by, [contact, ...others].map(movable), randomUUIDv7())
}

async function personsOf(tx: Tx<ContactsDb>, by: By, companyId: string): Promise<Contact[]> {
  const rows = await selectContacts(tx)
    .where('companyId', '=', companyId)
    .where('deletedAt', 'is', null)
    .forUpdate()
    .execute()
  return rows.map((row) => presentContact(row, by)).filter((person) => mayChange(by, person))
}

/** Brings a contact back out of the bin, with everything that was deleted in the same step. */
export async function restoreContact(tx: Tx<ContactsDb>, by: By, id: string): Promise<Contact> {
  const contact = await lockContact(tx, by, id, 'bin')
  if (!mayChange(by, contact))
    throw new Problem('forbidden', 'forbidden', 'You may not restore this contact.')
  const rows = await selectContacts(tx)
    .where(sql<boolean>`deletion_id = (select deletion_id from contact where id = ${id})`)
    .forUpdate()
    .execute()
  await takeFromBin(
    tx,
    by,
    rows.map((row) => movable(presentContact(row, by))),
  )
  return { ...contact, deletedAt: null, version: contact.version + 1 }
}

/** Erases a contact for good; what its audit trail says of its content goes too (GDPR Art. 17). */
export async function eraseContact(tx: Tx<ContactsDb>, by: By, id: string): Promise<void> {
  const row = await selectContacts(tx).where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw new Problem('missing', 'missing')
  const nameless = { ...presentContact(row, by), companyName: null }
  await renameEmployer(tx, nameless, await readContext(tx))
  await tx.updateTable('contact').set({ companyId: null }).where('companyId', '=', id).execute()
  await tx.deleteFrom('contact').where('id', '=', id).execute()
  const readers = readersOf(presentContact(row, by))
  await forgetRecord(tx, by, { kind: 'contact', id, version: row.version, readers })
}

function movable(contact: Contact): Movable {
  const { id, displayName, version } = contact
  return { id, displayName, version, readerIds: readersOf(contact) }
}
