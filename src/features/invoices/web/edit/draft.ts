import type {
  Invoice,
  InvoiceChange,
  InvoiceFormat,
  InvoiceKind,
  InvoiceLineNew,
  InvoicePreview,
  Nature,
} from '../../invoice.ts'

/** One line on the paper while it is written; figures are what was typed, as plain decimals. */
export interface EditLine {
  key: string
  kind: 'item' | 'heading' | 'text' | 'subtotal'
  itemId: string | null
  text: string
  quantity: string
  unit: string
  price: string
  discountPercent: string
  taxId: string | null
  nature: Nature
  labourShare: string | null
  servicePeriod: { from: string; to: string } | null
  optional: boolean
}

/** A document while it is written. */
export interface EditDraft {
  kind: InvoiceKind
  contact: { id: string; name: string }
  recipient: { id: string; name: string } | null
  subject: string
  date: string
  dueDate: string
  service: 'none' | 'day' | 'period'
  serviceFrom: string | null
  serviceTo: string | null
  language: 'de' | 'en'
  currency: string
  /** Empty: as the rates of the firm say. */
  rate: string
  orderNumber: string
  buyerReference: string
  intro: string
  terms: string
  notes: string
  paymentTermId: string | null
  skonto: { days: number; percent: string } | null
  discountPercent: string
  format: InvoiceFormat
  /** Of a final invoice: the earlier ones it takes off. */
  deductedIds: string[]
  lines: EditLine[]
}

let lastKey = 0

/** A line with nothing in it. */
export function emptyLine(kind: EditLine['kind'] = 'item'): EditLine {
  lastKey += 1
  return {
    key: `line-${lastKey}`,
    kind,
    itemId: null,
    text: '',
    quantity: kind === 'item' ? '1' : '0',
    unit: 'C62',
    price: '',
    discountPercent: '0',
    taxId: null,
    nature: 'other',
    labourShare: null,
    servicePeriod: null,
    optional: false,
  }
}

/** What the server keeps, as it is written; there is always a line to begin with. */
export function draftOf(invoice: Invoice): EditDraft {
  const { serviceDate, servicePeriod, contact, recipient } = invoice
  const lines = invoice.lines.map((read): EditLine => {
    const { id: _, net: __, tax: ___, ...line } = read
    return { ...emptyLine(line.kind), ...line }
  })
  return {
    kind: invoice.kind,
    contact: contact ?? { id: invoice.contactId, name: '–' },
    recipient,
    subject: invoice.subject,
    date: invoice.date,
    dueDate: invoice.dueDate,
    service: servicePeriod ? 'period' : serviceDate ? 'day' : 'none',
    serviceFrom: servicePeriod?.from ?? serviceDate,
    serviceTo: servicePeriod?.to ?? null,
    language: invoice.language,
    currency: invoice.currency,
    rate: invoice.rate,
    orderNumber: invoice.orderNumber,
    buyerReference: invoice.buyerReference,
    intro: invoice.intro,
    terms: invoice.terms,
    notes: invoice.notes,
    paymentTermId: invoice.paymentTermId,
    skonto: invoice.skonto,
    discountPercent: invoice.discountPercent,
    format: invoice.format,
    deductedIds: invoice.deductedIds,
    lines: lines.length > 0 ? lines : [emptyLine()],
  }
}

/** Whether somebody wrote something into a line. */
export const isWritten = ({ kind, text, price, itemId }: EditLine): boolean =>
  kind === 'subtotal' || text.trim() !== '' || (price !== '' && price !== '0') || itemId !== null

/** What the server is told; lines that are still empty are not sent. */
export function inputOf(
  draft: EditDraft,
): Omit<InvoiceChange, 'contactId' | 'lines'> & { contactId: string; lines: InvoiceLineNew[] } {
  const { service, serviceFrom, serviceTo, contact, recipient, kind: _, rate, lines, ...plain } = draft
  const period =
    service === 'period' && serviceFrom && serviceTo ? { from: serviceFrom, to: serviceTo } : null
  return {
    ...plain,
    contactId: contact.id,
    recipientId: recipient?.id ?? null,
    serviceDate: service === 'day' ? serviceFrom : null,
    servicePeriod: period,
    discountPercent: draft.discountPercent || '0',
    ...(rate !== '' && { rate }),
    lines: lines.filter(isWritten).map(lineInput),
  }
}

function lineInput(line: EditLine): InvoiceLineNew {
  const { key: _, itemId, price, quantity, discountPercent, labourShare, ...rest } = line
  return {
    ...rest,
    itemId,
    quantity: quantity || '0',
    discountPercent: discountPercent || '0',
    labourShare: labourShare || null,
    // What an item costs in another currency the server knows.
    ...(price === '' && itemId !== null ? {} : { price: price || '0' }),
  }
}

/** The fields in which two states differ, as they are sent; undefined: nothing to save. */
export function changeOf(before: InvoiceChange, after: InvoiceChange): InvoiceChange | undefined {
  const changed = Object.entries(after).filter(
    ([field, value]) => JSON.stringify(value) !== JSON.stringify(before[field as keyof InvoiceChange]),
  )
  return changed.length > 0 ? Object.fromEntries(changed) : undefined
}

const FIGURE = /^-?\d+(\.\d+)?$/

/** The places of figures that cannot be read, such as `line-3.price`. */
export function unreadable({ lines, discountPercent, rate }: EditDraft): string[] {
  const strange = (value: string | null) => value !== null && value !== '' && !FIGURE.test(value)
  return [
    ...(strange(discountPercent) ? ['discountPercent'] : []),
    ...(strange(rate) ? ['rate'] : []),
    ...lines.flatMap((line) =>
      (['quantity', 'price', 'discountPercent', 'labourShare'] as const)
        .filter((field) => strange(line[field]))
        .map((field) => `${line.key}.${field}`),
    ),
  ]
}

/** What the document comes to, and which line of the paper is meant by which of the answer. */
export interface Worked extends Pick<InvoicePreview, 'totals' | 'said' | 'findings'> {
  lines: Map<string, InvoicePreview['lines'][number]>
}

/** An answer of the server beside the draft it was asked for. */
export function workedOf(
  draft: EditDraft,
  { totals, said, findings, lines }: Pick<Invoice, 'totals' | 'said' | 'findings' | 'lines'> | InvoicePreview,
): Worked {
  const written = draft.lines.filter(isWritten)
  const named = written.flatMap((line, at) => {
    const answer = lines[at]
    return answer ? [[line.key, answer] as const] : []
  })
  // `lines.0.text` of the answer is `line-7.text` here.
  const placed = findings.map((finding) => {
    const [, at, field] = /^lines\.(\d+)\.(.+)$/.exec(finding.path) ?? []
    const line = at === undefined ? undefined : written[Number(at)]
    return line && field ? { ...finding, path: `${line.key}.${field}` } : finding
  })
  return { totals, said, findings: placed, lines: new Map(named) }
}

/** Moves a line up or down. */
export function moved(lines: EditLine[], key: string, to: number): EditLine[] {
  const line = lines.find((one) => one.key === key)
  if (!line || to < 0 || to >= lines.length) return lines
  return lines.filter((one) => one !== line).toSpliced(to, 0, line)
}
