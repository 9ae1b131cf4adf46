import { describe, expect, test } from 'vitest'
import { Big } from '#kernel/decimal.ts'
import { monthsAround } from './months.ts'
import { inStage } from './move-stage.ts'
import type { Staged } from './move-stage.ts'
import { bulkTitle, changeOfOne } from '#features/runs/bulk.ts'
import { opportunityBulkWords as words } from './opportunity-bulk.ts'
import { opportunityNew } from './opportunity.ts'
import { STAGE_TYPES } from './pipeline.ts'
import { lineTotal, offerOf, totalOf } from './total.ts'
import { fc } from '../../../test/properties.ts'

const today = '2026-11-22'
const day = fc.constantFrom('2026-01-31', '2026-10-01', '2027-02-28')
const percent = fc.integer({ min: 0, max: 100 })
const stage = fc.record({
  id: fc.constantFrom('a', 'b', 'c'),
  type: fc.constantFrom(...STAGE_TYPES),
  probability: percent,
})
const before: fc.Arbitrary<Staged> = fc.record({
  stageId: fc.constantFrom('a', 'b', 'c'),
  probability: percent,
  closedOn: fc.option(day),
  lostReasonId: fc.option(fc.constant('reason')),
})
const said = fc.record(
  { probability: percent, closedOn: fc.option(day), lostReasonId: fc.option(fc.constant('other')) },
  { requiredKeys: [] },
)

describe('an opportunity in a stage', () => {
  test('has a day of closing exactly when it is closed, and a reason only when it is lost', () => {
    fc.assert(
      fc.property(before, stage, said, (was, reached, words) => {
        const { closedOn, lostReasonId, stageId } = inStage(was, reached, words, today)
        expect(stageId).toBe(reached.id)
        expect(closedOn === null).toBe(reached.type === 'open')
        if (reached.type !== 'lost') expect(lostReasonId).toBeNull()
      }),
    )
  })

  test('has the probability that was said, else that of a stage reached anew, else its own', () => {
    fc.assert(
      fc.property(before, stage, said, (was, reached, words) => {
        const own = was.stageId === reached.id ? was.probability : reached.probability
        expect(inStage(was, reached, words, today).probability).toBe(words.probability ?? own)
      }),
    )
  })

  test('said twice is the same', () => {
    fc.assert(
      fc.property(before, stage, said, (was, reached, words) => {
        const once = inStage(was, reached, words, today)
        expect(inStage(once, reached, {}, '2030-01-01')).toEqual(once)
      }),
    )
  })

  test('is closed on the day that was said', () => {
    const won = { id: 'w', type: 'won', probability: 100 } as const
    expect(inStage(undefined, won, { closedOn: '2026-10-01' }, today).closedOn).toBe('2026-10-01')
    expect(inStage(undefined, won, { closedOn: null }, today).closedOn).toBe(today)
  })
})

describe('what it is worth', () => {
  test('is its amount for each period, or once', () => {
    expect(totalOf({ amount: '200', billing: 'month', periods: 5 })).toBe('1000.00')
    expect(totalOf({ amount: '200', billing: 'fixed', periods: 5 })).toBe('200.00')
    expect(totalOf({ amount: '0.1', billing: 'hour', periods: 3 })).toBe('0.30')
  })

  test('by its offer is the sum of the lines as they are shown', () => {
    const number = fc.integer({ min: 0, max: 9_999_999 }).map((n) => String(n / 1000))
    const line = fc.record({ quantity: number, price: number, discountPercent: percent.map(String) })
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
        const shown = lines.reduce((sum, one) => sum.plus(lineTotal(one)), new Big(0))
        expect(offerOf(lines)).toBe(shown.toFixed(2))
      }),
    )
    expect(lineTotal({ quantity: '3', price: '9.99', discountPercent: '10' })).toBe('26.97')
  })
})

test('participants are said by their ids or with the part they play', () => {
  const id = '01a201da-774e-7a71-bd89-35af638a3cb3'
  const { participants } = opportunityNew.parse({
    title: 'x',
    participants: [id, { contactId: id, role: 'Planer' }],
  })
  expect(participants).toEqual([
    { contactId: id, role: '' },
    { contactId: id, role: 'Planer' },
  ])
})

test('a change of many adds and removes tags and puts people on the list', () => {
  const one = { tags: ['Alt', 'Messe'], access: ['a'] }
  expect(changeOfOne({ addTags: ['Neu'], removeTags: ['alt'], access: ['b'] }, one)).toEqual({
    tags: ['Messe', 'Neu'],
    access: ['a', 'b'],
  })
  expect(bulkTitle(words, { delete: true }, 1, 'en')).toBe('1 opportunity deleted')
  expect(bulkTitle(words, { stageId: 'x', ownerId: 'y' }, 1200, 'de')).toBe(
    '1.200 Verkaufschancen: Phase, Zuständigkeit',
  )
})

test('months go over the end of the year', () => {
  expect(monthsAround('2026-11', { back: 1, months: 3 })).toEqual([
    '2026-10',
    '2026-11',
    '2026-12',
    '2027-01',
  ])
  expect(monthsAround('2026-01', { back: 1, months: 1 })).toEqual(['2025-12', '2026-01'])
})
