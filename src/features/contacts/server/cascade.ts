import { sql } from 'kysely'
import { Problem } from '#kernel/problem.ts'
import { mayChange } from '#kernel/rights.ts'
import type { By } from '#kernel/rights.ts'
import { readable } from '#platform/access.ts'
import type { Tx } from '#platform/database.ts'
import type { Contact, ContactChange } from '../contact.ts'
import type { ContactContext } from './contact-state.ts'
import { presentContact, selectContacts } from './read-contacts.ts'
import type { ContactsDb } from './tables.ts'

interface Cascade {
  before: Contact
  after: Contact
  /** What the caller answered to "the others too?"; undefined leaves it to the setting, whose null means no. */
  wanted: boolean | undefined
  context: ContactContext
  change(
    tx: Tx<ContactsDb>,
    by: By,
    input: { ids: string[]; changeOf(relative: Contact): ContactChange; context: ContactContext },
  ): Promise<('changed' | 'unchanged' | Problem)[]>
}

/**
 * Tags and temperature of a company go on to its persons, those of a person to the company and the colleagues, as far
 * as `by` may change them.
 */
export async function cascade(
  tx: Tx<ContactsDb>,
  by: By,
  { before, after, wanted, context, change }: Cascade,
): Promise<void> {
  const added = after.tags.filter((tag) => !before.tags.includes(tag))
  const removed = before.tags.filter((tag) => !after.tags.includes(tag))
  const { cascadeTags, cascadeTemperature } = context.settings.contacts
  const tags = added.length + removed.length > 0 && (wanted ?? cascadeTags ?? false)
  const temperature = before.temperatureId !== after.temperatureId && (wanted ?? cascadeTemperature ?? false)
  if (!tags && !temperature) return
  const changed = await change(tx, by, {
    ids: await relatives(tx, by, after),
    context,
    changeOf(relative) {
      const patch: ContactChange = { cascade: false }
      if (tags)
        patch.tags = [...new Set([...relative.tags, ...added])].filter((tag) => !removed.includes(tag))
      if (temperature) patch.temperatureId = after.temperatureId
      return patch
    },
  })
  const refusal = changed.find((one) => one instanceof Problem)
  if (refusal) throw refusal
}

async function relatives(tx: Tx<ContactsDb>, by: By, contact: Contact): Promise<string[]> {
  const company = contact.kind === 'company' ? contact.id : contact.companyId
  if (!company) return []
  const rows = await selectContacts(tx)
    .where(sql<boolean>`(r.company_id = ${company} or r.id = ${company})`)
    .where('id', '!=', contact.id)
    .where('deletedAt', 'is', null)
    .where(readable(by, sql`r.reader_ids`))
    .orderBy('id')
    .limit(1000)
    .execute()
  const contacts = rows.map((row) => presentContact(row, by))
  return contacts.filter((relative) => mayChange(by, relative)).map(({ id }) => id)
}
