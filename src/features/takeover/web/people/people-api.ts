import { queryOptions, useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import type { StartedJob } from '#features/runs/run.ts'
import { call } from '#features/settings/web/call.ts'
import { isRunning, type Job } from '#ui/jobs/jobs.ts'
import { paramsOf } from '#ui/list/question-of.ts'
import type { ViewState } from '#ui/list/description.ts'
import type { z } from 'zod'
import type { ExportCandidate, exportItems, ExportOutcome, PeopleExport } from '../../people-export.ts'
import { MOST_EXPORTED } from '../../people-export.ts'
import type { CardImport, CardOffers } from '../../people-import.ts'

interface Page<Item> {
  items: Item[]
  nextCursor: string | null
  total?: number
}

const often = 600

/** A job, asked for again and again while it runs. */
export const jobQuery = (id: string) =>
  queryOptions({
    queryKey: ['job', 'one', id],
    queryFn: ({ signal }) => call<Job>('GET', `/jobs/${id}`, { signal }),
    refetchInterval: ({ state }) => (!state.data || isRunning(state.data) ? often : false),
    enabled: id !== '',
  })

/** The contacts of a search, up to so many as can go at once; page after page by itself. */
export function useFoundPages(accountId: string, question: ViewState) {
  return useInfiniteQuery({
    queryKey: ['contact', 'export', accountId, question],
    queryFn: ({ pageParam, signal }) => {
      const params = paramsOf(question)
      params.set('limit', '200')
      if (pageParam) params.set('cursor', pageParam)
      else params.set('count', 'true')
      return call<Page<ExportCandidate>>('GET', `/groupware/accounts/${accountId}/people?${params}`, {
        signal,
      })
    },
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }, pages) => (pages.length * 200 >= MOST_EXPORTED ? null : nextCursor),
    enabled: accountId !== '',
  })
}

/** So many ids go into one address. */
const AT_ONCE = 200

/** These contacts, each with whether it is in the address book. */
export const givenQuery = (accountId: string, ids: readonly string[]) =>
  queryOptions({
    queryKey: ['contact', 'export', accountId, 'given', ids],
    queryFn: async ({ signal }) => {
      const found: ExportCandidate[] = []
      for (let at = 0; at < ids.length; at += AT_ONCE) {
        const query = { ids: ids.slice(at, at + AT_ONCE).join(',') }
        const path = `/groupware/accounts/${accountId}/people`
        found.push(...(await call<Page<ExportCandidate>>('GET', path, { query, signal })).items)
      }
      return found
    },
    enabled: accountId !== '' && ids.length > 0,
  })

/** What became of each contact of an export. */
export function useExportItems(jobId: string, outcome: ExportOutcome | undefined, enabled: boolean) {
  return useInfiniteQuery({
    queryKey: ['job', 'export', jobId, outcome],
    queryFn: ({ pageParam, signal }) =>
      call<z.infer<typeof exportItems>>('GET', `/groupware/exports/${jobId}/items`, {
        query: { limit: '100', ...(outcome && { outcome }), ...(pageParam && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
    enabled,
  })
}

/** Which cards are shown: those offered, those never to be offered, those of an import. */
export type Shown = { state: 'open' | 'ignored' } | { job: string }

/** The cards of an account, page after page. */
export function useCards(accountId: string, shown: Shown, enabled = true) {
  return useInfiniteQuery({
    queryKey: ['groupware', 'cards', accountId, shown],
    queryFn: ({ pageParam, signal }) =>
      call<CardOffers>('GET', `/groupware/accounts/${accountId}/cards`, {
        query: { limit: '100', ...shown, ...(pageParam && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
    enabled: enabled && accountId !== '',
    // It is made anew by reading the address books, and by nothing else.
    staleTime: Infinity,
  })
}

/** What is done with address books; whatever shows them asks again. */
export function usePeopleActs(accountId: string) {
  const client = useQueryClient()
  const path = `/groupware/accounts/${accountId}`
  const started = async (work: Promise<StartedJob>): Promise<string> => {
    const { id } = await work
    await client.invalidateQueries({ queryKey: ['job'] })
    return id
  }
  return {
    take: (body: PeopleExport) => started(call('POST', `${path}/export`, { body })),
    read: () => started(call('POST', `${path}/cards/read`)),
    bring: (body: CardImport) => started(call('POST', `${path}/cards/import`, { body })),
    ignore: async (ids: string[], ignored: boolean) => {
      await call<void>('POST', `${path}/cards/ignore`, { body: { ids, ignored } })
      await client.invalidateQueries({ queryKey: ['groupware', 'cards', accountId] })
    },
    /** What was done changed contacts and cards alike. */
    refresh: () => {
      for (const queryKey of [['groupware'], ['contact']]) void client.invalidateQueries({ queryKey })
    },
  }
}
