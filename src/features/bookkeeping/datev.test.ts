import { expect, test } from 'vitest'
import { Big } from '#kernel/decimal.ts'
import { accountsOf, isUnknownRevenue, revenueAccount } from './accounts.ts'
import { split } from './split.ts'
import { bookingFile, debtorFile, fiscalYear } from './datev.ts'
import { documentList } from './document-list.ts'
import { BOOKING_COLUMNS } from './datev-columns.ts'

const batch = {
  from: '2026-11-01',
  to: '2026-11-30',
  year: '2026-01-01',
  now: '2026-12-01T07:08:09Z',
  currency: 'EUR',
}
const accounts = accountsOf({ consultant: 29_098, client: 55_003 })

test('a batch of bookings is byte by byte what DATEV reads', () => {
  const bytes = bookingFile(
    [
      {
        amount: '-297.50',
        currency: 'EUR',
        rate: null,
        account: '10000',
        counter: '8400',
        day: '2026-11-05',
        document: 'RE-2026-0001',
        text: 'Müller "Glanz"\n€',
        serviceDay: '2026-11-01',
        dueDay: '2026-12-05',
        vatId: 'ATU 13585627',
        guid: 'abc',
      },
    ],
    batch,
    accounts,
  )
  const [head, columns, line, end] = new TextDecoder('windows-1252').decode(bytes).split('\r\n')
  expect(head).toBe(
    '"EXTF";700;21;"Buchungsstapel";13;20261201070809000;;"KO";"Kontor";"";29098;55003;20260101;4;20261101;20261130;"Kontor 2026-11";"";1;0;0;"EUR";;"";;;"03";;;"";""',
  )
  expect(BOOKING_COLUMNS).toHaveLength(125)
  expect(columns?.split(';')).toHaveLength(125)
  expect(line?.split(';').slice(0, 20).join(';')).toBe(
    '297,50;"H";"EUR";;;;10000;8400;"";0511;"RE-2026-0001";;;"Müller ""Glanz"" €";;;;;;"BEDI ""abc"""',
  )
  const cells = line?.split(';') ?? []
  expect(cells[39], 'whose supply within the Union it is').toBe('"ATU13585627"')
  expect(cells.slice(47, 49), 'the day of the service, as a note').toEqual([
    '"Leistungsdatum"',
    '"01.11.2026"',
  ])
  // A day in the column of the service would want the period of the tax as well.
  expect(cells.slice(113, 117)).toEqual(['0', '', '', '05122026'])
  expect(end).toBe('')
  expect(bytes.includes(0xfc), 'ü is one byte').toBe(true)
  expect(bytes.includes(0x80), 'so is €').toBe(true)
})

const foreign = {
  amount: '110.00',
  currency: 'USD',
  rate: '0.900000',
  account: '10000',
  counter: '8400',
  day: '2026-11-05',
  document: 'RE 1;2',
  text: '',
  serviceDay: null,
  dueDay: null,
  vatId: null,
  guid: null,
}
const lineOf = (bytes: Buffer) => bytes.toString('latin1').split('\r\n')[2] ?? ''

test('a currency worth more than the own one, whose rate DATEV does not take, is booked in the own one', () => {
  const pounds = { ...foreign, currency: 'GBP', rate: '1.150000' }
  const line = lineOf(bookingFile([pounds], batch, accounts))
  expect(line).toMatch(/^126,50;"S";"EUR";;;;10000;8400;/)
  expect(line.split(';').slice(49, 51)).toEqual(['"Fremdw\u00E4hrung"', '"110,00 GBP"'])
})

test('accounts are as long as those of the firm', () => {
  const long = accountsOf({ accountLength: 6, accounts: { 'S 7': '430077' } })
  expect([long.of('S 19'), long.of('S 7'), long.bank, long.firstDebtor]).toEqual([
    '840000',
    '430077',
    '120000',
    1_000_000,
  ])
  expect(long.keyOf('430077')).toBe('S 7')
  const inUnion = { category: 'AE', rate: '0', code: 'reverse-charge-eu' }
  expect(revenueAccount(accounts, inUnion), 'a service to another country of the Union').toBe('8336')
  expect(isUnknownRevenue(accounts, { category: 'S', rate: '20', code: null })).toBe(true)
})

test('an amount in another currency says its rate and its worth', () => {
  expect(lineOf(bookingFile([foreign], batch, accounts))).toMatch(
    /^110,00;"S";"USD";1,111111;99,00;"EUR";10000;8400;"";0511;"RE12";/,
  )
})

test('customers are told apart by kind', () => {
  const one = {
    number: '10000',
    name: 'Anna Weber',
    isPerson: true,
    vatId: '',
    street: 'Ring 1',
    postalCode: '50667',
    city: 'Köln',
    country: 'DE',
  }
  const rows = debtorFile([one], batch, accounts).toString('latin1').split('\r\n')
  expect(rows[0]).toMatch(/^"EXTF";700;16;"Debitoren\/Kreditoren";5;/)
  expect(rows[1]?.split(';'), 'every column DATEV knows').toHaveLength(254)
  expect(rows[2]?.split(';').slice(0, 20).join(';')).toBe(
    '10000;"";;"Anna Weber";;;"1";"Anna Weber";"";"";;;;;"STR";"Ring 1";;"50667";"K\u00F6ln";"DE"',
  )
})

test('the list of documents names files and their place in the archive', () => {
  const issued = { date: '2026-11-05', xml: { syntax: 'ubl' as const, content: '<x/>' } }
  const xml = documentList([{ id: 'abc', number: 'RE/1', issued }], '2026-12-01T07:08:09Z')
  expect(xml).toContain('xmlns="http://xml.datev.de/bedi/tps/document/v06.0"')
  expect(xml).toMatch(
    /<document guid="abc">\s*<description>RE\/1<\/description>\s*<extension xsi:type="File" name="RE 1.pdf">/,
  )
  expect(xml).toContain('<level id="3" name="2026/11">')
})

test('splitting loses no cent', () => {
  const parts = split(new Big('5.95'), [new Big('100'), new Big('33.33'), new Big('66.67')])
  expect(parts.map(String)).toEqual(['2.98', '0.99', '1.98'])
  expect(fiscalYear('2026-03-01', '07-01')).toBe('2025-07-01')
})
