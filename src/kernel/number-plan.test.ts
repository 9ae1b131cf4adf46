import parse from 'libphonenumber-js/max'
import { expect, test } from 'vitest'
import { groupHomeNumber, readHomeNumber } from './number-plan.ts'
import { fc } from '../../test/properties.ts'

const areas = [
  '30',
  '641',
  '3641',
  '39971',
  '171',
  '1511',
  '15678',
  '900',
  '800',
  '1',
  '316',
  '664',
  '79',
  '44',
  '58',
  '49',
]
const typed = fc
  .tuple(
    fc.constantFrom('0', '(0', '+49', '+49 ', '+49 (0)', '+43 ', '+41', '00', ''),
    fc.oneof(fc.constantFrom(...areas), fc.nat(99_999).map(String)),
    fc.constantFrom(' ', '/', '-', ') ', '', ' / '),
    fc.array(fc.oneof(fc.nat(9).map(String), fc.constantFrom(' ', '-', '.', '–', ' (0) ')), {
      maxLength: 12,
    }),
  )
  .map(([start, area, gap, rest]) => `${start}${area}${gap}${rest.join('')}`)

test('what is read here libphonenumber reads alike', () => {
  let read = 0
  fc.assert(
    fc.property(typed, fc.constantFrom('DE', 'AT', 'CH'), (text, home) => {
      const near = readHomeNumber(text, home)
      if (!near) return
      read++
      const whole = parse(text, home)
      const known = { e164: whole?.number, country: whole?.country, type: whole?.getType() }
      const type = near.mobile ? 'MOBILE' : 'FIXED_LINE'
      expect({ e164: `+${near.callingCode}${near.national}`, country: near.country, type }).toEqual(known)
      expect(`0${groupHomeNumber(near)}`).toBe(whole?.formatNational())
      expect(`+${near.callingCode} ${groupHomeNumber(near)}`).toBe(whole?.formatInternational())
    }),
    { numRuns: 5000 },
  )
  expect(read).toBeGreaterThan(500)
})

test.each([
  '',
  '112',
  '0171 oder 0172',
  '0049 171 2345678',
  '+1 212 555 0123',
  '171 2345678',
  '0800 1234567',
])('%j is left to libphonenumber', (text) => {
  expect(readHomeNumber(text, 'DE')).toBeUndefined()
})
