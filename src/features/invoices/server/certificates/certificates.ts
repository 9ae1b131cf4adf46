import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { lockContact, readContact } from '#features/contacts/server/read-contacts.ts'
import { diff } from '#kernel/diff.ts'
import { given } from '#kernel/given.ts'
import { Problem, invalid, missing } from '#kernel/problem.ts'
import { mayChange } from '#kernel/rights.ts'
import type { By } from '#kernel/rights.ts'
import { readable } from '#platform/access.ts'
import type { Database, Tx } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import type { Certificate, CertificateChange, CertificateNew } from '../../certificate.ts'
import { invoiceReaders } from '../invoice-access.ts'
import { firmToday } from '../drafts/new-draft.ts'
import type { InvoicesDb } from '../tables.ts'

/** The certificates of a contact that `by` may see, the newest first; or all that end until a day. */
export async function listCertificates(
  db: Database<InvoicesDb>,
  by: By,
  { contact, until }: { contact?: string | undefined; until?: string | undefined },
): Promise<Certificate[]> {
  if (contact) await readContact(db, by, contact)
  const { rows } = await sql<Omit<Certificate, 'valid'>>`
    select r.id, r.contact_id, r.type, r.tax_office, r.number, r.valid_from, r.valid_to, r.file_id, r.created_at,
      r.updated_at, r.version
    from certificate r join contact c on c.id = r.contact_id and c.deleted_at is null
    where ${readable(by, sql`c.reader_ids`)} and ${contact ? sql`r.contact_id = ${contact}` : sql`true`}
      and ${until ? sql`r.valid_to <= ${until}::date` : sql`true`}
    order by r.valid_to desc, r.id limit 500`.execute(db)
  const today = await firmToday(db)
  return rows.map((row) => ({ ...row, valid: row.validFrom <= today && today <= row.validTo }))
}

async function readCertificate(db: Database<InvoicesDb>, by: By, id: string): Promise<Certificate> {
  const { rows } = await sql<{ contactId: string }>`
    select contact_id from certificate where id = ${id}`.execute(db)
  const contact = rows[0]?.contactId
  const found = contact && (await listCertificates(db, by, { contact })).find((one) => one.id === id)
  if (!found) throw missing()
  return found
}

/** Keeps a certificate of a contact that `by` may change. */
export async function createCertificate(
  tx: Tx<InvoicesDb>,
  by: By,
  input: CertificateNew,
): Promise<Certificate> {
  const id = randomUUIDv7()
  await demandContact(tx, by, input.contactId)
  await checkFile(tx, by, input.fileId)
  const { contactId, type, validFrom, validTo, taxOffice = '', number = '', fileId = null } = input
  await tx
    .insertInto('certificate')
    .values({ id, contactId, type, validFrom, validTo, taxOffice, number, fileId, createdBy: by.id })
    .execute()
  const made = await readCertificate(tx, by, id)
  await tellCertificate(tx, by, 'created', {}, made)
  return made
}

export async function changeCertificate(
  tx: Tx<InvoicesDb>,
  by: By,
  { id, change, ifMatch }: { id: string; change: CertificateChange; ifMatch?: number | undefined },
): Promise<Certificate> {
  const before = await readCertificate(tx, by, id)
  await demandContact(tx, by, before.contactId)
  if (ifMatch !== undefined && ifMatch !== before.version) throw new Problem('stale', 'stale')
  if (change.fileId !== before.fileId) await checkFile(tx, by, change.fileId)
  const after = { ...before, ...given(change) }
  if (after.validTo < after.validFrom) throw invalid('validTo', 'before_from', 'Not before the first day.')
  const { type, taxOffice, number, validFrom, validTo, fileId } = after
  await tx
    .updateTable('certificate')
    .set({
      type,
      taxOffice,
      number,
      validFrom,
      validTo,
      fileId,
      ...(validTo !== before.validTo && { warnedAt: null }),
      version: before.version + 1,
      updatedAt: sql<string>`now()`,
    })
    .where('id', '=', id)
    .execute()
  const changed = await readCertificate(tx, by, id)
  await tellCertificate(tx, by, 'changed', before, changed)
  return changed
}

/** Removes a certificate; documents that were decided by it keep their taxes. */
export async function deleteCertificate(tx: Tx<InvoicesDb>, by: By, id: string): Promise<void> {
  const before = await readCertificate(tx, by, id)
  await demandContact(tx, by, before.contactId)
  await tx.deleteFrom('certificate').where('id', '=', id).execute()
  await tellCertificate(tx, by, 'deleted', before, {})
}

async function demandContact(tx: Tx<InvoicesDb>, by: By, id: string): Promise<void> {
  const contact = await lockContact(tx, by, id).catch(() => {
    throw invalid('contactId', 'unknown', 'There is no such contact, or you may not see it.')
  })
  if (!mayChange(by, contact)) throw new Problem('forbidden', 'forbidden', 'You may not change this contact.')
}

async function checkFile(tx: Tx<InvoicesDb>, by: By, id: string | null | undefined): Promise<void> {
  if (!id) return
  const { rows } = await sql`select 1 from file where id = ${id} and created_by = ${by.id}`.execute(tx)
  if (rows.length === 0) throw invalid('fileId', 'unknown', 'There is no such file, or it is not yours.')
}

async function tellCertificate(
  tx: Tx<InvoicesDb>,
  by: By,
  verb: 'created' | 'changed' | 'deleted',
  before: Partial<Certificate>,
  after: Partial<Certificate>,
): Promise<void> {
  const { id = '', contactId = '', number = '', type = '', version = 1 } = { ...before, ...after }
  const kept = ({ type: kind, taxOffice, number: named, validFrom, validTo, fileId }: Partial<Certificate>) =>
    given({ type: kind, taxOffice, number: named, validFrom, validTo, fileId })
  await record(tx, by, {
    action: `certificate.${verb}`,
    kind: 'certificate',
    id,
    title: number || type,
    version,
    diff: diff(kept(before), kept(after)),
    readers: await invoiceReaders(tx, {
      contactId,
      createdBy: null,
    }),
  })
}
