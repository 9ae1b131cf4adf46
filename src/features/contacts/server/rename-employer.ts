import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'
import type { Contact } from '../contact.ts'
import { derive } from '../derive.ts'
import type { ContactContext } from './contact-state.ts'
import { selectContacts } from './read-contacts.ts'
import type { ContactsDb } from './tables.ts'

/** Persons carry the name of their employer; the new one reaches them all, whoever may see them (as system). */
export async function renameEmployer(
  tx: Tx<ContactsDb>,
  company: Contact,
  context: ContactContext,
): Promise<void> {
  const persons = await selectContacts(tx).where('companyId', '=', company.id).execute()
  for (const person of persons) {
    const state = { ...person, companyName: company.companyName, managers: person.managerIds }
    const { search, sounds, matchKeys } = derive(state, context.settings.country)
    await tx
      .updateTable('contact')
      .set({ companyName: company.companyName, search, sounds, matchKeys, version: sql<number>`version + 1` })
      .where('id', '=', person.id)
      .execute()
  }
}
