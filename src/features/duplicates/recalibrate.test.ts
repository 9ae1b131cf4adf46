import { expect, test } from 'vitest'
import { EVIDENCE, SHIPPED, evidenceOf, model, type Evidence } from './model.ts'
import { recalibrate, type Decision } from './recalibrate.ts'
import { bit } from './score.ts'

const decided = (same: boolean, times: number, ...names: Evidence[]): Decision[] =>
  Array.from({ length: times }, () => ({
    same,
    evidence: names.map(bit).reduce((bits, one) => bits | one, 0),
  }))

test('the shipped model is a model, and every evidence has a bit of its own', () => {
  expect(model.parse(SHIPPED)).toEqual(SHIPPED)
  expect(new Set(EVIDENCE.map(bit)).size).toBe(EVIDENCE.length)
  expect(EVIDENCE.length).toBeLessThanOrEqual(31)
  expect(evidenceOf(bit('last_same') | bit('local_same'))).toEqual(['last_same', 'local_same'])
})

test('without decisions nothing moves', () => {
  expect(recalibrate(SHIPPED, []).model).toEqual(SHIPPED)
})

test('few decisions move little, many move far, none moves more than three bits', () => {
  const weightAfter = (times: number) => {
    const usual = [...decided(true, times, 'first_same'), ...decided(false, times, 'first_same')]
    const against = decided(false, times, 'trunk_same', 'company_same')
    return recalibrate(SHIPPED, [...usual, ...against]).model.weights.company_same
  }
  const shipped = SHIPPED.weights.company_same
  expect(shipped - weightAfter(3)).toBeLessThan(0.5)
  expect(shipped - weightAfter(30)).toBeGreaterThan(0.5)
  expect(shipped - weightAfter(100_000)).toBe(3)
})

test('what speaks for a pair never begins to speak against it, and the other way round', () => {
  const { weights } = recalibrate(SHIPPED, [
    ...decided(false, 5000, 'trunk_same'),
    ...decided(true, 5000, 'company_different'),
  ]).model
  expect(weights.trunk_same).toBe(0)
  expect(weights.company_different).toBe(0)
})

test('a weight says from how many decisions it comes', () => {
  const { decisions } = recalibrate(SHIPPED, [
    ...decided(true, 4, 'mobile_same', 'last_same'),
    ...decided(false, 3, 'last_same'),
  ])
  expect([decisions.mobile_same, decisions.last_same, decisions.place_same]).toEqual([4, 7, 0])
})

test('decisions that are all of one kind tell nothing about any evidence', () => {
  const { weights } = recalibrate(SHIPPED, decided(true, 1000, 'last_same', 'first_same')).model
  expect(Math.abs(weights.last_same - SHIPPED.weights.last_same)).toBeLessThan(0.1)
})
