import type { Filter, FilterValues, ViewState } from './description.ts'

/** What the address says about a list. */
export interface ListState extends ViewState {
  view: string
  peek: string
}

const own = new Set(['q', 'sort', 'view', 'peek'])

/** Reads the state of a list out of the address; what is unknown is left alone. */
export function readListState(params: URLSearchParams, filters: Filter[], defaultSort: string): ListState {
  const known = new Set(filters.flatMap(paramsOf))
  const values: FilterValues = {}
  for (const param of new Set(params.keys()))
    if (known.has(param) && !own.has(param)) values[param] = params.getAll(param).filter(Boolean)
  return {
    q: params.get('q') ?? '',
    sort: params.get('sort') ?? defaultSort,
    view: params.get('view') ?? '',
    peek: params.get('peek') ?? '',
    filters: values,
  }
}

/** Writes the state of a list into the address; what goes without saying is not said. */
export function writeListState(state: ListState, defaultSort: string): URLSearchParams {
  const params = new URLSearchParams()
  if (state.view) params.set('view', state.view)
  if (state.q) params.set('q', state.q)
  if (state.sort !== defaultSort) params.set('sort', state.sort)
  for (const [param, values] of Object.entries(state.filters).toSorted(([a], [b]) => a.localeCompare(b)))
    for (const value of values) params.append(param, value)
  if (state.peek) params.set('peek', state.peek)
  return params
}

/** The parameters a filter speaks by. */
export function paramsOf(filter: Filter): string[] {
  return 'param' in filter ? [filter.param] : [filter.from, filter.to]
}

/** Whether two states ask for the same rows in the same order. */
export function sameQuestion(a: ViewState, b: ViewState): boolean {
  return questionKey(a) === questionKey(b)
}

/** The question as a text: equal questions give equal texts. */
export function questionKey({ q, sort, filters }: ViewState): string {
  const set = Object.entries(filters)
    .filter(([, values]) => values.length)
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([param, values]) => [param, values.toSorted((a, b) => a.localeCompare(b))])
  return JSON.stringify([q.trim(), sort, set])
}

/** Sets the values of one parameter; none takes it away. */
export function withFilter(filters: FilterValues, param: string, values: string[]): FilterValues {
  const { [param]: _, ...rest } = filters
  return values.length ? { ...rest, [param]: values } : rest
}

/** The next order after a click on a heading: up, then down, then up again. */
export function nextSort(current: string, field: string): string {
  return current === field ? `-${field}` : field
}
