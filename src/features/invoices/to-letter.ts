import { Big, plain } from '#kernel/decimal.ts'
import { formatIban } from '#kernel/iban.ts'
import { addressLines } from '#kernel/postal-address.ts'
import { formatVatId } from '#kernel/vat-id.ts'
import { documentNotices } from './document-notices.ts'
import { writtenAmount, writtenDay, writtenNumber } from './due.ts'
import type { Frozen, FrozenLine, Party, Seller } from './frozen.ts'
import type { Letter, LetterLine } from './letter.ts'
import { letterWords } from './letter-words.ts'
import { paymentCode } from './payment-code.ts'
import { isBill } from './status.ts'
import { unitShort } from '#features/items/units.ts'

/** The document as it stands on paper; a draft says so. */
export function toLetter(doc: Frozen): Letter {
  const words = letterWords[doc.language]
  const draft = doc.number === ''
  return {
    kind: doc.kind,
    language: doc.language,
    currency: doc.currency,
    title: `${words.kinds[doc.kind]} ${draft ? `(${words.draft})` : doc.number}`,
    draft,
    subject: doc.subject,
    logo: doc.seller.logoHash,
    returnAddress: [doc.seller.name, ...lines(doc.seller, doc)].filter(Boolean).join(' · '),
    recipient: [doc.buyer.name, ...doc.buyer.more, ...lines(doc.buyer, doc)].filter(Boolean),
    facts: factsOf(doc),
    salutation: doc.buyer.salutation,
    intro: doc.intro,
    lines: linesOf(doc),
    sums: sumsOf(doc),
    notices: [
      ...documentNotices(doc),
      ...(isBill(doc.kind) && doc.terms ? [doc.terms] : []),
      ...(doc.notes ? [doc.notes] : []),
    ],
    closing: [words.closing, doc.author.name || doc.seller.name].filter(Boolean).join('\n'),
    code: draft || !isBill(doc.kind) ? null : paymentCode(doc),
    foot: footOf(doc),
  }
}

const lines = (party: Party, { language, seller }: Pick<Frozen, 'seller' | 'language'>): string[] =>
  addressLines(party, language, seller.country)

function factsOf(doc: Frozen): Letter['facts'] {
  const words = letterWords[doc.language]
  const day = (one: string) => writtenDay(one, doc.language)
  const { service, site } = doc
  const isPeriod = service !== null && service.from !== service.to
  const facts: [string, string][] = [
    [words.number, doc.number],
    [words.date, day(doc.date)],
    [isPeriod ? words.period : words.service, servedOn(doc)],
    [doc.kind === 'quote' ? words.validUntil : words.due, asksUntil(doc) ? day(doc.dueDate) : ''],
    [words.order, doc.orderNumber],
    [words.reference, doc.buyerReference],
    [words.vatId, isBill(doc.kind) ? formatVatId(doc.buyer.vatId) : ''],
    [words.site, site ? [site.name, ...lines(site, doc)].join(', ') : ''],
    [words.contact, doc.author.name || doc.seller.contactName],
    [words.phone, doc.author.phone || doc.seller.phone],
    [words.email, doc.author.email || doc.seller.email],
  ]
  return facts.flatMap(([label, value]) => (value ? [{ label, value }] : []))
}

const asksUntil = (doc: Frozen): boolean => doc.kind === 'quote' || new Big(doc.totals.payable).gt(0)

function servedOn({ service, language }: Frozen): string {
  if (!service) return ''
  const [from, to] = [writtenDay(service.from, language), writtenDay(service.to, language)]
  return from === to ? from : `${from} – ${to}`
}

function linesOf(doc: Frozen): LetterLine[] {
  let position = 0
  return doc.lines.map((line) => {
    if (line.kind === 'item') position++
    return letterLine(line, line.kind === 'item' ? String(position) : '', doc)
  })
}

function letterLine(line: FrozenLine, position: string, doc: Frozen): LetterLine {
  const { kind, text, optional } = line
  const empty = { position, text, quantity: '', unit: '', price: '', discount: '', tax: '', optional }
  if (kind !== 'item') return { ...empty, kind, net: kind === 'subtotal' ? line.net : '' }
  const served = line.service ? servedOn({ ...doc, service: line.service }) : ''
  return {
    ...empty,
    kind,
    text: served ? `${text}\n${letterWords[doc.language].period}: ${served}` : text,
    quantity: plain(line.quantity),
    unit: unitShort(line.unit, doc.language),
    price: plain(line.price),
    discount: new Big(line.discountPercent).eq(0) ? '' : plain(line.discountPercent),
    tax: line.tax ? `${writtenNumber(line.tax.rate, doc.language)} %` : '',
    net: line.net,
  }
}

function sumsOf(doc: Frozen): Letter['sums'] {
  const { totals, language } = doc
  const words = letterWords[language]
  const sums: Letter['sums'] = []
  if (!new Big(totals.discount).eq(0)) {
    sums.push({ label: words.lines, amount: totals.lines })
    const percent = `${writtenNumber(doc.discountPercent, language)} %`
    sums.push({ label: `${words.discount} ${percent}`, amount: plain(new Big(totals.discount).times(-1)) })
  }
  sums.push({ label: words.net, amount: totals.net })
  for (const { rate, base, amount } of totals.taxes) {
    const of = `${words.on} ${writtenAmount(base, doc.currency, language)}`
    const label = new Big(rate).eq(0) ? words.free : `${words.tax} ${writtenNumber(rate, language)} %`
    sums.push({ label: totals.taxes.length > 1 ? `${label} ${of}` : label, amount })
  }
  sums.push({ label: words.gross, amount: totals.gross, strong: true })
  return new Big(totals.deducted).eq(0) ? sums : [...sums, ...deductedOf(doc)]
}

/** A final invoice takes off what was billed before, and the tax in it (UStG § 14 Abs. 5 S. 2). */
function deductedOf({ preceding, totals, currency, language }: Frozen): Letter['sums'] {
  const words = letterWords[language]
  return [
    ...preceding.map(({ number, date, tax, gross }) => ({
      label: `${words.deducted} ${number}, ${writtenDay(date, language)} (${words.including} ${writtenAmount(tax, currency, language)})`,
      amount: plain(new Big(gross).times(-1)),
    })),
    { label: words.payable, amount: totals.payable, strong: true },
  ]
}

/** A Swiss number says by its ending that its owner is liable (MWSTG Art. 26 Abs. 2). */
const ownVatId = ({ vatId }: Seller): string =>
  vatId.startsWith('CHE') ? `${formatVatId(vatId)} MWST` : formatVatId(vatId)

/** What a business letter has to say of the firm (GmbHG § 35a, HGB § 37a), and where to pay. */
export function footOf(doc: Pick<Frozen, 'seller' | 'language'>): string[][] {
  const { seller, language } = doc
  const words = letterWords[language]
  const labelled = (label: string, value: string) => (value ? `${label}: ${value}` : '')
  const name =
    seller.legalForm && !seller.name.includes(seller.legalForm)
      ? `${seller.name} (${seller.legalForm})`
      : seller.name
  const columns = [
    [name, ...lines(seller, doc), seller.phone, seller.email, seller.website],
    [
      labelled(words.directors, seller.directors),
      labelled(words.seat, seller.seat),
      seller.register,
      labelled(words.ownVatId, ownVatId(seller)),
      labelled(words.taxNumber, seller.taxNumber),
    ],
    [
      seller.accountHolder && seller.accountHolder !== seller.name ? seller.accountHolder : '',
      seller.bankName,
      seller.iban ? `IBAN ${formatIban(seller.iban)}` : '',
      seller.bic ? `BIC ${seller.bic}` : '',
    ],
  ]
  return columns.map((column) => column.filter(Boolean)).filter((column) => column.length > 0)
}
