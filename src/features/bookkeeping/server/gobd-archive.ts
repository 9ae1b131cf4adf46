import { sql } from 'kysely'
import { letterWords } from '#features/invoices/letter-words.ts'
import type { PaymentKind } from '#features/payments/payment.ts'
import { readSettings } from '#features/settings/server/settings.ts'
import { plain } from '#kernel/decimal.ts'
import { invalid } from '#kernel/problem.ts'
import type { Database } from '#platform/database.ts'
import type { ZipEntry } from '#platform/zip.ts'
import { indexXml, tableText } from '../gobd.ts'
import type { GobdColumn, GobdTable } from '../gobd.ts'
import { readDocuments, readPaid } from './read-books.ts'
import type { BookedDocument, BookedPayment, Period } from './read-books.ts'
import type { BookkeepingDb } from './tables.ts'

/** What a tax auditor is handed (GoBD, Z3): tables as CSV and the file that describes them. */
export async function gobdEntries(
  db: Database<BookkeepingDb>,
  period: Period,
): Promise<AsyncIterable<ZipEntry>> {
  if (period.to < period.from) throw invalid('to', 'before_from', 'Not before the first day.')
  const { firm } = await readSettings(db)
  const documents = await readDocuments(db, period)
  const tables = [
    customers(documents),
    invoices(documents),
    lines(documents),
    payments(await readPaid(db, period)),
    await seals(db, period),
  ]
  return entries(tables, indexXml(tables, { firm: firm.name ?? '', city: firm.city ?? '' }))
}

async function* entries(tables: readonly GobdTable[], index: string): AsyncGenerator<ZipEntry> {
  yield { name: 'index.xml', content: [Buffer.from(index)] }
  for (const table of tables) yield { name: table.file, content: [Buffer.from(tableText(table))] }
}

const text = (...names: string[]) => names.map((name) => ({ name, type: 'text' as const }))
const number = (...names: string[]) => names.map((name) => ({ name, type: 'number' as const }))
/** Quantities and prices of one unit have up to four digits behind the comma. */
const exact = (name: string): GobdColumn => ({ name, type: 'number', places: 4 })
const date = (...names: string[]) => names.map((name) => ({ name, type: 'date' as const }))
const comma = (value: string) => plain(value).replace('.', ',')

const KINDS: Record<string, string> = letterWords.de.kinds
const STATES: Record<string, string> = { issued: 'Ausgestellt', paid: 'Bezahlt', cancelled: 'Storniert' }
const PAYMENTS: Record<PaymentKind, string> = {
  payment: 'Zahlung',
  refund: 'Rückzahlung',
  setoff: 'Verrechnung',
  skonto: 'Skonto',
  writeoff: 'Ausbuchung',
}

function customers(documents: readonly BookedDocument[]): GobdTable {
  const buyers = new Map(documents.map(({ contactId, issued }) => [contactId, issued.buyer]))
  return {
    file: 'kunden.csv',
    name: 'Kunden',
    description: 'Kunden, wie sie zuletzt auf Rechnungen standen',
    columns: text('Kunde', 'Name', 'Straße', 'Hausnummer', 'PLZ', 'Ort', 'Land', 'USt-IdNr.'),
    rows: [...buyers].map(([id, { name, street, houseNumber, postalCode, city, country, vatId }]) => [
      id,
      name,
      street,
      houseNumber,
      postalCode,
      city,
      country,
      vatId,
    ]),
  }
}

function invoices(documents: readonly BookedDocument[]): GobdTable {
  return {
    file: 'rechnungen.csv',
    name: 'Rechnungen',
    description: 'Ausgestellte Rechnungen, Korrekturen und Stornorechnungen',
    columns: [
      ...text('Nummer', 'Art', 'Status', 'Kunde'),
      ...date('Datum', 'Fällig'),
      ...text('Währung'),
      ...number('Netto', 'Steuer', 'Brutto', 'Zu zahlen'),
      ...text('Bezug', 'Ausgestellt am'),
    ],
    rows: documents.map(({ number: own, kind, status, contactId, issuedAt, issued }) => {
      const { date: day, dueDate, currency, totals, preceding } = issued
      const sums = [totals.net, totals.tax, totals.gross, totals.payable].map(comma)
      const earlier = preceding.map((one) => one.number).join(' ')
      return [
        own,
        KINDS[kind] ?? kind,
        STATES[status] ?? status,
        contactId,
        day,
        dueDate,
        currency,
        ...sums,
        earlier,
        issuedAt,
      ]
    }),
  }
}

function lines(documents: readonly BookedDocument[]): GobdTable {
  return {
    file: 'positionen.csv',
    name: 'Positionen',
    description: 'Positionen der Rechnungen',
    columns: [
      ...text('Position', 'Nummer', 'Text'),
      exact('Menge'),
      ...text('Einheit'),
      exact('Preis'),
      ...number('Netto'),
      ...text('Steuerkategorie'),
      ...number('Steuersatz'),
    ],
    rows: documents.flatMap(({ number: own, issued }) =>
      issued.lines.flatMap(({ kind, text: said, quantity, unit, price, net, tax }, at) =>
        kind === 'item'
          ? [
              [
                `${own}/${at + 1}`,
                own,
                said,
                comma(quantity),
                unit,
                comma(price),
                comma(net),
                tax?.category ?? '',
                comma(tax?.rate ?? '0'),
              ],
            ]
          : [],
      ),
    ),
  }
}

function payments(paid: readonly BookedPayment[]): GobdTable {
  return {
    file: 'zahlungen.csv',
    name: 'Zahlungen',
    description: 'Zahlungen, Skonto und Ausbuchungen, auch zurückgenommene',
    columns: [
      ...text('Zahlung', 'Nummer', 'Art'),
      ...number('Betrag'),
      ...text('Währung'),
      ...date('Tag'),
      ...text('Notiz', 'Zurückgenommen am'),
    ],
    rows: paid.map(({ id, issued, kind, amount, day, note, revokedAt }) => [
      id,
      issued.number,
      PAYMENTS[kind],
      comma(amount),
      issued.currency,
      day,
      note,
      revokedAt ?? '',
    ]),
  }
}

async function seals(db: Database<BookkeepingDb>, { from, to }: Period): Promise<GobdTable> {
  const { rows } = await sql<{
    number: number
    own: string
    part: string
    content: string
    seal: string
    sealedAt: string
  }>`
    select s.number, i.number as own, s.part, s.content, s.seal, s.sealed_at
    from seal s join invoice i on i.id = s.invoice_id
    where i.date between ${from} and ${to} and not i.sample order by s.number`.execute(db)
  return {
    file: 'siegel.csv',
    name: 'Siegel',
    description: 'Prüfsummen der ausgestellten Dokumente, jede mit der vorigen verkettet',
    columns: text('Siegel-Nr.', 'Nummer', 'Teil', 'Inhalt (SHA-256)', 'Siegel', 'Versiegelt am'),
    rows: rows.map((row) => [row.number, row.own, row.part, row.content, row.seal, row.sealedAt]),
  }
}
