import { expect, test } from 'vitest'
import { asciiDomain, registeredDomain, webDomain } from './domain.ts'
import { fc } from '../../test/properties.ts'

test.each([
  ['Berg.DE', 'berg.de'],
  ['müller.de', 'xn--mller-kva.de'],
  ['xn--mller-kva.de', 'xn--mller-kva.de'],
  ['berg.de.', 'berg.de'],
])('%s is looked up as %s', (domain, ascii) => {
  expect(asciiDomain(domain)).toBe(ascii)
})

test.each([
  ['mail.berg.de', 'berg.de'],
  ['berg.co.uk', 'berg.co.uk'],
  ['mail.berg.co.at', 'berg.co.at'],
  ['berg.or.at', 'berg.or.at'],
  ['a.b.c.berg.com', 'berg.com'],
  ['mail.kita-sued.example.org', 'kita-sued.example.org'],
])('of %s, %s is registered', (domain, registered) => {
  expect(registeredDomain(domain)).toBe(registered)
})

test.each([
  ['www.berg.de', 'berg.de'],
  ['https://www.Berg.de/kontakt?x=1', 'berg.de'],
  [' berg.de ', 'berg.de'],
  ['müller.de', 'xn--mller-kva.de'],
  ['localhost', null],
  ['192.168.0.1', null],
  ['', null],
  ['keine', null],
])('the web address %s is of %s', (text, domain) => {
  expect(webDomain(text)).toBe(domain)
})

test('no text is too strange', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      (text) => typeof registeredDomain(text) + typeof webDomain(text) !== '',
    ),
  )
})
