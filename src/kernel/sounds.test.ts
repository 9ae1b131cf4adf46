import { expect, test } from 'vitest'
import { cologne } from './cologne.ts'
import { searchLines } from './fold.ts'
import { soundBits, soundsOf } from './sounds.ts'

const bitsOf = (bits: string) => BigInt(bits.replace('x', '0x'))
const has = (text: string, word: string) => {
  const asked = bitsOf(soundBits([cologne(word)]))
  return (bitsOf(soundsOf(text)) & asked) === asked
}

test('a text has the bits of every word that sounds like one of its own', () => {
  const text = searchLines(['Dr. Günther Schmidt', 'Meyer & Söhne KG', 'g.schmidt@meyer.de'])
  for (const word of ['schmitt', 'schmid', 'maier', 'guenter', 'sohne']) expect(has(text, word)).toBe(true)
  for (const word of ['kaufmann', 'berger', 'wolff']) expect(has(text, word)).toBe(false)
})

test('128 bits in the form PostgreSQL reads', () => {
  expect(soundBits([])).toBe(`x${'0'.repeat(32)}`)
  expect(soundsOf(searchLines(['Müller']))).toMatch(/^x[0-9a-f]{32}$/)
})
