import { IconBriefcase } from '@tabler/icons-react'
import type { NextStep } from '#features/opportunities/web/next-steps.ts'
import { openFollow } from './dialogs.ts'

/** An opportunity becomes a project: offered in its menu, and once it is won. */
export const projectStep: NextStep = {
  id: 'project',
  text: 'projects.follow',
  icon: IconBriefcase,
  run: ({ id, title }) => void openFollow({ opportunity: { id, title } }),
}
