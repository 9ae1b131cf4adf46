import { expect, test } from 'vitest'
import { translator } from './texts.ts'

const words = { cancel: 'Abbrechen', 'bulk.chosen': { one: '{count} Zeile', other: '{count} Zeilen' } }
const t = translator('de', words)

test('numbers choose the plural form and are written in the language', () => {
  expect(t('bulk.chosen', { count: 1 })).toBe('1 Zeile')
  expect(t('bulk.chosen', { count: 12_500 })).toBe('12.500 Zeilen')
  expect(translator('en', words)('bulk.chosen', { count: 12_500 })).toBe('12,500 Zeilen')
})

test('a text without values stays as it is', () => {
  expect(t('cancel')).toBe('Abbrechen')
})
