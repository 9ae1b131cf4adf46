import { IconSettings } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useLocation, useSearchParams } from 'react-router'
import { useUser } from '#ui/api/session.ts'
import { EmptyList, ListError } from '#ui/list/list-states.tsx'
import '#ui/list/bar.css'
import '#ui/list/list.css'
import { useText } from '#ui/texts.ts'
import '../payments.css'
import './reminders.css'
import { PastLetters } from './past-letters.tsx'
import { Proposals } from './proposals.tsx'
import { proposalsQuery } from './reminders-api.ts'

/** Who is to be reminded today, and what was written before. */
export function RemindersPage() {
  const t = useText()
  const { role } = useUser()
  const guest = role === 'guest'
  const { data, error, refetch } = useQuery({ ...proposalsQuery, enabled: !guest })
  const [search, setSearch] = useSearchParams()
  const { state, key } = useLocation() as { state: { invoiceIds?: string[] } | null; key: string }
  const contact = search.get('contact')
  if (guest) return <EmptyList title={t('reminders.title')} text={t('invoices.guests')} />
  if (error && !data) return <ListError error={error} onRetry={() => void refetch()} />
  if (!data) return null
  return (
    <div className="pay-screen">
      <div className="list-bar reminder-bar">
        <h1 className="list-title">{t('reminders.title')}</h1>
        <span className="grow" />
        {role === 'admin' && (
          <Link
            className="button ghost bar-button"
            to="/settings/reminders"
            aria-label={t('reminders.settings')}
          >
            <IconSettings size={16} stroke={1.75} />
            <span>{t('reminders.settings')}</span>
          </Link>
        )}
      </div>
      <div className="pay-scroll">
        <div className="reminders">
          <Proposals
            key={key}
            all={data}
            wanted={{ contact, invoiceIds: state?.invoiceIds }}
            onAll={() => setSearch({}, { replace: true, state: null })}
          />
          <PastLetters />
        </div>
      </div>
    </div>
  )
}
