import { useQueries, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
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

/** Loads what is on the screen, page by page, and on the way to a far row everything before it. */
export function useRows<Row>(
  description: ListDescription<Row>,
  view: ViewState,
  seen: { from: number; to: number },
): Rows<Row> {
  const client = useQueryClient()
  const key = questionKey(view)
  const chain = useMemo(() => new CursorChain(), [key])
  const ask = useCallback(
    (page: number) => pageQuery(description, view, key, chain, page),
    [description, key, chain],
  )
  const [first, last] = [pageOf(seen.from), pageOf(seen.to)]
  const wanted = range(first, last).filter((page) => chain.at(page) !== undefined)
  const shown = [...new Set([0, ...wanted])]
  const answers = useQueries({ queries: shown.map(ask) })
  shown.forEach((page, i) => {
    const data = answers[i]?.data
    if (data) chain.learn(page, data.items.length, data.nextCursor)
  })
  const marching = useMarch(client, ask, chain, last)
  const pages = new Map(shown.map((page, i) => [page, answers[i]?.data]))
  const at = (index: number) => pages.get(pageOf(index))?.items[index - startOf(pageOf(index))]
  const head = answers[0]
  const now: Held<Row> | undefined = head?.data && {
    at,
    count: scrollRows(chain, head.data.total, head.data.totalIsMinimum ?? false),
    total: chain.rows ?? head.data.total,
    totalIsMinimum: chain.rows === undefined && (head.data.totalIsMinimum ?? false),
  }
  const held = useRef(now)
  if (now) held.current = now
  return {
    ...(now ?? held.current ?? { at: () => undefined, count: 0, total: undefined, totalIsMinimum: false }),
    idsBetween: (from, to) => idsBetween(client, description, ask, from, to),
    pending: !head?.data && !head?.error,
    stale: !now && held.current !== undefined,
    marching,
    error: answers.find((answer) => answer.error && !answer.data)?.error ?? null,
    retry: () => void client.refetchQueries({ queryKey: [description.kind, 'list'], type: 'active' }),
  }
}

type Held<Row> = Pick<Rows<Row>, 'at' | 'count' | 'total' | 'totalIsMinimum'>

function pageQuery<Row>(
  description: ListDescription<Row>,
  view: ViewState,
  key: string,
  chain: CursorChain,
  page: number,
) {
  const cursor = chain.at(page) ?? null
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
  const goal = useRef(last)
  goal.current = last
  const busy = useRef<CursorChain>(undefined)
  const far = chain.at(0) !== undefined && chain.last > 0 && last > chain.last
  useEffect(() => {
    if (!far || busy.current === chain) return
    busy.current = chain
    const walk = async () => {
      let drawn = 0
      while (busy.current === chain && chain.last < goal.current && chain.rows === undefined) {
        const page = chain.last
        const data = await client.fetchQuery({ ...ask(page), staleTime: Infinity })
        chain.learn(page, data.items.length, data.nextCursor)
        // The count on the screen follows a few times a second, not at every page.
        if (performance.now() - drawn > 150) {
          drawn = performance.now()
          setReached(chain.reached)
        }
      }
    }
    void walk()
      .catch(() => undefined)
      .finally(() => {
        if (busy.current === chain) busy.current = undefined
        setReached(undefined)
      })
  }, [client, ask, chain, far])
  useEffect(() => () => void (busy.current = undefined), [chain])
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
