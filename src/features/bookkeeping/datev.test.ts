import { expect, test } from 'vitest'
import { Big } from '#kernel/decimal.ts'
import { accountsOf } from './accounts.ts'
import { split } from './bookings.ts'
import { bookingFile, debtorFile, fiscalYear } from './datev.ts'
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
      ({
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
	guid: 'abc'
}),
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
    '297,50;"H";"EUR";;;;10000;8400;"";0511;"RE-2026-0001";"051226";;"Müller ""Glanz"" €";;;;;;"BEDI ""abc"""',
  )
  expect(line?.split(';').slice(113, 117)).toEqual(['0', '01112026', '', '05122026'])
  expect(end).toBe('')
  expect(bytes.includes(0xfc), 'ü is one byte').toBe(true)
  expect(bytes.includes(0x80), 'so is €').toBe(true)
})

test('an amount in another currency says its rate and its worth', () => {
  const bytes = bookingFile(
    [
      ({
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
	guid: null
}),
    ],
    batch,
    accounts,
  )
  expect(bytes.toString('latin1').split('\r\n')[2]).toMatch(
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
  expect(rows[2]).toBe(
    '10000;"";;"Anna Weber";;;"1";"Anna Weber";"";"";;;;;"STR";"Ring 1";;"50667";"K\u00F6ln";"DE"',
  )
})

test('splitting loses no cent', () => {
  const parts = split(new Big('5.95'), [new Big('100'), new Big('33.33'), new Big('66.67')])
  expect(parts.map(String)).toEqual(['2.98', '0.99', '1.98'])
  expect(fiscalYear('2026-03-01', '07-01')).toBe('2025-07-01')
})
