import { lazy, Suspense } from 'react'
import type { Contact } from '#features/contacts/contact.ts'
import { AuditTab } from '#features/contacts/web/page/audit-tab.tsx'
import { ContactPage } from '#features/contacts/web/page/contact-page.tsx'
import type { ContactTab, ListCounter } from '#features/contacts/web/page/contact-tab.ts'
import { PersonsTab } from '#features/contacts/web/page/persons-tab.tsx'
import { DuplicateMark } from '#features/duplicates/web/duplicate-mark.tsx'
import { FilesTab } from '#features/history/web/files-tab.tsx'
import { OriginLine } from '#features/imports/web/origin-line.tsx'
import { TimelineTab } from '#features/history/web/timeline-tab.tsx'
import { OPEN_STATES } from '#features/visits/visit-states.ts'
import { saying } from '#ui/texts.ts'

const Visits = lazy(async () => ({
  default: (await saying('visits', import('#features/visits/web/contact/visits-tab.tsx'))).VisitsTab,
}))

const ContactTasks = lazy(() =>
  saying('tasks', import('#features/tasks/web/contact/contact-tasks.tsx')).then((m) => ({
    default: m.ContactTasks,
  })),
)

const ContactOpportunities = lazy(() =>
  saying('opportunities', import('#features/opportunities/web/contact/contact-opportunities.tsx')).then(
    (m) => ({ default: m.ContactOpportunities }),
  ),
)

const openOpportunities: ListCounter = {
  kind: 'opportunity',
  path: (id) => `/opportunities?participant=${id}&type=open`,
  guests: false,
}

const openVisits: ListCounter = {
  kind: 'visit',
  path: (id) => `/visits?contact=${id}&${OPEN_STATES.map((state) => `state=${state}`).join('&')}`,
}

const openTasks: ListCounter = {
  kind: 'task',
  path: (id) => `/tasks?contact=${id}&status=open&status=started`,
  guests: false,
}

const AppointmentsPanel = lazy(() =>
  saying('calendar', import('#features/calendar/web/contact/appointments-tab.tsx')).then((m) => ({
    default: m.AppointmentsTab,
  })),
)

/** The tabs of a contact's page: what the features, low and high, have to say about one contact. */
const tabs: ContactTab[] = [
  { id: 'timeline', text: 'timeline.title', counter: 'history', Panel: TimelineTab },
  {
    id: 'persons',
    text: 'contacts.persons',
    counter: 'persons',
    shows: (contact) => contact.kind === 'company',
    Panel: PersonsTab,
  },
  {
    id: 'opportunities',
    text: 'opportunities.title',
    counter: openOpportunities,
    Panel: OpportunitiesTab,
  },
  { id: 'visits', text: 'visits.title', counter: openVisits, Panel: VisitsPanel },
  { id: 'tasks', text: 'tasks.title', counter: openTasks, Panel: TasksTab },
  { id: 'appointments', text: 'calendar.tab', Panel: AppointmentsTab },
  { id: 'files', text: 'timeline.files', counter: 'files', Panel: FilesTab },
  { id: 'changes', text: 'page.tab.changes', Panel: ChangesTab },
]

function OpportunitiesTab({ contact }: { contact: Contact }) {
  return (
    <Suspense>
      <ContactOpportunities contact={contact} />
    </Suspense>
  )
}

function VisitsPanel({ contact }: { contact: Contact }) {
  return (
    <Suspense>
      <Visits contact={contact} />
    </Suspense>
  )
}

function TasksTab({ contact }: { contact: Contact }) {
  return (
    <Suspense>
      <ContactTasks contact={contact} />
    </Suspense>
  )
}

function AppointmentsTab({ contact }: { contact: Contact }) {
  return (
    <Suspense>
      <AppointmentsPanel contact={contact} />
    </Suspense>
  )
}

/** Where the contact comes from, and what was changed since. */
function ChangesTab({ contact }: { contact: Contact }) {
  return (
    <>
      <OriginLine contact={contact} />
      <AuditTab contact={contact} />
    </>
  )
}

export function ContactScreen() {
  return <ContactPage tabs={tabs} Mark={DuplicateMark} />
}
