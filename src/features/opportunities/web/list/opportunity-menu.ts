import {
  IconAddressBook,
  IconArrowRight,
  IconArrowsDiagonal,
  IconPencil,
  IconTrash,
} from '@tabler/icons-react'
import type { MenuItem } from '#ui/menu.tsx'
import type { Translate } from '#ui/texts.ts'
import type { Opportunity } from '../../opportunity.ts'
import type { Stage } from '../../pipeline.ts'
import { openOpportunityForm } from '../dialogs.ts'
import { nextSteps } from '../next-steps.ts'

interface Acts {
  t: Translate
  go: (path: string) => unknown
  stages: readonly Stage[]
  move: (opportunity: Opportunity, stage: Stage) => unknown
  remove: (opportunity: Opportunity) => Promise<void>
}

/** What can be done with an opportunity in the list or on the board: only what one's rights allow. */
export function opportunityMenu(opportunity: Opportunity, acts: Acts): MenuItem[] {
  const { t, go } = acts
  const { id, contact, can } = opportunity
  return [
    {
      id: 'open',
      label: t('opportunities.open'),
      icon: IconArrowsDiagonal,
      keys: 'Enter',
      run: () => void go(`/opportunities/${id}`),
    },
    ...(contact
      ? [
          {
            id: 'contact',
            label: t('opportunities.open_contact', { name: contact.displayName }),
            icon: IconAddressBook,
            run: () => void go(`/contacts/${contact.id}`),
          },
        ]
      : []),
    ...nextSteps().map((step) => ({
      id: step.id,
      label: t(step.text),
      icon: step.icon,
      run: () => step.run(opportunity),
    })),
    ...(can.includes('change') ? changeItems(opportunity, acts) : []),
  ]
}

function changeItems(opportunity: Opportunity, { t, stages, move, remove }: Acts): MenuItem[] {
  const others = stages.filter(
    ({ id, pipelineId }) => pipelineId === opportunity.pipelineId && id !== opportunity.stageId,
  )
  return [
    {
      id: 'edit',
      label: t('opportunities.edit'),
      icon: IconPencil,
      keys: 'e',
      run: () => void openOpportunityForm({ opportunity }),
    },
    { id: 'line-stage', divider: true, label: t('opportunities.stage') },
    ...others.map((stage) => ({
      id: `stage.${stage.id}`,
      label: t('opportunities.move_to', { stage: stage.name }),
      icon: IconArrowRight,
      run: () => void move(opportunity, stage),
    })),
    { id: 'line-delete', divider: true },
    {
      id: 'delete',
      label: t('opportunities.delete'),
      icon: IconTrash,
      danger: true,
      run: () => void remove(opportunity),
    },
  ]
}
