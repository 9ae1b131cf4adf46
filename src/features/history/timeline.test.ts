import { randomUUIDv7 } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { serving, tidyName, tidyType } from './file.ts'
import { mentionsIn, spoken } from './history.ts'
import { firstIdOf, isBefore, momentOf, period, readCursor, writeCursor } from './timeline.ts'
import type { Place } from './timeline.ts'
import { fc } from '../../../test/properties.ts'

const anna = '0199a0c0-0000-7000-8000-00000000000a'

describe('a timeline', () => {
  const place = fc.record({
    ms: fc.integer({ min: 0, max: 2 ** 48 - 1 }),
    stream: fc.constantFrom('entry' as const, 'change' as const),
    id: fc.uuid(),
  })

  test('has one order, and a cursor is read as it was written', () => {
    fc.assert(
      fc.property(place, place, (a: Place, b: Place) => {
        expect(readCursor(writeCursor(a))).toEqual(a)
        const same = a.ms === b.ms && a.stream === b.stream && a.id === b.id
        expect(isBefore(a, b)).toBe(!same && !isBefore(b, a))
      }),
    )
  })

  test('reads the time in ids of the journal', () => {
    const before = Date.now()
    const id = randomUUIDv7()
    const ms = momentOf(id)
    expect(ms).toBeGreaterThanOrEqual(before)
    expect(firstIdOf(ms) <= id && id < firstIdOf(ms + 1)).toBe(true)
  })

  test('counts a day in full and a moment as the last one', () => {
    expect(period('2026-11-21', '2026-11-21')).toEqual({
      from: Date.parse('2026-11-21T00:00:00Z'),
      until: Date.parse('2026-11-22T00:00:00Z'),
    })
    expect(period(undefined, '2026-11-21T10:00:00+01:00')).toEqual({
      until: Date.parse('2026-11-21T09:00:00.001Z'),
    })
  })

  test.each(['', 'x', 'W10=', 'ÄÖ', btoa('[1,"entry","x"]')])('refuses the cursor "%s"', (cursor) => {
    expect(() => readCursor(cursor)).toThrow('nextCursor')
  })
})

describe('a text', () => {
  test('mentions each user once', () => {
    expect(mentionsIn(`Bitte @[Anna Groß](${anna}) und @[Anna Groß](${anna.toUpperCase()})!`)).toEqual([anna])
    expect(mentionsIn('@Anna, @[Anna](x), @[](0199a0c0-0000-7000-8000-00000000000a)')).toEqual([])
  })

  test('is read aloud with names only', () => {
    expect(spoken(`Bitte @[Anna Groß](${anna})!`)).toBe('Bitte @Anna Groß!')
  })
})

describe('a file', () => {
  test('has a name without folders, tricks and halves of letters', () => {
    expect(tidyName('../../etc/Bu\u0308ro.txt')).toBe('Büro.txt')
    expect(tidyName('rechnung\u202Efdp.exe')).toBe('rechnungfdp.exe')
  })

  test('has a media type or none', () => {
    expect(tidyType('Text/Plain; charset=x')).toBe('text/plain')
    expect(tidyType('text/plain\r\nx: y')).toBe('application/octet-stream')
  })

  test('is served with a name that no header can break', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 50 }), (name) => {
        const { disposition } = serving(tidyName(name), 'image/png', true)
        expect(disposition).toMatch(/^inline; filename="[ -~]*"; filename\*=UTF-8''[\w!#$&+.^`|~%-]*$/)
      }),
    )
  })
})
