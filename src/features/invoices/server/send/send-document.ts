import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { Outbox } from '#platform/mail.ts'
import { partsOf, usualParts } from '../../document-mail.ts'
import type { DocumentMail, DocumentsSend, DocumentsSent } from '../../document-mail.ts'
import type { Invoice } from '../../invoice.ts'
import { demandBinding } from '../invoice-access.ts'
import { readInvoice, readInvoiceRows } from '../read-invoices.ts'
import { readIssued } from '../read-issued.ts'
import { lockSeen } from '../drafts/save-draft.ts'
import type { InvoicesDb } from '../tables.ts'
import { tell } from '../tell.ts'
import { proposeMail } from './propose-mail.ts'
import { putDocumentMail } from './put-mail.ts'

/** Sends an issued document by mail; whether it arrived at the mail server is seen at the document. */
export async function sendDocument(
  tx: Tx<InvoicesDb>,
  by: By,
  { id, mail, outbox }: { id: string; mail: DocumentMail; outbox: Outbox },
): Promise<Invoice> {
  const held = await lockSeen(tx, by, id)
  const issued = await readIssued(tx, id)
  await demandBinding(tx, by, { ...held.draft, createdBy: held.createdBy })
  const attach = mail.attach ?? usualParts(issued)
  if (!partsOf(issued).includes(attach))
    throw new Problem('conflict', 'invoice.no_xml', 'Only invoices are written as e-invoices.')
  const { contactId, opportunityId } = held.draft
  const customer = { contactId, opportunityId }
  await putDocumentMail(tx, by, outbox, { about: { invoiceId: id }, customer, mail, attach })
  await tell(tx, by, 'mailed', {
    held,
    changes: [{ field: 'mail', from: null, to: [...mail.to, ...mail.cc].join(', ') }],
  })
  return readInvoice(tx, by, id)
}

/** Sends a document as Kontor would write the mail, by the firm's server; refuses where the customer has no address. */
export async function sendAsProposed(
  tx: Tx<InvoicesDb>,
  by: By,
  { id, outbox }: { id: string; outbox: Outbox },
): Promise<Invoice> {
  const { to, subject, text, attach } = await proposeMail(tx, by, { id, outbox })
  if (to.length === 0) throw new Problem('conflict', 'mail.no_address', 'The customer has no e-mail address.')
  return sendDocument(tx, by, { id, outbox, mail: { accountId: null, to, cc: [], subject, text, attach } })
}

/** Many at once, each to its own customer and in a transaction of its own; what does not go is named. */
export async function sendMany(
  house: House<InvoicesDb>,
  by: By,
  { ids, preview }: DocumentsSend,
): Promise<DocumentsSent> {
  const { db, mail: outbox } = house
  const answer: DocumentsSent = { ready: outbox.configured, items: [], left: [] }
  for (const id of new Set(ids)) {
    const [row] = await readInvoiceRows(db, by, [id])
    const name = row?.number ?? row?.contact?.name ?? ''
    try {
      if (!row?.number) throw new Problem('conflict', 'invoice.draft', 'A draft is issued first.')
      const { to } = await proposeMail(db, by, { id, outbox })
      if (to.length === 0)
        throw new Problem('conflict', 'mail.no_address', 'The customer has no e-mail address.')
      if (!row.can.includes('send'))
        throw new Problem('forbidden', 'invoice.not_yours', 'You may not send this document.')
      if (!preview) await transaction(db, (tx) => sendAsProposed(tx, by, { id, outbox }))
      answer.items.push({ id, kind: row.kind, number: row.number, contact: row.contact?.name ?? '', to })
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      answer.left.push({ id, name, code: error.code, message: error.message })
    }
  }
  return answer
}
