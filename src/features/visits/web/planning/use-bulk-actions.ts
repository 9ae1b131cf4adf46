import { IconArrowBackUp, IconCalendarPlus, IconCheck, IconClock, IconUser } from '@tabler/icons-react'
import { useUser } from '#ui/api/session.ts'
import type { BulkAction, Chosen } from '#ui/list/description.ts'
import { useText } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import { openAssign, openMove, openTimes } from '../dialogs.ts'
import { useVisitActs } from '../use-visit-acts.ts'

/** What can be done with chosen visits; `always` is what narrows their list besides its filters. */
export function useBulkActions(always: Record<string, string[]>, where: 'planning' | 'list'): BulkAction[] {
  const t = useText()
  const { bulk } = useVisitActs()
  if (useUser().role === 'guest') return []
  const asking =
    (open: typeof openMove): BulkAction['run'] =>
    (chosen, clear) =>
      void open({ chosen, always, ...countOf(chosen) }).then((begun) => begun && clear())
  const doing =
    (action: 'accept' | 'skip'): BulkAction['run'] =>
    (chosen, clear) =>
      void bulk(chosen, { [action]: true }, always).then(clear, complain)
  return [
    ...(where === 'planning'
      ? [{ id: 'accept', label: t('visit.accept'), icon: IconCheck, run: doing('accept') }]
      : []),
    { id: 'move', label: t('visit.move'), icon: IconCalendarPlus, run: asking(openMove) },
    { id: 'assign', label: t('visit.assign'), icon: IconUser, run: asking(openAssign) },
    { id: 'times', label: t('visit.times'), icon: IconClock, run: asking(openTimes) },
    { id: 'skip', label: t('visit.skip'), icon: IconArrowBackUp, run: doing('skip') },
  ]
}

function countOf(chosen: Chosen): { count?: number } {
  return 'ids' in chosen ? { count: chosen.ids.length } : {}
}
