import { expect, test } from 'vitest'
import { targetsOf } from '#ui/list/question-of.ts'
import { saidIn, without } from './bulk-draft.ts'

test('what is chosen goes to the server as ids, or as the question of the list with its exceptions', () => {
  expect(targetsOf({ ids: ['a'] })).toEqual({ ids: ['a'] })
  const filters = {
    tag: ['Messe', 'Kunde'],
    kind: ['person'],
    'custom.size.from': ['10'],
    'custom.size.to': [],
  }
  expect(targetsOf({ filter: { q: ' müller ', filters }, except: ['b'] })).toEqual({
    filter: { q: 'müller', tag: ['Messe', 'Kunde'], kind: 'person', 'custom.size': '10..', except: ['b'] },
  })
})

test('what is not said yet is not sent; taking all managers away is said', () => {
  expect(saidIn({ addTags: [], custom: {} })).toBeUndefined()
  expect(saidIn({ addTags: ['x'], removeTags: [], typeId: null })).toEqual({ addTags: ['x'], typeId: null })
  expect(saidIn({ managers: [] })).toEqual({ managers: [] })
})

test('a field that is taken off the sheet leaves nothing behind', () => {
  const change = { addTags: ['x'], removeTags: ['y'], class: 'A' as const, custom: { a: 1, b: 2 } }
  expect(without(change, 'tags')).toEqual({ class: 'A', custom: { a: 1, b: 2 } })
  expect(without(change, 'custom.a').custom).toEqual({ b: 2 })
})
