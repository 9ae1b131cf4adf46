import { useText } from '#ui/texts.ts'
import { useUser } from '#ui/api/session.ts'
import { dayText } from '#kernel/wall.ts'
import { useVocabulary } from '#features/contacts/web/contact-api.ts'
import { Link, useNavigate } from 'react-router'
import '../entry.css'
import './today.css'
import type { CalendarEntry } from '../../calendar-entry.ts'
import { Agenda } from '../agenda.tsx'
import { useCalendar, wallNow } from '../calendar-api.ts'
import type { CalendarSlots } from '../calendar-slots.ts'
import { dateText, titleOf } from '../entry-words.ts'
import { DueTasks } from './due-tasks.tsx'
import { TodaysVisits } from './todays-visits.tsx'
import { Waiting } from './waiting.tsx'

const OWN = ['appointment', 'event', 'absence', 'holiday', 'closure'] as const
const AWAY = ['absence'] as const

/** The start page with what other rooms show on it. */
export function todayWith({ Route }: CalendarSlots) {
  return function TodayScreen() {
    return <TodayPage {...(Route && { Route })} />
  }
}

/** The day that is: where to go, whom to meet, what to do, and who is not there. */
function TodayPage({ Route }: Pick<CalendarSlots, 'Route'>) {
  const t = useText()
  const me = useUser()
  const go = useNavigate()
  const day = dayText(wallNow())
  const days = { first: day, last: day }
  const { entries } = useCalendar({ ...days, users: [me.id], kinds: OWN })
  const off = entries.find(({ entry }) => entry.kind === 'holiday' || entry.kind === 'closure')
  const mine = entries.filter(({ entry }) => ['appointment', 'event', 'absence'].includes(entry.kind))
  return (
    <div className="today">
      <header className="today-head">
        <h1>{dateText(day, { weekday: 'long', day: 'numeric', month: 'long' })}</h1>
        {off && <span className="badge amber">{off.entry.title}</span>}
        <span className="grow" />
        <Link className="button small" to="/calendar?view=day">
          {t('today.open_calendar')}
        </Link>
      </header>
      <div className="today-columns">
        <div className="today-main">
          {me.role !== 'guest' && <TodaysVisits day={day} />}
          {Route && <Route day={day} />}
          <section className="today-part" aria-label={t('today.appointments')}>
            <h2>{t('today.appointments')}</h2>
            {mine.length > 0 ? (
              <Agenda
                entries={mine}
                days={days}
                chosen={undefined}
                onOpen={({ entry }) => void go(pathOf(entry, day))}
              />
            ) : (
              <p className="muted">{t('today.free')}</p>
            )}
          </section>
        </div>
        <div className="today-beside">
          {me.role !== 'guest' && <DueTasks day={day} />}
          {me.role !== 'guest' && <Away day={day} meId={me.id} />}
          <Waiting day={day} />
        </div>
      </div>
    </div>
  )
}

function pathOf({ kind, id }: CalendarEntry, day: string): string {
  if (kind === 'event') return `/events/${id}`
  const path = `/calendar?view=day&day=${day}`
  return kind === 'appointment' ? `${path}&appointment=${id}` : path
}

function Away({ day, meId }: { day: string; meId: string }) {
  const t = useText()
  const { users } = useVocabulary()
  const others = users.filter(({ id, active }) => active && id !== meId).map(({ id }) => id)
  const { entries } = useCalendar({ first: day, last: day, users: others, kinds: AWAY })
  const away = entries.filter(({ entry }) => entry.kind === 'absence')
  if (away.length === 0) return null
  return (
    <section className="today-part" aria-label={t('today.away')}>
      <h2>{t('today.away')}</h2>
      <ul className="today-lines">
        {away.map(({ key, entry }) => (
          <li key={key}>
            <span className="grow cut">{users.find(({ id }) => id === entry.userId)?.name}</span>
            <span className="muted">{titleOf(entry)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
