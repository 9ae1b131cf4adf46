import type { Event } from '#features/events/event.ts'
import { EventPage } from '#features/events/web/page/event-page.tsx'
import type { EventTab } from '#features/events/web/page/event-tab.ts'
import { ParticipantsTab } from '#features/events/web/page/participants-tab.tsx'
import type { AboutRecord } from '#features/subjects/subject.ts'
import { FilesTab, TasksTab, TimelineTab } from './about-tabs.tsx'

/** The tabs of an event's page: what the features, low and high, have to say about one. */
const tabs: EventTab[] = [
  {
    id: 'participants',
    text: 'events.participants',
    count: ({ counts }) => counts.total,
    Panel: ParticipantsTab,
  },
  { id: 'tasks', text: 'tasks.title', Panel: ({ event }) => <TasksTab about={aboutOf(event)} /> },
  {
    id: 'timeline',
    text: 'timeline.title',
    Panel: ({ event }) => <TimelineTab about={aboutOf(event)} version={event.version} />,
  },
  { id: 'files', text: 'timeline.files', Panel: ({ event }) => <FilesTab about={aboutOf(event)} /> },
]

function aboutOf({ id, title }: Event): AboutRecord {
  return { kind: 'event', id, title }
}

export function EventScreen() {
  return <EventPage tabs={tabs} />
}
