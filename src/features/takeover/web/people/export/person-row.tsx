import { IconAlertTriangle, IconCheck, IconMinus, IconPlus } from '@tabler/icons-react'
import { formatDay, formatExact } from '#ui/format.ts'
import { useText, type Translate } from '#ui/texts.ts'
import type { ExportCandidate } from '../../../people-export.ts'

interface PersonRowProps {
  row: ExportCandidate
  side: 'left' | 'right'
  index: number
  top: number
  height: number
  isActive: boolean
  isSelected: boolean
}

/** Somebody in one of the two lists; the sign at its end is for the mouse, the keyboard has Enter. */
export function PersonRow({ row, side, index, top, height, isActive, isSelected }: PersonRowProps) {
  const t = useText()
  const { displayName, companyName, email, phone, link } = row
  const isLeaving = side === 'left' && link !== null
  const reach = [email, phone].filter(Boolean).join(' · ')
  const Move = side === 'left' ? IconPlus : IconMinus
  return (
    <div
      id={`${side}-${index}`}
      role="option"
      aria-selected={isSelected}
      data-index={index}
      draggable
      className={isActive ? 'person-row active' : 'person-row'}
      style={{ height, transform: `translateY(${top}px)` }}
    >
      <span className="person-words">
        <span className="person-name cut">
          <strong>{displayName}</strong>
          {companyName && <span className="muted"> {companyName}</span>}
        </span>
        <span className="person-reach cut">
          {reach || (
            <span className="person-lack">
              <IconAlertTriangle size={12} stroke={1.75} aria-hidden="true" />
              {t('people.no_reach')}
            </span>
          )}
        </span>
      </span>
      {link && <LinkMark link={link} isLeaving={isLeaving} t={t} />}
      <span className="person-move" aria-hidden="true" title={t(`people.move.${side}`)}>
        <Move size={16} stroke={1.75} />
      </span>
    </div>
  )
}

interface LinkMarkProps {
  link: NonNullable<ExportCandidate['link']>
  isLeaving: boolean
  t: Translate
}

/** That somebody is in the address book already, since when, and whether something is in its way. */
function LinkMark({ link, isLeaving, t }: LinkMarkProps) {
  if (isLeaving) return <span className="badge amber">{t('people.deselected')}</span>
  if (link.state === 'failed')
    return (
      <span className="badge red" title={link.fault ?? ''}>
        {t('people.link_failed')}
      </span>
    )
  return (
    <span className="badge green" title={t('people.since', { when: formatExact(link.since) })}>
      <IconCheck size={12} stroke={2} aria-hidden="true" />
      {t('people.there', { when: formatDay(link.since) })}
    </span>
  )
}
