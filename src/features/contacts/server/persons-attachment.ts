import { sql } from 'kysely'
import type { By } from '#kernel/rights.ts'
import { readersOf } from '#kernel/rights.ts'
import { readable, uuids } from '#platform/access.ts'
import type { Tx } from '#platform/database.ts'
import { recordAll } from '#platform/journal.ts'
import type { Attachment } from '#platform/record-kinds.ts'
import { readContext } from './contact-state.ts'
import { selectContacts } from './read-contacts.ts'
import type { ContactRow } from './read-contacts.ts'
import { employ } from './rename-employer.ts'
import type { ContactsDb } from './tables.ts'

/** The persons of a company, those in the bin too, whoever may see them (as system): they carry its name. */
export const personsAttachment: Attachment<ContactsDb> = {
  column: 'contact.company_id',
  async move(tx, by, { from, to }) {
    const persons = await selectContacts(tx).where('companyId', '=', from).orderBy('id').forUpdate().execute()
    await hand(tx, by, persons, to)
    return persons.map((person) => person.id)
  },
  async moveBack(tx, by, { keys, holders, to }) {
    const persons = await selectContacts(tx)
      .where(sql<boolean>`r.id = any(${uuids(keys)}) and r.company_id = any(${uuids(holders)})`)
      .orderBy('id')
      .forUpdate()
      .execute()
    await hand(tx, by, persons, to)
  },
  async counts(db, by, ids) {
    const { rows } = await sql<{ persons: number }>`
      select count(*) as persons from contact r where r.company_id = any(${uuids(ids)})
        and r.deleted_at is null and ${readable(by, sql`r.reader_ids`)}`.execute(db)
    return { ...rows[0] }
  },
}

async function hand(tx: Tx<ContactsDb>, by: By, persons: ContactRow[], companyId: string): Promise<void> {
  if (persons.length === 0) return
  const company = await selectContacts(tx).where('id', '=', companyId).executeTakeFirstOrThrow()
  await employ(tx, persons, company, await readContext(tx))
  const lines = persons.map((person) => ({
    action: 'contact.changed',
    kind: 'contact',
    id: person.id,
    title: person.displayName,
    diff: [
      { field: 'companyId', from: person.companyId, to: companyId },
      { field: 'companyName', from: person.companyName, to: company.companyName },
    ],
    version: person.version + 1,
    readers: readersOf({ visibility: person.visibility, managers: person.managerIds }),
  }))
  await recordAll(tx, by, lines)
}
