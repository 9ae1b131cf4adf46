import { expect, test } from 'vitest'
import { KEY_KIND, hashKeys, isTelling } from '#features/contacts/hash-keys.ts'
import type { Subject } from '#features/contacts/match-facts.ts'
import { matchKeys } from '#features/contacts/match-keys.ts'
import { fold } from '#kernel/fold.ts'
import { HARD_PAIRS } from '../../../test/duplicates/hard-pairs.ts'
import { measuredSet } from '../../../test/duplicates/measured-set.ts'
import { readContact } from '../../../test/duplicates/read-pair.ts'
import { SHIPPED_SCALE, compare } from './compare.ts'
import { profileOf } from './profile.ts'
import {
  commonNames,
  leaveOpen,
  mayBeNamesakes,
  mayBeOne,
  mayBeOneFirm,
  outlineOf,
  type Outline,
} from './unread.ts'

const common = commonNames(SHIPPED_SCALE)
const hard = Object.values(HARD_PAIRS).flatMap((pairs) =>
  pairs.map(([one, other]) => [readContact(one), readContact(other)] as const),
)
const { known, copies } = measuredSet(1, { known: 2000, firms: 200, copies: 600, strangers: 0 })
const copied = copies.map(({ subject, truth }) => [subject, known[truth] as Subject] as const)

test('whoever is the same, surely or possibly, shares a key that connects the two before they are read', () => {
  const alike = [...hard, ...copied].filter(
    ([one, other]) =>
      compare(profileOf(one, 'DE'), profileOf(other, 'DE')).verdict !== 'none' &&
      shared(one, other).length > 0,
  )
  expect(alike.length).toBeGreaterThan(600)
  expect(alike.filter(([one, other]) => !connected(one, other))).toEqual([])
})

test.each([
  ['Thomas/Quast; #Berg Bau', 'Tamara/Quast; #Berg Bau', 'firm and initials under two names'],
  ['Anna/Quast; 0171 2345678', 'Anna/Quast; 0171 8765432', 'a rare name with two mobile numbers'],
  ['Anna/Müller; 0171 2345678', 'Anna/Müller; 35390 Ring 5', 'a common name alone'],
  ['Anna/Quast; #Berg Bau', 'Anna/Quast; #Talsperren AG', 'a name in two firms'],
  ['Anna/Quast', 'Anne/Quast', 'two names of one sound'],
])('%s and %s are not read: %s', (one, other) => {
  expect(connected(readContact(one), readContact(other))).toBe(false)
})

/** Whether some key of both leads to a comparison. */
function connected(one: Subject, other: Subject): boolean {
  const [a, b] = [sketched(one), sketched(other)]
  const [kinds, others] = [kindsOf(one), kindsOf(other)]
  return shared(one, other).some((key) => {
    const kind = key & 7
    if (kind === KEY_KIND.firm) return mayBeOneFirm(kinds, others)
    if (kind === KEY_KIND.name)
      return leaveOpen(kinds, others) && mayBeNamesakes([a, b], [kinds, others], common)
    return kind === KEY_KIND.other || kind === KEY_KIND.line ? mayBeOne(a, b) : true
  })
}

function shared(one: Subject, other: Subject): number[] {
  const keys = keysOf(other)
  return keysOf(one).filter((key) => isTelling(key) && keys.includes(key))
}

function keysOf(subject: Subject): number[] {
  return hashKeys(matchKeys(subject, 'DE'))
}

function kindsOf(subject: Subject): number {
  return keysOf(subject).reduce((bits, key) => bits | (1 << (key & 7)), 0)
}

function sketched({ kind, salutation, birthday, firstName, lastName, companyName }: Subject): Outline {
  return outlineOf({
    company: kind === 'company',
    salutation: salutation ?? '',
    birthday: birthday ?? '',
    firstName: firstName ?? '',
    lastName: lastName ?? '',
    companyName: companyName ?? '',
    sortName: fold([lastName, firstName].filter(Boolean).join(' ')),
  })
}
