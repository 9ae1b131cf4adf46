import { describe, expect, test } from 'vitest'
import { checkEmail, emailDomain, emailKey, isFreemail, isShared, normaliseEmail } from './email.ts'
import { fc } from '../../test/properties.ts'

describe('checkEmail', () => {
  test.each([
    'anna@firma.de',
    'Anna.Mueller-test@firma.de',
    "o'brien+crm@sub.firma.co.uk",
    ' info@müller-söhne.de ',
    'a@xn--mller-kva.de',
    'x@1und1.de',
    'info@例え.jp',
  ])('%s is fine', (address) => {
    expect(checkEmail(address)).toBeNull()
  })

  test.each([
    ['', 'email.at_missing'],
    ['anna.firma.de', 'email.at_missing'],
    ['@firma.de', 'email.local_missing'],
    ['anna@', 'email.domain_missing'],
    ['anna müller@firma.de', 'email.space'],
    ['anna@firma', 'email.domain_ending'],
    ['anna@firma..de', 'email.dots'],
    ['anna@firma.de.', 'email.dots'],
    ['anna.@firma.de', 'email.dots'],
    ['.anna@firma.de', 'email.dots'],
    ['müller@firma.de', 'email.local_letters'],
    ['anna@a@firma.de', 'email.local'],
    ['<anna@firma.de>', 'email.local'],
    ['anna@firma,de', 'email.domain_ending'],
    ['anna@-firma.de', 'email.domain'],
    ['anna@192.168.0.1', 'email.domain'],
    ['anna@firma.d', 'email.domain'],
    [`${'a'.repeat(65)}@firma.de`, 'email.too_long'],
    [`a@${'b.'.repeat(126)}de`, 'email.too_long'],
  ])('%s: %s', (address, code) => {
    expect(checkEmail(address)?.code).toBe(code)
  })

  test('knows every ordinary address, and normalising twice changes nothing', () => {
    fc.assert(fc.property(fc.emailAddress(), (address) => checkEmail(address) === null))
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = normaliseEmail(text)
        expect(normaliseEmail(once)).toBe(once)
        checkEmail(text)
      }),
    )
  })
})

test('the domain goes lower case, the rest only for comparing', () => {
  expect(normaliseEmail('\u200B Anna@Firma.DE ')).toBe('Anna@firma.de')
  expect(emailKey('Anna@Firma.DE')).toBe('anna@firma.de')
  expect(emailDomain('Anna@Firma.DE')).toBe('firma.de')
  expect(emailDomain('Anna')).toBeNull()
  expect(isFreemail('GMX.de')).toBe(true)
  expect(isFreemail('firma.de')).toBe(false)
})

test('one mailbox has one key, however its domain is written', () => {
  expect(emailKey(' Info@MÜLLER.de ')).toBe('info@xn--mller-kva.de')
  expect(emailKey('info@xn--mller-kva.de')).toBe('info@xn--mller-kva.de')
})

test.each([
  ['info@berg.de', true],
  ['Buchhaltung@berg.de', true],
  ['info2@berg.de', true],
  ['familie.berg@gmx.de', true],
  ['anna@berg.de', false],
  ['information.systems.lead@berg.de', false],
])('%s is shared: %s', (address, shared) => {
  expect(isShared(address)).toBe(shared)
})
