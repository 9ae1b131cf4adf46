import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { addressLines } from '#kernel/postal-address.ts'
import type { Found, Pasted } from './paste/pasted.ts'
import { readPasted } from './paste/read-pasted.ts'
import { fc } from '../../../test/properties.ts'

// Invented signatures, address blocks and imprints, each with what is to be made out of it.
const blocks = readFileSync(join(import.meta.dirname, '../../../test/signatures.txt'), 'utf8')
  .split('\n===\n')
  .map((block) => block.split('\n---\n') as [string, string])

describe('a signature is understood', () => {
  test('there are at least sixty of them', () => expect(blocks.length).toBeGreaterThanOrEqual(60))

  test.each(blocks)('block %#', (text, expected) => {
    expect(linesOf(readPasted(text))).toBe(expected.trim())
  })
})

test('what we write as an address is read back as the same address', () => {
  fc.assert(
    fc.property(anAddress, fc.constantFrom('DE', 'AT', 'CH'), (address, home) => {
      const text = ['Muster GmbH', ...addressLines(address, 'de', home)].join('\n')
      const read = readPasted(text, home).found.flatMap((one) => (one.is === 'address' ? [one.value] : []))
      // A code of four digits without a country is home, or across the border next to it.
      expect(read, text).toEqual([{ ...address, state: '' }])
    }),
    { numRuns: 500 },
  )
})

test('nothing is lost: every word of a text is somewhere, or was a greeting or a label', () => {
  const { found, rest } = readPasted('Anna Müller\nIrgendetwas ganz anderes\nTel. 0221 123456')
  expect(found).toHaveLength(3)
  expect(rest).toEqual(['Irgendetwas ganz anderes'])
})

test.each(['', ' \n ', '@', '((((', '0'.repeat(5000), 'Ä'.repeat(5000), ',,,;;;\n|||', '. '.repeat(4000)])(
  'nonsense is read in no time and gives nothing (%#)',
  (text) => expect(readPasted(text).found).toEqual([]),
)

test('any text is read without an error', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => void readPasted(text)))
})

const streets = [
  'Königstraße',
  'Am Alten Markt',
  'Lindenallee',
  'Rosenweg',
  'Straße des 17. Juni',
  'Graben',
  'Hauptstrasse',
]
const numbers = ['1', '12 a', '5-7', '3/2', '117', '8b']
const towns = fc.constantFrom(
  { postalCode: '50667', city: 'Köln', country: 'DE' },
  { postalCode: '01067', city: 'Dresden', country: 'DE' },
  { postalCode: '06108', city: 'Halle (Saale)', country: 'DE' },
  { postalCode: '60311', city: 'Frankfurt am Main', country: 'DE' },
  { postalCode: '83471', city: 'Bad Berchtesgaden', country: 'DE' },
  { postalCode: '1010', city: 'Wien', country: 'AT' },
  { postalCode: '6020', city: 'Innsbruck', country: 'AT' },
  { postalCode: '8001', city: 'Zürich', country: 'CH' },
  { postalCode: '9000', city: 'St. Gallen', country: 'CH' },
)
const anAddress = fc
  .tuple(fc.constantFrom(...streets), fc.constantFrom(...numbers), towns)
  .map(([street, houseNumber, town]) => ({ street, houseNumber, ...town }))

function linesOf({ kind, found, rest }: Pasted): string {
  return [`kind: ${kind}`, ...found.map(lineOf), ...rest.map((line) => `rest: ${line}`)].join('\n')
}

function lineOf(one: Found): string {
  if (one.is === 'field') return `${one.field}: ${one.value}`
  if (one.is === 'row') return `${one.kind}: ${one.category} ${one.value}`
  const { street, houseNumber, postalCode, city, country } = one.value
  return `address: ${one.category} ${[street, houseNumber, postalCode, city, country].join('|')}`
}
