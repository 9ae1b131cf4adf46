import type { Buyer } from '#features/invoices/frozen.ts'
import { keepFiles } from '#features/invoices/server/keep-files.ts'
import { fileName } from '#kernel/file-name.ts'
import type { House } from '#platform/house.ts'
import { zipStream } from '#platform/zip.ts'
import type { ZipEntry } from '#platform/zip.ts'
import { bookingFile, debtorFile } from '../datev.ts'
import type { Debtor } from '../datev.ts'
import { documentList } from '../document-list.ts'
import { debtorNumbers } from './debtors.ts'
import { bookingsOf, readBatch } from './read-batch.ts'
import type { BookedDocument, Period } from './read-books.ts'
import type { BookkeepingDb } from './tables.ts'

/**
 * A period for the tax adviser: bookings and customers as DATEV reads them, and the documents as an archive of its own,
 * with the list that joins them to the bookings by their id.
 */
export async function datevEntries(
  house: House<BookkeepingDb>,
  period: Period,
): Promise<AsyncIterable<ZipEntry>> {
  const { db } = house
  const now = new Date().toISOString()
  const books = await readBatch(db, period)
  const { accounts, documents, paid } = books
  const batch = { ...books.batch, now }
  const contactIds = [...documents, ...paid].map(({ contactId }) => contactId)
  const numbers = await debtorNumbers(db, contactIds, accounts.firstDebtor)
  const debtor = (contactId: string) => numbers.get(contactId) ?? ''
  const customers = new Map([...documents, ...paid].map((one) => [debtor(one.contactId), one.issued.buyer]))
  const debtors = [...customers].map(([number, buyer]) => debtorOf(number, buyer)).toSorted(byNumber)
  return entries(house, {
    files: {
      'EXTF_Buchungsstapel.csv': bookingFile(bookingsOf(books, debtor), batch, accounts),
      'EXTF_Debitoren.csv': debtorFile(debtors, batch, accounts),
    },
    documents,
    now,
  })
}

function debtorOf(number: string, buyer: Buyer): Debtor {
  const { name, business, vatId, street, houseNumber, postalCode, city, country } = buyer
  const address = { street: `${street} ${houseNumber}`.trim(), postalCode, city, country }
  return { number, name, isPerson: !business, vatId, ...address }
}

const byNumber = (a: Debtor, b: Debtor) => Number(a.number) - Number(b.number)

interface Contents {
  files: Record<string, Buffer>
  documents: readonly BookedDocument[]
  now: string
}

async function* entries(
  house: House<BookkeepingDb>,
  { files, documents, now }: Contents,
): AsyncGenerator<ZipEntry> {
  for (const [name, content] of Object.entries(files)) yield { name, content: [content] }
  if (documents.length === 0) return
  // Handed on as it is: what takes documents in (DATEV Belegtransfer) wants them packed, without folders.
  yield { name: 'Belege.zip', content: zipStream(documentEntries(house, documents, now)), packed: false }
}

async function* documentEntries(
  house: House<BookkeepingDb>,
  documents: readonly BookedDocument[],
  now: string,
): AsyncGenerator<ZipEntry> {
  yield { name: 'document.xml', content: [Buffer.from(documentList(documents, now))] }
  for (const { id, number, issued } of documents) {
    const { pdfHash } = await keepFiles(house as never, id)
    const name = fileName(number)
    yield { name: `${name}.pdf`, content: await house.files.open(pdfHash), packed: false }
    if (issued.xml) yield { name: `${name}.xml`, content: [Buffer.from(issued.xml.content)] }
  }
}
