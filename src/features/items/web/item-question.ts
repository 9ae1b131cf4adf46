import { ask } from '#ui/api/request.ts'
import type { Chosen, Count, FilterValues, ListPage, ListQuestion, ViewState } from '#ui/list/description.ts'
import type { Item } from '../item.ts'
import type { ItemBulk } from '../item-list.ts'
import type { ItemPage } from './items-api.ts'

/** Where the server stops counting when it is asked for a capped count. */
const countCap = 10_000

/** One page of the list. */
export async function loadItems(question: ListQuestion): Promise<ListPage<Item>> {
  const params = itemParams(question)
  params.set('limit', String(question.limit))
  if (question.cursor) params.set('cursor', question.cursor)
  if (question.skip) params.set('skip', String(question.skip))
  return ask<ItemPage>('GET', `/items?${params}`, { signal: question.signal })
}

/** How many there are: to the cap, or exactly. */
export async function countItems(
  view: ViewState,
  how: 'capped' | 'exact',
  signal: AbortSignal,
): Promise<Count> {
  const params = itemParams(view)
  params.set('limit', '1')
  params.set('count', how === 'exact' ? 'true' : 'capped')
  const { total = 0 } = await ask<ItemPage>('GET', `/items?${params}`, { signal })
  return how === 'capped' && total > countCap
    ? { total: countCap, isMinimum: true }
    : { total, isMinimum: false }
}

/** The question in the words of the API. */
export function itemParams({ q, sort, filters }: { q: string; sort: string; filters: FilterValues }) {
  const params = new URLSearchParams()
  if (q.trim()) params.set('q', q.trim())
  if (sort) params.set('sort', sort)
  for (const [param, values] of Object.entries(filters))
    for (const value of values) params.append(param, value)
  return params
}

/** Which items are meant, in the words of the API. */
export function targetsOf(chosen: Chosen): Pick<ItemBulk, 'ids' | 'filter'> {
  if ('ids' in chosen) return { ids: chosen.ids }
  const params = itemParams({ ...chosen.filter, sort: '' })
  const said = Object.fromEntries(params) as unknown as NonNullable<ItemBulk['filter']>
  return { filter: { ...said, ...(chosen.except.length > 0 && { except: chosen.except }) } }
}
