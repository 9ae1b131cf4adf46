import { ProjectListScreen } from '#features/projects/web/list/project-list.tsx'
import { useViews } from '#features/views/web/use-views.ts'

/** The list of projects with the views people keep. */
export function ProjectsScreen() {
  return <ProjectListScreen kept={useViews('projects')} />
}
