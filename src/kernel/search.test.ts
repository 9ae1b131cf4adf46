import { describe, expect, test } from 'vitest'
import { fold, searchLines, spellings } from './fold.ts'
import { highlight } from './highlight.ts'
import { fits, matches } from './search-match.ts'
import {
  isPlain,
  likeAny,
  likeContains,
  likePattern,
  patternRegex,
  phrase,
  regexOf,
} from './search-patterns.ts'
import { parseQuery } from './search.ts'
import { similarity } from './trigrams.ts'
import { fc } from '../../test/properties.ts'

const letters = (of: string) => fc.constantFrom(...Array.from(of))
const messy = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: letters('abüß"*?~:\\%_ 0+()[]^$.|{}\n„'), maxLength: 60 }),
)
const fields = ['name', 'email', 'phone', 'custom.size']

describe('parseQuery', () => {
  test.each([
    ['Müller', [{ kind: 'contains', text: 'muller' }]],
    [
      'anna  berg',
      [
        { kind: 'contains', text: 'anna' },
        { kind: 'contains', text: 'berg' },
      ],
    ],
    ['O*', [{ kind: 'pattern', text: 'o*' }]],
    ['Sm?th', [{ kind: 'pattern', text: 'sm?th' }]],
    ['a**b', [{ kind: 'pattern', text: 'a*b' }]],
    ['"Müller & Co."', [{ kind: 'phrase', text: 'muller & co.' }]],
    ['„Groß Gerau“', [{ kind: 'phrase', text: 'gross gerau' }]],
    ['Schmit~', [{ kind: 'similar', text: 'schmit' }]],
    ['Schm*t~', [{ kind: 'pattern', text: 'schm*t' }]],
    ['EMAIL:Foo', [{ field: 'email', kind: 'contains', text: 'foo' }]],
    ['name:"von Berg"', [{ field: 'name', kind: 'phrase', text: 'von berg' }]],
    ['name:M?ller', [{ field: 'name', kind: 'pattern', text: 'm?ller' }]],
    ['custom.size:L', [{ field: 'custom.size', kind: 'contains', text: 'l' }]],
    ['https://x.de', [{ kind: 'contains', text: 'https://x.de' }]],
    [
      'other:"a b"',
      [
        { kind: 'contains', text: 'other:"a' },
        { kind: 'contains', text: 'b"' },
      ],
    ],
    ['"anna', [{ kind: 'contains', text: 'anna' }]],
    [
      '5" rohr',
      [
        { kind: 'contains', text: '5"' },
        { kind: 'contains', text: 'rohr' },
      ],
    ],
    ['', []],
    ['* ~ ?? "" ~~ *?* name: ""~ "', []],
    ['100%_\\', [{ kind: 'contains', text: '100%_\\' }]],
  ])('%s', (q, terms) => {
    expect(parseQuery(q, fields)).toEqual(terms)
  })

  test.each([
    ['0221', '0221'],
    ['0221/1234-0', '022112340'],
    ['+49 (0) 221 / 1234', '492211234'],
    ['(+49) 221 1234', '492211234'],
    ['0049 221 1234', '492211234'],
    ['"0221 12 34"', '02211234'],
    ['phone:"0221 12 34"', '02211234'],
  ])('%s may be the phone number %s', (q, digits) => {
    expect(parseQuery(q, fields).map((term) => term.digits)).toEqual([digits])
  })

  test.each(['12', 'a123', '"50667"', '2024*'])('%s is not looked for as a phone number', (q) => {
    expect(parseQuery(q).map((term) => term.digits)).toEqual([undefined])
  })

  test('does not join a postal code and a house number', () => {
    expect(parseQuery('50667 12').map((term) => term.text)).toEqual(['50667', '12'])
  })

  test('never throws, is bounded, and its texts are folded and not empty', () => {
    fc.assert(
      fc.property(messy, (q) => {
        const query = parseQuery(q, fields)
        expect(query.length).toBeLessThanOrEqual(10)
        for (const term of query) {
          expect(term.text).not.toBe('')
          expect(fold(term.text)).toBe(term.text)
          expect(term.text.length).toBeLessThanOrEqual(1000)
        }
      }),
      { numRuns: 1000 },
    )
    expect(parseQuery('x '.repeat(500))).toHaveLength(10)
  })
})

describe('patterns for the database', () => {
  test('escape what is special', () => {
    expect(likeContains('50%_a\\')).toBe('%50\\%\\_a\\\\%')
    expect(phrase('a_b c')).toBe('% a\\_b c %')
    expect(likePattern('a_?%*')).toBe('% a\\__\\%%')
    expect(patternRegex('m?l.*')).toBe(' m[^ \\n]l\\.[^ \\n]* ')
  })

  test('say both spellings', () => {
    expect(parseQuery('mueller M?eller "ueber" muell*').map(likeAny)).toEqual([
      ['%mueller%', '%muller%'],
      ['% m_eller %'],
      ['% ueber %', '% uber %'],
      ['% muell%', '% mull%'],
    ])
  })

  test('mean what `matches` means, read as LIKE and as regular expression', () => {
    fc.assert(
      fc.property(messy, messy, (q, text) => {
        const lines = searchLines([text, q])
        for (const term of parseQuery(q)) {
          if (term.kind === 'similar' || term.digits !== undefined) continue
          const liked = likeAny(term).some((pattern) => like(lines, pattern))
          const said = matches([term], lines)
          if (term.kind === 'pattern') {
            expect(new RegExp(regexOf(term), 'u').test(lines)).toBe(said)
            expect(liked || !said).toBe(true)
            if (isPlain(term)) expect(liked).toBe(said)
          } else expect(liked).toBe(said)
        }
      }),
      { numRuns: 500 },
    )
  })
})

describe('matches', () => {
  const found = (q: string, ...parts: string[]): boolean => matches(parseQuery(q, fields), searchLines(parts))

  test.each([
    ['muller', 'Jens Müller'],
    ['mueller', 'Jens Muller'],
    ['M?ller', 'Mueller'],
    ['O*', 'Anna Otto'],
    ['"anna otto"', 'Dr. Anna Otto'],
    ['"otto"', 'Meier-Otto GmbH'],
    ['Schmit~', 'Schmidt'],
    ['Schmit~', 'Schmitt'],
    ['Meier~', 'Meyer'],
    ['Meier~', 'Mayr'],
    ['Mayer~', 'Meier'],
    ['otto anna', 'Anna Otto'],
    ['0221/12', '02211234'],
    ['strasse', 'Königstraße 12'],
  ])('%s finds %s', (q, text) => {
    expect(found(q, text)).toBe(true)
  })

  test.each([
    ['O*', 'Bobo'],
    ['Sm?th', 'Smiith'],
    ['a*z', 'anna zorn'],
    ['"ott"', 'Otto'],
    ['Schmit~', 'Schmal'],
    ['Meier~', 'Mohr'],
    ['Meier~', 'Naher'],
    ['anna berg', 'Anna Otto'],
    ['%', 'Otto'],
  ])('%s does not find %s', (q, text) => {
    expect(found(q, text)).toBe(false)
  })

  test('narrows to a field', () => {
    const texts = { name: searchLines(['Otto']) }
    expect(matches(parseQuery('name:otto', fields), '', texts)).toBe(true)
    expect(matches(parseQuery('email:otto', fields), searchLines(['Otto']), texts)).toBe(false)
  })

  test('agrees with a naive reading of the rules', () => {
    const word = fc.string({ unit: letters('abou'), minLength: 1, maxLength: 5 })
    const asked = fc.string({ unit: letters('abou?*'), minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(fc.array(asked, { maxLength: 3 }), fc.array(word, { maxLength: 4 }), (q, text) => {
        const naive = q
          .filter((part) => /[^?*]/.test(part))
          .every((part) => {
            if (!/[?*]/.test(part)) return text.join(' ').includes(part)
            const whole = new RegExp(`^${part.replaceAll('?', '.').replaceAll('*', '.*')}$`)
            return text.some((word) => whole.test(word))
          })
        expect(found(q.join(' '), text.join(' '))).toBe(naive)
      }),
      { numRuns: 500 },
    )
  })

  test('a hundred stars cost nothing', () => {
    expect(fits('a'.repeat(5000), `${'*a'.repeat(100)}*b`)).toBe(false)
  })
})

describe('highlight', () => {
  const shown = (text: string, q: string, field?: string): string =>
    highlight(text, parseQuery(q, fields), field)
      .map((part) => (part.hit ? `[${part.text}]` : part.text))
      .join('')

  test.each([
    ['Jens Müller', 'mul', 'Jens [Mül]ler'],
    ['Jens Müller', 'mueller', 'Jens [Müller]'],
    ['Jens Mueller', 'müll', 'Jens [Muell]er'],
    ['Jens Muller', 'mueller', 'Jens [Muller]'],
    ['Mu\u0308ller', 'm?ller', '[Mu\u0308ller]'],
    ['Königstraße 5', 'strass', 'König[straß]e 5'],
    ['Königstraße 5', 'ße', 'Königstra[ße] 5'],
    ['Meier-Otto', '"otto"', 'Meier-[Otto]'],
    ['Ottos', '"otto"', 'Ottos'],
    ['Peter Schmidt', 'schmit~', 'Peter [Schmidt]'],
    ['+49 221 12 34-0', '0221/1234', '+49 [221 12 34]-0'],
    ['Otto', 'name:otto', 'Otto'],
    ['Otto', '', 'Otto'],
    ['', 'otto', ''],
  ])('%s, asked for %s', (text, q, expected) => {
    expect(shown(text, q)).toBe(expected)
  })

  test('marks a narrowed term in its field', () => {
    expect(shown('Otto', 'name:otto', 'name')).toBe('[Otto]')
  })

  test('loses nothing and marks what was found', () => {
    fc.assert(
      fc.property(messy, messy, (text, q) => {
        const parts = highlight(text, parseQuery(q))
        expect(parts.map((part) => part.text).join('')).toBe(text)
      }),
      { numRuns: 500 },
    )
  })
})

test('similarity counts trigrams as pg_trgm does', () => {
  expect(similarity('schmit', 'schmidt')).toBeCloseTo(0.5)
  expect(similarity('word', 'two words')).toBeCloseTo(0.363636)
  expect(similarity('', '')).toBe(0)
  expect(spellings('bauer')).toEqual(['bauer'])
})

/** LIKE as PostgreSQL reads it. */
function like(text: string, pattern: string): boolean {
  const read = pattern.replace(
    /\\(.)|([%_])|([^\\%_])/gsu,
    (_, escaped?: string, wild?: string, plain?: string) => {
      if (wild) return wild === '%' ? '.*' : '.'
      return (escaped ?? plain ?? '').replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)
    },
  )
  return new RegExp(`^${read}$`, 'su').test(text)
}
