import type { Language } from '#kernel/rights.ts'
import type { InvoiceKind } from './invoice.ts'
import type { RangeKind } from './number-range.ts'

/** The ranges of numbers a firm begins with. */
export const DEFAULT_RANGES: readonly { kind: RangeKind; pattern: string; de: string; en: string }[] = [
  { kind: 'quote', pattern: 'AN-{YYYY}-{####}', de: 'Angebote', en: 'Quotes' },
  {
    kind: 'confirmation',
    pattern: 'AB-{YYYY}-{####}',
    de: 'Auftragsbestätigungen',
    en: 'Order confirmations',
  },
  { kind: 'invoice', pattern: 'RE-{YYYY}-{####}', de: 'Rechnungen', en: 'Invoices' },
  { kind: 'cancellation', pattern: 'ST-{YYYY}-{####}', de: 'Stornorechnungen', en: 'Cancellations' },
  { kind: 'correction', pattern: 'RK-{YYYY}-{####}', de: 'Rechnungskorrekturen', en: 'Corrections' },
  { kind: 'reminder', pattern: 'MA-{YYYY}-{####}', de: 'Mahnungen', en: 'Reminders' },
]

/** The terms a firm begins with; the first one is the usual one. */
export const DEFAULT_TERMS: readonly {
  de: string
  en: string
  days: number
  skonto?: { days: number; percent: string }
}[] = [
  { de: '30 Tage netto', en: '30 days net', days: 30 },
  { de: '14 Tage netto', en: '14 days net', days: 14 },
  { de: 'Sofort', en: 'Immediately', days: 0 },
  {
    de: '14 Tage 2 % Skonto, 30 Tage netto',
    en: '2% within 14 days, 30 days net',
    days: 30,
    skonto: { days: 14, percent: '2' },
  },
]

interface DefaultText {
  place: 'intro' | 'closing' | 'mail'
  kind: InvoiceKind | null
  language: Language
  name: string
  text: string
}

const both = (
  place: DefaultText['place'],
  kind: InvoiceKind | null,
  de: [string, string],
  en: [string, string],
): DefaultText[] => [
  { place, kind, language: 'de', name: de[0], text: de[1] },
  { place, kind, language: 'en', name: en[0], text: en[1] },
]

/** The texts a firm begins with, in both languages: customers speak one or the other. */
export const DEFAULT_TEXTS: readonly DefaultText[] = [
  ...both(
    'intro',
    'quote',
    ['Angebot', 'vielen Dank für Ihre Anfrage. Gern bieten wir Ihnen an:'],
    ['Quote', 'thank you for your enquiry. We are pleased to offer:'],
  ),
  ...both(
    'intro',
    'confirmation',
    ['Auftragsbestätigung', 'vielen Dank für Ihren Auftrag, den wir hiermit bestätigen:'],
    ['Order confirmation', 'thank you for your order, which we hereby confirm:'],
  ),
  ...both(
    'intro',
    'invoice',
    ['Rechnung', 'für unsere Leistungen berechnen wir Ihnen:'],
    ['Invoice', 'for our services we charge:'],
  ),
  ...both(
    'mail',
    null,
    [
      'Mail mit Dokument',
      'Betreff: {kind} {number} – {firm}\n\n{salutation}\n\nanbei erhalten Sie {document}.\n\nMit freundlichen Grüßen\n{author}\n{firm}',
    ],
    [
      'Mail with document',
      'Subject: {kind} {number} – {firm}\n\n{salutation}\n\nplease find attached {document}.\n\nKind regards\n{author}\n{firm}',
    ],
  ),
  ...both(
    'mail',
    'quote',
    [
      'Mail mit Angebot',
      'Betreff: {kind} {number} – {firm}\n\n{salutation}\n\nvielen Dank für Ihr Interesse. Anbei erhalten Sie {document} über {amount}; es gilt bis {due}.\n\nMit freundlichen Grüßen\n{author}\n{firm}',
    ],
    [
      'Mail with quote',
      'Subject: {kind} {number} – {firm}\n\n{salutation}\n\nthank you for your interest. Please find attached {document} for {amount}; it is valid until {due}.\n\nKind regards\n{author}\n{firm}',
    ],
  ),
  ...both(
    'mail',
    'invoice',
    [
      'Mail mit Rechnung',
      'Betreff: {kind} {number} – {firm}\n\n{salutation}\n\nanbei erhalten Sie {document} über {amount}, zahlbar bis {due}.\n\nMit freundlichen Grüßen\n{author}\n{firm}',
    ],
    [
      'Mail with invoice',
      'Subject: {kind} {number} – {firm}\n\n{salutation}\n\nplease find attached {document} for {amount}, payable by {due}.\n\nKind regards\n{author}\n{firm}',
    ],
  ),
]
