import { keepPreviousData, queryOptions, useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import type { ContactNew } from '#features/contacts/contact.ts'
import { ask } from '#ui/api/request.ts'
import { text } from '#ui/texts.ts'
import { complain, did } from '#ui/undo.ts'
import type { CompanyMatchAnswer } from '../company-hit.ts'
import type { DuplicatePair, PairPage, PairState, ScanState } from '../pair.ts'
import type { DuplicateCheck } from '../verdict.ts'

/** Who may be the contact that is being typed. */
export const checkQuery = (input: ContactNew & { id?: string | undefined }) =>
  queryOptions({
    queryKey: ['contact', 'check', input],
    queryFn: ({ signal }) => ask<DuplicateCheck>('POST', '/contacts/check', { body: input, signal }),
    placeholderData: keepPreviousData,
    retry: false,
  })

/** Where the person that is being typed may work. */
export const employerQuery = (input: ContactNew) =>
  queryOptions({
    queryKey: ['contact', 'employer', input],
    queryFn: ({ signal }) =>
      ask<CompanyMatchAnswer>('POST', '/contacts/company-match', { body: input, signal }),
    placeholderData: keepPreviousData,
    retry: false,
  })

/** Who may be the same as this contact. */
export const duplicatesOfQuery = (id: string) =>
  queryOptions({
    queryKey: ['contact', id, 'duplicates'],
    queryFn: ({ signal }) => ask<DuplicateCheck>('GET', `/contacts/${id}/duplicates`, { signal }),
    staleTime: 60_000,
  })

/** How current the work list is; asked for again and again while a scan runs. */
export const scanQuery = queryOptions({
  queryKey: ['duplicate', 'scan'],
  queryFn: ({ signal }) => ask<ScanState>('GET', '/duplicates/scan', { signal }),
  refetchInterval: (query) => (query.state.data?.jobId ? 1000 : false),
})

export interface PairFilter {
  state: PairState
  contact: string | null
  /** The import whose contacts are meant. */
  run: string | null
}

/** The work list, page by page. */
export function usePairs({ state, contact, run }: PairFilter) {
  return useInfiniteQuery({
    queryKey: ['duplicate', 'pairs', state, contact, run],
    queryFn: async ({ pageParam, signal }) => {
      // What was changed a moment ago waits for the night; who asks for one contact wants to know now.
      if (contact && !pageParam)
        await ask<ScanState>('POST', '/duplicates/scan', { body: { contactId: contact } })
      return ask<PairPage>('GET', '/duplicates', {
        query: {
          state,
          limit: '25',
          ...(contact && { contact }),
          ...(run && { run }),
          ...(pageParam ? { cursor: pageParam } : { count: 'capped' }),
        },
        signal,
      })
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  })
}

/** What one does with the work list. */
export function useDuplicates() {
  const client = useQueryClient()
  const refresh = async () => {
    await client.invalidateQueries({ queryKey: ['duplicate'] })
    void client.invalidateQueries({ queryKey: ['contact'], refetchType: 'none' })
  }
  const tell = async (pair: DuplicatePair, decision: PairState) => {
    await ask<DuplicatePair>('POST', `/duplicates/${pair.id}/decision`, { body: { decision } })
    await refresh()
  }
  return {
    /** Says so, shows it at once, and can take it back. */
    decide: async (pair: DuplicatePair, decision: PairState) => {
      try {
        await tell(pair, decision)
        const names = pair.contacts.map(({ displayName }) => displayName).join(' · ')
        const label = text(`duplicates.decided.${decision}`, { names })
        did({ label, undo: () => tell(pair, pair.state) })
      } catch (error) {
        complain(error)
      }
    },
    scan: async () => {
      await ask<ScanState>('POST', '/duplicates/scan', { body: {} }).catch(complain)
      await refresh()
      void client.invalidateQueries({ queryKey: ['job'] })
    },
    cancel: async (jobId: string) => {
      await ask<unknown>('POST', `/jobs/${jobId}/cancel`).catch(complain)
      await refresh()
    },
    refresh,
  }
}
