import iconv from 'iconv-lite'
import { Big } from '#kernel/decimal.ts'
import type { Accounts } from './accounts.ts'
import type { Booking } from './bookings.ts'
import { BOOKING_COLUMNS, DEBTOR_COLUMNS } from './datev-columns.ts'

export interface Batch {
  from: string
  to: string
  /** First day of the fiscal year. */
  year: string
  /** When the file is made: `2026-11-22T07:00:00Z`. */
  now: string
  currency: string
}

export interface Debtor {
  number: string
  name: string
  isPerson: boolean
  vatId: string
  street: string
  postalCode: string
  city: string
  country: string
}

/** A batch of bookings as DATEV reads it: EXTF 700, category 21, version 13; Windows-1252, CRLF. */
export function bookingFile(bookings: readonly Booking[], batch: Batch, accounts: Accounts): Buffer {
  const head = header({ category: 21, name: 'Buchungsstapel', version: 13 }, batch, accounts)
  return file([head, BOOKING_COLUMNS.map(quoted), ...bookings.map((one) => bookingLine(one, batch))])
}

/** Customers as DATEV reads them: EXTF 700, category 16, version 5. */
export function debtorFile(debtors: readonly Debtor[], batch: Batch, accounts: Accounts): Buffer {
  const head = header({ category: 16, name: 'Debitoren/Kreditoren', version: 5 }, batch, accounts)
  const plainHead = head.with(14, '').with(15, '').with(16, quoted('')).with(18, '').with(19, '').with(20, '')
  return file([plainHead, DEBTOR_COLUMNS.map(quoted), ...debtors.map(debtorLine)])
}

function header(
  format: { category: number; name: string; version: number },
  { from, to, year, now, currency }: Batch,
  { consultant, client, accountLength, chart }: Accounts,
): string[] {
  const made = `${now.replaceAll(/\D/g, '').slice(0, 14)}000`
  return [
    quoted('EXTF'),
    '700',
    String(format.category),
    quoted(format.name),
    String(format.version),
    made,
    '',
    quoted('KO'),
    quoted('Kontor'),
    quoted(''),
    String(consultant),
    String(client),
    digits(year),
    String(accountLength),
    digits(from),
    digits(to),
    quoted(`Kontor ${from.slice(0, 7)}`),
    quoted(''),
    '1',
    '0',
    '0',
    quoted(currency),
    '',
    quoted(''),
    '',
    '',
    quoted(chart.slice(3)),
    '',
    '',
    quoted(''),
    quoted(''),
  ]
}

function bookingLine(one: Booking, { currency }: Batch): string[] {
  const line = BOOKING_COLUMNS.map(() => '')
  const amount = new Big(one.amount)
  const set = (column: (typeof BOOKING_COLUMNS)[number], value: string) => {
    line[BOOKING_COLUMNS.indexOf(column)] = value
  }
  set('Soll/Haben-Kennzeichen', quoted(amount.lt(0) ? 'H' : 'S'))
  for (const [column, value] of moneyCells(one, currency)) set(column, value)
  set('Konto', one.account)
  set('Gegenkonto (ohne BU-Schlüssel)', one.counter)
  set('BU-Schlüssel', quoted(''))
  set('Belegdatum', one.day.slice(8, 10) + one.day.slice(5, 7))
  set('Belegfeld 1', quoted(one.document.replaceAll(/[^\w$&%*+\-/]/g, '').slice(0, 36)))
  set('Buchungstext', quoted(one.text.slice(0, 60)))
  if (one.guid) set('Beleglink', quoted(`BEDI "${one.guid}"`))
  if (one.vatId) set('EU-Land u. UStID (Bestimmung)', quoted(one.vatId.replaceAll(/\W/g, '').slice(0, 15)))
  // The column "Leistungsdatum" moves the tax to another period and needs the adviser's consent: a note says it.
  if (one.serviceDay) {
    set('Zusatzinformation - Art 1', quoted('Leistungsdatum'))
    set('Zusatzinformation- Inhalt 1', quoted(one.serviceDay.split('-').toReversed().join('.')))
  }
  if (one.dueDay) set('Fälligkeit', dayFirst(one.dueDay))
  set('Festschreibung', '0')
  return line
}

/**
 * The amount, and in another currency its rate and worth. DATEV takes rates from 1 on only, as units of that currency
 * for one of the firm's own: what is worth more is booked in the firm's own, and a note says what it was.
 */
function moneyCells(one: Booking, home: string): [column: string, value: string][] {
  const amount = new Big(one.amount).abs()
  const plain = (value: Big, currency: string): [string, string][] => [
    ['Umsatz (ohne Soll/Haben-Kz)', comma(value.toFixed(2))],
    ['WKZ Umsatz', quoted(currency)],
  ]
  if (one.rate === null) return plain(amount, one.currency)
  const worth = amount.times(one.rate)
  const rate = new Big(1).div(one.rate)
  if (rate.lt(1) || rate.gte(10_000))
    return [
      ...plain(worth, home),
      ['Zusatzinformation - Art 2', quoted('Fremdwährung')],
      ['Zusatzinformation- Inhalt 2', quoted(`${comma(amount.toFixed(2))} ${one.currency}`)],
    ]
  return [
    ...plain(amount, one.currency),
    ['Kurs', comma(rate.toFixed(6))],
    ['Basis-Umsatz', comma(worth.toFixed(2))],
    ['WKZ Basis-Umsatz', quoted(home)],
  ]
}

function debtorLine(one: Debtor): string[] {
  const vat = /^([A-Z]{2})(.+)$/.exec(one.vatId)
  const cells: Partial<Record<(typeof DEBTOR_COLUMNS)[number], string>> = {
    Konto: one.number,
    'Name (Adressattyp Unternehmen)': quoted(one.isPerson ? '' : one.name.slice(0, 50)),
    'Name (Adressattyp natürl. Person)': quoted(one.isPerson ? one.name.slice(0, 30) : ''),
    Adressattyp: quoted(one.isPerson ? '1' : '2'),
    Kurzbezeichnung: quoted(one.name.slice(0, 15)),
    'EU-Land': quoted(vat?.[1] ?? ''),
    'EU-UStID': quoted((vat?.[2] ?? '').slice(0, 13)),
    Adressart: quoted('STR'),
    Straße: quoted(one.street.slice(0, 36)),
    Postleitzahl: quoted(one.postalCode.slice(0, 10)),
    Ort: quoted(one.city.slice(0, 30)),
    Land: quoted(one.country.slice(0, 2)),
  }
  return DEBTOR_COLUMNS.map((column) => cells[column] ?? '')
}

const file = (rows: readonly string[][]): Buffer =>
  iconv.encode(rows.map((row) => `${row.join(';')}\r\n`).join(''), 'win1252')

/** A text in quotes, inner ones doubled; signs that control something are left out. */
export const quoted = (text: string): string => `"${text.replaceAll(/\p{Cc}+/gu, ' ').replaceAll('"', '""')}"`

const comma = (number: string): string => number.replace('.', ',')
const digits = (day: string): string => day.replaceAll('-', '')
const dayFirst = (day: string): string => day.slice(8, 10) + day.slice(5, 7) + day.slice(0, 4)

/** The first day of the fiscal year in which a day lies. */
export function fiscalYear(day: string, yearStart: string): string {
  const own = `${day.slice(0, 4)}-${yearStart}`
  return own <= day ? own : `${Number(day.slice(0, 4)) - 1}-${yearStart}`
}
