import { ask } from '#ui/api/request.ts'
import type { Count, FilterValues, ListPage, ListQuestion, ViewState } from '#ui/list/description.ts'
import type { Contact } from '../../contact.ts'
import type { Items } from '../contact-api.ts'

/** Where the server stops counting when it is asked for a capped count. */
const countCap = 10_000
const range = /^(custom\.[^.]+)\.(from|to)$/

/** One page of the contact list. */
export async function loadContacts(question: ListQuestion): Promise<ListPage<Contact>> {
  const params = contactParams(question)
  params.set('limit', String(question.limit))
  if (question.cursor) params.set('cursor', question.cursor)
  if (question.skip) params.set('skip', String(question.skip))
  return ask<Items<Contact>>('GET', `/contacts?${params}`, { signal: question.signal })
}

/** How many there are: to the cap, or exactly. */
export async function countContacts(
  view: ViewState,
  how: 'capped' | 'exact',
  signal: AbortSignal,
): Promise<Count> {
  const params = contactParams(view)
  params.set('limit', '1')
  params.set('count', how === 'exact' ? 'true' : 'capped')
  const { total = 0 } = await ask<Items<Contact>>('GET', `/contacts?${params}`, { signal })
  return how === 'capped' && total > countCap
    ? { total: countCap, isMinimum: true }
    : { total, isMinimum: false }
}

/** The question in the words of the API; the two ends of a custom range become its `from..to`. */
export function contactParams({ q, sort, filters }: { q: string; sort: string; filters: FilterValues }) {
  const params = new URLSearchParams()
  if (q.trim()) params.set('q', q.trim())
  params.set('sort', sort)
  for (const [param, values] of Object.entries(filters)) {
    const custom = range.exec(param)?.[1]
    if (custom)
      params.set(custom, `${filters[`${custom}.from`]?.[0] ?? ''}..${filters[`${custom}.to`]?.[0] ?? ''}`)
    else for (const value of values) params.append(param, value)
  }
  return params
}
