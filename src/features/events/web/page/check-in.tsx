import { IconCheck, IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { useText } from '#ui/texts.ts'
import { fold } from '#kernel/fold.ts'
import type { Event } from '../../event.ts'
import type { EventParticipant } from '../../participants.ts'
import { participantsQuery, useParticipants } from '../event-api.ts'

/** At the door, on a phone: one looks for the name and ticks it. */
export function CheckIn({ event }: { event: Event }) {
  const t = useText()
  const { data } = useQuery(participantsQuery(event.id))
  const [q, setQ] = useState('')
  const { mark } = useParticipants(event.id)
  const items = data?.items ?? []
  const words = fold(q).split(' ').filter(Boolean)
  const shown = items.filter(({ displayName, companyName }) => {
    const text = fold(`${displayName} ${companyName ?? ''}`)
    return words.every((word) => text.includes(word))
  })
  const here = items.filter(({ status }) => status === 'attended').length
  const tick = (one: EventParticipant) =>
    void mark([one], one.status === 'attended' ? 'accepted' : 'attended')
  return (
    <article className="check-in">
      <header>
        <div>
          <h1 className="cut">{event.title}</h1>
          <p className="num">{t('events.check_in_of', { done: here, total: items.length })}</p>
        </div>
        <Link className="icon-button" to={{ search: '' }} aria-label={t('events.check_in_end')}>
          <IconX size={20} stroke={1.75} />
        </Link>
      </header>
      <input
        type="search"
        className="field"
        aria-label={t('events.participant_find')}
        placeholder={t('events.participant_find')}
        value={q}
        onChange={({ target }) => setQ(target.value)}
      />
      {data && shown.length === 0 && <p className="empty-line">{t('events.participant_none')}</p>}
      <ul>
        {shown.map((one) => (
          <li key={one.contactId}>
            <button
              type="button"
              role="checkbox"
              aria-checked={one.status === 'attended'}
              aria-label={t('events.check_in_tick', { name: one.displayName })}
              disabled={!event.can.includes('change')}
              onClick={() => tick(one)}
            >
              <span className="check-in-box">
                {one.status === 'attended' && <IconCheck size={22} stroke={2.5} />}
              </span>
              <span className="event-person">
                <strong className="cut">{one.displayName}</strong>
                <span className="muted cut">{[one.companyName, one.note].filter(Boolean).join(' · ')}</span>
              </span>
              <span className="muted">{t(`events.participant_status.${one.status}`)}</span>
            </button>
          </li>
        ))}
      </ul>
    </article>
  )
}
