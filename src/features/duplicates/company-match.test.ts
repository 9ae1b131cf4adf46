import { describe, expect, test } from 'vitest'
import { readContact } from '../../../test/duplicates/read-pair.ts'
import { employerKeys, matchKeys } from '#features/contacts/match-keys.ts'
import { matchFacts } from '#features/contacts/match-facts.ts'
import { matchCompany } from './company-match.ts'
import { profileOf } from './profile.ts'

type Found = [id: string, confidence: number, ...reasons: string[]]
interface Candidate {
  line: string
  colleagues?: number
}

function suggested(person: string, ...candidates: Candidate[]): { matches: Found[]; chosen: string | null } {
  const { matches, chosen } = matchCompany(
    profileOf(readContact(person), 'DE'),
    candidates.map(({ line, colleagues = 0 }, place) => ({
      companyId: 'abcdef'.charAt(place),
      profile: profileOf(readContact(line), 'DE'),
      colleagues,
    })),
  )
  return {
    matches: matches.map(({ companyId, confidence, reasons }) => [companyId, confidence, ...reasons]),
    chosen,
  }
}

describe('the company of a person', () => {
  test('is where everybody with the same mail domain works', () => {
    const { matches, chosen } = suggested('Eva/Kern; eva@berg.de', { line: '#Anything', colleagues: 3 })
    expect(matches).toEqual([['a', 0.98, 'colleagues']])
    expect(chosen).toBe('a')
  })

  test('is only suggested where the colleagues are of several firms', () => {
    const { matches, chosen } = suggested(
      'Eva/Kern; eva@berg.de',
      { line: '#Berg Holding', colleagues: 9 },
      { line: '#Berg Vertrieb', colleagues: 8 },
      { line: '#Berg Service', colleagues: 1 },
    )
    expect(matches.map(([id]) => id)).toEqual(['a', 'b'])
    expect(chosen).toBeNull()
  })

  test.each<[string, string, number, string, boolean]>([
    ['Eva/Kern; eva@mail.berg.de', '#Anything; www https://www.berg.de', 0.95, 'domain', true],
    ['Eva/Kern; #Berg GmbH; 35390 Ring 5', '#Berg; 35390 Hauptstr. 5', 0.95, 'name_and_place', true],
    ['Eva/Kern; #Berg & Söhne', '#Berg und Söhne KG', 0.9, 'name', true],
    ['Eva/Kern; #Müller GmbH', '#Müller AG', 0.8, 'similar_name', false],
    ['Eva/Kern; 0641 40000-12', '#Berg GmbH; 0641 40000-0', 0.8, 'phone', false],
    ['Eva/Kern; 35390 Hauptstraße 5', '#Berg GmbH; 35390 Hauptstr. 5', 0.72, 'address', false],
  ])('%s belongs to %s by %s, %s', (person, line, confidence, reason, chosen) => {
    const found = suggested(person, { line })
    expect(found.matches).toEqual([['a', confidence, reason]])
    expect(found.chosen).toBe(chosen ? 'a' : null)
  })

  test('a name with a slip is suggested', () => {
    const [first] = suggested('Eva/Kern; #Kunstofftechnik Steinmann', {
      line: '#Kunststofftechnik Steinmann',
    }).matches
    expect(first?.slice(2)).toEqual(['similar_name'])
    expect(first?.[1]).toBeGreaterThanOrEqual(0.7)
    expect(first?.[1]).toBeLessThan(0.9)
  })

  test('of two with another legal form the one in the same place stands first', () => {
    const { matches, chosen } = suggested(
      'Eva/Kern; #Müller GmbH; 34117 Werkweg 5',
      { line: '#Müller AG; 80331 Ring 7' },
      { line: '#Müller GmbH & Co. KG; 34117 Werkweg 3' },
    )
    expect(matches).toEqual([
      ['b', 0.85, 'similar_name'],
      ['a', 0.8, 'similar_name'],
    ])
    expect(chosen).toBeNull()
  })

  test('two reasons are surer than one', () => {
    const person = 'Eva/Kern; #Berg GmbH; eva@berg.de'
    expect(suggested(person, { line: '#Berg GmbH; www berg.de' }).matches).toEqual([
      ['a', 0.98, 'domain', 'name'],
    ])
  })

  test('nobody is given to one of two firms of one name, nor by a mail provider', () => {
    const twice = suggested(
      'Eva/Kern; #Berg GmbH',
      { line: '#Berg GmbH' },
      { line: '#Berg GmbH; 80331 Ring 7' },
    )
    expect([twice.matches.length, twice.chosen]).toEqual([2, null])
    expect(suggested('Eva/Kern; eva@gmx.de', { line: '#Berg; info@gmx.de' }).matches).toEqual([])
  })
})

test.each([
  ['Eva/Kern; eva@mail.berg.de', '#Anything; www berg.de'],
  ['Eva/Kern; eva@berg.de', 'Uwe/Stein; uwe@berg.de'],
  ['Eva/Kern; #Berg & Söhne', '#Berg und Söhne KG'],
  ['Eva/Kern; #Kunstofftechnik Steinmann', '#Kunststofftechnik Steinmann'],
  ['Eva/Kern; 0641 40000-12', '#Berg GmbH; 0641 40000-0'],
])('%s is led to %s by a key', (person, other) => {
  const stored = matchKeys(readContact(other), 'DE')
  expect(
    employerKeys(matchFacts(readContact(person), 'DE')).filter((key) => stored.includes(key)),
  ).not.toEqual([])
})
