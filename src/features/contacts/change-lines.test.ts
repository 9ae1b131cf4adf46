import { expect, test } from 'vitest'
import { changeLines } from './change-lines.ts'

const phone = (value: string, category = 'work') => ({ kind: 'phone', category, value, primary: false })

test('another number is told as one change from the old to the new', () => {
  const lines = changeLines([{ field: 'details', from: [phone('0221 1')], to: [phone('0221 2')] }])
  expect(lines).toEqual([{ field: 'phone', category: 'work', from: '0221 1', to: '0221 2' }])
})

test('a row more and a row less are told as added and removed', () => {
  const mail = { kind: 'email', category: 'work', value: 'a@b.de', primary: true }
  expect(changeLines([{ field: 'details', from: [phone('1')], to: [phone('1'), mail] }])).toEqual([
    { field: 'email', category: 'work', from: null, to: 'a@b.de' },
  ])
  expect(changeLines([{ field: 'details', from: [mail], to: [] }])).toEqual([
    { field: 'email', category: 'work', from: 'a@b.de', to: null },
  ])
})

test('rows that only changed places or the star are not told', () => {
  const rows = [phone('1'), phone('2')]
  const starred = rows.toReversed().map((row) => ({ ...row, primary: true }))
  expect(changeLines([{ field: 'details', from: rows, to: starred }])).toEqual([])
})

test('of a list only what came and went is told', () => {
  expect(changeLines([{ field: 'tags', from: ['Kunde', 'Messe'], to: ['Kunde', 'Presse'] }])).toEqual([
    { field: 'tags', from: 'Messe', to: null },
    { field: 'tags', from: null, to: 'Presse' },
  ])
})

test('custom fields are told one by one', () => {
  expect(changeLines([{ field: 'custom', from: { a: 1, b: 2 }, to: { a: 1, c: 3 } }])).toEqual([
    { field: 'custom', key: 'b', from: 2, to: null },
    { field: 'custom', key: 'c', from: null, to: 3 },
  ])
})

test('another employer is told by its name alone', () => {
  const lines = changeLines([
    { field: 'companyName', from: 'Alt GmbH', to: 'Neu GmbH' },
    { field: 'companyId', from: 'a', to: 'b' },
  ])
  expect(lines).toEqual([{ field: 'companyName', from: 'Alt GmbH', to: 'Neu GmbH' }])
})
