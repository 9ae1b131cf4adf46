import { IconChevronLeft } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { SettingsPage } from '#features/settings/web/settings-page.tsx'
import { Table, type TableColumn } from '#features/settings/web/table.tsx'
import { usersQuery } from '#features/users/web/users-api.ts'
import { Face } from '#ui/face.tsx'
import { useText, type Translate } from '#ui/texts.ts'
import type { Absence, WorkingTime } from '../workday.ts'
import { Absences } from './absences.tsx'
import { formatDays } from './format-days.ts'
import { WorkingHours } from './working-hours.tsx'
import { weekdaysInWords } from './weekday-line.tsx'
import { absencesQuery, timesQuery } from './workdays-api.ts'

interface Row {
  id: string
  name: string
  time: WorkingTime
  next: Absence | undefined
}

/** When everybody works; a line leads to the hours and absences of one. */
export function TeamPage() {
  const t = useText()
  const [today] = useState(() => new Date().toISOString().slice(0, 10))
  const [query] = useSearchParams()
  const { data: times, error, refetch } = useQuery(timesQuery)
  const { data: users = [] } = useQuery(usersQuery)
  const { data: absences = [] } = useQuery(absencesQuery())
  const nameOf = (id: string) => users.find((user) => user.id === id)?.name ?? ''
  const chosen = times?.find(({ userId }) => userId === query.get('user'))
  if (chosen) return <OnePerson time={chosen} name={nameOf(chosen.userId)} />
  const rows = times?.map((time) => ({
    id: time.userId,
    name: nameOf(time.userId),
    time,
    next: absences.find(({ userId, to }) => userId === time.userId && to >= today),
  }))
  return (
    <SettingsPage wide title={t('workdays.team')} text={t('workdays.team_text')}>
      <Table
        rows={rows}
        error={error}
        again={() => void refetch()}
        label={t('workdays.team')}
        columns={columns(t)}
        empty={{ title: t('workdays.no_seat') }}
      />
    </SettingsPage>
  )
}

function OnePerson({ time, name }: { time: WorkingTime; name: string }) {
  const t = useText()
  return (
    <SettingsPage
      title={name}
      actions={
        <Link className="button" to="?">
          <IconChevronLeft size={16} stroke={1.75} />
          {t('workdays.all')}
        </Link>
      }
    >
      <WorkingHours time={time} />
      <Absences userId={time.userId} />
    </SettingsPage>
  )
}

function columns(t: Translate): TableColumn<Row>[] {
  return [
    {
      id: 'person',
      title: 'workdays.person',
      wraps: true,
      draw: ({ id, name }) => (
        <Link className="with-face" to={`?user=${id}`}>
          <Face name={name} />
          {name}
        </Link>
      ),
    },
    { id: 'days', title: 'workdays.days', draw: ({ time }) => weekdaysInWords(time.workdays) },
    {
      id: 'hours',
      title: 'workdays.hours',
      draw: ({ time }) => `${time.startTime}–${time.endTime}`,
    },
    {
      id: 'next',
      title: 'workdays.next_absence',
      draw: ({ next }) =>
        next && (
          <>
            {formatDays(next.from, next.to)}
            <span className="second">{t(`workdays.kind.${next.kind}`)}</span>
          </>
        ),
    },
  ]
}
