import type { InvoiceKind } from './invoice.ts'
import type { Language } from '#kernel/rights.ts'

/**
 * What an issued document shows on paper (DIN 5008, form B), frozen when it is issued: texts are finished, amounts are
 * decimal strings that the page writes the way its language does. The PDF is made of this and nothing else.
 */
export interface Letter {
  kind: InvoiceKind | 'reminder'
  language: Language
  currency: string
  /** `Rechnung RE-2026-0001`; a draft says `Entwurf` and bears a mark across the page. */
  title: string
  draft: boolean
  subject: string
  /** The firm's name, for the head without a picture and for pages that follow; else the first words of the foot. */
  firm?: string
  /** SHA-256 of the picture of the firm, kept as a blob; null: the firm's name in letters. */
  logo: string | null
  /** One small line above the address of the recipient. */
  returnAddress: string
  recipient: string[]
  /** The block at the right: number, dates, customer, order, contact. */
  facts: { label: string; value: string }[]
  salutation: string
  intro: string
  lines: LetterLine[]
  /** Sums below the lines, in their order; the last one stands out. */
  sums: { label: string; amount: string; strong?: boolean }[]
  /** Why there is no tax, the hint to keep the invoice, the work in it, Skonto, how to pay … */
  notices: string[]
  closing: string
  /** How to pay by code; of invoices that ask for money only. */
  code: { type: 'epc' | 'swiss'; payload: SwissPayment | string } | null
  /** Columns of the foot of the first page: the firm, register and tax, bank. */
  foot: string[][]
}

/** Figures are decimal strings, or empty where the line has none; a column that is empty in every line is not shown. */
export interface LetterLine {
  kind: 'item' | 'heading' | 'text' | 'subtotal'
  position: string
  text: string
  quantity: string
  /** As it is read: `Std.`, `m²`. */
  unit: string
  price: string
  /** Per cent. */
  discount: string
  /** Per cent; what is not a number is shown as it is. */
  tax: string
  /** Items that are not optional add up to what is carried from page to page. */
  net: string
  optional: boolean
}

/** What a Swiss QR-bill says (Swiss Implementation Guidelines QR-bill 2.3), structured addresses only. */
export interface SwissPayment {
  account: string
  currency: 'CHF' | 'EUR'
  amount: string
  reference: string
  message: string
  creditor: SwissParty
  debtor: SwissParty | null
}
interface SwissParty {
  name: string
  street: string
  houseNumber: string
  postalCode: string
  city: string
  country: string
}
