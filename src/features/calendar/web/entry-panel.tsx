import { IconX } from '@tabler/icons-react'
import { Suspense, use, useEffect, useRef } from 'react'
import { Link } from 'react-router'
import { useText } from '#ui/texts.ts'
import { AppointmentFacts } from './appointment-facts.tsx'
import type { Placed } from './calendar-api.ts'
import { CalendarSlots } from './calendar-slots.ts'
import { colorOf, dateText, lookOf, markOf, timesOf, titleOf } from './entry-words.ts'
import { MoveForm } from './move-form.tsx'
import type { Person } from './team-rows.tsx'
import { dayText } from '#kernel/wall.ts'
import './panel.css'

interface EntryPanelProps {
  placed: Placed
  people: Person[]
  onClose: () => void
}

/** One entry beside the calendar: what it is, and everything dragging could do with it. */
export function EntryPanel({ placed, people, onClose }: EntryPanelProps) {
  const t = useText()
  const { Visit, Task, Event } = use(CalendarSlots)
  const frame = useRef<HTMLElement>(null)
  const { entry, key } = placed
  useEffect(() => frame.current?.focus({ preventScroll: true }), [])
  return (
    <aside className="cal-panel" aria-label={t('calendar.panel')} tabIndex={-1} ref={frame}>
      <header className="cal-panel-head">
        <span className="muted grow">{t(`calendar.one.${entry.kind}`)}</span>
        <button
          type="button"
          className="icon-button"
          aria-label={t('close')}
          title={t('close')}
          onClick={onClose}
        >
          <IconX size={16} stroke={1.75} />
        </button>
      </header>
      <div className="cal-panel-body">
        <Suspense>
          {entry.kind === 'visit' && Visit ? (
            <Visit id={entry.id} onClose={onClose} />
          ) : entry.kind === 'task' && Task ? (
            <Task id={entry.id} onClose={onClose} />
          ) : entry.kind === 'event' && Event ? (
            <Event id={entry.id} />
          ) : (
            <Basics placed={placed} people={people} />
          )}
        </Suspense>
        {entry.kind === 'appointment' && <AppointmentFacts placed={placed} onClose={onClose} />}
        {entry.can.includes('change') && (
          <MoveForm key={`${key} ${placed.from} ${placed.until}`} {...{ placed, people }} />
        )}
      </div>
    </aside>
  )
}

function Basics({ placed, people }: Pick<EntryPanelProps, 'placed' | 'people'>) {
  const t = useText()
  const { entry } = placed
  const mark = markOf(entry)
  const who = people.filter(({ id }) => entry.userIds.includes(id)).map(({ name }) => name)
  const oneDay = dayText(placed.from) === dayText(Math.max(placed.from, placed.until - 1))
  return (
    <>
      <h2
        className="cal-panel-title"
        data-look={lookOf(entry)}
        style={{ '--c': colorOf(entry) } as React.CSSProperties}
      >
        {titleOf(entry)}
      </h2>
      <dl className="cal-facts">
        <dt>{t('calendar.when')}</dt>
        <dd className="num">
          {oneDay &&
            `${dateText(dayText(placed.from), { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })}, `}
          {timesOf(placed)}
        </dd>
        {mark && (
          <>
            <dt>{t('calendar.state')}</dt>
            <dd>{mark}</dd>
          </>
        )}
        {who.length > 0 && entry.kind !== 'appointment' && (
          <>
            <dt>{t('calendar.who')}</dt>
            <dd>{who.join(', ')}</dd>
          </>
        )}
        {entry.contact && (
          <>
            <dt>{t('calendar.contact')}</dt>
            <dd>
              <Link to={`/contacts/${entry.contact.id}`}>{entry.contact.displayName}</Link>
            </dd>
          </>
        )}
        {entry.place && (
          <>
            <dt>{t('calendar.place')}</dt>
            <dd>{entry.place}</dd>
          </>
        )}
      </dl>
      {entry.kind === 'visit' && (
        <Link className="button" to={`/visits/${entry.id}`}>
          {t('calendar.open_visit')}
        </Link>
      )}
      {entry.kind === 'task' && (
        <Link className="button" to={`/tasks/${entry.id}`}>
          {t('calendar.open_task')}
        </Link>
      )}
    </>
  )
}
