import type { Filter, Option } from '#ui/list/description.ts'
import type { Translate } from '#ui/texts.ts'
import { VISIT_STATES } from '../../visit.ts'
import type { VisitState } from '../../visit.ts'

interface Known {
  plans: Option[]
  users: Option[]
}

/** Every way to narrow a list of visits. */
export function visitFilters(
  { plans, users }: Known,
  t: Translate,
  states: readonly VisitState[] = VISIT_STATES,
): Filter[] {
  return [
    { kind: 'choice', id: 'plan', text: 'visits.plan', param: 'plan', options: plans },
    {
      kind: 'choice',
      id: 'assignee',
      text: 'visit.assignee',
      param: 'assignee',
      options: [{ value: 'me', label: t('visit.assignee.me') }, ...users],
    },
    {
      kind: 'choice',
      id: 'state',
      text: 'visit.state',
      param: 'state',
      options: states.map((value) => ({ value, label: t(`visit.state.${value}`) })),
    },
    { kind: 'dateRange', id: 'date', text: 'visit.date', from: 'from', to: 'to' },
    { kind: 'boolean', id: 'unplaced', text: 'visit.unplaced', param: 'unplaced' },
  ]
}
