import { describe, expect, test } from 'vitest'
import { rank, theOneOf } from './suggest.ts'
import type { Hint } from './suggest.ts'

const hint = (contactId: string, reason: Hint['reason'], kind: Hint['kind'] = 'person'): Hint => ({
  contactId,
  name: contactId,
  kind,
  reason,
})
const chosen = (...hints: Hint[]) => theOneOf(rank(hints))?.contactId

describe('whom an item is about', () => {
  test('is whoever has the very address, before all other reasons', () => {
    expect(chosen(hint('firm', 'domain', 'company'), hint('anna', 'address'))).toBe('anna')
    expect(chosen(hint('anna', 'otherAddress'), hint('ben', 'thread'))).toBe('anna')
  })
  test('is nobody in particular when two have it', () => {
    expect(chosen(hint('anna', 'address'), hint('ben', 'address'))).toBeUndefined()
    expect(chosen()).toBeUndefined()
  })
  test('is of two the person, or the one for whom more speaks', () => {
    expect(chosen(hint('firm', 'address', 'company'), hint('anna', 'address'))).toBe('anna')
    expect(chosen(hint('anna', 'attendee'), hint('ben', 'attendee'), hint('ben', 'learned'))).toBe('ben')
  })
  test('is said with all reasons, each contact once', () => {
    expect(rank([hint('anna', 'name'), hint('anna', 'address'), hint('firm', 'domain', 'company')])).toEqual([
      { contactId: 'anna', name: 'anna', kind: 'person', reasons: ['address', 'name'] },
      { contactId: 'firm', name: 'firm', kind: 'company', reasons: ['domain'] },
    ])
  })
})
