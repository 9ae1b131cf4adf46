import { expect, test } from 'vitest'
import { periodAround, stepped } from './period.ts'

test('a month, a quarter and a fiscal year around a day', () => {
  expect(periodAround('month', '2028-02-10')).toMatchObject({ from: '2028-02-01', to: '2028-02-29' })
  expect(periodAround('quarter', '2026-11-22')).toMatchObject({ from: '2026-10-01', to: '2026-12-31' })
  expect(periodAround('year', '2026-11-22')).toMatchObject({ from: '2026-01-01', to: '2026-12-31' })
  expect(periodAround('year', '2026-03-01', '07-01')).toMatchObject({ from: '2025-07-01', to: '2026-06-30' })
  expect(periodAround('year', '2026-07-01', '07-01')).toMatchObject({ from: '2026-07-01', to: '2027-06-30' })
})

test('the one before and the one after', () => {
  const month = periodAround('month', '2026-01-15')
  expect(stepped(month, -1)).toMatchObject({ from: '2025-12-01', to: '2025-12-31' })
  expect(stepped(periodAround('quarter', '2026-11-22'), 1)).toMatchObject({
    from: '2027-01-01',
    to: '2027-03-31',
  })
  const own = { kind: 'own' as const, from: '2026-01-05', to: '2026-01-09' }
  expect(stepped(own, 1)).toEqual(own)
})
