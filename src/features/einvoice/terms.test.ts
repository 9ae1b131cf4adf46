import { expect, test } from 'vitest'
import { checkLeitwegId } from './leitweg-id.ts'
import { readTerms, termsAreWellFormed, writeTerms } from './skonto.ts'

test('Leitweg-IDs of the specification are right', () => {
  for (const id of ['991-03730-19', '04011000-1234512345-06', '992-90009-96', '09564000-NUE0001-49'])
    expect([id, checkLeitwegId(id)]).toEqual([id, undefined])
})

test('a Leitweg-ID with a slip is found out', () => {
  expect(checkLeitwegId('991-03730-18')).toBe('check_digits')
  expect(checkLeitwegId('991-03703-19')).toBe('check_digits')
  expect(checkLeitwegId('17011000-1234512345-06')).toBe('region')
  for (const text of ['', '99', '991-03730', '991_03730_19', '991-nue-19', `99${'1'.repeat(60)}-19`])
    expect(checkLeitwegId(text)).toBe('shape')
})

test('Skonto is written as XRechnung reads it', () => {
  const offers = [
    { days: 14, percent: '2' },
    { days: 21, percent: '1.5', base: '1000' },
  ]
  const terms = writeTerms('Zahlbar in 30 Tagen.', offers)
  expect(terms).toBe(
    'Zahlbar in 30 Tagen.\n#SKONTO#TAGE=14#PROZENT=2.00#\n#SKONTO#TAGE=21#PROZENT=1.50#BASISBETRAG=1000.00#\n',
  )
  expect(termsAreWellFormed(terms)).toBe(true)
  expect(readTerms(terms)).toEqual({
    words: 'Zahlbar in 30 Tagen.',
    offers: [
      { days: 14, percent: '2.00' },
      { days: 21, percent: '1.50', base: '1000.00' },
    ],
  })
  expect(writeTerms('Sofort fällig', [])).toBe('Sofort fällig')
})

test('a line that looks like Skonto but is not, or is not closed, is found', () => {
  for (const terms of [
    '#SKONTO#TAGE=14#PROZENT=2.00#',
    '#SKONTO#TAGE=14#PROZENT=2,00#\n',
    '#skonto#TAGE=14#PROZENT=2.00#\n',
    '#SKONTO#TAGE=14#PROZENT=2#\n',
    '#VERZUG#TAGE=14#PROZENT=2.00#\n',
    '#SKONTO#TAGE=14#PROZENT=2.00#\nKonto #1# angeben',
  ])
    expect([terms, termsAreWellFormed(terms)]).toEqual([terms, false])
  for (const terms of ['14 Tage netto', 'Konto #1# angeben', '#SKONTO#TAGE=14#PROZENT=2.00# \nDanke'])
    expect([terms, termsAreWellFormed(terms)]).toEqual([terms, true])
})
