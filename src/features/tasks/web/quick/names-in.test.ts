import { expect, test } from 'vitest'
import { addressedIn, namesIn } from './names-in.ts'

test.each([
  ['Frau Müller anrufen', ['Müller']],
  ['Angebot an Kessler senden', ['Kessler']],
  ['Rückruf Herrn Dörr-Schmidt wegen Preis', ['Dörr-Schmidt']],
  ['Firma Wind AG besuchen', ['Wind']],
  ['anrufen', []],
  ['Call Anna Berg', ['Anna', 'Berg']],
])('%s names %j', (title, names) => {
  expect(namesIn(title)).toEqual(names)
})

test('somebody is addressed by Frau, Herr or Firma', () => {
  expect(addressedIn('morgen Frau Müller anrufen')).toBe(true)
  expect(addressedIn('Angebot an Müller')).toBe(false)
})
