import type { VatCategory } from '#features/einvoice/e-invoice.ts'
import type { Language } from '#kernel/rights.ts'
import type { InvoiceFormat, InvoiceKind, InvoiceTotals, Nature, TaxReason } from './invoice.ts'
import type { Allowance } from './totals.ts'

/**
 * Everything a document says, written down when it is issued: who the firm and its customer were, what was agreed, every
 * sum and why it is so. PDF and XML are made of this and of nothing else, so that they stay as they are whatever becomes
 * of contacts, taxes and settings.
 */
export interface Frozen {
  /** The rule set by which it was checked. */
  rules: { name: string; version: string }
  kind: InvoiceKind
  /** Empty while it is a draft. */
  number: string
  date: string
  dueDate: string
  service: { from: string; to: string } | null
  language: Language
  currency: string
  /** What one unit is worth in the currency of the firm, and that currency. */
  rate: string
  homeCurrency: string
  format: InvoiceFormat
  subject: string
  orderNumber: string
  buyerReference: string
  intro: string
  terms: string
  notes: string
  skonto: { days: number; percent: string } | null
  discountPercent: string
  seller: Seller
  buyer: Buyer
  /** Where the service was, when that is somebody else's address. */
  site: Party | null
  lines: FrozenLine[]
  allowances: Allowance[]
  totals: InvoiceTotals
  /** What it corrects or cancels, or the earlier invoices that a final one takes off. */
  preceding: { number: string; date: string; net: string; tax: string; gross: string }[]
  author: { name: string; email: string; phone: string }
}

/** As it was issued: with its structured part, letter by letter as it was sealed. */
export interface Issued extends Frozen {
  xml: { syntax: 'ubl' | 'cii'; content: string } | null
}

export interface Party {
  name: string
  /** A person at a company and the like, below the name. */
  more: string[]
  street: string
  houseNumber: string
  postalCode: string
  city: string
  country: string
}

export interface Seller extends Party {
  vatId: string
  taxNumber: string
  email: string
  phone: string
  website: string
  contactName: string
  iban: string
  bic: string
  bankName: string
  accountHolder: string
  register: string
  legalForm: string
  seat: string
  directors: string
  smallBusiness: boolean
  cashAccounting: boolean
  logoHash: string | null
}

export interface Buyer extends Party {
  id: string
  business: boolean
  vatId: string
  email: string
  salutation: string
}

export interface FrozenLine {
  kind: 'item' | 'heading' | 'text' | 'subtotal'
  itemId: string | null
  sku: string
  text: string
  quantity: string
  unit: string
  price: string
  discountPercent: string
  discount: string
  net: string
  tax: FrozenTax | null
  nature: Nature
  labourShare: string | null
  service: { from: string; to: string } | null
  optional: boolean
  revenueAccount: string
}

export interface FrozenTax {
  id: string
  code: string | null
  name: string
  category: VatCategory
  rate: string
  reason: string | null
  reasonCode: string | null
  why: TaxReason
}
