import {
  IconCopy,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerStop,
  IconTrash,
} from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import '../plan-form.css'
import { ConfirmSheet } from '#ui/inputs/confirm-sheet.tsx'
import { FormSheet } from '#ui/inputs/form-sheet.tsx'
import type { MenuItem } from '#ui/menu.tsx'
import { useText } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import type { VisitPlan } from '../../visit-plan.ts'
import { openPlanForm } from '../dialogs.ts'
import { DayField } from '../typed-fields.tsx'
import { usePlanActs } from './plans-api.ts'

const tones = { active: 'green', paused: 'amber', ended: '' } as const

export function PlanState({ state }: { state: VisitPlan['state'] }) {
  const t = useText()
  return <span className={`badge ${tones[state]}`}>{t(`plan.state.${state}`)}</span>
}

/** What can be done with a plan: menu lines, and the questions they ask. */
export function usePlanMenu(onGone?: () => void): {
  items: (plan: VisitPlan) => MenuItem[]
  questions: ReactNode
} {
  const t = useText()
  const acts = usePlanActs()
  const [asking, setAsking] = useState<{ what: 'pause' | 'end' | 'delete'; plan: VisitPlan }>()
  const close = () => setAsking(undefined)
  const copy = async (plan: VisitPlan) => {
    const copied = await acts.copy(plan)
    await openPlanForm({ plan: copied })
  }
  const items = (plan: VisitPlan): MenuItem[] => {
    if (!plan.can.includes('change'))
      return [
        { id: 'copy', label: t('plan.copy'), icon: IconCopy, run: () => void copy(plan).catch(complain) },
      ]
    const going = plan.state === 'active'
    return [
      { id: 'edit', label: t('plan.change'), icon: IconPencil, run: () => void openPlanForm({ plan }) },
      { id: 'copy', label: t('plan.copy'), icon: IconCopy, run: () => void copy(plan).catch(complain) },
      going
        ? {
            id: 'pause',
            label: t('plan.pause'),
            icon: IconPlayerPause,
            run: () => setAsking({ what: 'pause', plan }),
          }
        : {
            id: 'resume',
            label: t('plan.resume'),
            icon: IconPlayerPlay,
            run: () => void acts.setState(plan, 'active').catch(complain),
          },
      ...(plan.state === 'ended'
        ? []
        : [
            {
              id: 'end',
              label: t('plan.end_it'),
              icon: IconPlayerStop,
              run: () => setAsking({ what: 'end', plan }),
            },
          ]),
      ...(plan.can.includes('delete')
        ? [
            { id: 'line', divider: true as const },
            {
              id: 'delete',
              label: t('plan.delete'),
              icon: IconTrash,
              danger: true,
              run: () => setAsking({ what: 'delete', plan }),
            },
          ]
        : []),
    ]
  }
  const questions =
    asking?.what === 'pause' ? (
      <PauseSheet
        name={asking.plan.name}
        text={t('plan.pause.text')}
        onPause={(until) => acts.setState(asking.plan, 'paused', until)}
        onDone={close}
      />
    ) : asking ? (
      <ConfirmSheet
        danger
        title={t(`plan.${asking.what}.title`, { name: asking.plan.name })}
        text={t(`plan.${asking.what}.text`, { count: asking.plan.counts.open + asking.plan.counts.proposed })}
        action={t(asking.what === 'end' ? 'plan.end_it' : 'plan.delete')}
        onConfirm={async () => {
          if (asking.what === 'end') return acts.setState(asking.plan, 'ended')
          await acts.remove(asking.plan)
          onGone?.()
        }}
        onClose={close}
      />
    ) : null
  return { items, questions }
}

interface PauseSheetProps {
  /** What rests: a plan, or one customer of it. */
  name: string
  text: string
  onPause: (until: string | null) => Promise<unknown>
  onDone: () => void
}

/** Until when it rests; nothing said means until somebody goes on. */
export function PauseSheet({ name, text, onPause, onDone }: PauseSheetProps) {
  const t = useText()
  const [until, setUntil] = useState<string | null>(null)
  return (
    <FormSheet
      title={t('plan.pause.title', { name })}
      dirty={false}
      action={t('plan.pause')}
      onSubmit={() => void onPause(until).then(onDone, complain)}
      onClose={onDone}
    >
      <p className="muted">{text}</p>
      <DayField label={t('plan.pause.until')} value={until} hint={t('plan.pause.open')} onChange={setUntil} />
    </FormSheet>
  )
}
