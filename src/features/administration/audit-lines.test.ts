import { expect, test } from 'vitest'
import { auditLines } from './audit-lines.ts'

test('an object is taken apart, and only what differs is told', () => {
  const from = { name: 'Muster', city: 'Köln' }
  const to = { name: 'Muster GmbH', city: 'Köln', iban: 'DE1' }
  expect(auditLines([{ field: 'firm', from, to }])).toEqual([
    { path: ['firm', 'name'], from: 'Muster', to: 'Muster GmbH' },
    { path: ['firm', 'iban'], from: null, to: 'DE1' },
  ])
})

test('plain values and lists stay whole', () => {
  expect(auditLines([{ field: 'members', from: ['a'], to: ['a', 'b'] }])).toEqual([
    { path: ['members'], from: ['a'], to: ['a', 'b'] },
  ])
})

test('a first value comes out of nothing', () => {
  expect(auditLines([{ field: 'retired', from: null, to: true }])).toEqual([
    { path: ['retired'], from: null, to: true },
  ])
})
