import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useNavigate } from 'react-router'
import type { Appointment } from '#features/appointments/appointment.ts'
import { dayText } from '#kernel/wall.ts'
import { isSubject, type AboutRecord } from '#features/subjects/subject.ts'
import { ask } from '#ui/api/request.ts'
import { useUser } from '#ui/api/session.ts'
import { useText } from '#ui/texts.ts'
import '../entry.css'
import { appointmentEntry } from '../../appointment-entry.ts'
import { dayAfter } from '../../calendar-days.ts'
import { Agenda } from '../agenda.tsx'
import { placed, wallNow, type Placed } from '../calendar-api.ts'
import { openAppointment } from '../dialogs.ts'

/** How far back and ahead, in days. */
const REACH = { back: 365, ahead: 365 }

/** Whoever wants to see more looks into the calendar. */
const MOST = 50

export interface AppointmentsTabProps {
  about: AboutRecord
  /** What a new appointment is about besides: the contact of an opportunity. */
  also?: readonly AboutRecord[]
}

/** The appointments that have to do with a record: what comes, what was, and the next one. */
export function AppointmentsTab({ about, also = [] }: AppointmentsTabProps) {
  const t = useText()
  const go = useNavigate()
  const mayWrite = useUser().role !== 'guest'
  const today = dayText(wallNow())
  const first = dayAfter(today, -REACH.back)
  const last = dayAfter(today, REACH.ahead)
  const { data } = useQuery({
    queryKey: ['appointment', about.kind, about.id, today],
    queryFn: ({ signal }) =>
      ask<{ items: Appointment[] }>('GET', '/appointments', {
        query: { [about.kind]: about.id, from: first, to: last },
        signal,
      }),
  })
  const all = useMemo(
    () => (data?.items ?? []).map((one) => placed({ ...appointmentEntry(one), contact: null })),
    [data],
  )
  const now = wallNow()
  const upcoming = all.filter(({ until }) => until >= now).slice(0, MOST)
  const past = all.filter(({ until }) => until < now).slice(-MOST)
  const onOpen = ({ entry }: Placed) =>
    void go(`/calendar?view=day&day=${entry.start.slice(0, 10)}&appointment=${entry.id}`)
  const open = () =>
    void openAppointment({ preset: presetOf([about, ...also.filter(({ kind }) => kind !== about.kind)]) })
  return (
    <div className="cal-tab">
      {mayWrite && (
        <button type="button" className="button" onClick={open}>
          <IconPlus size={16} stroke={1.75} />
          {t('calendar.new')}
        </button>
      )}
      <section aria-label={t('calendar.upcoming')}>
        <h3>{t('calendar.upcoming')}</h3>
        {upcoming.length > 0 ? (
          <Agenda entries={upcoming} days={reachOf(upcoming)} chosen={undefined} onOpen={onOpen} />
        ) : (
          <p className="muted">{t('calendar.none_upcoming')}</p>
        )}
      </section>
      {past.length > 0 && (
        <section aria-label={t('calendar.past')}>
          <h3>{t('calendar.past')}</h3>
          <Agenda entries={past} days={reachOf(past)} chosen={undefined} onOpen={onOpen} />
        </section>
      )}
    </div>
  )
}

/** What a new appointment is about, as the form wants it. */
function presetOf(records: readonly AboutRecord[]) {
  const contact = records.find(({ kind }) => kind === 'contact')
  return {
    subjects: records.filter(isSubject),
    ...(contact && { contact: { id: contact.id, name: contact.title } }),
  }
}

/** Only the days on which something is. */
function reachOf(entries: Placed[]) {
  const days = entries
    .flatMap(({ from, until }) => [dayText(from), dayText(Math.max(from, until - 1))])
    .sort()
  return { first: days[0] ?? dayText(wallNow()), last: days.at(-1) ?? dayText(wallNow()) }
}
