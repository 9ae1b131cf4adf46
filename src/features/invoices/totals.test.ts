import { describe, expect, test } from 'vitest'
import { lineNet, totalsOf } from './totals.ts'
import type { CostLine } from './totals.ts'
import { fc } from '../../../test/properties.ts'

const line = (more: Partial<CostLine> = {}): CostLine => ({
  kind: 'item',
  quantity: '1',
  price: '100',
  discountPercent: '0',
  optional: false,
  labourShare: null,
  tax: { category: 'S', rate: '19', reason: null },
  ...more,
})
const seven = { category: 'S', rate: '7', reason: null } as const
const free = { category: 'AE', rate: '0', reason: 'Steuerschuldnerschaft' } as const

test('a line is rounded once, its discount once', () => {
  expect(lineNet(line({ quantity: '3', price: '33.335' }))).toMatchObject({ net: '100.01' })
  expect(lineNet(line({ quantity: '1', price: '0.05', discountPercent: '10' }))).toEqual({
    full: '0.05',
    discount: '0.01',
    net: '0.04',
  })
})

test('tax is reckoned on the sum, not line by line', () => {
  const { totals } = totalsOf(Array.from({ length: 3 }, () => line({ price: '0.13' })))
  expect(totals).toMatchObject({ net: '0.39', tax: '0.07', gross: '0.46', payable: '0.46' })
})

test('each category and rate of the tax has its own sum; reasons stand once', () => {
  const { totals } = totalsOf([line(), line({ tax: seven }), line({ tax: free }), line({ tax: free })])
  expect(totals.taxes).toEqual([
    { category: 'S', rate: '19', base: '100.00', amount: '19.00', reason: null },
    { category: 'S', rate: '7', base: '100.00', amount: '7.00', reason: null },
    { category: 'AE', rate: '0', base: '200.00', amount: '0.00', reason: 'Steuerschuldnerschaft' },
  ])
})

test('a discount on the whole loses no cent between the rates', () => {
  const lines = [
    line({ price: '0.05' }),
    line({ price: '0.05', tax: seven }),
    line({ price: '0.05', tax: free }),
  ]
  const { totals, allowances } = totalsOf(lines, { discountPercent: '10' })
  expect(totals).toMatchObject({ lines: '0.15', discount: '0.02', net: '0.13' })
  expect(allowances.map(({ amount }) => amount)).toEqual(['0.01', '0.01'])
})

test('sub-totals sum what stands since the last one; optional lines and headings cost nothing', () => {
  const { nets, totals } = totalsOf([
    line({ kind: 'heading' }),
    line(),
    line({ optional: true, price: '50' }),
    line({ kind: 'subtotal' }),
    line({ price: '20' }),
    line({ kind: 'subtotal' }),
  ])
  expect(nets).toEqual(['0.00', '100.00', '50.00', '100.00', '20.00', '20.00'])
  expect(totals.net).toBe('120.00')
})

test('earlier invoices are taken off what is to be paid, not off the sums', () => {
  expect(totalsOf([line()], { deducted: '59.5' }).totals).toMatchObject({
    gross: '119.00',
    deducted: '59.50',
    payable: '59.50',
  })
})

test('work is shown with its tax, less the discount', () => {
  const { totals } = totalsOf([line({ labourShare: '40' })], { discountPercent: '10' })
  expect(totals.labour).toBe('42.84')
})

// The same sums once more, in whole numbers: amounts in 1/10^8, so that nothing is lost before it is rounded.
const whole = (text: string, places: number): bigint => {
  const [before = '0', behind = ''] = text.replace('-', '').split('.')
  const value = BigInt(before + behind.padEnd(places, '0').slice(0, places))
  return text.startsWith('-') ? -value : value
}
/** value / 10^places in cents, halves away from zero. */
const toCents = (value: bigint, places: number): bigint => {
  const unit = 10n ** BigInt(places - 2)
  const half = unit / 2n
  return value < 0n ? -((-value + half) / unit) : (value + half) / unit
}
const inCents = (text: string) => whole(text, 2)

describe('for any document', () => {
  const decimalText = (max: number, places: number) =>
    fc.integer({ min: -max, max }).map((n) => {
      const digits = String(Math.abs(n)).padStart(places + 1, '0')
      return `${n < 0 ? '-' : ''}${digits.slice(0, -places)}.${digits.slice(-places)}`
    })
  const percent = fc.integer({ min: 0, max: 1_000_000 }).map((n) => (n / 10_000).toFixed(4))
  const tax = fc.constantFrom(
    { category: 'S', rate: '19', reason: null } as const,
    { category: 'S', rate: '7.0', reason: null } as const,
    { category: 'S', rate: '8.1', reason: null } as const,
    free,
    { category: 'E', rate: '0', reason: '§ 19' } as const,
  )
  const lines = fc.array(
    fc.record({
      kind: fc.constantFrom('item', 'item', 'item', 'subtotal', 'text') as fc.Arbitrary<CostLine['kind']>,
      quantity: decimalText(9_999_999, 4),
      price: decimalText(99_999_999, 4),
      discountPercent: percent,
      optional: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
      labourShare: fc.option(percent),
      tax,
    }),
    { maxLength: 30 },
  )

  test('the sums are those of exact arithmetic and of BR-CO-10 to 17', () => {
    fc.assert(
      fc.property(lines, percent, (all, discountPercent) => {
        const { nets, totals, allowances } = totalsOf(all, { discountPercent })
        const counted = all.flatMap((one, at) =>
          one.kind === 'item' && !one.optional ? [{ one, net: inCents(nets[at] ?? '') }] : [],
        )
        for (const { one, net } of counted) {
          const full = toCents(whole(one.quantity, 4) * whole(one.price, 4), 8)
          const off = toCents(full * whole(one.discountPercent, 4), 8)
          expect(net).toBe(full - off)
        }
        const total = counted.reduce((n, { net }) => n + net, 0n)
        expect(inCents(totals.lines)).toBe(total)
        expect(inCents(totals.discount)).toBe(toCents(total * whole(discountPercent, 4), 8))
        const taken = allowances.reduce((n, { amount }) => n + inCents(amount), 0n)
        expect(taken).toBe(inCents(totals.discount))
        expect(inCents(totals.net)).toBe(total - taken)
        for (const row of totals.taxes) {
          const own = counted
            .filter(
              ({ one }) => one.tax?.category === row.category && Number(one.tax.rate) === Number(row.rate),
            )
            .reduce((n, { net }) => n + net, 0n)
          const off = allowances.find(({ category, rate }) => category === row.category && rate === row.rate)
          expect(inCents(row.base)).toBe(own - inCents(off?.amount ?? '0'))
          // No part is a cent or more away from its share.
          const share = own * whole(discountPercent, 4)
          expect(abs(inCents(off?.amount ?? '0') * 1_000_000n - share)).toBeLessThan(1_000_000n)
          expect(inCents(row.amount)).toBe(toCents(inCents(row.base) * whole(row.rate, 4), 8))
        }
        expect(totals.taxes.reduce((n, row) => n + inCents(row.base), 0n)).toBe(inCents(totals.net))
        expect(totals.taxes.reduce((n, row) => n + inCents(row.amount), 0n)).toBe(inCents(totals.tax))
        expect(inCents(totals.gross)).toBe(inCents(totals.net) + inCents(totals.tax))
      }),
      { numRuns: 300 },
    )
  })

  test('taken back with negative quantities it comes to nothing', () => {
    fc.assert(
      fc.property(lines, percent, (all, discountPercent) => {
        const back = all.map((one) => ({ ...one, quantity: negative(one.quantity) }))
        const [there, away] = [totalsOf(all, { discountPercent }), totalsOf(back, { discountPercent })]
        for (const field of ['lines', 'discount', 'net', 'tax', 'gross', 'payable', 'labour'] as const) {
          expect(inCents(away.totals[field])).toBe(-inCents(there.totals[field]))
        }
      }),
      { numRuns: 100 },
    )
  })
})

const abs = (n: bigint) => (n < 0n ? -n : n)
const negative = (text: string) => (text.startsWith('-') ? text.slice(1) : `-${text}`)
