import type { Letter, LetterLine, SwissPayment } from '../../letter.ts'

const item: LetterLine = {
  kind: 'item',
  position: '',
  text: '',
  quantity: '1',
  unit: 'Std.',
  price: '0.00',
  discount: '',
  tax: '19',
  net: '0.00',
  optional: false,
}

/** A line of a letter for tests and measurements; what is not said is plain. */
export const sampleLine = (line: Partial<LetterLine>): LetterLine => ({ ...item, ...line })

const words = { position: '', quantity: '', unit: '', price: '', tax: '', net: '' }
/** A line of words: a heading, a text. */
export const sampleWords = (kind: 'heading' | 'text', text: string, position = '') =>
  sampleLine({ ...words, kind, text, position })

/** So many lines of services, each 12.5 hours of 34.90. */
export const sampleLines = (count: number): LetterLine[] =>
  Array.from({ length: count }, (_, at) =>
    sampleLine({
      position: String(at + 1),
      text: SERVICES[at % SERVICES.length] ?? '',
      quantity: '12.5',
      price: '34.90',
      net: '436.25',
    }),
  )

const SERVICES = [
  'Unterhaltsreinigung Büroetage\nBöden, Sanitärräume und Teeküche, fünfmal in der Woche, Objekt Hafenstraße 12, Leistungszeitraum 1. bis 30. November 2026',
  'Glasreinigung innen und außen mit Rahmen',
  'Grundreinigung Treppenhaus\nmit Einpflege',
  'Winterdienst Bereitschaft',
]

/** An invoice of a cleaning firm as most are. */
export const sampleLetter = (letter: Partial<Letter> = {}): Letter => ({
  kind: 'invoice',
  language: 'de',
  currency: 'EUR',
  title: 'Rechnung RE-2026-0147',
  draft: false,
  subject: 'Reinigung Ihrer Büros im November 2026',
  firm: 'Glanz & Partner Gebäudereinigung GmbH',
  logo: null,
  returnAddress: 'Glanz & Partner GmbH · Deichstraße 9 · 20459 Hamburg',
  recipient: [
    'Nordlicht Versicherung AG',
    'Kreditorenbuchhaltung',
    'Frau Dr. Özlem Weiß',
    'Am Sandtorkai 48',
    '20457 Hamburg',
  ],
  facts: [
    { label: 'Rechnungsnummer', value: 'RE-2026-0147' },
    { label: 'Rechnungsdatum', value: '30.11.2026' },
    { label: 'Leistungszeitraum', value: '01.11.2026 – 30.11.2026' },
    { label: 'Kundennummer', value: '10482' },
    { label: 'Ihre Bestellung', value: '4500091827' },
    { label: 'Ansprechpartnerin', value: 'Jana Petersen' },
    { label: 'Telefon', value: '+49 40 123456-17' },
    { label: 'E-Mail', value: 'petersen@glanz-partner.example' },
  ],
  salutation: 'Sehr geehrte Frau Dr. Weiß,',
  intro: 'vielen Dank für Ihr Vertrauen. Für unsere Leistungen im November berechnen wir Ihnen:',
  lines: sampleLines(4),
  sums: [
    { label: 'Summe netto', amount: '1745.00' },
    { label: 'Umsatzsteuer 19 %', amount: '331.55' },
    { label: 'Rechnungsbetrag', amount: '2076.55', strong: true },
  ],
  notices: [
    'Zahlbar bis 14.12.2026 ohne Abzug; bei Zahlung bis 07.12.2026 mit 2 % Skonto: 2.035,02 €.',
    'Im Rechnungsbetrag sind Lohnkosten von 1.660,00 € enthalten.',
  ],
  closing: 'Mit freundlichen Grüßen\nJana Petersen',
  code: {
    type: 'epc',
    payload: 'BCD\n002\n1\nSCT\n\nGlanz & Partner GmbH\nDE89370400440532013000\nEUR2076.55\n\n\nRE-2026-0147',
  },
  foot: [
    ['Glanz & Partner', 'Gebäudereinigung GmbH', 'Deichstraße 9', '20459 Hamburg'],
    ['Tel. +49 40 123456-0', 'post@glanz-partner.example', 'www.glanz-partner.example'],
    ['Geschäftsführung: Ole Glanz', 'Amtsgericht Hamburg HRB 99999', 'USt-IdNr. DE136695976'],
    ['Hafenbank Hamburg', 'IBAN DE89 3704 0044 0532 0130 00', 'BIC COBADEFFXXX'],
  ],
  ...letter,
})

export const swissPayment: SwissPayment = {
  account: 'CH4431999123000889012',
  currency: 'CHF',
  amount: '2076.55',
  reference: '210000000003139471430009017',
  message: 'Rechnung RE-2026-0147',
  creditor: {
    name: 'Glanz & Partner AG',
    street: 'Seefeldstrasse',
    houseNumber: '9',
    postalCode: '8008',
    city: 'Zürich',
    country: 'CH',
  },
  debtor: {
    name: 'Nordlicht Versicherung AG',
    street: 'Bahnhofstrasse',
    houseNumber: '48',
    postalCode: '8001',
    city: 'Zürich',
    country: 'CH',
  },
}

/** The same invoice from Switzerland. */
export const swissLetter = (letter: Partial<Letter> = {}): Letter =>
  sampleLetter({ currency: 'CHF', code: { type: 'swiss', payload: swissPayment }, ...letter })
