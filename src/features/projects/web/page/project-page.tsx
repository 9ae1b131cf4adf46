import { RecordPage } from '#ui/record/record-page.tsx'
import { RecordTabs, type RecordTab } from '#ui/record/record-tabs.tsx'
import type { Project } from '../../project.ts'
import { projectQuery } from '../project-api.ts'
import '../projects.css'
import { ProjectHead } from './project-head.tsx'

/** The page of a project: how it stands above, and what belongs to it in tabs. */
export function ProjectPage({ tabsOf }: { tabsOf: (project: Project) => readonly RecordTab<Project>[] }) {
  return (
    <RecordPage kind="project" query={projectQuery}>
      {(project) => (
        <article className="record-page">
          <ProjectHead project={project} />
          <RecordTabs record={project} tabs={tabsOf(project)} />
        </article>
      )}
    </RecordPage>
  )
}
