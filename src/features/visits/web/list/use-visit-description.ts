import { useQuery } from '@tanstack/react-query'
import { useMemo, type ComponentType } from 'react'
import { usersQuery } from '#features/contacts/web/contact-api.ts'
import { useUser } from '#ui/api/session.ts'
import type { Card, ListDescription } from '#ui/list/description.ts'
import { questionOf } from '#ui/list/question-of.ts'
import { formatDay } from '#ui/format.ts'
import { useText, type TextKey, type Translate } from '#ui/texts.ts'
import type { Visit, VisitState } from '../../visit.ts'
import { plansQuery } from '../plans/plans-api.ts'
import { shiftWords, timeWords } from '../visit-parts.tsx'
import { visitColumns } from './visit-columns.tsx'
import { visitFilters } from './visit-filters.ts'
import { stateMark } from './state-mark.tsx'

interface Wanted {
  id: string
  title: TextKey
  countText: TextKey
  defaultSort: string
  /** What holds unless a filter says something else. */
  always: Record<string, string[]>
  states?: readonly VisitState[]
  Grip?: ComponentType<{ visit: Visit }>
}

const none: never[] = []

/** A list of visits: what the planning and the list of visits have in common. `wanted` must not change. */
export function useVisitDescription(wanted: Wanted): ListDescription<Visit> {
  const t = useText()
  const { data: users = none } = useQuery(usersQuery)
  const { data: plans = none } = useQuery({ ...plansQuery, enabled: useUser().role !== 'guest' })
  return useMemo(() => {
    const { always, states, Grip, ...plain } = wanted
    const nameOf = (id: string) => users.find((user) => user.id === id)?.name ?? '–'
    const known = {
      plans: plans.map(({ id, name }) => ({ value: id, label: name })),
      users: users.filter((user) => user.active).map(({ id, name }) => ({ value: id, label: name })),
    }
    return {
      ...plain,
      kind: 'visit',
      columns: visitColumns(nameOf, Grip),
      filters: visitFilters(known, t, states),
      rowId: (visit) => visit.id,
      rowName: (visit) => visit.customer.displayName,
      card: (visit) => cardOf(visit, t),
      ...questionOf<Visit>('/visits', always),
    }
  }, [wanted, users, plans, t])
}

function cardOf(visit: Visit, t: Translate): Card {
  const { customer } = visit
  return {
    title: customer.displayName,
    subtitle: [
      [customer.postalCode, customer.city].filter(Boolean).join(' '),
      shiftWords(visit, t) || visit.plan.name,
    ]
      .filter(Boolean)
      .join(' · '),
    side: stateMark(visit),
    meta: [formatDay(visit.date), timeWords(visit).split('–')[0]].filter(Boolean).join(', '),
  }
}
