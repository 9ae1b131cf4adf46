import { Suspense } from 'react'
import { ItemsTab } from '#features/opportunities/web/page/items-tab.tsx'
import { OpportunityPage } from '#features/opportunities/web/page/opportunity-page.tsx'
import { ParticipantsTab } from '#features/opportunities/web/page/participants-tab.tsx'
import { ProfileTab } from '#features/opportunities/web/page/profile-tab.tsx'
import { StagesTab } from '#features/opportunities/web/page/stages-tab.tsx'
import type { Opportunity } from '#features/opportunities/opportunity.ts'
import type { AboutRecord } from '#features/subjects/subject.ts'
import { lazy } from '#ui/lazy.ts'
import type { RecordTab } from '#ui/record/record-tabs.tsx'
import { saying } from '#ui/texts.ts'
import { AppointmentsTab, FilesTab, TasksTab, TimelineTab } from './about-tabs.tsx'

const Invoices = lazy(async () => ({
  default: (await saying('invoices', import('#features/invoices/web/related-tab.tsx'))).RelatedTab,
}))

const Projects = lazy(async () => ({
  default: (await saying('projects', import('#features/projects/web/related-projects.tsx'))).RelatedProjects,
}))

/** The tabs of an opportunity's page: what the features, low and high, have to say about one. */
const tabs: RecordTab<Opportunity>[] = [
  {
    id: 'profile',
    text: 'opportunities.tab.profile',
    render: (opportunity) => <ProfileTab opportunity={opportunity} />,
  },
  {
    id: 'timeline',
    text: 'opportunities.tab.timeline',
    render: (opportunity) => <TimelineTab about={aboutOf(opportunity)} version={opportunity.version} />,
  },
  {
    id: 'tasks',
    text: 'tasks.title',
    render: (opportunity) => <TasksTab about={aboutOf(opportunity)} />,
  },
  {
    id: 'appointments',
    text: 'calendar.tab',
    render: (opportunity) => <AppointmentsTab about={aboutOf(opportunity)} />,
  },
  {
    id: 'participants',
    text: 'opportunities.participants',
    count: ({ participants }) => participants.length,
    render: (opportunity) => <ParticipantsTab opportunity={opportunity} />,
  },
  {
    id: 'items',
    text: 'opportunities.tab.items',
    count: ({ items = [] }) => items.length,
    render: (opportunity) => <ItemsTab opportunity={opportunity} />,
  },
  {
    id: 'invoices',
    text: 'invoices.title',
    render: (opportunity) => <InvoicesPanel opportunity={opportunity} />,
  },
  {
    id: 'projects',
    text: 'projects.title',
    render: (opportunity) => <ProjectsPanel opportunity={opportunity} />,
  },
  {
    id: 'files',
    text: 'opportunities.tab.files',
    render: (opportunity) => <FilesTab about={aboutOf(opportunity)} />,
  },
  {
    id: 'stages',
    text: 'opportunities.tab.stages',
    render: (opportunity) => <StagesTab opportunity={opportunity} />,
  },
]

function InvoicesPanel({ opportunity: { id, contactId } }: { opportunity: Opportunity }) {
  return (
    <Suspense>
      <Invoices by="opportunity" id={id} contactId={contactId} />
    </Suspense>
  )
}

function ProjectsPanel({ opportunity: { id, title } }: { opportunity: Opportunity }) {
  return (
    <Suspense>
      <Projects about={{ kind: 'opportunity', id, title }} />
    </Suspense>
  )
}

function aboutOf({ id, title }: Opportunity): AboutRecord {
  return { kind: 'opportunity', id, title }
}

export function OpportunityScreen() {
  return <OpportunityPage tabs={tabs} />
}
