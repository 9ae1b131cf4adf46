import { expect, test } from 'vitest'
import { figuresOf, finderOf, measuredSet, patientFinderOf } from '../../../test/duplicates/measured-set.ts'
import { lookupKeys, matchKeys } from '#features/contacts/match-keys.ts'

// All seeds at full size, and the speed: `node test/duplicates/measure.ts 1 2 3 4 5`.
const SEED = Number(process.env['DUPLICATES_SEED'] ?? 1)

test(`five hundred damaged copies are known again, and no stranger is taken for anybody (seed ${SEED})`, () => {
  const set = measuredSet(SEED, { known: 5000, firms: 500, copies: 500, strangers: 1500 })
  const figures = figuresOf(set)
  expect(figures.surePrecision).toBe(1)
  expect(figures.sureRecall).toBeGreaterThan(0.55)
  expect(figures.recall).toBeGreaterThanOrEqual(0.96)
  expect(figures.flagged.map(({ subject, hit }) => [subject, hit])).toEqual([])
  expect(figures.wrongHits).toBeLessThan(0.1)
})

test(`the keys find whatever comparing with everybody finds (seed ${SEED})`, () => {
  const set = measuredSet(SEED, { known: 1200, firms: 120, copies: 400, strangers: 200 })
  const [quick, patient] = [finderOf(set.known), patientFinderOf(set.known)]
  const subjects = [...set.copies.map((copy) => copy.subject), ...set.strangers]
  const found = subjects.map((subject) => [quick(subject).length, patient(subject).length] as const)
  const [byKeys, byAll] = [0, 1].map((way) => found.reduce((sum, counts) => sum + (counts[way] ?? 0), 0))
  expect((byKeys ?? 0) / (byAll ?? 1)).toBeGreaterThanOrEqual(0.995)
})

test('a person has about ten keys', () => {
  const { known } = measuredSet(SEED, { known: 500, firms: 50, copies: 0, strangers: 0 })
  const counts = known.map((subject) => matchKeys(subject, 'DE').length)
  expect(counts.reduce((sum, count) => sum + count, 0) / counts.length).toBeLessThan(10)
  expect(Math.max(...counts)).toBeLessThan(40)
  expect(known.flatMap((subject) => lookupKeys(subject, 'DE')).filter((key) => key.startsWith('w:'))).toEqual(
    [],
  )
})
