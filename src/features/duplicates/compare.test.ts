import { describe, expect, test } from 'vitest'
import { HARD_PAIRS } from '../../../test/duplicates/hard-pairs.ts'
import { readContact } from '../../../test/duplicates/read-pair.ts'
import { lookupKeys, matchKeys } from '#features/contacts/match-keys.ts'
import { compare } from './compare.ts'
import { profileOf } from './profile.ts'

describe.each(Object.entries(HARD_PAIRS))('%s', (_, pairs) => {
  test.each(pairs)('%s ↔ %s: %s', (one, other, verdict) => {
    const [a, b] = [readContact(one), readContact(other)]
    const [left, right] = [profileOf(a, 'DE'), profileOf(b, 'DE')]
    expect(compare(left, right).verdict).toBe(verdict)
    expect(compare(right, left)).toEqual(compare(left, right))
    if (verdict === 'none') return
    const keys = new Set(matchKeys(a, 'DE'))
    expect(lookupKeys(b, 'DE').filter((key) => keys.has(key))).not.toEqual([])
  })
})

test('the hard pairs are two hundred', () => {
  expect(Object.values(HARD_PAIRS).flat().length).toBeGreaterThanOrEqual(200)
})
