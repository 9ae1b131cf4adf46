import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { forgetNotifications } from '#features/notifications/server/notify.ts'
import { Problem } from '#kernel/problem.ts'
import { mayChange, readersOf } from '#kernel/rights.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import type { Contact } from '../contact.ts'
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
  const deletionId = randomUUIDv7()
  const others = withPersons && contact.kind === 'company' ? await personsOf(tx, by, id) : []
  for (const one of [contact, ...others]) await moveToBin(tx, by, one, deletionId)
}

async function personsOf(tx: Tx<ContactsDb>, by: By, companyId: string): Promise<Contact[]> {
  const rows = await selectContacts(tx)
    .where('companyId', '=', companyId)
    .where('deletedAt', 'is', null)
    .forUpdate()
    .execute()
  return rows.map((row) => presentContact(row, by)).filter((person) => mayChange(by, person))
}

async function moveToBin(tx: Tx<ContactsDb>, by: By, contact: Contact, deletionId: string): Promise<void> {
  await tx
    .updateTable('contact')
    .set({ deletedAt: sql<string>`now()`, deletedBy: by.id, deletionId, version: contact.version + 1 })
    .where('id', '=', contact.id)
    .execute()
  await tell(tx, by, 'deleted', { ...contact, version: contact.version + 1 })
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
  for (const row of rows) {
    await tx
      .updateTable('contact')
      .set({
        deletedAt: null,
        deletedBy: null,
        deletionId: null,
        mergedInto: null,
        version: row.version + 1,
        updatedAt: sql<string>`now()`,
      })
      .where('id', '=', row.id)
      .execute()
    await tell(tx, by, 'restored', { ...presentContact(row, by), version: row.version + 1 })
  }
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
  await forgetNotifications(tx, id)
  await tx
    .updateTable('journal')
    .set({ title: '–', diff: sql`'[]'` })
    .where('recordId', '=', id)
    .execute()
  await tell(tx, by, 'erased', { ...presentContact(row, by), displayName: '–' })
}

function tell(tx: Tx<ContactsDb>, by: By, verb: string, contact: Contact): Promise<void> {
  return record(tx, by, {
    action: `contact.${verb}`,
    kind: 'contact',
    id: contact.id,
    title: contact.displayName,
    version: contact.version,
    readers: readersOf(contact),
  })
}
