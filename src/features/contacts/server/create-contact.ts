import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { readersOf } from '#kernel/rights.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import { learnWords } from '#platform/search.ts'
import { readable } from '#platform/access.ts'
import { sortKey } from '#kernel/fold.ts'
import { diff } from '#kernel/diff.ts'
import type { Contact, ContactNew } from '../contact.ts'
import { readContext, stateOf, toColumns } from './contact-state.ts'
import type { ContactContext, ContactState } from './contact-state.ts'
import { readContact } from './read-contacts.ts'
import type { ContactsDb } from './tables.ts'
import { tellManagers } from './tell-managers.ts'

const empty: Omit<ContactState, 'kind' | 'managers'> = {
  salutation: null,
  title: null,
  firstName: null,
  lastName: null,
  companyName: null,
  companyId: null,
  position: null,
  industry: null,
  description: null,
  typeId: null,
  temperatureId: null,
  class: null,
  currency: null,
  language: null,
  birthday: null,
  vatId: null,
  details: [],
  tags: [],
  visibility: 'managers',
  custom: {},
}

/**
 * Creates a contact. Whoever creates it is its manager unless others are named. A person whose employer is given by
 * name works for the visible company of that name; if there is none it is created with the same managers.
 */
export async function createContact(
  tx: Tx<ContactsDb>,
  by: By,
  input: ContactNew,
  known?: ContactContext,
): Promise<Contact> {
  const context = known ?? (await readContext(tx))
  const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined))
  const state: ContactState = { ...empty, managers: [by.id], ...given, kind: input.kind }
  if (state.kind === 'person' && state.companyName && !state.companyId) {
    state.companyId = await employerId(tx, by, state, context)
  }
  const id = randomUUIDv7()
  const columns = await toColumns(tx, by, state, { context })
  await tx
    .insertInto('contact')
    .values({ id, ...columns, createdBy: by.id, updatedBy: by.id, runId: by.runId ?? null })
    .execute()
  await learnWords(tx, [columns.search])
  const contact = await readContact(tx, { ...by, role: 'admin' }, id)
  await record(tx, by, {
    action: 'contact.created',
    kind: 'contact',
    id,
    title: contact.displayName,
    diff: diff({}, stateOf(contact)),
    version: 1,
    readers: readersOf(contact),
  })
  await tellManagers(tx, by, { after: contact })
  return contact
}

/** The visible company of the name a person's employer is given by; created when there is none. */
export async function employerId(
  tx: Tx<ContactsDb>,
  by: By,
  person: ContactState,
  context: ContactContext,
): Promise<string> {
  const name = person.companyName ?? ''
  const found = await tx
    .selectFrom('contact as r')
    .select('id')
    .where('kind', '=', 'company')
    .where('deletedAt', 'is', null)
    .where('sortKey', '=', sortKey(name))
    .where(sql<boolean>`lower(company_name) = lower(${name})`)
    .where(readable(by, sql`r.reader_ids`))
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  if (found) return found.id
  const { managers, visibility } = person
  const company = await createContact(
    tx,
    by,
    { kind: 'company', companyName: name, managers, visibility },
    context,
  )
  return company.id
}
