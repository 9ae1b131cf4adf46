import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { Contact } from '#features/contacts/contact.ts'
import { useUser } from '#ui/api/session.ts'
import { useText } from '#ui/texts.ts'
import { eventsQuery } from '../event-api.ts'
import { RestrictedMark, whenWords } from '../event-parts.tsx'

/** So many stand on the page of a contact; the list shows them all. */
const SHOWN = 50

/** The events a contact takes part in, of a company with those of its persons. */
export function ContactEvents({ contact }: { contact: Contact }) {
  const t = useText()
  const guest = useUser().role === 'guest'
  const query = eventsQuery(`participant=${contact.id}&sort=-start&limit=${SHOWN}`)
  const { data, error } = useQuery({ ...query, enabled: !guest })
  if (guest) return <p className="empty-line">{t('events.guests')}</p>
  return (
    <div className="contact-events">
      {error && !data && <p className="empty-line">{t('events.failed')}</p>}
      {data?.items.length === 0 && <p className="empty-line">{t('events.contact_empty')}</p>}
      <ul>
        {data?.items.map((one) => (
          <li key={one.id}>
            <Link to={`/events/${one.id}`} className="cut grow">
              {one.title}
            </Link>
            <RestrictedMark event={one} />
            <span className="muted num">{whenWords(t, one)}</span>
            <span className="badge">{t(`events.status.${one.closed ? 'closed' : 'open'}`)}</span>
          </li>
        ))}
      </ul>
      {data?.nextCursor && <Link to={`/events?participant=${contact.id}`}>{t('events.contact_all')}</Link>}
    </div>
  )
}
