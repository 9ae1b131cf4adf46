import { describe, expect, test } from 'vitest'
import { sum } from '#kernel/decimal.ts'
import { flow } from './flow.ts'
import type { Block } from './flow.ts'
import { fc } from '../../../../../test/properties.ts'

interface Mark {
  page: number
  what: string
  top: number
  height: number
  /** Place of the block and of the strip in it. */
  block: number
  strip: number
}

const TOP = 50
const BOTTOM = 500
const CARRY = 18

/** Sets blocks on paper that only remembers what was drawn. */
function set(shapes: Shape[]): Mark[] {
  const marks: Mark[] = []
  let page = 1
  const mark = (what: string, top: number, height: number, block = -1, strip = -1) =>
    marks.push({ page, what, top, height, block, strip })
  const blocks = shapes.map(({ strips, ...shape }, at): Block => ({
    ...shape,
    strips: strips.map((height, n) => ({ height, draw: (top) => void mark('strip', top, height, at, n) })),
  }))
  const pages = {
    open: () => ({ top: TOP, bottom: (page++, BOTTOM) }),
    carryHeight: CARRY,
    gap: 3,
    carry: (kind: string, amount: string, top: number) => void mark(`${kind} ${amount}`, top, CARRY),
    headHeight: 16,
    head: (top: number) => void mark('head', top, 16),
  }
  flow(blocks, pages, { top: TOP, bottom: BOTTOM, y: TOP })
  return marks
}

type Shape = Omit<Block, 'strips'> & { strips: number[] }

const row = fc.record({
  row: fc.constant(true),
  before: fc.constant(0),
  withNext: fc.boolean(),
  strips: fc.array(fc.integer({ min: 10, max: 16 }), { minLength: 1, maxLength: 90 }),
  net: fc.integer({ min: -99_999, max: 99_999 }).map((cents) => (cents / 100).toFixed(2)),
})
const words = row.map(({ before, row, strips, withNext }) => ({ before, row, strips, withNext }))
const paragraph = words.map((shape) => ({ ...shape, row: false, before: 8 }))
const letter = fc
  .tuple(
    fc.array(paragraph, { maxLength: 4 }),
    fc.array(fc.oneof(row, row, words), { maxLength: 60 }),
    fc.array(paragraph, { maxLength: 4 }),
  )
  .map(([before, rows, after]): Shape[] => [...before, ...rows, ...after])

describe('blocks on pages', () => {
  test('nothing is lost, nothing runs over the edge or into what stands above', () => {
    fc.assert(
      fc.property(letter, (shapes) => {
        const marks = set(shapes)
        const drawn = marks.filter(({ what }) => what === 'strip').map(({ block, strip }) => [block, strip])
        expect(drawn).toEqual(shapes.flatMap(({ strips }, at) => strips.map((_, n) => [at, n])))
        for (const [at, mark] of marks.entries()) {
          expect(mark.top + mark.height).toBeLessThanOrEqual(BOTTOM)
          const above = marks[at - 1]
          if (above?.page === mark.page) expect(mark.top).toBeGreaterThanOrEqual(above.top + above.height)
        }
      }),
    )
  })

  test('what is carried over is the sum of the rows that stand before', () => {
    fc.assert(
      fc.property(letter, (shapes) => {
        const nets: string[] = []
        for (const { what, block, strip } of set(shapes)) {
          const net = strip === 0 ? shapes[block]?.net : undefined
          if (net !== undefined) nets.push(net)
          const [kind, amount] = what.split(' ')
          if (kind === 'subtotal' || kind === 'carried') expect(amount).toBe(sum(nets).toFixed(2))
        }
      }),
    )
  })

  test('a page in the midst of the table ends with the sum so far and the next begins with it', () => {
    fc.assert(
      fc.property(letter, (shapes) => {
        const marks = set(shapes)
        for (const [at, { what, page }] of marks.entries()) {
          if (!what.startsWith('subtotal')) continue
          expect(marks[at + 1]).toMatchObject({ page: page + 1, what: 'head', top: TOP })
          expect(marks[at + 2]?.what).toBe(what.replace('subtotal', 'carried'))
        }
      }),
    )
  })

  test('a block that is cut leaves two lines on either side', () => {
    fc.assert(
      fc.property(letter, (shapes) => {
        const strips = set(shapes).filter(({ what }) => what === 'strip')
        for (const [at, { block, strip, page }] of strips.entries()) {
          const next = strips[at + 1]
          if (next?.block !== block || next.page === page) continue
          expect(strip).toBeGreaterThanOrEqual(1)
          expect((shapes[block]?.strips.length ?? 0) - next.strip).toBeGreaterThanOrEqual(2)
        }
      }),
    )
  })
})
