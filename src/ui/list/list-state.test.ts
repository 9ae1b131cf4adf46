import { describe, expect, test } from 'vitest'
import type { Filter } from './description.ts'
import { nextSort, questionKey, readListState, withFilter, writeListState } from './list-state.ts'

const filters = [
  { kind: 'choices', id: 'tag', text: 'filter.title', param: 'tag', options: [] },
  { kind: 'dateRange', id: 'created', text: 'filter.title', from: 'createdFrom', to: 'createdTo' },
] satisfies Filter[]

const read = (address: string) => readListState(new URLSearchParams(address), filters, 'displayName')

describe('the state of a list in the address', () => {
  test('comes back as it was written', () => {
    const state = read(
      'q=m%C3%BCller&sort=-createdAt&tag=VIP&tag=Messe&createdFrom=2026-01-01&view=v1&peek=7',
    )
    expect(read(writeListState(state, 'displayName').toString())).toEqual(state)
    expect(state.filters).toEqual({ tag: ['VIP', 'Messe'], createdFrom: ['2026-01-01'] })
  })

  test('does not say what goes without saying', () => {
    expect(writeListState(read('sort=displayName&q='), 'displayName').toString()).toBe('')
  })

  test('ignores what no filter knows', () => {
    expect(read('utm_source=mail&tag=').filters).toEqual({ tag: [] })
  })

  test('asks the same question whatever the order of its filters', () => {
    const one = { q: ' a ', sort: 'x', filters: { tag: ['b', 'a'], type: ['k'], empty: [] } }
    const other = { q: 'a', sort: 'x', filters: { type: ['k'], tag: ['a', 'b'] } }
    expect(questionKey(one)).toBe(questionKey(other))
  })

  test('drops a filter without values', () => {
    expect(withFilter({ tag: ['a'] }, 'tag', [])).toEqual({})
  })

  test('turns the order at the second click', () => {
    expect(nextSort('name', 'name')).toBe('-name')
    expect(nextSort('-name', 'name')).toBe('name')
    expect(nextSort('name', 'city')).toBe('city')
  })
})
