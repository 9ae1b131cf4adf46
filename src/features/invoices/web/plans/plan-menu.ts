import {
  IconArrowsDiagonal,
  IconFilePlus,
  IconFlag,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconTrash,
  IconTrendingUp,
} from '@tabler/icons-react'
import type { MenuItem } from '#ui/menu.tsx'
import type { Translate } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import type { InvoicePlanRow } from '../../invoice-plan.ts'
import { openConfirm, openPlanEnd, openPlanRaise } from '../dialogs.ts'
import { periodWords } from './plan-parts.tsx'
import type { usePlans } from './plans-api.ts'

interface Actions {
  t: Translate
  go: (path: string) => unknown
  plans: ReturnType<typeof usePlans>
}

/** Writes the invoice of the next period now, when somebody says so. */
export function askToWrite(plan: InvoicePlanRow, { t, go, plans }: Actions): void {
  if (!plan.next) return
  void openConfirm({
    title: t('plans.write_title'),
    text: t('plans.write_text', { period: periodWords(plan.next) }),
    action: t('plans.write_do'),
    run: async () => {
      const { id } = await plans.writeNow(plan)
      await go(`/invoices/${id}/edit`)
    },
  })
}

/** What can be done with a plan: only what its state and one's rights allow. */
export function planMenu(plan: InvoicePlanRow, actions: Actions): MenuItem[] {
  const { t, go, plans } = actions
  const { id, title, paused, nextDay } = plan
  const when = (fits: boolean, ...items: MenuItem[]) => (fits ? items : [])
  const label = t(paused ? 'plans.resumed' : 'plans.paused', { title })
  const pause = () => void plans.set(plan, label, { paused: !paused }, { paused }).catch(complain)
  return [
    {
      id: 'open',
      label: t('plans.show'),
      icon: IconArrowsDiagonal,
      run: () => void go(`/invoices/plans/${id}`),
    },
    ...when(
      plan.can.includes('change'),
      {
        id: 'edit',
        label: t('plans.edit'),
        icon: IconPencil,
        run: () => void go(`/invoices/plans/${id}/edit`),
      },
      ...when(
        nextDay !== null,
        { id: 'write', label: t('plans.write'), icon: IconFilePlus, run: () => askToWrite(plan, actions) },
        {
          id: 'raise',
          label: t('plans.raise'),
          icon: IconTrendingUp,
          run: () => void openPlanRaise({ plans: [plan] }),
        },
        {
          id: 'pause',
          label: t(paused ? 'plans.resume' : 'plans.pause'),
          icon: paused ? IconPlayerPlay : IconPlayerPause,
          run: pause,
        },
        { id: 'end', label: t('plans.end'), icon: IconFlag, run: () => void openPlanEnd({ plan }) },
      ),
    ),
    ...when(
      plan.can.includes('delete'),
      { id: 'line', divider: true },
      {
        id: 'delete',
        label: t('plans.delete'),
        icon: IconTrash,
        danger: true,
        run: () => void plans.remove(plan),
      },
    ),
  ]
}
