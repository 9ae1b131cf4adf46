import { expect, test } from 'vitest'
import { cologne, spoken } from './cologne.ts'
import { fc } from '../../test/properties.ts'

test.each([
  ['Müller-Lüdenscheidt', '65752682'],
  ['Breschnew', '17863'],
  ['Wikipedia', '3412'],
  ['Heinz Classen', '068586'],
  ['Meier', '67'],
  ['Meyer', '67'],
  ['Mayr', '67'],
  ['Schmidt', '862'],
  ['Schmitt', '862'],
  ['Schmitz', '868'],
  ['Philipp', '351'],
  ['Christian', '47826'],
  ['Caesar', '487'],
  ['Xaver', '4837'],
  ['Max', '648'],
  ['Bäcker', '147'],
  ['Weiß', '38'],
  ['Øztürk', '08274'],
  ['4711', ''],
])('%s sounds as %s', (word, code) => {
  expect(cologne(word)).toBe(code)
})

test('never holds the same digit twice in a row from one letter run, and no vowel but in front', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      expect(cologne(text)).toMatch(/^(0?[1-8]*)?$/)
    }),
  )
})

test('what is spoken alike is written alike', () => {
  expect(['mayer', 'meyer', 'maier'].map(spoken)).toEqual(['meier', 'meier', 'meier'])
})
