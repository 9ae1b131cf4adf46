import { useQueries, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useLatest } from '../use-latest.ts'
import type { ListDescription, ListPage, ViewState } from './description.ts'
import { questionKey } from './list-state.ts'
import { CursorChain, pageLimit, pageOf, scrollRows, startOf } from './pages.ts'

/** The rows of a list as far as they are here, and how many there are. */
export interface Rows<Row> {
  count: number
  total: number | undefined
  totalIsMinimum: boolean
  at: (index: number) => Row | undefined
  /** The ids of rows between two places, as far as they have been loaded. */
  idsBetween: (from: number, to: number) => string[]
  /** The first answer has not come yet. */
  pending: boolean
  /** Shows the rows of the question before while the new one is asked. */
  stale: boolean
  /** On the way to rows far below: how many are here already. */
  marching: number | undefined
  error: Error | null
  retry: () => void
}

/** A question with the cursors found on the way through its pages. */
interface Asked {
  key: string
  view: ViewState
  chain: CursorChain
}

/** Loads what is on the screen, page by page, and on the way to a far row everything before it. */
export function useRows<Row>(
  description: ListDescription<Row>,
  view: ViewState,
  seen: { from: number; to: number },
): Rows<Row> {
  const client = useQueryClient()
  const key = questionKey(view)
  const [asked, setAsked] = useState<Asked>(() => ({ key, view, chain: new CursorChain() }))
  const wantedHead = useQuery(pageQuery(description, { key, view }, 0, null))
  // The rows of the old question stay until the first page of the new one is here.
  if (asked.key !== key && wantedHead.data) setAsked({ key, view, chain: new CursorChain() })
  const { chain } = asked
  const ask = useCallback(
    (page: number) => pageQuery(description, asked, page, chain.at(page) ?? null),
    [description, asked, chain],
  )
  const [first, last] = [pageOf(seen.from), pageOf(seen.to)]
  const shown = [...new Set([0, ...range(first, last).filter((page) => chain.at(page) !== undefined)])]
  const answers = useQueries({ queries: shown.map(ask) })
  const pages = new Map(shown.map((page, i) => [page, answers[i]?.data]))
  for (const [page, data] of pages) if (data) chain.learn(page, data.items.length, data.nextCursor)
  const marching = useMarch(client, ask, chain, last)
  const head = pages.get(0)
  const minimum = head?.totalIsMinimum ?? false
  const broken = asked.key === key ? answers.find((answer) => answer.error && !answer.data) : wantedHead
  return {
    count: head ? scrollRows(chain, head.total, minimum) : 0,
    total: chain.rows ?? head?.total,
    totalIsMinimum: chain.rows === undefined && minimum,
    at: (index) => pages.get(pageOf(index))?.items[index - startOf(pageOf(index))],
    idsBetween: (from, to) => idsBetween(client, description, ask, from, to),
    pending: !head && !broken?.error,
    stale: asked.key !== key,
    marching,
    error: broken?.error ?? null,
    retry: () => void client.refetchQueries({ queryKey: [description.kind, 'list'], type: 'active' }),
  }
}

function pageQuery<Row>(
  description: ListDescription<Row>,
  { key, view }: Pick<Asked, 'key' | 'view'>,
  page: number,
  cursor: string | null,
) {
  return {
    queryKey: [description.kind, 'list', key, page, cursor] as const,
    queryFn: ({ signal }: { signal: AbortSignal }): Promise<ListPage<Row>> =>
      description.load({
        q: view.q.trim(),
        sort: view.sort,
        filters: view.filters,
        cursor,
        limit: pageLimit(page),
        count: page === 0,
        signal,
      }),
    staleTime: 30_000,
    gcTime: 600_000,
  }
}

/** Walks from page to page until the wanted one is in reach; turning back stops it. */
function useMarch<Row>(
  client: QueryClient,
  ask: (page: number) => ReturnType<typeof pageQuery<Row>>,
  chain: CursorChain,
  last: number,
): number | undefined {
  const [reached, setReached] = useState<number>()
  const goal = useLatest(last)
  const walking = useRef<CursorChain>(undefined)
  const far = chain.last > 0 && last > chain.last
  useEffect(() => {
    if (!far || walking.current === chain) return
    walking.current = chain
    const walk = async () => {
      let told = 0
      while (walking.current === chain && chain.last < goal.current && chain.rows === undefined) {
        const page = chain.last
        const data = await client.fetchQuery({ ...ask(page), staleTime: Infinity })
        chain.learn(page, data.items.length, data.nextCursor)
        // The count on the screen follows a few times a second, not at every page.
        if (performance.now() - told < 150) continue
        told = performance.now()
        setReached(chain.reached)
      }
    }
    void walk()
      .catch(() => undefined)
      .finally(() => {
        if (walking.current === chain) walking.current = undefined
        setReached(undefined)
      })
  }, [client, ask, chain, far, goal])
  // Leaving the list ends the walk.
  useEffect(
    () => () => {
      walking.current = undefined
    },
    [],
  )
  return reached
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
