import { lazy } from '#ui/lazy.ts'
import { saying } from '#ui/texts.ts'
import { useProjectDialogs } from './dialogs.ts'

const Dialogs = lazy(() =>
  saying('projects', import('./project-dialogs.tsx')).then((m) => ({ default: m.ProjectDialogs })),
)

/** The layer of the dialogs of projects; they are fetched when one is opened for the first time. */
export function ProjectLayer() {
  const dialogs = useProjectDialogs()
  return dialogs.length > 0 && <Dialogs dialogs={dialogs} />
}
