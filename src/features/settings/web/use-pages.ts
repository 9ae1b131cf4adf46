import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { call } from './call.ts'
import type { Asked } from './table.tsx'

interface Page<Row> {
  items: Row[]
  nextCursor: string | null
}

/** The rows of a list of the API, page by page, as a table wants them. */
export function usePages<Row>(
  kind: string,
  path: string,
  query: Record<string, string> = {},
  options: { refetchInterval?: number } = {},
): Asked<Row> {
  const asked = useInfiniteQuery({
    queryKey: [kind, path, query],
    queryFn: ({ pageParam, signal }) =>
      call<Page<Row>>('GET', path, { query: { ...query, ...(pageParam && { cursor: pageParam }) }, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    staleTime: 0,
    ...options,
  })
  return {
    rows: asked.data?.pages.flatMap((page) => page.items),
    error: asked.error,
    again: () => void asked.refetch(),
    more: asked.hasNextPage ? () => void asked.fetchNextPage() : undefined,
  }
}
