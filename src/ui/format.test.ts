import { expect, test } from 'vitest'
import { formatBytes, formatDay, formatMoment, formatMoney, formatPeriod, formatRelative } from './format.ts'

const now = new Date(2026, 10, 21, 9, 30)

test('days are said as people say them', () => {
  expect(formatDay('2026-11-21', now)).toBe('heute')
  expect(formatDay('2026-11-22', now)).toBe('morgen')
  expect(formatDay('2026-11-20', now)).toBe('gestern')
  expect(formatDay('2026-11-24', now)).toBe('Di 24.11.')
  expect(formatDay('2027-01-03', now)).toBe('3. Jan. 2027')
})

test('both ends of a period are said in one form, whatever today is', () => {
  const plain = (text: string) => text.replaceAll(/\s+/g, ' ')
  expect(plain(formatPeriod('2026-08-22', '2028-11-21'))).toBe('22. Aug. 2026 – 21. Nov. 2028')
  expect(plain(formatPeriod('2026-11-20', '2026-12-21'))).toBe('20. Nov. – 21. Dez. 2026')
  expect(formatPeriod('2026-11-21', '2026-11-21')).toBe('21. Nov. 2026')
})

test('an instant names its time', () => {
  expect(formatMoment(new Date(2026, 10, 21, 14, 0), now)).toBe('heute 14:00')
  expect(formatMoment(new Date(2026, 10, 24, 14, 0), now)).toBe('Di 24.11., 14:00')
})

test('money keeps every digit of its decimal string', () => {
  expect(formatMoney('1234.50', 'EUR')).toBe('1.234,50\u00a0€')
  expect(formatMoney('9007199254740993.01', 'EUR')).toBe('9.007.199.254.740.993,01\u00a0€')
})

test('sizes and distances are rounded to what one would say', () => {
  expect(formatBytes(3_400_000)).toBe('3,4 MB')
  expect(formatRelative(new Date(2026, 10, 21, 9, 27), now)).toBe('vor 3 Minuten')
})
