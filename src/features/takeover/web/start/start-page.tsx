import { IconPlugConnected } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, Navigate } from 'react-router'
import { useAccounts } from '#features/groupware/web/groupware-api.ts'
import { formatExact, formatMoment, formatNumber } from '#ui/format.ts'
import { EmptyList, ListError } from '#ui/list/list-states.tsx'
import { useText, type Translate } from '#ui/texts.ts'
import { TAKEOVER_AREAS, type Takeover } from '../../takeover.ts'
import { isOpen, takeoversQuery } from '../takeover-api.ts'
import { AreasStep } from './areas-step.tsx'

/** The beginning; who has an open one goes on with it, who has no account connects one. */
export function StartPage() {
  const t = useText()
  const accounts = useAccounts()
  const takeovers = useQuery(takeoversQuery)
  const error = accounts.error ?? takeovers.error
  if (error && (!accounts.data || !takeovers.data))
    return (
      <ListError error={error} onRetry={() => void Promise.all([accounts.refetch(), takeovers.refetch()])} />
    )
  if (!accounts.data || !takeovers.data) return null
  const open = takeovers.data.find(isOpen)
  if (open) return <Navigate to={`/groupware/takeover/${open.id}`} replace />
  if (!accounts.data.some(({ kind }) => kind !== 'file'))
    return (
      <EmptyList title={t('takeover.no_account')} text={t('takeover.no_account_text')}>
        <Link className="button primary" to="/settings/groupware">
          <IconPlugConnected size={16} stroke={1.75} />
          {t('takeover.connect')}
        </Link>
      </EmptyList>
    )
  return <AreasStep earlier={<Earlier takeovers={takeovers.data} />} />
}

/** What became of those before; one that is under way is found again here. */
function Earlier({ takeovers }: { takeovers: Takeover[] }) {
  const t = useText()
  const shown = takeovers.filter(({ state }) => state !== 'cancelled').slice(0, 5)
  if (shown.length === 0) return null
  return (
    <section className="takeover-earlier" aria-labelledby="takeover-earlier">
      <h3 id="takeover-earlier">{t('takeover.earlier')}</h3>
      <ul>
        {shown.map((one) => (
          <li key={one.id}>
            <Link to={`/groupware/takeover/${one.id}`}>
              <span className="grow cut">{one.accountName}</span>
              <span className="muted num">{outcomeWords(t, one)}</span>
              <time className="muted num" dateTime={one.createdAt} title={formatExact(one.createdAt)}>
                {formatMoment(one.createdAt)}
              </time>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What is there of it now; of what was taken back, how much that was. */
function outcomeWords(t: Translate, { busy, counts }: Takeover): string {
  if (busy) return t('takeover.running')
  const sumOf = (result: 'imported' | 'undone') =>
    TAKEOVER_AREAS.reduce((sum, area) => sum + counts[area][result], 0)
  const [imported, undone] = [sumOf('imported'), sumOf('undone')]
  if (imported === 0 && undone > 0) return t('takeover.tally.undone', { count: formatNumber(undone) })
  return t('takeover.imported', { count: imported, number: formatNumber(imported) })
}
