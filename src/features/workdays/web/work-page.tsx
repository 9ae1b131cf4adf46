import { useQuery } from '@tanstack/react-query'
import { SettingsPage, Waiting } from '#features/settings/web/settings-page.tsx'
import { useUser } from '#ui/api/session.ts'
import { ListError } from '#ui/list/list-states.tsx'
import { useText } from '#ui/texts.ts'
import { Absences } from './absences.tsx'
import { WorkingHours } from './working-hours.tsx'
import { timesQuery } from './workdays-api.ts'

/** When the user works, and when they are away. */
export function WorkPage() {
  const t = useText()
  const { id } = useUser()
  const { data, error, refetch } = useQuery(timesQuery)
  const time = data?.find(({ userId }) => userId === id)
  return (
    <SettingsPage title={t('workdays.work')} text={t('workdays.work_text')}>
      {error && !data ? <ListError error={error} onRetry={() => void refetch()} /> : null}
      {!error && !time ? <Waiting lines={8} /> : null}
      {time && <WorkingHours time={time} />}
      <Absences userId={id} />
    </SettingsPage>
  )
}
