import { expect, test } from 'vitest'
import { leavesSkonto, leftAfter, restOf, signedAmount, skontoOn } from './pay-proposal.ts'
import type { Payment } from './payment.ts'
import { leftOf, shareOf } from './split-entry.ts'

const skonto = { until: '2026-11-20', amount: '5.95', payable: '291.55' }
const state = { items: [] as Payment[], payable: '297.50', settled: '0.00', skonto }
const paid = (one: Partial<Payment>): Payment => ({
  id: '1',
  invoiceId: '2',
  kind: 'payment',
  amount: '100.00',
  day: '2026-11-18',
  note: '',
  bankEntryId: null,
  createdBy: null,
  createdAt: '',
  revokedAt: null,
  ...one,
})

test('Skonto is offered in its days only, for what is left', () => {
  expect(skontoOn(state, '2026-11-20')).toEqual({ amount: '291.55', less: '5.95' })
  expect(skontoOn(state, '2026-11-21')).toBeUndefined()
  const partly = { ...state, items: [paid({})], settled: '100.00' }
  expect(skontoOn(partly, '2026-11-20')).toEqual({ amount: '191.55', less: '5.95' })
})

test('Skonto is not offered twice, nor after a payment that came too late; what was taken back does not count', () => {
  expect(skontoOn({ ...state, items: [paid({ kind: 'skonto' })] }, '2026-11-18')).toBeUndefined()
  expect(skontoOn({ ...state, items: [paid({ day: '2026-11-21' })] }, '2026-11-18')).toBeUndefined()
  const back = paid({ day: '2026-11-21', revokedAt: '2026-11-21T10:00:00Z' })
  expect(skontoOn({ ...state, items: [back] }, '2026-11-18')).toBeDefined()
})

test('what is left after an amount is Skonto as long as it is no more than was agreed', () => {
  expect(leavesSkonto(state, '2026-11-20', '291.55')).toBe(true)
  expect(leavesSkonto(state, '2026-11-20', '295')).toBe(true)
  expect(leavesSkonto(state, '2026-11-20', '291.54')).toBe(false)
  expect(leavesSkonto(state, '2026-11-20', '297.50')).toBe(false)
  expect(leavesSkonto(state, '2026-11-20', 'viel')).toBe(false)
})

test('what stays open is told while one types, also of a document that gives money back', () => {
  expect(leftAfter(state, '300')).toBe('-2.50')
  expect(leftAfter(state, '')).toBe('297.50')
  const back = { payable: '-50.00', settled: '0.00' }
  expect(restOf(back)).toBe('-50.00')
  expect(signedAmount('refund', '50', back.payable)).toBe('-50')
  expect(signedAmount('writeoff', '50', back.payable)).toBe('-50')
  expect(signedAmount('writeoff', '50', '297.50')).toBe('50')
  expect(signedAmount('payment', '50', '297.50')).toBe('50')
})

test('an entry is spread over documents until nothing is left', () => {
  expect(shareOf('500.00', '297.50')).toBe('297.50')
  expect(shareOf('100.00', '297.50')).toBe('100.00')
  expect(shareOf('-100.00', '-30.00')).toBe('-30.00')
  expect(shareOf('100.00', '-30.00')).toBe('0.00')
  expect(leftOf('500.00', [{ amount: '297.50' }, { amount: '202.5' }])).toBe('0.00')
  expect(leftOf('500.00', [{ amount: '297.50' }, { amount: 'x' }])).toBe('202.50')
})
