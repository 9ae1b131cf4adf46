import { useSearchParams } from 'react-router'
import { today } from '#features/tasks/web/days.ts'
import { PERIOD_KINDS, periodAround, stepped } from '../period.ts'
import type { BooksPeriod } from '../period.ts'

const DAY = /^\d{4}-\d\d-\d\d$/

/** The period one looks at; it stands in the address. The month before this one is what is due first. */
export function usePeriod(yearStart: string): [BooksPeriod, (period: BooksPeriod) => void] {
  const [search, setSearch] = useSearchParams()
  const kind = PERIOD_KINDS.find((one) => one === search.get('period')) ?? 'month'
  const [from, to] = [search.get('from'), search.get('to')]
  const known = from !== null && to !== null && DAY.test(from) && DAY.test(to)
  const period = known ? { kind, from, to } : stepped(periodAround('month', today(), yearStart), -1)
  const set = ({ kind: period, from, to }: BooksPeriod) => setSearch({ period, from, to }, { replace: true })
  return [period, set]
}
