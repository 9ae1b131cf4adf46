import { sql } from 'kysely'
import { fileName } from '#kernel/file-name.ts'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import type { StoredFile } from '#platform/files.ts'
import type { House } from '#platform/house.ts'
import { announce } from '#platform/journal.ts'
import type { MinuteChore } from '#platform/jobs.ts'
import type { MailParts } from '../../document-mail.ts'
import { letterWords } from '../../letter-words.ts'
import { holdInvoice, readHeld } from '../drafts/draft.ts'
import { invoiceReaders } from '../invoice-access.ts'
import { keepFiles } from '../keep-files.ts'
import type { InvoicesDb } from '../tables.ts'
import { writeLine } from '../tell-timeline.ts'
import { mailedTo } from './mailed-to.ts'
import { releaseHeld } from './release-held.ts'
import type { HeldMail } from './release-held.ts'
import { tellOfMails } from './tell-of-mails.ts'

/** Lets mails with documents go as soon as their files are made. */
export const releaseInvoiceMails: MinuteChore = {
  name: 'files of mails with documents',
  after: 'mail.held',
  run: (house) =>
    releaseHeld(house, 'invoiceId', {
      files: ({ documentId, attach }) => filesOf(house, documentId, attach),
      tell: tellSent,
    }),
}

/** Writes down at documents how the mails with them went. */
export const tellOfInvoiceMails: MinuteChore = {
  name: 'how mails with documents went',
  after: 'mail.tried',
  run: (house) =>
    tellOfMails(house, 'invoiceId', async (tx, by, { documentId, sentAt }) => {
      const held = await holdInvoice(tx, documentId)
      const version = held.version + (sentAt === null ? 0 : 1)
      if (sentAt !== null)
        await sql`
          update invoice set sent_at = ${sentAt}::timestamptz, version = ${version}, updated_at = now()
          where id = ${documentId}`.execute(tx)
      await announce(tx, by, {
        kind: 'invoice',
        id: documentId,
        action: 'invoice.changed',
        version,
        readers: await invoiceReaders(tx, { ...held.draft, createdBy: held.createdBy }),
      })
      return { kind: 'invoice', title: held.number ?? '' }
    }),
}

/** The files of a document that go with a mail, as they were sealed. */
async function filesOf(house: House, id: string, attach: MailParts): Promise<StoredFile[]> {
  const db = house.db as Database<InvoicesDb>
  const { number } = await readHeld(db, id)
  const { pdfHash, xmlHash } = await keepFiles(house, id)
  const named = (ending: string) => `${fileName(number ?? id)}.${ending}`
  const files = [
    ...(attach === 'xml' ? [] : [{ hash: pdfHash, name: named('pdf'), type: 'application/pdf' }]),
    ...(attach === 'pdf' || xmlHash === null
      ? []
      : [{ hash: xmlHash, name: named('xml'), type: 'application/xml' }]),
  ]
  const { rows } = await sql<{ hash: string; size: number }>`
    select hash, size from blob where hash = any(${files.map(({ hash }) => hash)}::text[])`.execute(db)
  return files.map((file) => ({ ...file, size: rows.find(({ hash }) => hash === file.hash)?.size ?? 0 }))
}

async function tellSent(
  tx: Tx<InvoicesDb>,
  by: By,
  held: HeldMail,
  files: readonly StoredFile[],
): Promise<void> {
  const { draft, number } = await readHeld(tx, held.documentId)
  const name = `${letterWords[by.language].kinds[draft.kind]} ${number}`
  const { contactId, opportunityId } = draft
  const text = mailedTo(name, held, by.language)
  await writeLine(tx, by, { contactId, opportunityId, kind: 'mail', text, files })
}
