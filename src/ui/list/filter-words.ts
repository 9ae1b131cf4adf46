import { formatDay, formatNumber, formatWords } from '../format.ts'
import type { Translate } from '../texts.ts'
import { labelOf, type Filter, type FilterValues } from './description.ts'
import { paramsOf } from './list-state.ts'

/** A filter as one would say it: "Typ ist Kunde oder Partner"; undefined while it is not set. */
export function filterWords(filter: Filter, values: FilterValues, t: Translate): string | undefined {
  if (!isSet(filter, values)) return undefined
  const name = labelOf(filter, t)
  if ('from' in filter) {
    const show = (value: string) => shown(filter.kind, value)
    const [from, to] = [values[filter.from]?.[0], values[filter.to]?.[0]]
    if (from && to) return t('filter.says.between', { name, from: show(from), to: show(to) })
    return from
      ? t('filter.says.from', { name, value: show(from) })
      : t('filter.says.to', { name, value: show(to ?? '') })
  }
  const chosen = values[filter.param] ?? []
  if (filter.kind === 'text') return t('filter.says.contains', { name, value: chosen[0] ?? '' })
  if (!('options' in filter)) return t(chosen[0] === 'true' ? 'filter.says.yes' : 'filter.says.no', { name })
  const labels = chosen.map(
    (value) => filter.options.find((option) => option.value === value)?.label ?? value,
  )
  // Several tags narrow (all of them), several of anything else widen (one of them).
  return t('filter.says.is', {
    name,
    value: formatWords(labels, filter.kind === 'choices' ? 'conjunction' : 'disjunction'),
  })
}

function shown(kind: Filter['kind'], value: string): string {
  if (kind === 'dateRange') return formatDay(value)
  return kind === 'numberRange' ? formatNumber(Number(value)) : value
}

/** Whether a filter narrows anything. */
export function isSet(filter: Filter, values: FilterValues): boolean {
  return paramsOf(filter).some((param) => values[param]?.length)
}
