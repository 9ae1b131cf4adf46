import { queryOptions, useQueryClient, type InfiniteData, type QueryClient } from '@tanstack/react-query'
import type { About } from '#features/subjects/subject.ts'
import type { Run } from '#features/runs/run.ts'
import { call } from '#features/settings/web/call.ts'
import { among, type Picked } from '#ui/wizard/picked.ts'
import {
  STEPS,
  type Refreshing,
  type Source,
  type Takeover,
  type TakeoverArea,
  type TakeoverAssign,
  type TakeoverItem,
  type TakeoverNew,
} from '../takeover.ts'

const everySecond = 1000

/** One takeover; asked for again and again while a job is at work on it. */
export const takeoverQuery = (id: string) =>
  queryOptions({
    queryKey: ['takeover', id],
    queryFn: ({ signal }) => call<Takeover>('GET', `/takeovers/${id}`, { signal }),
    refetchInterval: ({ state }) => (state.data?.busy ? everySecond : false),
  })

/** The own ones, the newest first. */
export const takeoversQuery = queryOptions({
  queryKey: ['takeover', 'mine'],
  queryFn: ({ signal }) => call<{ items: Takeover[] }>('GET', '/takeovers', { signal }),
  select: (page) => page.items,
})

/** What of an account can be read, and how much; the groupware itself is asked. */
export const sourcesQuery = (accountId: string) =>
  queryOptions({
    queryKey: ['takeoverSources', accountId],
    queryFn: ({ signal }) =>
      call<{ items: Source[]; refreshing: Refreshing }>('POST', `/groupware/accounts/${accountId}/sources`, {
        signal,
      }),
    enabled: accountId !== '',
    retry: false,
  })

/** Its run, with which everything can be taken back. */
export const takeoverRunQuery = (runId: string | null) =>
  queryOptions({
    queryKey: ['run', runId],
    queryFn: ({ signal }) => call<Run>('GET', `/runs/${runId}`, { signal }),
    enabled: runId !== null,
    refetchInterval: ({ state }) => (state.data?.state === 'undoing' ? everySecond : false),
  })

export interface ItemsAsked {
  id: string
  area: TakeoverArea
  which: 'offered' | 'skipped' | 'failed' | 'imported'
  q?: string
  /** Another number asks anew. */
  turn?: number
}

/** The items of an area, page by page, as `usePickRows` asks for them. */
export function itemsQuestion({ id, area, which, q = '', turn = 0 }: ItemsAsked) {
  return {
    queryKey: ['takeoverItems', id, area, which, q, turn],
    load: (cursor: string, signal: AbortSignal) =>
      call<ItemPage>('GET', `/takeovers/${id}/items`, {
        query: { area, which, ...(q && { q }), ...(cursor && { cursor }) },
        signal,
      }),
  }
}

interface ItemPage {
  items: TakeoverItem[]
  nextCursor: string | null
}

/** What is said of items at once, and as what the screen shows it meanwhile. */
export interface Saying {
  area: TakeoverArea
  picked: Picked
  q: string
  change: Omit<TakeoverAssign, 'area' | 'ids' | 'except' | 'q'>
  contactName?: string | null
  about?: Partial<About>
}

/** What one does with a takeover. */
export function useTakeoverActs() {
  const client = useQueryClient()
  const keep = (takeover: Takeover) => {
    client.setQueryData(takeoverQuery(takeover.id).queryKey, takeover)
    void client.invalidateQueries({ queryKey: takeoversQuery.queryKey })
    return takeover
  }
  const after = async (id: string) => {
    await client.invalidateQueries({ queryKey: ['takeover', id] })
    void client.invalidateQueries({ queryKey: takeoversQuery.queryKey })
    void client.invalidateQueries({ queryKey: ['job'] })
  }
  const go = async (id: string, step: Takeover['step']) =>
    keep(await call<Takeover>('PATCH', `/takeovers/${id}`, { body: { step } }))
  return {
    start: async (body: TakeoverNew) => keep(await call<Takeover>('POST', '/takeovers', { body })),
    listAgain: async (id: string) => keep(await call<Takeover>('POST', `/takeovers/${id}/list`)),
    /** To this step, over all between: the server takes one at a time. */
    walk: async (id: string, step: Takeover['step']) => {
      const to = STEPS.indexOf(step)
      const known = client.getQueryData<Takeover>(takeoverQuery(id).queryKey)
      for (let at = STEPS.indexOf(known?.step ?? step); at !== to;) {
        at += Math.sign(to - at)
        await go(id, STEPS[at] ?? step)
      }
    },
    assign: async (id: string, saying: Saying) => {
      const { area, picked, q, change } = saying
      showSaid(client, id, saying)
      try {
        const body = { area, ...picked, ...(q && !('ids' in picked) && { q }), ...change }
        keep(await call<Takeover>('POST', `/takeovers/${id}/assign`, { body }))
      } catch (error) {
        await client.invalidateQueries({ queryKey: ['takeoverItems', id, area] })
        throw error
      }
    },
    run: async (id: string) => {
      await call('POST', `/takeovers/${id}/run`)
      await after(id)
    },
    stop: async ({ id, jobId }: Takeover) => {
      await call('POST', `/jobs/${jobId}/cancel`)
      await after(id)
    },
    cancel: async (id: string) => {
      await call('POST', `/takeovers/${id}/cancel`)
      await after(id)
    },
  }
}

/** The rows on the screen say it at once; those of another search ask anew when they are shown. */
function showSaid(client: QueryClient, id: string, { area, picked, q, change, ...named }: Saying): void {
  const isMeant = among(picked)
  const isAssigned = Object.keys(change).some((key) => key !== 'chosen')
  const said = {
    ...change,
    ...(isAssigned && { assigned: true }),
    ...(named.contactName !== undefined && { contactName: named.contactName }),
  } as Partial<TakeoverItem>
  const saying = (item: TakeoverItem) => ({ ...item, ...said, about: { ...item.about, ...named.about } })
  for (const query of client.getQueryCache().findAll({ queryKey: ['takeoverItems', id, area] })) {
    if (query.queryKey[4] !== q) query.invalidate()
    else
      client.setQueryData<InfiniteData<ItemPage>>(
        query.queryKey,
        (old) =>
          old && {
            ...old,
            pages: old.pages.map((page) => ({
              ...page,
              items: page.items.map((item) => (isMeant(item.id) ? saying(item) : item)),
            })),
          },
      )
  }
}

/** Whether things are still chosen. */
export function isOpen({ state }: Pick<Takeover, 'state'>): boolean {
  return state === 'listing' || state === 'choosing'
}
