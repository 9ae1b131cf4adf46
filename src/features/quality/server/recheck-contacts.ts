import { sql } from 'kysely'
import { flawsNow } from '#features/contacts/server/contact-state.ts'
import { selectContacts } from '#features/contacts/server/read-contacts.ts'
import { readSettings } from '#features/settings/server/settings.ts'
import type { Database } from '#platform/database.ts'
import type { Chore } from '#platform/jobs.ts'
import type { QualityDb } from './tables.ts'

const BATCH = 500

/**
 * Looks at every contact anew each night (as system), because hints change with the day, with our tables and with our
 * rules; then writes down how the week stands. Writing a contact looks at it, too: this finds what nobody wrote.
 */
export const recheckContacts: Chore = {
  name: 'data quality',
  async run(house) {
    const db = house.db as Database<QualityDb>
    const { country } = await readSettings(db)
    let last = '00000000-0000-0000-0000-000000000000'
    for (;;) {
      const contacts = await selectContacts(db)
        .where('r.id', '>', last)
        .where('r.deletedAt', 'is', null)
        .orderBy('r.id')
        .limit(BATCH)
        .execute()
      for (const contact of contacts) {
        const flaws = flawsNow(contact, country)
        if (flaws.join() === contact.flaws.join()) continue
        // Whoever changed it meanwhile has looked at it, too.
        await db
          .updateTable('contact')
          .set({ flaws })
          .where('id', '=', contact.id)
          .where('version', '=', contact.version)
          .execute()
      }
      last = contacts.at(-1)?.id ?? last
      if (contacts.length < BATCH) break
    }
    await keepWeek(db)
  },
}

async function keepWeek(db: Database<QualityDb>): Promise<void> {
  await sql`
    insert into quality_week (week, contacts, whole)
    select date_trunc('week', now())::date, count(*), count(*) filter (where flaws = '{}')
    from contact where deleted_at is null
    on conflict (week) do update set contacts = excluded.contacts, whole = excluded.whole`.execute(db)
}
