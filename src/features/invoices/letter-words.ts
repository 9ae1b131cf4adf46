import type { Language } from '#kernel/rights.ts'
import type { InvoiceKind } from './invoice.ts'

/** What a letter calls things, by its language. */
export const letterWords: Record<Language, LetterWords> = {
  de: {
    kinds: {
      quote: 'Angebot',
      confirmation: 'Auftragsbestätigung',
      invoice: 'Rechnung',
      downpayment: 'Abschlagsrechnung',
      partial: 'Teilrechnung',
      final: 'Schlussrechnung',
      correction: 'Rechnungskorrektur',
      cancellation: 'Stornorechnung',
    },
    draft: 'Entwurf',
    number: 'Nummer',
    date: 'Datum',
    due: 'Fällig am',
    validUntil: 'Gültig bis',
    service: 'Leistungsdatum',
    period: 'Leistungszeitraum',
    order: 'Ihre Bestellung',
    reference: 'Ihre Referenz',
    vatId: 'Ihre USt-IdNr.',
    contact: 'Ihr Kontakt',
    phone: 'Telefon',
    email: 'E-Mail',
    site: 'Leistungsort',
    lines: 'Summe der Positionen',
    discount: 'Rabatt',
    net: 'Nettobetrag',
    gross: 'Gesamtbetrag',
    deducted: 'abzüglich',
    including: 'darin USt.',
    payable: 'Zu zahlen',
    tax: 'USt.',
    free: 'ohne USt.',
    on: 'auf',
    rate: 'Wechselkurs',
    closing: 'Mit freundlichen Grüßen',
    taxNumber: 'Steuernummer',
    ownVatId: 'USt-IdNr.',
    directors: 'Geschäftsführung',
    seat: 'Sitz',
    bank: 'Bank',
  },
  en: {
    kinds: {
      quote: 'Quote',
      confirmation: 'Order confirmation',
      invoice: 'Invoice',
      downpayment: 'Down payment invoice',
      partial: 'Partial invoice',
      final: 'Final invoice',
      correction: 'Invoice correction',
      cancellation: 'Cancellation invoice',
    },
    draft: 'Draft',
    number: 'Number',
    date: 'Date',
    due: 'Due on',
    validUntil: 'Valid until',
    service: 'Date of service',
    period: 'Period of service',
    order: 'Your order',
    reference: 'Your reference',
    vatId: 'Your VAT id',
    contact: 'Your contact',
    phone: 'Phone',
    email: 'E-mail',
    site: 'Place of service',
    lines: 'Sum of the items',
    discount: 'Discount',
    net: 'Net amount',
    gross: 'Total amount',
    deducted: 'less',
    including: 'VAT in it',
    payable: 'To pay',
    tax: 'VAT',
    free: 'no VAT',
    on: 'on',
    rate: 'Exchange rate',
    closing: 'Kind regards',
    taxNumber: 'Tax number',
    ownVatId: 'VAT id',
    directors: 'Managing directors',
    seat: 'Registered seat',
    bank: 'Bank',
  },
}

type Word =
  | 'draft'
  | 'number'
  | 'date'
  | 'due'
  | 'validUntil'
  | 'service'
  | 'period'
  | 'order'
  | 'reference'
  | 'vatId'
  | 'contact'
  | 'phone'
  | 'email'
  | 'site'
  | 'lines'
  | 'discount'
  | 'net'
  | 'gross'
  | 'deducted'
  | 'including'
  | 'payable'
  | 'tax'
  | 'free'
  | 'on'
  | 'rate'
  | 'closing'
  | 'taxNumber'
  | 'ownVatId'
  | 'directors'
  | 'seat'
  | 'bank'
type LetterWords = Record<Word, string> & { kinds: Record<InvoiceKind, string> }
