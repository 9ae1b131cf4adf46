import { IconAdjustments } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { useSettings } from '#features/settings/web/settings-api.ts'
import { SettingsPage, Waiting } from '#features/settings/web/settings-page.tsx'
import { useUser } from '#ui/api/session.ts'
import { EmptyList, ListError } from '#ui/list/list-states.tsx'
import { useText } from '#ui/texts.ts'
import { previewQuery } from './books-api.ts'
import './books.css'
import { Gaps } from './gaps.tsx'
import { PeriodBar } from './period-bar.tsx'
import { Preview } from './preview.tsx'
import { Seals } from './seals.tsx'
import { usePeriod } from './use-period.ts'

/** What leaves the house for the tax adviser and the auditor, and whether numbers and seals are whole. */
export function BooksPage() {
  const t = useText()
  const user = useUser()
  const settings = useSettings()
  if (user.role !== 'admin') return <EmptyList title={t('books.title')} text={t('books.admins')} />
  if (!settings) return <Waiting lines={9} />
  return <Books yearStart={settings.bookkeeping.yearStart ?? '01-01'} />
}

function Books({ yearStart }: { yearStart: string }) {
  const t = useText()
  const [period, setPeriod] = usePeriod(yearStart)
  const asked = useQuery({ ...previewQuery(period), enabled: period.from <= period.to })
  const toSettings = (
    <Link className="button" to="/settings/bookkeeping">
      <IconAdjustments size={16} stroke={1.75} />
      {t('books.accounts_and_numbers')}
    </Link>
  )
  return (
    <div className="books">
      <SettingsPage wide title={t('books.title')} text={t('books.text')} actions={toSettings}>
        <PeriodBar period={period} yearStart={yearStart} onChange={setPeriod} />
        {asked.error && !asked.isFetching ? (
          <ListError error={asked.error} onRetry={() => void asked.refetch()} />
        ) : asked.data ? (
          <Preview preview={asked.data} isOld={asked.isPlaceholderData} />
        ) : (
          <Waiting lines={6} />
        )}
        <Gaps />
        <Seals />
      </SettingsPage>
    </div>
  )
}
