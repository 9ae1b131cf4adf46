import { ask } from '#ui/api/request.ts'
import type { Chosen, Count, FilterValues, ListPage, ListQuestion, ViewState } from '#ui/list/description.ts'
import type { OpportunityPage } from '../../opportunity-list.ts'
import type { Opportunity } from '../../opportunity.ts'

/** Where the server stops counting when it is asked for a capped count. */
const countCap = 10_000

/** One page of the list. */
export async function loadOpportunities(question: ListQuestion): Promise<ListPage<Opportunity>> {
  const params = opportunityParams(question)
  params.set('limit', String(question.limit))
  if (question.cursor) params.set('cursor', question.cursor)
  if (question.skip) params.set('skip', String(question.skip))
  return ask<OpportunityPage>('GET', `/opportunities?${params}`, { signal: question.signal })
}

/** How many there are: to the cap, or exactly. */
export async function countOpportunities(
  view: ViewState,
  how: 'capped' | 'exact',
  signal: AbortSignal,
): Promise<Count> {
  const params = opportunityParams(view)
  params.set('limit', '1')
  params.set('count', how === 'exact' ? 'true' : 'capped')
  const { total = 0 } = await ask<OpportunityPage>('GET', `/opportunities?${params}`, { signal })
  return how === 'capped' && total > countCap
    ? { total: countCap, isMinimum: true }
    : { total, isMinimum: false }
}

/** The question in the words of the API. */
export function opportunityParams({ q, sort, filters }: { q: string; sort: string; filters: FilterValues }) {
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
  const params = opportunityParams({ ...filter, sort: '' })
  const said = [...new Set(params.keys())].map((name) => {
    const values = params.getAll(name)
    return [name, values.length > 1 ? values : values[0]]
  })
  return { filter: { ...Object.fromEntries(said), ...(except.length > 0 && { except }) } }
}
