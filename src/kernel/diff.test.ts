import { describe, expect, test } from 'vitest'
import { diff, inverse, isSame, mergePatch, patchOf } from './diff.ts'
import { fc } from '../../test/properties.ts'

describe('mergePatch', () => {
  // The examples of RFC 7396, appendix A.
  test.each([
    ['{"a":"b"}', '{"a":"c"}', '{"a":"c"}'],
    ['{"a":"b"}', '{"b":"c"}', '{"a":"b","b":"c"}'],
    ['{"a":"b"}', '{"a":null}', '{}'],
    ['{"a":"b","b":"c"}', '{"a":null}', '{"b":"c"}'],
    ['{"a":["b"]}', '{"a":"c"}', '{"a":"c"}'],
    ['{"a":"c"}', '{"a":["b"]}', '{"a":["b"]}'],
    ['{"a":{"b":"c"}}', '{"a":{"b":"d","c":null}}', '{"a":{"b":"d"}}'],
    ['{"a":[{"b":"c"}]}', '{"a":[1]}', '{"a":[1]}'],
    ['["a","b"]', '["c","d"]', '["c","d"]'],
    ['{"a":"b"}', '["c"]', '["c"]'],
    ['{"a":"foo"}', 'null', 'null'],
    ['{"a":"foo"}', '"bar"', '"bar"'],
    ['{"e":null}', '{"a":1}', '{"e":null,"a":1}'],
    ['[1,2]', '{"a":"b","c":null}', '{"a":"b"}'],
    ['{}', '{"a":{"bb":{"ccc":null}}}', '{"a":{"bb":{}}}'],
  ])('%s with %s is %s', (target, patch, result) => {
    expect(mergePatch(JSON.parse(target), JSON.parse(patch))).toEqual(JSON.parse(result))
  })

  test('changes neither side, and no prototype', () => {
    const target = { a: { b: 1 } }
    mergePatch(target, JSON.parse('{"a":{"c":2},"__proto__":{"bad":true}}'))
    expect(target).toEqual({ a: { b: 1 } })
    expect(({} as { bad?: true }).bad).toBeUndefined()
  })
})

describe('diff', () => {
  test('names what changed, appeared and went', () => {
    expect(diff({ a: 1, b: [1], c: { x: 1 }, d: null }, { a: 1, b: [1, 2], c: { x: 1 }, e: 'new' })).toEqual([
      { field: 'b', from: [1], to: [1, 2] },
      { field: 'e', from: null, to: 'new' },
    ])
    expect(diff({ a: 1 }, { a: undefined })).toEqual([{ field: 'a', from: 1, to: null }])
  })

  test('does not mind the order of fields, but that of arrays', () => {
    expect(isSame({ a: 1, b: 2 }, { b: 2, a: 1 })).toBe(true)
    expect(isSame([1, 2], [2, 1])).toBe(false)
    expect(isSame([], {})).toBe(false)
    expect(isSame(0, -0)).toBe(true)
    expect(isSame(new Date(5), new Date(5))).toBe(true)
    expect(isSame(new Date(5), new Date(6))).toBe(false)
  })

  const field = fc.constantFrom('a', 'b', 'c', '__proto__', 'constructor')
  const json = fc.letrec((tie) => ({
    leaf: fc.oneof(fc.string({ maxLength: 2 }), fc.integer({ min: 0, max: 3 }), fc.boolean()),
    record: fc.dictionary(field, tie('value'), { maxKeys: 4, noNullPrototype: true }),
    value: fc.oneof({ maxDepth: 3 }, tie('leaf'), fc.array(tie('leaf'), { maxLength: 3 }), tie('record')),
  })).record

  test('patching with the difference gives the other, and its inverse leads back', () => {
    fc.assert(
      fc.property(json, json, (before, after) => {
        const changes = diff(before, after)
        expect(mergePatch(before, patchOf(changes))).toEqual(after)
        expect(mergePatch(after, patchOf(inverse(changes)))).toEqual(before)
        expect(diff(before, before)).toEqual([])
      }),
      { numRuns: 500 },
    )
  })
})
