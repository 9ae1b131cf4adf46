import { expect, test } from 'vitest'
import { isOnePair, letterBits, lettersOf } from './letters.ts'
import { fc } from '../../test/properties.ts'

const number = (bits: string) => BigInt(bits.replace('x', '0x'))
const lets = (text: string, pattern: string) => {
  const asked = letterBits(pattern)
  return asked === undefined || (number(lettersOf(text)) & number(asked)) === number(asked)
}
const SEED = 4

test('what LIKE finds is never left out', () => {
  const word = fc.string({ maxLength: 8 })
  fc.assert(
    fc.property(word, word, word, word, (before, first, second, after) => {
      const escaped = [first, second].map((text) => text.replaceAll(/[\\%_]/g, String.raw`\$&`))
      return lets(`${before}${first}x${second}${after}`, `%${escaped[0]}_${escaped[1]}%`)
    }),
    { seed: SEED, numRuns: 2000 },
  )
})

test('most of what LIKE does not find is left out', () => {
  const text = ' brigitte schonsaler \n einkauf \n b.schonsaler@paulininger.de '
  for (const pattern of ['%schonsal%', '% b%', '%inger.%', '% bri_itte %'])
    expect(lets(text, pattern)).toBe(true)
  for (const pattern of ['%mull%', '%xaver%', '% kfz%', '% w_lf %']) expect(lets(text, pattern)).toBe(false)
})

test('256 bits in the form PostgreSQL reads, none where nothing is sure', () => {
  expect(lettersOf(' ab ')).toMatch(/^x[0-9a-f]{64}$/)
  expect(letterBits('%a%')).toBeUndefined()
  expect(letterBits('%_%')).toBeUndefined()
})

test('a word that begins with one letter asks for one pair, a longer one for more', () => {
  const asked = (pattern: string) => letterBits(pattern) ?? ''
  for (const pattern of ['% o%', '% o_o%']) expect(isOnePair(asked(pattern))).toBe(true)
  for (const pattern of ['% ol%', '%mull%']) expect(isOnePair(asked(pattern))).toBe(false)
})
