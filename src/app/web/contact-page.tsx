import { Suspense } from 'react'
import type { Contact } from '#features/contacts/contact.ts'
import { AuditTab } from '#features/contacts/web/page/audit-tab.tsx'
import { ContactPage } from '#features/contacts/web/page/contact-page.tsx'
import type { ContactTab, ListCounter } from '#features/contacts/web/page/contact-tab.ts'
import { PersonsTab } from '#features/contacts/web/page/persons-tab.tsx'
import { DuplicateMark } from '#features/duplicates/web/duplicate-mark.tsx'
import { FilesTab } from '#features/history/web/files-tab.tsx'
import { OriginLine } from '#features/imports/web/origin-line.tsx'
import { TimelineTab } from '#features/history/web/timeline-tab.tsx'
import { daysAfter, today } from '#features/tasks/web/days.ts'
import type { AboutRecord } from '#features/subjects/subject.ts'
import { OPEN_STATES } from '#features/visits/visit-states.ts'
import { lazy } from '#ui/lazy.ts'
import { saying } from '#ui/texts.ts'
import { AppointmentsTab, TasksTab } from './about-tabs.tsx'
import { MailButton, mailSlots } from './mail-slots.tsx'

const GroupwareSwitch = lazy(async () => ({
  default: (await saying('sync', import('#features/sync/web/groupware-switch.tsx'))).GroupwareSwitch,
}))

const Visits = lazy(async () => ({
  default: (await saying('visits', import('#features/visits/web/contact/visits-tab.tsx'))).VisitsTab,
}))

const ContactOpportunities = lazy(() =>
  saying('opportunities', import('#features/opportunities/web/contact/contact-opportunities.tsx')).then(
    (m) => ({ default: m.ContactOpportunities }),
  ),
)

const ContactEvents = lazy(() =>
  saying('events', import('#features/events/web/contact/contact-events.tsx')).then((m) => ({
    default: m.ContactEvents,
  })),
)

const eventsOf: ListCounter = {
  kind: 'event',
  path: (id) => `/events?participant=${id}`,
  guests: false,
}

const Projects = lazy(async () => ({
  default: (await saying('projects', import('#features/projects/web/related-projects.tsx'))).RelatedProjects,
}))

const openProjects: ListCounter = {
  kind: 'project',
  path: (id) => `/projects?contact=${id}&status=open&status=paused`,
  guests: false,
}

const openOpportunities: ListCounter = {
  kind: 'opportunity',
  path: (id) => `/opportunities?participant=${id}&type=open`,
  guests: false,
}

const Invoices = lazy(async () => ({
  default: (await saying('invoices', import('#features/invoices/web/related-tab.tsx'))).RelatedTab,
}))

const OpenLine = lazy(async () => ({
  default: (await saying('invoices', import('#features/payments/web/contact/open-line.tsx'))).OpenLine,
}))

const openInvoices: ListCounter = {
  kind: 'invoice',
  path: (id) => `/invoices?contact=${id}&status=draft&status=issued`,
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

/** A year ahead, as its tab shows them. */
const comingAppointments: ListCounter = {
  kind: 'appointment',
  path: (id) => `/appointments?contact=${id}&from=${today()}&to=${daysAfter(today(), 365)}`,
}

/** The tabs of a contact's page: what the features, low and high, have to say about one contact. */
const tabs: ContactTab[] = [
  { id: 'timeline', text: 'timeline.title', counter: 'history', Panel: Timeline },
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
  { id: 'events', text: 'events.title', counter: eventsOf, Panel: EventsTab },
  { id: 'projects', text: 'projects.title', counter: openProjects, Panel: ProjectsPanel },
  { id: 'visits', text: 'visits.title', counter: openVisits, Panel: VisitsPanel },
  {
    id: 'tasks',
    text: 'tasks.title',
    counter: openTasks,
    Panel: ({ contact }) => <TasksTab about={aboutOf(contact)} />,
  },
  {
    id: 'appointments',
    text: 'calendar.tab',
    counter: comingAppointments,
    Panel: ({ contact }) => <AppointmentsTab about={aboutOf(contact)} />,
  },
  { id: 'invoices', text: 'invoices.title', counter: openInvoices, Panel: InvoicesPanel },
  {
    id: 'files',
    text: 'timeline.files',
    counter: 'files',
    Panel: ({ contact }) => <FilesTab about={aboutOf(contact)} bring={mailSlots.Bring} />,
  },
  { id: 'changes', text: 'page.tab.changes', Panel: ChangesTab },
]

/** The first thing everybody sees: it does not wait for words or code of its own. */
function Timeline({ contact }: { contact: Contact }) {
  return <TimelineTab about={aboutOf(contact)} version={contact.version} slots={contactSlots} />
}

/** Who writes to a contact does so at the head of its page. */
const contactSlots = { Mail: mailSlots.Mail, Bring: mailSlots.Bring }

function aboutOf({ id, displayName }: Contact): AboutRecord {
  return { kind: 'contact', id, title: displayName }
}

function OpportunitiesTab({ contact }: { contact: Contact }) {
  return (
    <Suspense>
      <ContactOpportunities contact={contact} />
    </Suspense>
  )
}

function ProjectsPanel({ contact: { id, displayName } }: { contact: Contact }) {
  return (
    <Suspense>
      <Projects about={{ kind: 'contact', id, title: displayName }} />
    </Suspense>
  )
}

function InvoicesPanel({ contact }: { contact: Contact }) {
  return (
    <Suspense>
      <OpenLine contactId={contact.id} />
      <Invoices by="contact" id={contact.id} contactId={contact.id} />
    </Suspense>
  )
}

function EventsTab({ contact }: { contact: Contact }) {
  return (
    <Suspense>
      <ContactEvents contact={contact} />
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

/** Where the contact comes from, and what was changed since. */
function ChangesTab({ contact }: { contact: Contact }) {
  return (
    <>
      <OriginLine contact={contact} />
      <AuditTab contact={contact} />
    </>
  )
}

/** What else is to be known of the contact: that it may be there twice, and whether it stands in the groupware. */
function Marks({ contact }: { contact: Contact }) {
  return (
    <>
      <DuplicateMark contact={contact} />
      <Suspense>
        <GroupwareSwitch contact={contact} />
      </Suspense>
    </>
  )
}

export function ContactScreen() {
  return <ContactPage tabs={tabs} Mark={Marks} Mail={MailButton} />
}
