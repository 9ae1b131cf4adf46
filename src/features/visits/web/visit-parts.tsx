import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconBan,
  IconCalendar,
  IconCalendarExclamation,
  IconCalendarShare,
  IconCircleCheck,
  IconCircleDashed,
  IconClock,
  IconDoorOff,
  IconUserCheck,
} from '@tabler/icons-react'
import { formatDay, formatExact } from '#ui/format.ts'
import { useText, type Translate } from '#ui/texts.ts'
import type { Visit, VisitState } from '../visit.ts'
import './visits.css'

/** Small plain parts that lists, panels and pages draw visits with. */

const looks: Record<VisitState, { tone: string; Icon: typeof IconCalendar }> = {
  proposed: { tone: '', Icon: IconCircleDashed },
  planned: { tone: 'blue', Icon: IconCalendar },
  confirmed: { tone: 'violet', Icon: IconUserCheck },
  inProgress: { tone: 'amber', Icon: IconClock },
  done: { tone: 'green', Icon: IconCircleCheck },
  noShow: { tone: 'amber', Icon: IconDoorOff },
  skipped: { tone: '', Icon: IconArrowBackUp },
  cancelled: { tone: '', Icon: IconBan },
  missed: { tone: 'red', Icon: IconCalendarExclamation },
}

/** How far a visit is: an icon and its word. */
export function StateBadge({ state }: { state: VisitState }) {
  const t = useText()
  const { tone, Icon } = looks[state]
  return (
    <span className={`badge ${tone}`}>
      <Icon size={13} stroke={2} aria-hidden="true" />
      {t(`visit.state.${state}`)}
    </span>
  )
}

/** Why a visit stands on another day than the rhythm gave it, or on none. */
export function ShiftMark({ visit, whole = false }: { visit: ShiftedVisit; whole?: boolean }) {
  const t = useText()
  const words = shiftWords(visit, t)
  if (!words) return null
  const Icon = visit.unplaced ? IconAlertTriangle : IconCalendarShare
  return (
    <span
      className={visit.unplaced ? 'visit-shift unplaced' : 'visit-shift'}
      title={`${words} · ${t('visit.nominal', { day: formatDay(visit.nominalDate) })}`}
    >
      <Icon size={14} stroke={1.75} aria-hidden="true" />
      <span className={whole ? '' : 'cut'}>{words}</span>
    </span>
  )
}

export type ShiftedVisit = Pick<Visit, 'shift' | 'nominalDate'> & { unplaced?: boolean }

/** "Karfreitag", "Nicht unterzubringen: Urlaub"; empty where the day is the one of the rhythm. */
export function shiftWords({ shift, unplaced }: ShiftedVisit, t: Translate): string {
  const why = shift ? shift.detail || t(`visit.shift.${shift.reason}`) : ''
  return unplaced ? [t('visit.unplaced'), why].filter(Boolean).join(': ') : why
}

/** The day of a visit as people say it; exact on hover. */
export function VisitDay({ visit }: { visit: Pick<Visit, 'date'> }) {
  return (
    <time className="num" dateTime={visit.date} title={formatExact(visit.date)}>
      {formatDay(visit.date)}
    </time>
  )
}

/** A dot in the colour of the plan, beside its name. */
export function PlanDot({ color }: { color: string | null }) {
  return <span className="plan-dot" style={color ? { background: color } : undefined} aria-hidden="true" />
}

/** `08:00` to `8:15`, or nothing without a time. */
export function timeWords({
  startTime,
  durationMinutes,
}: Pick<Visit, 'startTime' | 'durationMinutes'>): string {
  if (!startTime) return ''
  const from = minutesOf(startTime)
  return `${clockOf(from)}–${clockOf(from + durationMinutes)}`
}

export function minutesOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))
}

/** Minutes of a day as `08:00`. */
export function clockOf(minutes: number): string {
  const inDay = minutes % 1440
  return `${String(Math.floor(inDay / 60)).padStart(2, '0')}:${String(inDay % 60).padStart(2, '0')}`
}

/** The day here and now, as `2026-11-21`. */
export function today(now = new Date()): string {
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`
}

/** `24.11.2026`, as one would type it. */
export function typedForm(day: string, language: 'de' | 'en'): string {
  const [year = '', month = '', date = ''] = day.split('-')
  return language === 'de' ? `${date}.${month}.${year}` : day
}
