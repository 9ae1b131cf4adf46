import { IconRefresh } from '@tabler/icons-react'
import { formatRelative } from '#ui/format.ts'
import { useText } from '#ui/texts.ts'
import type { Refreshing } from '../../takeover.ts'

interface RefreshLineProps {
  refreshing: Refreshing
  value: boolean
  onChange: (value: boolean) => void
}

/** Bringing times of what is there up to date; where something does it by itself, that stands here instead. */
export function RefreshLine({ refreshing, value, onChange }: RefreshLineProps) {
  const t = useText()
  const { hidden, lastRunAt, nextRunAt } = refreshing
  if (hidden !== null)
    return (
      <p className="takeover-hidden">
        <IconRefresh size={18} stroke={1.5} />
        <span>
          {t(`takeover.hidden.${hidden}`)}{' '}
          <span className="muted">
            {[
              lastRunAt && t('takeover.hidden.last', { when: formatRelative(lastRunAt) }),
              nextRunAt && t('takeover.hidden.next', { when: formatRelative(nextRunAt) }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </span>
      </p>
    )
  return (
    <section className={value ? 'takeover-card on' : 'takeover-card'}>
      <label className="takeover-card-head">
        <input
          type="checkbox"
          className="check"
          checked={value}
          onChange={(event) => onChange(event.target.checked)}
        />
        <IconRefresh size={18} stroke={1.5} />
        <span className="grow">
          <strong>{t('takeover.refresh')}</strong>
          <span className="muted">{t('takeover.refresh_text')}</span>
        </span>
      </label>
    </section>
  )
}
