import type { InvoiceKind, InvoiceStatus } from './invoice.ts'

export type Command =
  | 'change'
  | 'delete'
  | 'issue'
  | 'cancel'
  | 'correct'
  | 'pay'
  | 'send'
  | 'accept'
  | 'reject'

/** Kinds that ask for money or give it back, and stand in the books. */
export const BILLS: readonly InvoiceKind[] = [
  'invoice',
  'downpayment',
  'partial',
  'final',
  'correction',
  'cancellation',
]
export const isBill = (kind: InvoiceKind): boolean => BILLS.includes(kind)
/** What can be taken back: a cancellation is not cancelled itself. */
const CANCELLABLE: readonly InvoiceKind[] = ['invoice', 'downpayment', 'partial', 'final', 'correction']

interface Standing {
  kind: InvoiceKind
  status: InvoiceStatus
}

/** What can be done with a document as it stands; whose right it is stands elsewhere. */
export function commandsOf({ kind, status }: Standing): Command[] {
  if (status === 'draft') return ['change', 'delete', 'issue']
  if (kind === 'quote' || kind === 'confirmation') {
    const open: Command[] = kind === 'quote' ? ['accept', 'reject'] : []
    if (status === 'issued') return ['send', ...open, 'cancel']
    return status === 'accepted' ? ['send', 'reject'] : status === 'rejected' ? ['send', 'accept'] : ['send']
  }
  if (status === 'cancelled') return ['send']
  const taking: Command[] = CANCELLABLE.includes(kind) ? ['cancel', 'correct'] : []
  if (status === 'issued')
    return ['send', 'pay', ...taking, ...(kind === 'cancellation' ? [] : ['reject' as const])]
  return ['send', ...taking]
}

/**
 * Where the words of the list lead: a draft is issued, an issued invoice is paid or rejected, and both can be taken
 * back; a quote is accepted or rejected. Undefined: it does not lead there.
 */
export function stepTo({ kind, status }: Standing, to: InvoiceStatus): 'issue' | 'set' | 'none' | undefined {
  if (status === to) return 'none'
  if (status === 'draft') return to === 'issued' ? 'issue' : undefined
  const ways = kind === 'quote' ? QUOTE : isBill(kind) ? BILL : {}
  return ways[status]?.includes(to) ? 'set' : undefined
}

type Ways = Partial<Record<InvoiceStatus, InvoiceStatus[]>>
const QUOTE: Ways = {
  issued: ['accepted', 'rejected'],
  accepted: ['issued', 'rejected'],
  rejected: ['issued', 'accepted'],
}
const BILL: Ways = { issued: ['paid', 'rejected'], paid: ['issued'], rejected: ['issued'] }

/** What a document can become (`POST /invoices/{id}/convert`). */
export function nextKinds({ kind, status }: Standing): InvoiceKind[] {
  if (status === 'draft' || status === 'rejected' || status === 'cancelled') return []
  if (kind === 'quote') return ['confirmation', 'invoice', 'downpayment', 'partial', 'final']
  if (kind === 'confirmation') return ['invoice', 'downpayment', 'partial', 'final']
  return kind === 'downpayment' || kind === 'partial' ? ['partial', 'final'] : []
}

/** Past its day and not paid. */
export function isOverdue({ kind, status, dueDate }: Standing & { dueDate: string }, today: string): boolean {
  return isBill(kind) && kind !== 'cancellation' && status === 'issued' && dueDate < today
}

/** A quote nobody answered in time. */
export function isExpired({ kind, status, dueDate }: Standing & { dueDate: string }, today: string): boolean {
  return kind === 'quote' && status === 'issued' && dueDate < today
}
