import { expect, test } from 'vitest'
import { billingAddress, usualParts } from './document-mail.ts'
import { fillIn, ours, partsOfText, signed } from './mail-words.ts'
import type { MailValues } from './mail-words.ts'

const values: MailValues = {
  kind: 'Rechnung',
  document: 'unsere Rechnung RE-1',
  number: 'RE-1',
  date: '01.11.2026',
  amount: '119,00 €',
  due: '01.12.2026',
  subject: '',
  name: 'Büro GmbH',
  salutation: 'Guten Tag,',
  author: 'Mia',
  firm: 'Muster GmbH',
}

test('names are filled in, others stay as they are', () => {
  expect(fillIn('{kind} {number}: {constructor} {amount} {Name}', values)).toBe(
    'Rechnung RE-1: {constructor} 119,00 € {Name}',
  )
})

test('a signature stands where the name and the firm stood, and nobody greets twice', () => {
  const text = 'Anbei.\n\nMit freundlichen Grüßen\nMia\nMuster GmbH'
  const sign = (signature: string, under = text) => signed(under, signature, values)
  expect(sign('Mia\nVertrieb')).toBe('Anbei.\n\nMit freundlichen Grüßen\n\nMia\nVertrieb')
  expect(sign('Viele Grüße\nMia')).toBe('Anbei.\n\nViele Grüße\nMia')
  expect(sign('Mia', `${text}\n\nPS: Danke!`)).toBe(`${text}\n\nPS: Danke!\n\nMia`)
  expect(sign(' ')).toBe(text)
})

test('a first line may be the subject', () => {
  expect(partsOfText('Betreff: {kind} {number}\n\nHallo\n\nBetreff: nichts')).toEqual({
    subject: '{kind} {number}',
    text: 'Hallo\n\nBetreff: nichts',
  })
  expect(partsOfText('Hallo\nBetreff: nichts')).toEqual({ subject: null, text: 'Hallo\nBetreff: nichts' })
})

test.each([
  ['quote', 'Angebot', 'de', 'unser Angebot 1'],
  ['invoice', 'Rechnung', 'de', 'unsere Rechnung 1'],
  ['final', 'Final invoice', 'en', 'our final invoice 1'],
] as const)('%s is called %s', (kind, name, language, said) => {
  expect(ours(kind, name, '1', language)).toBe(said)
})

test.each([
  ['chef@x.de rechnung@x.de', 'rechnung@x.de'],
  ['chef@x.de* rechnungsamt.chef@x.de', 'chef@x.de'],
  ['a@x.de b@x.de*', 'b@x.de'],
  ['a@x.de accounting@x.de b@x.de*', 'accounting@x.de'],
  ['', undefined],
])('of "%s" bills go to %s', (emails, wanted) => {
  const rows = emails
    .split(' ')
    .filter(Boolean)
    .map((one) => ({ value: one.replace('*', ''), primary: one.endsWith('*') }))
  expect(billingAddress(rows)).toBe(wanted)
})

test.each([
  ['invoice', 'zugferd', 'pdf'],
  ['invoice', 'xrechnung-cii', 'both'],
  ['quote', 'xrechnung-cii', 'pdf'],
] as const)('with a %s as %s goes %s', (kind, format, parts) => {
  expect(usualParts({ kind, format })).toBe(parts)
})
