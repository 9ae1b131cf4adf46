import { lazy, Suspense } from 'react'
import { ItemsTab } from '#features/opportunities/web/page/items-tab.tsx'
import { OpportunityPage } from '#features/opportunities/web/page/opportunity-page.tsx'
import type { OpportunityTab } from '#features/opportunities/web/page/opportunity-tab.ts'
import { ParticipantsTab } from '#features/opportunities/web/page/participants-tab.tsx'
import { ProfileTab } from '#features/opportunities/web/page/profile-tab.tsx'
import { StagesTab } from '#features/opportunities/web/page/stages-tab.tsx'
import type { Opportunity } from '#features/opportunities/opportunity.ts'
import type { AboutRecord } from '#features/subjects/subject.ts'
import { saying } from '#ui/texts.ts'
import { AppointmentsTab, FilesTab, TasksTab, TimelineTab } from './about-tabs.tsx'

const Invoices = lazy(async () => ({
  default: (await saying('invoices', import('#features/invoices/web/related-tab.tsx'))).RelatedTab,
}))

/** The tabs of an opportunity's page: what the features, low and high, have to say about one. */
const tabs: OpportunityTab[] = [
  { id: 'profile', text: 'opportunities.tab.profile', Panel: ProfileTab },
  {
    id: 'timeline',
    text: 'opportunities.tab.timeline',
    Panel: ({ opportunity }) => <TimelineTab about={aboutOf(opportunity)} version={opportunity.version} />,
  },
  {
    id: 'tasks',
    text: 'tasks.title',
    Panel: ({ opportunity }) => <TasksTab about={aboutOf(opportunity)} />,
  },
  {
    id: 'appointments',
    text: 'calendar.tab',
    Panel: ({ opportunity }) => <AppointmentsTab about={aboutOf(opportunity)} />,
  },
  {
    id: 'participants',
    text: 'opportunities.participants',
    count: ({ participants }) => participants.length,
    Panel: ParticipantsTab,
  },
  {
    id: 'items',
    text: 'opportunities.tab.items',
    count: ({ items = [] }) => items.length,
    Panel: ItemsTab,
  },
  { id: 'invoices', text: 'invoices.title', Panel: InvoicesPanel },
  {
    id: 'files',
    text: 'opportunities.tab.files',
    Panel: ({ opportunity }) => <FilesTab about={aboutOf(opportunity)} />,
  },
  { id: 'stages', text: 'opportunities.tab.stages', Panel: StagesTab },
]

function InvoicesPanel({ opportunity: { id, contactId } }: { opportunity: Opportunity }) {
  return (
    <Suspense>
      <Invoices by="opportunity" id={id} contactId={contactId} />
    </Suspense>
  )
}

function aboutOf({ id, title }: Opportunity): AboutRecord {
  return { kind: 'opportunity', id, title }
}

export function OpportunityScreen() {
  return <OpportunityPage tabs={tabs} />
}
