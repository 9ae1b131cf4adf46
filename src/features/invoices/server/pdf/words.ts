import type { Language } from '#kernel/rights.ts'

const de = {
  position: 'Pos.',
  text: 'Leistung',
  claim: 'Offene Rechnung',
  quantity: 'Menge',
  price: 'Einzelpreis',
  discount: 'Rabatt',
  tax: 'USt.',
  net: 'Betrag',
  subtotal: 'Zwischensumme',
  carried: 'Übertrag',
  optional: 'Optional – nicht in der Summe enthalten',
  draft: 'Entwurf',
  payByCode: 'Zahlen mit Code',
  payHint: 'Mit der Banking-App scannen: Empfänger, IBAN, Betrag und Verwendungszweck sind dann ausgefüllt.',
  page: (page: number, pages: number) => `Seite ${page} von ${pages}`,
}
const en: typeof de = {
  position: 'Item',
  text: 'Description',
  claim: 'Open invoice',
  quantity: 'Quantity',
  price: 'Unit price',
  discount: 'Discount',
  tax: 'VAT',
  net: 'Amount',
  subtotal: 'Subtotal',
  carried: 'Carried forward',
  optional: 'Optional – not included in the total',
  draft: 'Draft',
  payByCode: 'Pay by code',
  payHint: 'Scan with your banking app: payee, IBAN, amount and reference are filled in.',
  page: (page: number, pages: number) => `Page ${page} of ${pages}`,
}

/** What the page itself says; everything else comes with the letter. */
export type Words = typeof de
export const wordsOf = (language: Language): Words => ({ de, en })[language]
