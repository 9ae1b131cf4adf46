import { describe, expect, test } from 'vitest'
import { PageChain, firstPage, nextPages, pageOf, scrollRows, startOf } from './pages.ts'

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

  const learnt = (...pages: [page: number, items: number, cursor: string | null][]) => {
    const chain = new PageChain()
    for (const [page, items, cursor] of pages) chain.learn(page, chain.wayTo(page, undefined), items, cursor)
    return chain
  }
  const forward = { skip: 0, fromEnd: false }

  test('a page goes on where the one before ended', () => {
    const chain = learnt([0, firstPage, 'a'])
    expect(chain.wayTo(0, undefined)).toEqual({ ...forward, cursor: null, limit: firstPage })
    expect(chain.wayTo(1, undefined)).toEqual({ ...forward, cursor: 'a', limit: nextPages })
    expect(chain.reached).toBe(firstPage)
  })

  test('a page far away is asked from the nearer end', () => {
    const chain = learnt([0, firstPage, 'a'])
    const total = 100_000
    expect(chain.wayTo(pageOf(30_000), total)).toMatchObject({
      fromEnd: false,
      skip: startOf(pageOf(30_000)),
    })
    const last = chain.wayTo(pageOf(total - 1), total)
    expect(last).toMatchObject({ fromEnd: true, skip: 0 })
    expect(startOf(pageOf(total - 1)) + last.limit).toBe(total)
  })

  test('a page jumped to keeps its way when the cursor of the one before comes', () => {
    const chain = learnt([0, firstPage, 'a'])
    const way = chain.wayTo(7, 10_000)
    chain.learn(6, chain.wayTo(6, 10_000), nextPages, 'g')
    expect(chain.wayTo(7, 10_000)).toBe(way)
    expect(chain.wayTo(8, 10_000).fromEnd).toBe(false)
  })

  test('the last page ends the list', () => {
    const chain = learnt([0, firstPage, 'a'], [1, 7, null])
    expect(chain.rows).toBe(firstPage + 7)
    expect(scrollRows(chain, 5000, false)).toBe(firstPage + 7)
  })

  test('a list that grew behind its end goes on', () => {
    expect(learnt([0, 40, null], [0, firstPage, 'a']).rows).toBeUndefined()
  })

  test('the scroll bar stands for the counted total, and for what is known where only a minimum is counted', () => {
    const chain = learnt([0, firstPage, 'a'])
    expect(scrollRows(chain, 100_000, false)).toBe(100_000)
    expect(scrollRows(chain, 10_000, true)).toBe(10_000)
    expect(scrollRows(chain, undefined, false)).toBe(firstPage + 20)
  })
})
