import type { Event } from '#features/events/event.ts'
import { EventPage } from '#features/events/web/page/event-page.tsx'
import { ParticipantsTab } from '#features/events/web/page/participants-tab.tsx'
import type { AboutRecord } from '#features/subjects/subject.ts'
import type { RecordTab } from '#ui/record/record-tabs.tsx'
import { FilesTab, TasksTab, TimelineTab } from './about-tabs.tsx'

/** The tabs of an event's page: what the features, low and high, have to say about one. */
const tabs: RecordTab<Event>[] = [
  {
    id: 'participants',
    text: 'events.participants',
    count: ({ counts }) => counts.total,
    render: (event) => <ParticipantsTab event={event} />,
  },
  { id: 'tasks', text: 'tasks.title', render: (event) => <TasksTab about={aboutOf(event)} /> },
  {
    id: 'timeline',
    text: 'timeline.title',
    render: (event) => <TimelineTab about={aboutOf(event)} version={event.version} />,
  },
  { id: 'files', text: 'timeline.files', render: (event) => <FilesTab about={aboutOf(event)} /> },
]

function aboutOf({ id, title }: Event): AboutRecord {
  return { kind: 'event', id, title }
}

export function EventScreen() {
  return <EventPage tabs={tabs} />
}
