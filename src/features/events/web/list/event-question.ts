import { ask } from '#ui/api/request.ts'
import type { Chosen, Count, FilterValues, ListPage, ListQuestion, ViewState } from '#ui/list/description.ts'
import type { EventPage } from '../../event-list.ts'
import type { Event } from '../../event.ts'

/** Where the server stops counting when it is asked for a capped count. */
const countCap = 10_000

/** One page of the list. */
export async function loadEvents(question: ListQuestion): Promise<ListPage<Event>> {
  const params = eventParams(question)
  params.set('limit', String(question.limit))
  if (question.cursor) params.set('cursor', question.cursor)
  if (question.skip) params.set('skip', String(question.skip))
  return ask<EventPage>('GET', `/events?${params}`, { signal: question.signal })
}

/** How many there are: to the cap, or exactly. */
export async function countEvents(
  view: ViewState,
  how: 'capped' | 'exact',
  signal: AbortSignal,
): Promise<Count> {
  const params = eventParams(view)
  params.set('limit', '1')
  params.set('count', how === 'exact' ? 'true' : 'capped')
  const { total = 0 } = await ask<EventPage>('GET', `/events?${params}`, { signal })
  return how === 'capped' && total > countCap
    ? { total: countCap, isMinimum: true }
    : { total, isMinimum: false }
}

/** The question in the words of the API. */
export function eventParams({ q, sort, filters }: { q: string; sort: string; filters: FilterValues }) {
  const params = new URLSearchParams()
  if (q.trim()) params.set('q', q.trim())
  if (sort) params.set('sort', sort)
  for (const [param, values] of Object.entries(filters))
    for (const value of values) params.append(param, value)
  return params
}

/** Which ones are meant, in the words of the API. */
export function targetsOf(chosen: Chosen): Record<string, unknown> {
  if ('ids' in chosen) return { ids: chosen.ids }
  const { filter, except } = chosen
  const params = eventParams({ ...filter, sort: '' })
  const said = [...new Set(params.keys())].map((name) => {
    const values = params.getAll(name)
    return [name, values.length > 1 ? values : values[0]]
  })
  return { filter: { ...Object.fromEntries(said), ...(except.length > 0 && { except }) } }
}
