import { sql } from 'kysely'
import { mailedTo } from '#features/invoices/server/send/mailed-to.ts'
import { releaseHeld } from '#features/invoices/server/send/release-held.ts'
import { tellOfMails } from '#features/invoices/server/send/tell-of-mails.ts'
import { KONTOR } from '#features/invoices/server/plans/plan-state.ts'
import { writeLine } from '#features/invoices/server/tell-timeline.ts'
import { fileName } from '#kernel/file-name.ts'
import type { Database } from '#platform/database.ts'
import type { StoredFile } from '#platform/files.ts'
import type { House } from '#platform/house.ts'
import { announce } from '#platform/journal.ts'
import type { MinuteChore } from '#platform/jobs.ts'
import { reminderWords } from '../../reminder-words.ts'
import type { PaymentsDb } from '../tables.ts'
import { keepLetter } from './keep-letter.ts'
import { readLetter } from './read-letters.ts'

/** Lets mails with reminders go as soon as their pages are made. */
export const releaseLetterMails: MinuteChore = {
  name: 'files of mails with reminders',
  after: 'mail.held',
  run: (house) =>
    releaseHeld(house, 'letterId', {
      files: ({ documentId }) => filesOf(house, documentId),
      async tell(tx, by, held, files) {
        const { contactId, issued } = await readLetter(tx as never, KONTOR, held.documentId)
        const name = `${reminderWords[by.language].titles[issued.level - 1] ?? ''} ${issued.number}`
        const text = mailedTo(name, held, by.language)
        await writeLine(tx, by, { contactId, opportunityId: null, kind: 'mail', text, files })
      },
    }),
}

/** Writes down at reminders how the mails with them went. */
export const tellOfLetterMails: MinuteChore = {
  name: 'how mails with reminders went',
  after: 'mail.tried',
  run: (house) =>
    tellOfMails(house, 'letterId', async (tx, by, { documentId, sentAt }) => {
      if (sentAt !== null)
        await sql`
          update reminder_letter set sent_at = coalesce(sent_at, ${sentAt}::timestamptz) where id = ${documentId}`.execute(
          tx,
        )
      const { issued } = await readLetter(tx as never, by, documentId)
      await announce(tx, by, {
        kind: 'reminder-letter',
        id: documentId,
        action: 'reminder-letter.changed',
        readers: 'everyone',
      })
      return { kind: 'reminder-letter', title: issued.number }
    }),
}

async function filesOf(house: House, id: string): Promise<StoredFile[]> {
  const db = house.db as Database<PaymentsDb>
  const letter = await readLetter(db, KONTOR, id)
  const hash = await keepLetter(house, letter)
  const { rows } = await sql<{ size: number }>`select size from blob where hash = ${hash}`.execute(db)
  const name = `${fileName(letter.issued.number)}.pdf`
  return [{ hash, name, type: 'application/pdf', size: rows[0]?.size ?? 0 }]
}
