import { sql } from 'kysely'
import { sellerOf } from '#features/invoices/server/parties.ts'
import { readSettings } from '#features/settings/server/settings.ts'
import type { Database } from '#platform/database.ts'
import type { ReminderPage } from '../../to-reminder-letter.ts'
import type { PaymentsDb } from '../tables.ts'
import type { Proposed } from './propose.ts'

/** What the letter of a proposal says, with this number; an empty one while it is only looked at. */
export async function reminderPage(
  db: Database<PaymentsDb>,
  { contact: _contact, email: _email, notices: _notices, ...said }: Proposed,
  number: string,
): Promise<ReminderPage> {
  return {
    ...said,
    number,
    seller: sellerOf(await readSettings(db)),
    author: { name: '', email: '', phone: '' },
    intro: await introOf(db, said.language, said.level),
  }
}

/** The first text block for reminders in a language is for the first level, and so on. */
async function introOf(db: Database<PaymentsDb>, language: string, level: number): Promise<string> {
  const { rows } = await sql<{ text: string }>`
    select text from text_block where place = 'reminder' and language = ${language}
    order by position, id offset ${level - 1} limit 1`.execute(db)
  return rows[0]?.text ?? ''
}
