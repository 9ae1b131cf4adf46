import { useSearchParams } from 'react-router'
import { RecordPage } from '#ui/record/record-page.tsx'
import { RecordTabs, type RecordTab } from '#ui/record/record-tabs.tsx'
import type { Event } from '../../event.ts'
import { eventQuery } from '../event-api.ts'
import '../events.css'
import { CheckIn } from './check-in.tsx'
import { EventHead } from './event-head.tsx'

/** The page of an event: when and where it is above, who comes and what belongs to it in tabs. */
export function EventPage({ tabs }: { tabs: readonly RecordTab<Event>[] }) {
  const [search] = useSearchParams()
  return (
    <RecordPage kind="event" query={eventQuery}>
      {(event) =>
        search.has('check-in') ? (
          <CheckIn event={event} />
        ) : (
          <article className="record-page">
            <EventHead event={event} />
            <RecordTabs record={event} tabs={tabs} />
          </article>
        )
      }
    </RecordPage>
  )
}
