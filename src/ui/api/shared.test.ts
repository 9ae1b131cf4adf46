import { describe, expect, test } from 'vitest'
import { shared } from './shared.ts'

const card = (id: string, title = id) => ({ id, title, tags: ['a', 'b'] })

describe('an answer that comes again', () => {
  test('is the one before when it says nothing new', () => {
    const old = { items: [card('1'), card('2')], total: 2, next: null }
    expect(shared(old, structuredClone(old))).toBe(old)
  })

  test('keeps the records that only moved', () => {
    const old = { items: [card('1'), card('2'), card('3')] }
    const fresh = { items: [card('0'), card('1'), card('3', 'other'), card('2')] }
    const { items } = shared(old, fresh) as typeof old
    expect(items).toEqual(fresh.items)
    expect(items[1]).toBe(old.items[0])
    expect(items[3]).toBe(old.items[1])
    expect(items[2]?.tags).toBe(old.items[2]?.tags)
  })

  test('tells what is gone from what is empty', () => {
    const old: Record<string, unknown> = { a: undefined, b: 1 }
    expect(shared(old, { c: undefined, b: 1 })).toEqual({ c: undefined, b: 1 })
    expect(Object.keys(shared(old, { c: undefined, b: 1 }) as object)).toEqual(['c', 'b'])
  })

  test('is taken as it comes where it is no plain data', () => {
    const fresh = new Map([['a', 1]])
    expect(shared(new Map([['a', 1]]), fresh)).toBe(fresh)
  })
})
