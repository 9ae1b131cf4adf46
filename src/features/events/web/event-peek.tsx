import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { formatNumber } from '#ui/format.ts'
import { Fact } from '#ui/record/fact.tsx'
import { useText } from '#ui/texts.ts'
import { PARTICIPANT_STATES } from '../event.ts'
import { eventQuery } from './event-api.ts'
import { ClosedTick, RestrictedMark, Seats, whenWords } from './event-parts.tsx'

/** An event beside the calendar: when, where, who comes, and the way to its page. */
export function EventPeek({ id }: { id: string }) {
  const t = useText()
  const { data: event, error } = useQuery(eventQuery(id))
  if (error && !event) return <p className="peek-note">{t('events.failed')}</p>
  if (!event) return null
  const { counts } = event
  return (
    <article className="event-peek">
      <header className="event-name">
        <ClosedTick event={event} />
        <h2>{event.title}</h2>
        <RestrictedMark event={event} />
      </header>
      <dl>
        <Fact name={t('events.when')}>{whenWords(t, event)}</Fact>
        {event.place && <Fact name={t('events.place')}>{event.place}</Fact>}
        <Fact name={t('events.owner')}>{event.owner.name}</Fact>
        <Fact name={t(event.capacity === null ? 'events.participants' : 'events.capacity')}>
          <Seats event={event} />
        </Fact>
      </dl>
      {counts.total > 0 && (
        <p className="muted num">
          {PARTICIPANT_STATES.filter((status) => counts[status] > 0)
            .map((status) => `${formatNumber(counts[status])} ${t(`events.participant_status.${status}`)}`)
            .join(' · ')}
        </p>
      )}
      {event.description && <p className="event-text">{event.description}</p>}
      <p className="event-peek-foot">
        <Link className="button primary" to={`/events/${id}`}>
          {t('events.open')}
        </Link>
        {event.can.includes('change') && (
          <Link className="button" to={`/events/${id}?check-in`}>
            {t('events.check_in')}
          </Link>
        )}
      </p>
    </article>
  )
}
