import { Suspense } from 'react'
import type { Project } from '#features/projects/project.ts'
import { PeopleTab } from '#features/projects/web/page/people-tab.tsx'
import { useProjectChanges } from '#features/projects/web/project-changes.ts'
import { ProjectPage } from '#features/projects/web/page/project-page.tsx'
import type { AboutRecord } from '#features/subjects/subject.ts'
import { lazy } from '#ui/lazy.ts'
import type { RecordTab } from '#ui/record/record-tabs.tsx'
import { saying } from '#ui/texts.ts'
import { AppointmentsTab, FilesTab, TasksTab, TimelineTab } from './about-tabs.tsx'

const Invoices = lazy(async () => ({
  default: (await saying('invoices', import('#features/invoices/web/related-tab.tsx'))).RelatedTab,
}))

/** The tabs of a project's page: what the features, low and high, have to say about one. */
const tabs: RecordTab<Project>[] = [
  {
    id: 'tasks',
    text: 'tasks.title',
    render: (project) => <TasksTab about={aboutOf(project)} also={contactOf(project)} />,
  },
  {
    id: 'timeline',
    text: 'timeline.title',
    render: (project) => <Timeline project={project} />,
  },
  {
    id: 'appointments',
    text: 'calendar.tab',
    render: (project) => <AppointmentsTab about={aboutOf(project)} />,
  },
  {
    id: 'people',
    text: 'projects.people',
    count: ({ members, contacts }) => members.length + contacts.length,
    render: (project) => <PeopleTab project={project} />,
  },
  { id: 'files', text: 'timeline.files', render: (project) => <FilesTab about={aboutOf(project)} /> },
]

/** What was written for the opportunity it follows from. */
const invoices: RecordTab<Project> = {
  id: 'invoices',
  text: 'invoices.title',
  render: ({ opportunity, contacts }) =>
    opportunity && (
      <Suspense>
        <Invoices by="opportunity" id={opportunity.id} contactId={contacts[0]?.id ?? null} />
      </Suspense>
    ),
}

function Timeline({ project }: { project: Project }) {
  return <TimelineTab about={aboutOf(project)} version={project.version} words={useProjectChanges()} />
}

function aboutOf({ id, title }: Project): AboutRecord {
  return { kind: 'project', id, title }
}

/** The contact a new task is with, where there is no doubt. */
function contactOf({ contacts }: Project): AboutRecord[] {
  const [first, second] = contacts
  return first && !second ? [{ kind: 'contact', id: first.id, title: first.displayName }] : []
}

export function ProjectScreen() {
  return <ProjectPage tabsOf={({ opportunity }) => (opportunity ? [...tabs, invoices] : tabs)} />
}
