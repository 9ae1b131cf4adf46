import { describe, expect, test } from 'vitest'
import { HARD_PAIRS } from '../../../test/duplicates/hard-pairs.ts'
import { readContact } from '../../../test/duplicates/read-pair.ts'
import { lookupKeys, matchKeys } from '#features/contacts/match-keys.ts'
import { compare } from './compare.ts'
import { SHIPPED, evidenceOf } from './model.ts'
import { profileOf } from './profile.ts'
import { scaleOf } from './score.ts'

const known = (line: string) => profileOf(readContact(line), 'DE')

describe.each(Object.entries(HARD_PAIRS))('%s', (_, pairs) => {
  test.each(pairs)('%s ↔ %s: %s', (one, other, verdict) => {
    const [a, b] = [readContact(one), readContact(other)]
    const [left, right] = [known(one), known(other)]
    expect(compare(left, right).verdict).toBe(verdict)
    expect(compare(right, left)).toEqual(compare(left, right))
    if (verdict === 'none') return
    const keys = new Set(matchKeys(a, 'DE'))
    expect(lookupKeys(b, 'DE').filter((key) => keys.has(key))).not.toEqual([])
  })
})

test.each([
  ['Eva/Kern; kern@berg.de', 'Eva/Stein; kern@berg.de', 'email'],
  ['Eva/Kern; info@berg.de', 'Uwe/Stein; info@berg.de', 'shared_role_email'],
  ['Eva/Kern; 0171 2345678; #Berg', 'E./Kern; 0171 2345678; #Tal', 'name_and_mobile name_and_phone'],
  ['Eva/Kern; 0171 2345678', 'Uwe/Stein; 0171 2345678', 'same_mobile'],
  ['Eva/Kern; 0641 4000012', 'Ewa/Kern; 0641 4000012', 'name_and_phone'],
  ['E./Kern; #Berg', 'Eva/Kern; #Berg GmbH', 'name_and_company'],
  ['Eva/Kern; e@berg.de', 'Eva/Kern; eva@berg.de', 'name_and_domain full_name'],
  ['E./Kern; sonne77@gmx.de', 'Eva/Kern; sonne77@web.de', 'email_local_part'],
  ['Eva/Kern', 'Eva/Kern', 'full_name'],
  ['Eva/Kern; 35390 Ring 5', 'E./Kern; 35390 Ring 5', 'name_and_place'],
  ['Eva/Kern; *1990-05-04; #Berg', 'Ewa/Kern; *1990-05-04', 'name_and_birthday'],
  ['Eva/Kern; *1990-05-04; #Berg', 'Eva/Stein; *1990-05-04; #Berg', 'score'],
  ['#Berg GmbH; USt DE136695976', '#Berg; USt DE136695976', 'vat_id company_name'],
  ['#Berg GmbH; www berg.de', '#Berg Bau; www berg.de', 'company_domain'],
  ['#Auto Berg; 0641 4000', '#Berg; 0641 4000', 'name_and_phone'],
  ['#Berg; info@berg.de', '#Tal; info@berg.de', 'shared_role_email'],
])('%s ↔ %s because of %s', (one, other, reasons) => {
  expect(compare(known(one), known(other)).reasons.join(' ')).toBe(reasons)
})

test('a firm may take shared addresses as they are, and a lower threshold asks more often', () => {
  const [one, other] = [known('Eva/Kern; info@berg.de'), known('Uwe/Stein; info@berg.de')]
  expect(compare(one, other, scaleOf({ ...SHIPPED, guardShared: false })).verdict).toBe('sure')
  const namesakes = [known('Thomas/Müller; #Berg'), known('Thomas/Müller; 0171 2345678')] as const
  expect(compare(...namesakes, scaleOf({ ...SHIPPED, namesakeFrom: 11 })).verdict).toBe('possible')
})

test('what nothing speaks for has no score, no reasons and no evidence', () => {
  const nothing = { verdict: 'none', reasons: [], score: 0, evidence: 0 }
  expect(compare(known('Eva/Kern'), known('Uwe/Stein'))).toEqual(nothing)
  expect(compare(known('/'), known('/'))).toEqual(nothing)
  expect(compare(known('#'), known('#'))).toEqual(nothing)
})

test('the evidence says what was compared', () => {
  const { evidence } = compare(known('Eva/Kern; #Berg; 0171 2345678'), known('Eva/Kern; #Berg; 0172 8765432'))
  expect(evidenceOf(evidence)).toEqual(['mobile_different', 'last_same', 'first_same', 'company_same'])
})

test('the hard pairs are two hundred', () => {
  expect(Object.values(HARD_PAIRS).flat().length).toBeGreaterThanOrEqual(200)
})
