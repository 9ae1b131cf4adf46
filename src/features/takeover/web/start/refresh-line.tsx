import { IconRefresh } from '@tabler/icons-react'
import { useState } from 'react'
import { Link } from 'react-router'
import { formatRelative } from '#ui/format.ts'
import { useText } from '#ui/texts.ts'
import type { Refreshing } from '../../takeover.ts'

interface RefreshLineProps {
  accountId: string
  refreshing: Refreshing
  value: boolean
  onChange: (value: boolean) => void
}

/** Bringing times of what is there up to date; where something does it by itself, that stands here instead. */
export function RefreshLine({ accountId, refreshing, value, onChange }: RefreshLineProps) {
  const t = useText()
  const { hidden, lastRunAt, nextRunAt } = refreshing
  const [now] = useState(Date.now)
  // What is due already is not worth a word.
  const isAhead = nextRunAt !== null && Date.parse(nextRunAt) > now
  if (hidden !== null)
    return (
      <p className="takeover-hidden">
        <IconRefresh size={18} stroke={1.5} />
        <span>
          {t(`takeover.hidden.${hidden}`)}{' '}
          <span className="muted">
            {[
              lastRunAt && t('takeover.hidden.last', { when: formatRelative(lastRunAt) }),
              isAhead && t('takeover.hidden.next', { when: formatRelative(nextRunAt) }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>{' '}
          <Link to={`/settings/groupware?account=${accountId}`}>{t('takeover.to_account')}</Link>
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
