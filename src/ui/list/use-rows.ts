import { useQueries, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import type { ListDescription, ListPage, ViewState } from './description.ts'
import { questionKey } from './list-state.ts'
import { PageChain, pageOf, scrollRows, startOf, type Way } from './pages.ts'
import { useCount } from './use-count.ts'

/** The rows of a list as far as they are here, and how many there are. */
export interface Rows<Row> {
  count: number
  total: number | undefined
  totalIsMinimum: boolean
  /** Counts exactly where only a minimum is known, or nothing yet. */
  countAll: () => Promise<unknown>
  at: (index: number) => Row | undefined
  /** Asks what will be asked in a moment: the address and the screen need not have changed for that. */
  expect: (view: ViewState) => void
  /** The search that found them. */
  q: string
  /** The ids of rows between two places, as far as they have been loaded. */
  idsBetween: (from: number, to: number) => string[]
  /** The first answer has not come yet. */
  pending: boolean
  /** Shows the rows of the question before while the new one is asked. */
  stale: boolean
  error: Error | null
  retry: () => void
}

/** A question with what has been learnt of its pages. */
interface Asked {
  key: string
  view: ViewState
  chain: PageChain
}

/** Loads what is on the screen, page by page, wherever in the list that is. */
export function useRows<Row>(
  description: ListDescription<Row>,
  view: ViewState,
  seen: { from: number; to: number },
): Rows<Row> {
  const client = useQueryClient()
  const key = questionKey(view)
  const [asked, setAsked] = useState<Asked>(() => ({ key, view, chain: new PageChain() }))
  const firstWay = new PageChain().wayTo(0, undefined)
  const wantedHead = useQuery(pageQuery(description, { key, view }, 0, firstWay))
  // The rows of the old question stay until the first page of the new one is here.
  if (asked.key !== key && wantedHead.data) setAsked({ key, view, chain: new PageChain() })
  const { chain } = asked
  const head = useQuery(pageQuery(description, asked, 0, firstWay)).data
  if (head) chain.learn(0, firstWay, head.items.length, head.nextCursor)
  const counted = useCount(description, asked, typeof head?.nextCursor === 'string' && asked.key === key)
  const exact = chain.rows ?? (counted.isMinimum ? undefined : counted.total)
  // Without a total no page is asked for from the end.
  const total = description.oneWay ? undefined : exact
  const ask = useCallback(
    (page: number) => pageQuery(description, asked, page, chain.wayTo(page, total)),
    [description, asked, chain, total],
  )
  // While one scrolls, the next page is on its way before it is seen.
  const last = pageOf(seen.to) + (seen.from > 0 ? 1 : 0)
  const known = head ? scrollRows(chain, counted.total, counted.isMinimum) : 0
  const shown = range(pageOf(seen.from), last).filter((page) => page === 0 || startOf(page) < known)
  const answers = useQueries({ queries: shown.map(ask) })
  const pages = new Map(shown.map((page, i) => [page, answers[i]?.data]))
  for (const [page, data] of pages)
    if (data) chain.learn(page, chain.wayTo(page, total), data.items.length, data.nextCursor)
  const broken = asked.key === key ? answers.find((answer) => answer.error && !answer.data) : wantedHead
  return {
    count: head ? scrollRows(chain, counted.total, counted.isMinimum) : 0,
    total: chain.rows ?? counted.total,
    totalIsMinimum: chain.rows === undefined && counted.isMinimum,
    countAll: counted.countAll,
    at: (index) => pages.get(pageOf(index))?.items[index - startOf(pageOf(index))],
    idsBetween: (from, to) => idsBetween(client, description, ask, from, to),
    pending: !head && !broken?.error,
    expect: (view) => void client.prefetchQuery(firstPageQuery(description, view)),
    q: asked.view.q,
    stale: asked.key !== key,
    error: broken?.error ?? null,
    retry: () => void client.refetchQueries({ queryKey: [description.kind, 'list'], type: 'active' }),
  }
}

/** The question for the first page of a view, for who knows before the screen that it will be asked. */
export function firstPageQuery<Row>(description: Loaded<Row>, view: ViewState) {
  return pageQuery(description, { key: questionKey(view), view }, 0, new PageChain().wayTo(0, undefined))
}

type Loaded<Row> = Pick<ListDescription<Row>, 'kind' | 'load'>

function pageQuery<Row>(
  description: Loaded<Row>,
  { key, view }: Pick<Asked, 'key' | 'view'>,
  page: number,
  way: Way,
) {
  return {
    queryKey: [description.kind, 'list', key, page, way] as const,
    queryFn: async ({ signal }: { signal: AbortSignal }): Promise<ListPage<Row>> => {
      const { cursor, skip, limit, fromEnd } = way
      const answer = await description.load({
        q: view.q.trim(),
        sort: fromEnd ? reversed(view.sort) : view.sort,
        filters: view.filters,
        cursor,
        skip,
        limit,
        signal,
      })
      return fromEnd ? { ...answer, items: answer.items.toReversed() } : answer
    },
    staleTime: 30_000,
    gcTime: 600_000,
  }
}

function reversed(sort: string): string {
  return sort.startsWith('-') ? sort.slice(1) : `-${sort}`
}

function idsBetween<Row>(
  client: QueryClient,
  description: ListDescription<Row>,
  ask: (page: number) => ReturnType<typeof pageQuery<Row>>,
  from: number,
  to: number,
): string[] {
  return range(pageOf(from), pageOf(to)).flatMap((page) => {
    const items = client.getQueryData<ListPage<Row>>(ask(page).queryKey)?.items ?? []
    const start = startOf(page)
    return items.slice(Math.max(0, from - start), to - start + 1).map(description.rowId)
  })
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i)
}
