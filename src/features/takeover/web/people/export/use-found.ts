import { useEffect, useMemo } from 'react'
import type { ViewState } from '#ui/list/description.ts'
import type { ExportCandidate } from '../../../people-export.ts'
import { useFoundPages } from '../people-api.ts'

/** What a search found, as far as it is here. */
export interface Found {
  rows: readonly ExportCandidate[]
  total: number | undefined
  isLoading: boolean
  error: Error | null
  retry: () => void
}

/** Searches, and brings all of it, page by page: only who has seen everybody can say who is left. */
export function useFound(accountId: string, question: ViewState): Found {
  const { data, error, isFetching, hasNextPage, fetchNextPage, refetch } = useFoundPages(accountId, question)
  useEffect(() => {
    if (hasNextPage && !isFetching && !error) void fetchNextPage()
  }, [hasNextPage, isFetching, error, fetchNextPage])
  const rows = useMemo(() => data?.pages.flatMap(({ items }) => items) ?? [], [data])
  return {
    rows,
    total: data?.pages[0]?.total,
    isLoading: isFetching || hasNextPage,
    error,
    retry: () => void (data ? fetchNextPage() : refetch()),
  }
}
