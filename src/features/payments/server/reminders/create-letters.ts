import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { writtenAmount } from '#features/invoices/due.ts'
import { lockSeen } from '#features/invoices/server/drafts/save-draft.ts'
import { nextNumber } from '#features/invoices/server/next-number.ts'
import { invoiceReaders } from '#features/invoices/server/invoice-access.ts'
import { tell } from '#features/invoices/server/tell.ts'
import type { HeldInvoice } from '#features/invoices/server/drafts/draft.ts'
import { cents, sum } from '#kernel/decimal.ts'
import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import { json } from '#platform/database.ts'
import { insertAll } from '#platform/insert-all.ts'
import { record } from '#platform/journal.ts'
import type { ReminderLetter, RemindersNew } from '../../reminder-letter.ts'
import { reminderWords } from '../../reminder-words.ts'
import type { PaymentsDb } from '../tables.ts'
import { writeEntry } from '../write-entry.ts'
import { proposeReminders } from './propose.ts'
import type { Proposed } from './propose.ts'
import { listLetters } from './read-letters.ts'
import { reminderPage } from './reminder-page.ts'

/**
 * Writes the letters that were chosen, each with its number. What is due is worked out anew under lock: whoever reminds
 * at the same time, or whose payment came in, finds it done.
 */
export async function createLetters(
  tx: Tx<PaymentsDb>,
  by: By,
  { letters }: RemindersNew,
): Promise<ReminderLetter[]> {
  const ids = [...new Set(letters.flatMap(({ invoiceIds }) => invoiceIds))].toSorted()
  const held = new Map<string, HeldInvoice>()
  for (const id of ids) held.set(id, await lockSeen(tx, by, id))
  const made: string[] = []
  for (const { contactId, currency, invoiceIds } of letters) {
    const proposed = (await proposeReminders(tx, by, { contactIds: [contactId], invoiceIds })).find(
      (one) => one.currency === currency,
    )
    if (!proposed || proposed.invoices.length !== invoiceIds.length)
      throw new Problem(
        'conflict',
        'reminder.not_due',
        'An invoice was paid or reminded of in the meantime, or is not due yet.',
      )
    made.push(await writeLetter(tx, by, proposed, held))
  }
  return (await listLetters(tx, by, { ids: made })).items
}

async function writeLetter(
  tx: Tx<PaymentsDb>,
  by: By,
  proposed: Proposed,
  held: ReadonlyMap<string, HeldInvoice>,
): Promise<string> {
  const { contact, invoices, language, currency, level, day, dueDate, fee, interest, lumpSum, total } =
    proposed
  const id = randomUUIDv7()
  const number = await nextNumber(tx, 'reminder', day)
  const page = await reminderPage(tx, proposed, number)
  await tx
    .insertInto('reminderLetter')
    .values({
      id,
      number,
      contactId: contact.id,
      level,
      day,
      dueDate,
      language,
      currency,
      fee: cents(sum([fee, lumpSum])),
      interest,
      total,
      issued: json<Record<string, unknown>>({ ...page }),
      pdfHash: null,
      sentAt: null,
      createdBy: by.id,
    })
    .execute()
  await insertAll(
    tx,
    'reminderLetterInvoice',
    invoices.map((one) => ({ letterId: id, invoiceId: one.id })),
  )
  for (const one of invoices) await raise(tx, by, held.get(one.id), one)
  await record(tx, by, {
    action: 'reminder-letter.created',
    kind: 'reminder-letter',
    id,
    title: `${number} · ${contact.name}`,
    diff: [
      { field: 'reminderLevel', from: null, to: level },
      { field: 'total', from: null, to: `${total} ${currency}` },
    ],
    readers: await invoiceReaders(tx as Database<PaymentsDb>, { contactId: contact.id, createdBy: by.id }),
  })
  const [first] = invoices
  const draft = first && held.get(first.id)?.draft
  const word = reminderWords[by.language].titles[level - 1] ?? ''
  if (draft)
    await writeEntry(
      tx,
      by,
      { contactId: contact.id, opportunityId: draft.opportunityId },
      `${word} ${number}: ${writtenAmount(total, currency, by.language)}`,
    )
  return id
}

/** An invoice remembers to which level it was reminded of. */
async function raise(
  tx: Tx<PaymentsDb>,
  by: By,
  held: HeldInvoice | undefined,
  { id, level, reminderLevel }: { id: string; level: number; reminderLevel: number },
): Promise<void> {
  if (!held) return
  const version = held.version + 1
  await sql`
    update invoice set reminder_level = ${level}, version = ${version}, updated_by = ${by.id}, updated_at = now()
    where id = ${id}`.execute(tx)
  const changes = [{ field: 'reminderLevel', from: reminderLevel, to: level }]
  await tell(tx, by, 'status', { held: { ...held, version }, changes })
}
