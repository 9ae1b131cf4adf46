import {
  IconAlertTriangle,
  IconBan,
  IconCheck,
  IconClockExclamation,
  IconFileCheck,
  IconMailOff,
  IconPencil,
  IconSend,
  IconThumbDown,
  IconThumbUp,
} from '@tabler/icons-react'
import { today } from '#features/tasks/web/days.ts'
import { formatExact } from '#ui/format.ts'
import { currentLanguage, useText, type Translate } from '#ui/texts.ts'
import type { InvoiceRow } from '../invoice.ts'
import { isBill } from '../status.ts'

type Standing = Pick<
  InvoiceRow,
  'kind' | 'status' | 'overdue' | 'expired' | 'sentAt' | 'mail' | 'reminderLevel'
>

const looks = {
  draft: { colour: '', Icon: IconPencil },
  issued: { colour: 'blue', Icon: IconFileCheck },
  // Nothing is to be paid or answered.
  booked: { colour: '', Icon: IconFileCheck },
  sent: { colour: 'blue', Icon: IconSend },
  unsent: { colour: 'red', Icon: IconMailOff },
  overdue: { colour: 'red', Icon: IconAlertTriangle },
  expired: { colour: 'amber', Icon: IconClockExclamation },
  paid: { colour: 'green', Icon: IconCheck },
  accepted: { colour: 'green', Icon: IconThumbUp },
  rejected: { colour: 'amber', Icon: IconThumbDown },
  cancelled: { colour: '', Icon: IconBan },
} as const
type State = keyof typeof looks

/** How a document stands, as one would say it: what is issued is also sent, overdue or expired, or could not be sent. */
export function stateOf({ kind, status, overdue, expired, sentAt, mail }: Standing): State {
  if (status === 'issued' && mail?.state === 'failed') return 'unsent'
  if (overdue) return 'overdue'
  if (expired) return 'expired'
  if (status !== 'issued') return status
  return sentAt ? 'sent' : kind === 'cancellation' ? 'booked' : 'issued'
}

/** The state of a document by colour, icon and word. */
export function StateBadge({ invoice }: { invoice: Standing }) {
  const t = useText()
  const state = stateOf(invoice)
  const { colour, Icon } = looks[state]
  const level = invoice.reminderLevel
  return (
    <span className={`badge ${colour}`} title={level > 0 ? t('invoices.reminded', { level }) : undefined}>
      <Icon size={13} stroke={2} />
      {t(`invoices.state.${state}`)}
    </span>
  )
}

type Dated = Pick<InvoiceRow, 'kind' | 'status' | 'dueDate' | 'overdue'>

/** When it has to be paid, or until when it holds: "heute fällig", "in 5 Tagen", "seit 12 Tagen überfällig". */
export function dueWords({ kind, status, dueDate, overdue }: Dated, t: Translate): string {
  const away = Math.round((Date.parse(dueDate) - Date.parse(today())) / 86_400_000)
  if (status !== 'issued' && status !== 'draft') return ''
  if (kind === 'confirmation' || kind === 'cancellation') return ''
  if (status === 'draft') return dayOf(dueDate)
  if (!isBill(kind)) {
    if (away < 0) return t('invoices.due.expired', { count: -away })
    return away === 0 ? t('invoices.due.holds_today') : t('invoices.due.holds', { count: away })
  }
  if (overdue) return t('invoices.due.late', { count: -away })
  if (away === 0) return t('invoices.due.today')
  return away <= 30 ? t('invoices.due.in', { count: away }) : dayOf(dueDate)
}

/** A day as it stands on paper: 21.11.2026, 21/11/2026. */
export function dayOf(day: string): string {
  return new Date(`${day}T00:00:00`).toLocaleDateString(currentLanguage() === 'de' ? 'de-DE' : 'en-GB', {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
  })
}

export function Due({ invoice }: { invoice: Dated }) {
  const t = useText()
  return (
    <span className={invoice.overdue ? 'num invoice-late' : 'num'} title={formatExact(invoice.dueDate)}>
      {dueWords(invoice, t)}
    </span>
  )
}
