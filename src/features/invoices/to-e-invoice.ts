import { EN_16931, PEPPOL_BILLING, XRECHNUNG_3, eInvoice } from '#features/einvoice/e-invoice.ts'
import { writeTerms } from '#features/einvoice/skonto.ts'
import type { EInvoice, ELine, Party as EParty } from '#features/einvoice/e-invoice.ts'
import { Big, cents, plain } from '#kernel/decimal.ts'
import { addressLines } from '#kernel/postal-address.ts'
import { normaliseIban } from '#kernel/iban.ts'
import { documentNotices } from './document-notices.ts'
import type { Frozen, FrozenLine, Party, Seller } from './frozen.ts'
import type { InvoiceKind } from './invoice.ts'

/**
 * The document as EN 16931 means it. What comes before the whole is done is a partial invoice (326), since XRechnung
 * knows no prepayment invoice (386, BR-DE-17); what takes an invoice back or corrects it is a corrected invoice (384)
 * that names it (BT-25), never a credit note.
 */
export function toEInvoice(doc: Frozen): EInvoice {
  const isXRechnung = doc.format.startsWith('xrechnung')
  const reference = doc.buyerReference || (isXRechnung ? doc.orderNumber : '')
  return eInvoice.parse({
    specification: isXRechnung ? XRECHNUNG_3 : EN_16931,
    process: PEPPOL_BILLING,
    number: doc.number,
    date: doc.date,
    typeCode: TYPE_CODES[doc.kind],
    currency: doc.currency,
    ...foreignTax(doc),
    dueDate: doc.dueDate,
    ...(reference && { buyerReference: reference }),
    ...(doc.orderNumber && { orderReference: doc.orderNumber }),
    terms: termsOf(doc),
    notes: [doc.subject, doc.intro, ...documentNotices(doc), doc.notes]
      .filter((text) => text.trim() !== '')
      .map((text) => ({ text })),
    preceding: doc.preceding.map(({ number, date }) => ({ number, date })),
    seller: sellerOf(doc.seller),
    buyer: buyerOf(doc),
    ...deliveryOf(doc),
    payment: paymentOf(doc),
    allowances: doc.allowances.map(({ category, rate, base, amount }) => ({
      charge: false,
      amount,
      base,
      percent: plain(doc.discountPercent),
      reason: doc.language === 'de' ? 'Rabatt' : 'Discount',
      reasonCode: '95',
      category,
      rate,
    })),
    totals: {
      lines: doc.totals.lines,
      ...(doc.allowances.length > 0 && { allowances: doc.totals.discount }),
      net: doc.totals.net,
      tax: doc.totals.tax,
      ...taxAtHome(doc),
      gross: doc.totals.gross,
      ...(new Big(doc.totals.deducted).eq(0) ? {} : { prepaid: doc.totals.deducted }),
      payable: doc.totals.payable,
    },
    taxes: taxesOf(doc),
    lines: linesOf(doc),
  })
}

const TYPE_CODES: Record<InvoiceKind, string> = {
  quote: '310',
  confirmation: '320',
  invoice: '380',
  downpayment: '326',
  partial: '326',
  final: '380',
  correction: '384',
  cancellation: '384',
}

const isForeign = ({ currency, homeCurrency, totals }: Frozen): boolean =>
  currency !== homeCurrency && !new Big(totals.tax).eq(0)

const foreignTax = (doc: Frozen) => (isForeign(doc) ? { taxCurrency: doc.homeCurrency } : {})

/** The tax in the currency of the country is due whatever the invoice is written in (Directive 2006/112/EC, Art. 230). */
const taxAtHome = (doc: Frozen) =>
  isForeign(doc) ? { taxInTaxCurrency: cents(new Big(doc.totals.tax).times(doc.rate)) } : {}

/** Skonto as XRechnung writes it (BR-DE-18): a line of its own behind the words. */
function termsOf({ terms, skonto }: Frozen): string {
  const words = terms.replaceAll(/^#/gm, '').trim()
  return writeTerms(words, skonto ? [{ kind: 'SKONTO', ...skonto }] : [])
}

function sellerOf(seller: Seller): EParty {
  const contact = {
    ...(seller.contactName && { name: seller.contactName }),
    ...(seller.phone && { phone: seller.phone }),
    ...(seller.email && { email: seller.email }),
  }
  const legal = [seller.legalForm, seller.register, seller.seat, seller.directors].filter(Boolean).join(', ')
  return {
    name: seller.name,
    ids: [],
    ...(seller.register && { registration: { value: seller.register } }),
    ...(seller.vatId && { vatId: seller.vatId }),
    ...(seller.taxNumber && { taxNumber: seller.taxNumber }),
    ...(legal && { legalForm: legal }),
    ...(seller.email && { electronicAddress: { value: seller.email, scheme: 'EM' } }),
    address: addressOf(seller),
    ...(Object.keys(contact).length > 0 && { contact }),
  }
}

function buyerOf({ buyer }: Frozen): EParty {
  const [person] = buyer.more
  return {
    name: buyer.name,
    ids: [],
    ...(buyer.vatId && { vatId: buyer.vatId }),
    ...(buyer.email && { electronicAddress: { value: buyer.email, scheme: 'EM' } }),
    address: addressOf(buyer),
    ...(person && { contact: { name: person } }),
  }
}

function addressOf(party: Party) {
  const [line1 = ''] = addressLines(
    { street: party.street, houseNumber: party.houseNumber, country: party.country },
    'de',
    party.country,
  )
  return {
    ...(line1 && { line1 }),
    ...(party.city && { city: party.city }),
    ...(party.postalCode && { postalCode: party.postalCode }),
    country: party.country,
  }
}

/** Without a word about the day of the service it is the day of the invoice, and the letter says so. */
function deliveryOf({ service, date, site, buyer, lines }: Frozen) {
  const isSupply = lines.some(({ tax }) => tax?.category === 'K')
  const where = site ?? (isSupply ? buyer : null)
  const place = where ? { name: where.name, address: addressOf(where) } : {}
  const isPeriod = service !== null && service.from !== service.to
  const day = isPeriod ? {} : { date: service?.from ?? date }
  const delivery = { ...place, ...day }
  return {
    ...(Object.keys(delivery).length > 0 && { delivery }),
    ...(isPeriod && { period: { from: service.from, to: service.to } }),
  }
}

function paymentOf({ seller, currency, number }: Frozen) {
  if (!seller.iban) return undefined
  const transfer = {
    account: normaliseIban(seller.iban),
    name: seller.accountHolder || seller.name,
    ...(seller.bic && { bic: seller.bic }),
  }
  return { meansCode: currency === 'EUR' ? '58' : '30', reference: number, transfers: [transfer] }
}

function taxesOf(doc: Frozen): EInvoice['taxes'] {
  return doc.totals.taxes.map(({ category, rate, base, amount, reason }) => {
    const isFree = category !== 'S' && category !== 'Z'
    const codes = new Set(
      doc.lines.flatMap(({ tax }) => (tax?.category === category && tax.reasonCode ? [tax.reasonCode] : [])),
    )
    const [code] = codes
    return {
      category,
      rate,
      base,
      amount,
      ...(isFree && reason && { reason }),
      ...(isFree && code && codes.size === 1 && { reasonCode: code }),
    }
  })
}

/** Headings and texts become notes of the line that follows them, or of the last one. */
function linesOf({ lines, language }: Frozen): ELine[] {
  const made: ELine[] = []
  let notes: string[] = []
  for (const line of lines) {
    if (line.kind === 'heading' || line.kind === 'text') notes.push(line.text)
    if (line.kind !== 'item' || line.optional || !line.tax) continue
    made.push({
      ...lineOf(line, String(made.length + 1), language),
      ...(notes.length && { note: notes.join('\n') }),
    })
    notes = []
  }
  const last = made.at(-1)
  if (last && notes.length) last.note = [last.note, ...notes].filter(Boolean).join('\n')
  return made
}

/** A price is never negative (BR-27): the quantity bears the sign. */
function lineOf(line: FrozenLine, id: string, language: Frozen['language']): ELine {
  const isNegative = new Big(line.price).lt(0)
  const [name = '', ...more] = line.text.split('\n')
  const description = more.join('\n').trim()
  const discounted = !new Big(line.discount).eq(0)
  return {
    id,
    quantity: plain(isNegative ? new Big(line.quantity).times(-1) : line.quantity),
    unit: line.unit,
    net: line.net,
    ...(line.service && { period: line.service }),
    allowances: discounted
      ? [
          {
            charge: false,
            amount: line.discount,
            base: cents(new Big(line.net).plus(line.discount)),
            percent: plain(line.discountPercent),
            reason: language === 'de' ? 'Rabatt' : 'Discount',
            reasonCode: '95',
          },
        ]
      : [],
    price: { net: plain(new Big(line.price).abs()) },
    tax: { category: line.tax?.category ?? 'S', rate: plain(line.tax?.rate ?? 0) },
    item: {
      name: name.trim() || '–',
      ...(description && { description }),
      ...(line.sku && { sellerId: line.sku }),
      classifications: [],
      attributes: [],
    },
  }
}
