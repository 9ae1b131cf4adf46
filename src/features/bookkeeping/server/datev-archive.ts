import { keepFiles } from '#features/invoices/server/keep-files.ts'
import { readSettings } from '#features/settings/server/settings.ts'
import { fileName } from '#kernel/file-name.ts'
import { invalid } from '#kernel/problem.ts'
import { document, group, leaf } from '#kernel/xml.ts'
import type { Written } from '#kernel/xml.ts'
import type { House } from '#platform/house.ts'
import type { ZipEntry } from '#platform/zip.ts'
import { accountsOf } from '../accounts.ts'
import { documentBookings, paymentBookings } from '../bookings.ts'
import { bookingFile, debtorFile, fiscalYear } from '../datev.ts'
import type { Debtor } from '../datev.ts'
import { debtorNumbers } from './debtors.ts'
import { readDocuments, readPaid } from './read-books.ts'
import type { BookedDocument, Period } from './read-books.ts'
import type { BookkeepingDb } from './tables.ts'

/**
 * A period for the tax adviser: bookings and customers as DATEV reads them, and the documents with the list that joins
 * them to the bookings by their id.
 */
export async function datevEntries(
  house: House<BookkeepingDb>,
  { from, to }: Period,
): Promise<AsyncIterable<ZipEntry>> {
  const { db } = house
  const settings = await readSettings(db)
  const accounts = accountsOf(settings.bookkeeping)
  const year = fiscalYear(from, accounts.yearStart)
  if (to < from) throw invalid('to', 'before_from', 'Not before the first day.')
  if (fiscalYear(to, accounts.yearStart) !== year)
    throw invalid('to', 'fiscal_year', 'DATEV wants one fiscal year in one file.')
  const now = new Date().toISOString()
  const batch = { from, to, year, now, currency: settings.currency }
  const documents = await readDocuments(db, { from, to })
  const paid = (await readPaid(db, { from, to })).filter(({ revokedAt }) => revokedAt === null)
  const numbers = await debtorNumbers(
    db,
    [...documents, ...paid].map(({ contactId }) => contactId),
    accounts.firstDebtor,
  )
  const debtor = ({ contactId }: { contactId: string }) => numbers.get(contactId) ?? ''
  const bookings = [
    ...documents.flatMap((one) => documentBookings({ ...one, debtor: debtor(one) }, accounts)),
    ...paid.flatMap((one) => paymentBookings({ ...one, debtor: debtor(one) }, accounts)),
  ]
  const customers = new Map([...documents, ...paid].map((one) => [debtor(one), one.issued.buyer]))
  const debtors = [...customers].map(([number, buyer]): Debtor => {
    const { name, business, vatId, street, houseNumber, postalCode, city, country } = buyer
    const isPerson = !business
    return {
      number,
      name,
      isPerson,
      vatId,
      street: `${street} ${houseNumber}`.trim(),
      postalCode,
      city,
      country,
    }
  })
  const files = {
    'buchungen/EXTF_Buchungsstapel.csv': bookingFile(bookings, batch, accounts),
    'buchungen/EXTF_Debitoren.csv': debtorFile(debtors.toSorted(byNumber), batch, accounts),
    'belege/document.xml': Buffer.from(listOf(documents, now)),
  }
  return entries(house, files, documents)
}

const byNumber = (a: Debtor, b: Debtor) => Number(a.number) - Number(b.number)

async function* entries(
  house: House<BookkeepingDb>,
  files: Record<string, Buffer>,
  documents: readonly BookedDocument[],
): AsyncGenerator<ZipEntry> {
  for (const [name, content] of Object.entries(files)) yield { name, content: [content] }
  for (const { id, number, issued } of documents) {
    const { pdfHash } = await keepFiles(house as never, id)
    const name = `belege/${fileName(number)}`
    yield { name: `${name}.pdf`, content: await house.files.open(pdfHash), packed: false }
    if (issued.xml) yield { name: `${name}.xml`, content: [Buffer.from(issued.xml.content)] }
  }
}

/** The list by which DATEV joins documents and bookings (Belegtransfer, document v05.0). */
function listOf(documents: readonly BookedDocument[], now: string): string {
  const root = group(
    'archive',
    [
      group('header', [leaf('date', now.slice(0, 19)), leaf('description', 'Kontor')]),
      group(
        'content',
        documents.map(({ id, number, issued }) =>
          group(
            'document',
            [
              leaf('description', number),
              fileElement(`${fileName(number)}.pdf`),
              ...(issued.xml ? [fileElement(`${fileName(number)}.xml`)] : []),
            ],
            { guid: id },
          ),
        ),
      ),
    ],
    {
      xmlns: 'http://xml.datev.de/bedi/tps/document/v05.0',
      'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
      version: '5.0',
      generatingSystem: 'Kontor',
    },
  )
  return root ? document(root) : ''
}

const fileElement = (name: string): Written => ({
  name: 'extension',
  attributes: [
    ['xsi:type', 'File'],
    ['name', name],
  ],
  content: '',
})
