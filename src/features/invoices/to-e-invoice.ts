import { EN_16931, PEPPOL_BILLING, XRECHNUNG_3, eInvoice } from '#features/einvoice/e-invoice.ts'
import { checkLeitwegId } from '#features/einvoice/leitweg-id.ts'
import { writeTerms } from '#features/einvoice/skonto.ts'
import type { EInvoice, ELine, Party as EParty } from '#features/einvoice/e-invoice.ts'
import { Big, cents, plain } from '#kernel/decimal.ts'
import { addressLines } from '#kernel/postal-address.ts'
import { normaliseIban } from '#kernel/iban.ts'
import { documentNotices } from './document-notices.ts'
import type { Frozen, FrozenLine, Party, Seller } from './frozen.ts'
import type { InvoiceKind } from './invoice.ts'
import { taxAtHome } from './tax-at-home.ts'

/**
 * The document as EN 16931 means it. What comes before the whole is done is a partial invoice (326), since XRechnung
 * knows no prepayment invoice (386, BR-DE-17); what takes an invoice back or corrects it is a corrected invoice (384)
 * that names it (BT-25), never a credit note.
 */
export function toEInvoice(doc: Frozen): EInvoice {
  const atHome = taxAtHome(doc)
  const isXRechnung = doc.format.startsWith('xrechnung')
  const reference = doc.buyerReference || (isXRechnung ? doc.orderNumber : '')
  return eInvoice.parse({
    specification: isXRechnung ? XRECHNUNG_3 : EN_16931,
    process: PEPPOL_BILLING,
    number: doc.number,
    date: doc.date,
    typeCode: TYPE_CODES[doc.kind],
    currency: doc.currency,
    ...(atHome !== undefined && { taxCurrency: doc.homeCurrency }),
    dueDate: doc.dueDate,
    ...(reference && { buyerReference: reference }),
    ...(doc.orderNumber && { orderReference: doc.orderNumber }),
    terms: termsOf(doc),
    notes: [doc.subject, doc.intro, ...documentNotices(doc), doc.notes]
      .filter((text) => text.trim() !== '')
      .map((text) => ({ text })),
    preceding: doc.preceding.map(({ number, date }) => ({ number, date })),
    seller: sellerOf(doc),
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
      ...(atHome !== undefined && { taxInTaxCurrency: atHome }),
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

/** Skonto as XRechnung writes it (BR-DE-18): a line of its own behind the words, of which none begins with `#`. */
function termsOf({ terms, skonto }: Frozen): string {
  const words = terms.replaceAll(/^[^\S\n]*#[#\s]*/gm, '').trim()
  return writeTerms(words, skonto ? [skonto] : [])
}

/** Whom to ask is who wrote the document, where the firm names nobody. */
function contactOf({ seller, author }: Frozen) {
  const [name, phone, email] = [
    seller.contactName || author.name,
    seller.phone || author.phone,
    seller.email || author.email,
  ]
  return { ...(name && { name }), ...(phone && { phone }), ...(email && { email }) }
}

function sellerOf(doc: Frozen): EParty {
  const { seller } = doc
  const contact = contactOf(doc)
  const legal = [seller.legalForm, seller.register, seller.seat, seller.directors].filter(Boolean).join(', ')
  return {
    name: seller.name,
    ids: sellerIds(seller),
    ...(seller.register && { registration: { value: seller.register } }),
    ...(seller.vatId && { vatId: seller.vatId }),
    ...(seller.taxNumber && { taxNumber: seller.taxNumber }),
    ...(legal && { legalForm: legal }),
    ...(seller.email && { electronicAddress: { value: seller.email, scheme: 'EM' } }),
    address: addressOf(seller),
    ...(Object.keys(contact).length > 0 && { contact }),
  }
}

/** Who has neither VAT id nor register, such as a small business, is known by the tax number (BR-CO-26). */
const sellerIds = ({ vatId, register, taxNumber }: Seller): EParty['ids'] =>
  vatId || register || !taxNumber ? [] : [{ value: taxNumber }]

/** An authority is reached by its Leitweg-ID where no e-mail is known (EAS 0204). */
function addressee({ buyer, buyerReference }: Frozen): EParty['electronicAddress'] {
  if (buyer.email) return { value: buyer.email, scheme: 'EM' }
  return checkLeitwegId(buyerReference) === undefined ? { value: buyerReference, scheme: '0204' } : undefined
}

function buyerOf(doc: Frozen): EParty {
  const { buyer } = doc
  const [person] = buyer.more
  const electronicAddress = addressee(doc)
  return {
    name: buyer.name,
    ids: [],
    ...(buyer.vatId && { vatId: buyer.vatId }),
    ...(electronicAddress && { electronicAddress }),
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

/**
 * When and where. Without a word about the day of the service it is the day of the invoice, and the letter says so; what
 * is only paid beforehand has no such day, but the one that a supply within the Union must have (BR-IC-11).
 */
function deliveryOf(doc: Frozen) {
  const { kind, date, site, buyer, lines } = doc
  const service = doc.service ?? spanOf(lines)
  const isSupply = lines.some(({ tax }) => tax?.category === 'K')
  const where = site ?? (isSupply ? buyer : null)
  const place = where ? { name: where.name, address: addressOf(where) } : {}
  const isPeriod = service !== null && service.from !== service.to
  const isToCome = service === null && kind === 'downpayment' && !isSupply
  const day = isPeriod || isToCome ? {} : { date: service?.from ?? date }
  const delivery = { ...place, ...day }
  return {
    ...(Object.keys(delivery).length > 0 && { delivery }),
    ...(isPeriod && { period: { from: service.from, to: service.to } }),
  }
}

/** From the first to the last day of the lines, where they say their own. */
function spanOf(lines: readonly FrozenLine[]): Frozen['service'] {
  const own = lines.flatMap(({ service, optional }) => (service && !optional ? [service] : []))
  const [from] = own.map((one) => one.from).toSorted()
  const to = own
    .map((one) => one.to)
    .toSorted()
    .at(-1)
  return from !== undefined && to !== undefined ? { from, to } : null
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
