import { describe, expect, test } from 'vitest'
import { CursorChain, firstPage, nextPages, pageOf, scrollRows, startOf } from './pages.ts'

describe('pages by cursor', () => {
  test('every row is on exactly one page', () => {
    for (const row of [
      0,
      1,
      firstPage - 1,
      firstPage,
      firstPage + nextPages - 1,
      firstPage + nextPages,
      99_999,
    ]) {
      const page = pageOf(row)
      expect(startOf(page)).toBeLessThanOrEqual(row)
      expect(startOf(page + 1)).toBeGreaterThan(row)
    }
  })

  test('a cursor is known only after the page before', () => {
    const chain = new CursorChain()
    expect(chain.at(0)).toBeNull()
    expect(chain.at(1)).toBeUndefined()
    chain.learn(0, firstPage, 'a')
    expect(chain.at(1)).toBe('a')
    expect(chain.reached).toBe(firstPage)
  })

  test('the last page ends the list', () => {
    const chain = new CursorChain()
    chain.learn(0, firstPage, 'a')
    chain.learn(1, 7, null)
    expect(chain.rows).toBe(firstPage + 7)
    expect(scrollRows(chain, 5000, false)).toBe(firstPage + 7)
  })

  test('a list that grew behind its end goes on', () => {
    const chain = new CursorChain()
    chain.learn(0, 40, null)
    chain.learn(0, firstPage, 'a')
    expect(chain.rows).toBeUndefined()
  })

  test('the scroll bar stands for the counted total, and for what is known where only a minimum is counted', () => {
    const chain = new CursorChain()
    chain.learn(0, firstPage, 'a')
    expect(scrollRows(chain, 100_000, false)).toBe(100_000)
    expect(scrollRows(chain, 10_000, true)).toBe(10_000)
    expect(scrollRows(chain, undefined, false)).toBe(firstPage + 20)
  })
})
