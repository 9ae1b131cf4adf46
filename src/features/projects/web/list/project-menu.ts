import {
  IconArrowsDiagonal,
  IconBan,
  IconCheck,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconTargetArrow,
  IconTrash,
} from '@tabler/icons-react'
import type { MenuItem } from '#ui/menu.tsx'
import type { Translate } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import { PROJECT_STATES } from '../../project.ts'
import type { Project } from '../../project.ts'
import { openProjectForm } from '../dialogs.ts'
import type { useChangeProject } from '../project-api.ts'

interface Acts {
  t: Translate
  go: (path: string) => unknown
  change: ReturnType<typeof useChangeProject>
  remove: (project: Project) => Promise<void>
}

const ICONS = { open: IconPlayerPlay, paused: IconPlayerPause, done: IconCheck, cancelled: IconBan } as const

/** What can be done with a project: only what one's rights allow. */
export function projectMenu(project: Project, acts: Acts): MenuItem[] {
  const { t, go } = acts
  const { id, opportunity, can } = project
  return [
    {
      id: 'open',
      label: t('projects.open_page'),
      icon: IconArrowsDiagonal,
      keys: 'Enter',
      run: () => void go(`/projects/${id}`),
    },
    ...(opportunity
      ? [
          {
            id: 'opportunity',
            label: t('projects.open_opportunity'),
            icon: IconTargetArrow,
            run: () => void go(`/opportunities/${opportunity.id}`),
          },
        ]
      : []),
    ...(can.includes('change') ? changeItems(project, acts) : []),
  ]
}

function changeItems(project: Project, { t, change, remove }: Acts): MenuItem[] {
  return [
    {
      id: 'edit',
      label: t('projects.edit'),
      icon: IconPencil,
      keys: 'e',
      run: () => void openProjectForm({ project }),
    },
    { id: 'line-status', divider: true, label: t('projects.status') },
    ...PROJECT_STATES.filter((status) => status !== project.status).map((status) => ({
      id: `status.${status}`,
      label: t(`projects.status.${status}`),
      icon: ICONS[status],
      run: () => void change(project, { status }).catch(complain),
    })),
    { id: 'line-delete', divider: true },
    {
      id: 'delete',
      label: t('projects.delete'),
      icon: IconTrash,
      danger: true,
      run: () => void remove(project),
    },
  ]
}
