import { writtenAmount, writtenDay } from '#features/invoices/due.ts'
import type { DocumentMail, MailProposal } from '#features/invoices/document-mail.ts'
import { demandBinding } from '#features/invoices/server/invoice-access.ts'
import { presentMail } from '#features/invoices/server/send/last-mail.ts'
import { writeMail } from '#features/invoices/server/send/propose-mail.ts'
import { putDocumentMail } from '#features/invoices/server/send/put-mail.ts'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import type { Outbox } from '#platform/mail.ts'
import type { ReminderLetter } from '../../reminder-letter.ts'
import { reminderWords } from '../../reminder-words.ts'
import type { PaymentsDb } from '../tables.ts'
import { present, readLetter } from './read-letters.ts'

/** The mail with a reminder that `by` sees, as Kontor would write it. */
export async function proposeLetterMail(
  db: Database<PaymentsDb>,
  by: By,
  { id, outbox }: { id: string; outbox: Outbox },
): Promise<MailProposal> {
  const letter = await readLetter(db, by, id)
  const { number, level, language, day, dueDate, total, currency, buyer } = letter.issued
  const name = reminderWords[language].titles[Math.min(Math.max(level, 1), 3) - 1] ?? ''
  return writeMail(
    db,
    by,
    {
      contactId: letter.contactId,
      language,
      kind: null,
      attach: 'pdf',
      parts: ['pdf'],
      mail: presentMail(letter),
      values: {
        kind: name,
        document: `${language === 'de' ? 'unsere' : 'our'} ${language === 'de' ? name : name.toLowerCase()} ${number}`,
        number,
        date: writtenDay(day, language),
        amount: writtenAmount(total, currency, language),
        due: writtenDay(dueDate, language),
        subject: '',
        salutation: buyer.salutation,
      },
    },
    outbox,
  )
}

/** Sends a reminder by mail, as its page. */
export async function sendLetter(
  tx: Tx<PaymentsDb>,
  by: By,
  { id, mail, outbox }: { id: string; mail: DocumentMail; outbox: Outbox },
): Promise<ReminderLetter> {
  const { contactId, createdBy, issued } = await readLetter(tx, by, id)
  await demandBinding(tx as Database<PaymentsDb>, by, { createdBy, contactId })
  const customer = { contactId, opportunityId: null }
  await putDocumentMail(tx, by, outbox, { about: { letterId: id }, customer, mail, attach: 'pdf' })
  await record(tx, by, {
    action: 'reminder-letter.mailed',
    kind: 'reminder-letter',
    id,
    title: issued.number,
    diff: [{ field: 'mail', from: null, to: [...mail.to, ...mail.cc].join(', ') }],
    readers: [by.id],
  })
  return present(await readLetter(tx, by, id))
}
