import { keepPreviousData, useInfiniteQuery, type QueryKey } from '@tanstack/react-query'
import { useMemo } from 'react'

interface PickPage<Row> {
  items: Row[]
  nextCursor: string | null
}

/** What a list to pick from asks, page by page. */
export interface PickQuestion<Row> {
  queryKey: QueryKey
  /** The first page has the cursor ''. */
  load: (cursor: string, signal: AbortSignal) => Promise<PickPage<Row>>
  /** How many there are, where that is known before the last page has come. */
  total?: number | undefined
}

/** The rows as far as they are here. */
export interface PickRows<Row> {
  items: readonly Row[]
  /** How long the list is: rows that are still to come included, as far as that is known. */
  count: number
  hasMore: boolean
  loadMore: () => void
  pending: boolean
  /** The rows of the question before stand while the new one is asked. */
  stale: boolean
  error: Error | null
  retry: () => void
}

/** Loads the rows of a list to pick from; what has come stays, the next page comes when its place is seen. */
export function usePickRows<Row>({ queryKey, load, total = 0 }: PickQuestion<Row>): PickRows<Row> {
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => load(pageParam, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  })
  const { data, hasNextPage, isFetchingNextPage, isFetchNextPageError } = query
  const items = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data])
  return {
    items,
    count: hasNextPage ? Math.max(total, items.length + 1) : items.length,
    hasMore: hasNextPage,
    // A page that failed is not asked for again and again while its place is on the screen.
    loadMore: () => {
      if (!isFetchingNextPage && !isFetchNextPageError) void query.fetchNextPage()
    },
    pending: query.isPending,
    stale: query.isPlaceholderData,
    error: query.error,
    retry: () => void (isFetchNextPageError ? query.fetchNextPage() : query.refetch()),
  }
}
