import { expect, test } from 'vitest'
import { keepable, mentionAt, partsOf, writable } from './mention.ts'

const anna = { id: '018f0000-0000-7000-8000-000000000001', name: 'Anna Berg' }
const annabell = { id: '018f0000-0000-7000-8000-000000000002', name: 'Anna Bergmann' }

test('what is written is kept with ids and reads the same afterwards', () => {
  const kept = keepable('Bitte @Anna Bergmann und @Anna Berg fragen.', [anna, annabell])
  expect(kept).toBe(`Bitte @[Anna Bergmann](${annabell.id}) und @[Anna Berg](${anna.id}) fragen.`)
  expect(writable(kept)).toEqual({
    text: 'Bitte @Anna Bergmann und @Anna Berg fragen.',
    mentions: [annabell, anna],
  })
})

test('a name inside a longer word is not a mention', () => {
  expect(keepable('@Anna Berger', [anna])).toBe('@Anna Berger')
})

test('a name is being typed right after the sign', () => {
  expect(mentionAt('Hallo @An', 9)).toEqual({ start: 6, q: 'An' })
  expect(mentionAt('Hallo @Anna Be', 14)).toEqual({ start: 6, q: 'Anna Be' })
  expect(mentionAt('@', 1)).toEqual({ start: 0, q: '' })
})

test('an e-mail address is not a name being typed', () => {
  expect(mentionAt('anna@fir', 8)).toBeUndefined()
})

test('addresses of pages become links, the full stop stays outside', () => {
  expect(partsOf('Siehe https://kontor.example/a.')).toEqual([
    { text: 'Siehe ' },
    { text: 'https://kontor.example/a', href: 'https://kontor.example/a' },
    { text: '.' },
  ])
})

test('a mention between words is a part of its own', () => {
  expect(partsOf(`an @[Anna Berg](${anna.id})!`)).toEqual([
    { text: 'an ' },
    { text: '@Anna Berg', mention: anna.id },
    { text: '!' },
  ])
})
