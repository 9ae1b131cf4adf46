import { ask } from '#ui/api/request.ts'
import type { Chosen, Count, FilterValues, ListPage, ListQuestion, ViewState } from './description.ts'

/** Where the server stops counting when it is asked for a capped count. */
const COUNT_CAP = 10_000

const customRange = /^(custom\.[^.]+)\.(from|to)$/

/** What a filter asks for: words, and values by parameter. */
type Asked = { q: string; sort?: string; filters: FilterValues }

/** Which rows a bulk action is about, as the API takes it. */
export type Targets = { ids: string[] } | { filter: Record<string, unknown> }

/**
 * The question in the words of the API: `always` holds for a parameter the question says nothing about; the two ends
 * of a custom range become its `from..to`.
 */
export function paramsOf({ q, sort, filters }: Asked, always: FilterValues = {}): URLSearchParams {
  const params = new URLSearchParams()
  if (q.trim()) params.set('q', q.trim())
  if (sort) params.set('sort', sort)
  const said = Object.entries(filters).filter(([, values]) => values.length > 0)
  for (const [param, values] of Object.entries({ ...always, ...Object.fromEntries(said) })) {
    const custom = customRange.exec(param)?.[1]
    if (custom)
      params.set(custom, `${filters[`${custom}.from`]?.[0] ?? ''}..${filters[`${custom}.to`]?.[0] ?? ''}`)
    else for (const value of values) params.append(param, value)
  }
  return params
}

/** Which rows are meant, as bulk actions of the API take them: ids, or a filter and whom to leave out. */
export function targetsOf(chosen: Chosen, always?: FilterValues): Targets {
  if ('ids' in chosen) return { ids: chosen.ids }
  const params = paramsOf(chosen.filter, always)
  const said = [...new Set(params.keys())].map((name) => {
    const values = params.getAll(name)
    return [name, values.length > 1 ? values : values[0]]
  })
  return {
    filter: { ...Object.fromEntries(said), ...(chosen.except.length > 0 && { except: chosen.except }) },
  }
}

/** How the rows of a path of the API are loaded page by page and counted; `always`: filters the list itself brings. */
export function questionOf<Row>(path: string, always?: FilterValues) {
  return {
    load(question: ListQuestion): Promise<ListPage<Row>> {
      const params = paramsOf(question, always)
      params.set('limit', String(question.limit))
      if (question.cursor) params.set('cursor', question.cursor)
      if (question.skip) params.set('skip', String(question.skip))
      return ask('GET', `${path}?${params}`, { signal: question.signal })
    },
    async count(view: ViewState, how: 'capped' | 'exact', signal: AbortSignal): Promise<Count> {
      const params = paramsOf(view, always)
      params.set('limit', '1')
      params.set('count', how === 'exact' ? 'true' : 'capped')
      const { total = 0 } = await ask<{ total?: number }>('GET', `${path}?${params}`, { signal })
      return how === 'capped' && total > COUNT_CAP
        ? { total: COUNT_CAP, isMinimum: true }
        : { total, isMinimum: false }
    },
  }
}
