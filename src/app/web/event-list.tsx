import { EventListScreen } from '#features/events/web/list/event-list.tsx'
import { useViews } from '#features/views/web/use-views.ts'

/** The list of events with the views people keep. */
export function EventsScreen() {
  return <EventListScreen kept={useViews('events')} />
}
