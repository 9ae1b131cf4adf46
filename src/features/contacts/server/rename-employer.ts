import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'
import type { Contact } from '../contact.ts'
import { derive } from '../derive.ts'
import type { ContactContext } from './contact-state.ts'
import { selectContacts } from './read-contacts.ts'
import type { ContactRow } from './read-contacts.ts'
import type { ContactsDb } from './tables.ts'

type Employer = Pick<Contact, 'id' | 'companyName'>

/** Persons carry the name of their employer; the new one reaches them all, whoever may see them (as system). */
export async function renameEmployer(
  tx: Tx<ContactsDb>,
  company: Employer,
  context: ContactContext,
): Promise<void> {
  const persons = await selectContacts(tx).where('companyId', '=', company.id).execute()
  await employ(tx, persons, company, context)
}

/** Puts these persons under a company and its name (as system). */
export async function employ(
  tx: Tx<ContactsDb>,
  persons: readonly ContactRow[],
  { id: companyId, companyName }: Employer,
  context: ContactContext,
): Promise<void> {
  for (const person of persons) {
    const state = { ...person, companyId, companyName, managers: person.managerIds }
    const { search, sounds, letters, matchKeys } = derive(state, context.settings.country)
    await tx
      .updateTable('contact')
      .set({ companyId, companyName, search, sounds, letters, matchKeys, version: sql<number>`version + 1` })
      .where('id', '=', person.id)
      .execute()
  }
}
