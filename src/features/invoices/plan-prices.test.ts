import { expect, test } from 'vitest'
import { netOf, raisedPrice, withRaises } from './plan-prices.ts'
import { planText } from './plan-texts.ts'

const raise = (percent: string, from: string, round: string | null = null) => ({ percent, from, round })

test('prices are raised exactly and rounded as agreed', () => {
  expect(raisedPrice('100', { percent: '3.5', round: null })).toBe('103.50')
  expect(raisedPrice('33.33', { percent: '2.1', round: null })).toBe('34.03')
  expect(raisedPrice('33.33', { percent: '2.1', round: '0.05' })).toBe('34.05')
  expect(raisedPrice('33.33', { percent: '2.1', round: '1' })).toBe('34.00')
  expect(raisedPrice('0.0125', { percent: '3', round: null })).toBe('0.0129')
  expect(raisedPrice('-10', { percent: '5', round: null })).toBe('-10.50')
  expect(raisedPrice('100', { percent: '2', amount: '0.5', round: null })).toBe('102.50')
  expect(raisedPrice('3', { percent: '0', amount: '-5', round: null }), 'never below nothing').toBe('0.00')
})

test('raises count from their day on, one upon the other; those to come stay', () => {
  const template = { lines: [{ text: 'Wartung', price: '100' }, { itemId: 'x' }] }
  const raises = [raise('10', '2027-01-01'), raise('5', '2026-06-01'), raise('50', '2028-01-01')]
  expect(withRaises(template, raises, '2026-05-31')).toEqual({ template, raises })
  expect(withRaises(template, raises, '2026-06-01').template.lines[0]?.price).toBe('105.00')
  expect(withRaises(template, raises, '2027-01-01')).toEqual({
    template: { lines: [{ text: 'Wartung', price: '115.50' }, { itemId: 'x' }] },
    raises: [raises[2]],
  })
})

test('a period comes to its lines less their discounts', () => {
  const line = { kind: 'item' as const, quantity: '3', price: '33.335', discountPercent: '10' }
  expect(netOf([line, { ...line, kind: 'heading' }])).toBe('90.01')
  expect(netOf([line], '50')).toBe('45.00')
})

test('texts name the period in the language of the document', () => {
  const period = { from: '2026-12-01', to: '2026-12-31' }
  expect(planText('Wartung {month} {year} ({period}) {else}', period, 'de')).toBe(
    'Wartung Dezember 2026 (01.12.2026 – 31.12.2026) {else}',
  )
  expect(planText('{month}: {period}', period, 'en')).toBe('December: 1 December 2026 – 31 December 2026')
})
