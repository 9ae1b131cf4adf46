import { IconCalendarDown, IconChecklist, IconId, IconTable } from '@tabler/icons-react'
import { Link, useNavigate } from 'react-router'
import { download } from '#ui/download.ts'
import type { MenuItem } from '#ui/menu.tsx'
import { Fact } from '#ui/record/fact.tsx'
import { RecordActions } from '#ui/record/record-actions.tsx'
import { useText } from '#ui/texts.ts'
import type { Event } from '../../event.ts'
import { useChangeEvent, useDeleteEvent } from '../event-api.ts'
import { ClosedTick, RestrictedMark, Seats, whenWords } from '../event-parts.tsx'
import { CustomFacts } from './custom-facts.tsx'
import { eventMenu } from '../list/event-list.tsx'

/** The card above: when and where it is, how many come. */
export function EventHead({ event }: { event: Event }) {
  const t = useText()
  return (
    <header className="record-top">
      <div className="record-title">
        <ClosedTick event={event} />
        <h1>{event.title}</h1>
        <RestrictedMark event={event} />
        {event.closed && <span className="badge">{t('events.status.closed')}</span>}
        <span className="grow" />
        <HeadActions event={event} />
      </div>
      <dl className="record-facts">
        <Fact name={t('events.when')}>{whenWords(t, event)}</Fact>
        {event.place && <Fact name={t('events.place')}>{event.place}</Fact>}
        <Fact name={t(event.capacity === null ? 'events.participants' : 'events.capacity')}>
          <Seats event={event} />
        </Fact>
        <Fact name={t('events.owner')}>{event.owner.name}</Fact>
      </dl>
      {event.description && <p className="event-text">{event.description}</p>}
      <CustomFacts event={event} />
      {event.tags.length > 0 && (
        <p className="event-tags">
          {event.tags.map((name) => (
            <span key={name} className="badge">
              {name}
            </span>
          ))}
        </p>
      )}
    </header>
  )
}

function HeadActions({ event }: { event: Event }) {
  const t = useText()
  const go = useNavigate()
  const change = useChangeEvent()
  const remove = useDeleteEvent()
  const erase = (one: Event) => remove(one).then(() => void go('/events'))
  const file = (name: string) => () => download(`/api/v1/events/${event.id}/${name}`)
  const files: MenuItem[] = [
    { id: 'csv', label: t('events.csv'), icon: IconTable, run: file('participants.csv') },
    { id: 'badges', label: t('events.badges'), icon: IconId, run: file('badges.pdf') },
    ...(event.start === null
      ? []
      : [
          {
            id: 'ics',
            label: t('events.ics'),
            icon: IconCalendarDown,
            run: () => download(`/api/v1/events/${event.id}.ics`),
          },
        ]),
  ]
  const items = eventMenu(event, { t, go, change, remove: erase })
  return (
    <span className="event-actions">
      {event.can.includes('change') && (
        <Link className="button" to={{ search: '?check-in' }}>
          <IconChecklist size={15} stroke={1.75} />
          {t('events.check_in')}
        </Link>
      )}
      <RecordActions label={t('events.more')} items={[...files, ...items]} />
    </span>
  )
}
