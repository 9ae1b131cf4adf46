import { IconAlertTriangle, IconLock } from '@tabler/icons-react'
import { today } from '#features/opportunities/web/today.ts'
import { formatDay, formatExact } from '#ui/format.ts'
import { useText, type Translate } from '#ui/texts.ts'
import type { Project } from '../project.ts'
import './projects.css'

const TONES = { open: 'blue', paused: 'amber', done: 'green', cancelled: '' } as const

/** How it stands, in a word. */
export function StatusMark({ project: { status } }: { project: Pick<Project, 'status'> }) {
  const t = useText()
  return <span className={`badge ${TONES[status]}`}>{t(`projects.status.${status}`)}</span>
}

/** A lock where not everybody sees it. */
export function RestrictedMark({ project }: { project: Project }) {
  const t = useText()
  if (project.visibility !== 'managers') return null
  const label = t('projects.restricted')
  return (
    <span className="project-lock" title={label}>
      <IconLock size={13} stroke={1.75} />
      <span className="sr-only">{label}</span>
    </span>
  )
}

type Span = Pick<Project, 'startDay' | 'endDay'>

/** "Di 1.12. – 3. Feb. 2027", "bis 3. Feb. 2027"; nothing while no day is said. */
export function spanWords(t: Translate, { startDay, endDay }: Span): string {
  if (startDay && endDay) return `${formatDay(startDay)} – ${formatDay(endDay)}`
  if (startDay) return t('projects.from', { day: formatDay(startDay) })
  return endDay ? t('projects.until', { day: formatDay(endDay) }) : ''
}

/** From when to when; red and with a sign when it should be done by now. */
export function Period({ project }: { project: Span & Pick<Project, 'status'> }) {
  const t = useText()
  const { endDay, status } = project
  const words = spanWords(t, project)
  if (words === '') return null
  const isLate = endDay !== null && endDay < today() && (status === 'open' || status === 'paused')
  return (
    <span
      className={isLate ? 'project-period late' : 'project-period'}
      {...(endDay && { title: formatExact(endDay) })}
    >
      {isLate && <IconAlertTriangle size={13} stroke={2} />}
      <span className="num cut">
        {words}
        {isLate && <span className="sr-only"> ({t('projects.overdue')})</span>}
      </span>
    </span>
  )
}

/** "Ahorn, Berg + 3". */
export function namesOf(names: readonly string[], most = 2): string {
  const rest = names.length - most
  return rest > 0 ? `${names.slice(0, most).join(', ')} + ${rest}` : names.join(', ')
}
