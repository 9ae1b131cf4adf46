import { queryOptions, useQueryClient, type QueryClient } from '@tanstack/react-query'
import type { StartedJob } from '#features/runs/run.ts'
import { followRun } from '#features/runs/web/follow-run.ts'
import { ApiProblem } from '#ui/api/api-problem.ts'
import { ask } from '#ui/api/request.ts'
import { complain, did } from '#ui/undo.ts'
import type { Visit, VisitChange } from '../visit.ts'
import type { VisitPlace } from '../visit-place.ts'

/** What a screen asks of visits. Keys begin with the kind of record, so that live changes refresh them. */

export interface Items<Item> {
  items: Item[]
  nextCursor: string | null
  total?: number
}

/** One visit. */
export const visitQuery = (id: string) =>
  queryOptions({
    queryKey: ['visit', id],
    queryFn: ({ signal }) => ask<Visit>('GET', `/visits/${id}`, { signal }),
  })

/** Visits that these parameters find, in order of date; the newest or the next hundred are enough beside a record. */
export const visitsQuery = (params: Record<string, string | string[]>) =>
  queryOptions({
    queryKey: ['visit', 'some', params],
    queryFn: ({ signal }) => ask<Items<Visit>>('GET', `/visits?${searchOf(params)}`, { signal }),
  })

export function searchOf(said: Record<string, string | string[]>): URLSearchParams {
  const params = new URLSearchParams()
  for (const [name, values] of Object.entries(said))
    for (const value of [values].flat()) params.append(name, value)
  return params
}

/** Writes a visit into everything on the screen that shows it. */
export function rememberVisit(client: QueryClient, visit: Visit): void {
  client.setQueryData(['visit', visit.id], visit)
  client.setQueriesData<Items<Visit>>({ queryKey: ['visit'] }, (page) => {
    if (typeof page !== 'object' || page === null || !('items' in page)) return page
    if (!page.items.some((item) => item.id === visit.id)) return page
    return { ...page, items: page.items.map((item) => (item.id === visit.id ? visit : item)) }
  })
}

/** Changes a visit: shown at once, sent with its version, taken back when refused, undone by Ctrl+Z under `label`. */
export function useChangeVisit() {
  const client = useQueryClient()
  return async (visit: Visit, patch: VisitChange, label: string): Promise<Visit> => {
    const before = client.getQueryData(visitQuery(visit.id).queryKey) ?? visit
    rememberVisit(client, { ...before, ...(patch as Partial<Visit>) })
    try {
      const changed = await write(client, visit, patch)
      did({ label, undo: () => takeBack(client, visit, patch) })
      return changed
    } catch (error) {
      rememberVisit(client, visit)
      throw error
    } finally {
      void client.invalidateQueries({ queryKey: ['visit'] })
    }
  }
}

async function write(client: QueryClient, visit: Visit, patch: VisitChange): Promise<Visit> {
  const send = (version: number) => ask<Visit>('PATCH', `/visits/${visit.id}`, { body: patch, version })
  try {
    const changed = await send(visit.version)
    rememberVisit(client, changed)
    return changed
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.status !== 412) throw error
    // Somebody changed something else of it: only where the same field differs is the newer value kept.
    const theirs = await client.fetchQuery({ ...visitQuery(visit.id), staleTime: 0 })
    const clash = (Object.keys(patch) as (keyof VisitChange)[]).some((key) => theirs[key] !== visit[key])
    if (clash) throw error
    const changed = await send(theirs.version)
    rememberVisit(client, changed)
    return changed
  }
}

async function takeBack(client: QueryClient, before: Visit, patch: VisitChange): Promise<void> {
  const old = Object.fromEntries(Object.keys(patch).map((key) => [key, before[key as keyof VisitChange]]))
  rememberVisit(client, await ask<Visit>('PATCH', `/visits/${before.id}`, { body: old }))
  await client.invalidateQueries({ queryKey: ['visit'] })
}

/** Everything that shows visits, plans or what came of them is asked for again. */
export function refreshVisits(client: QueryClient): Promise<unknown> {
  return Promise.all(
    [['visit'], ['visitPlan'], ['history']].map((queryKey) => client.invalidateQueries({ queryKey })),
  )
}

/** Follows a run that was begun here; shows what it did as soon as it has. */
export async function followVisits(client: QueryClient, job: StartedJob): Promise<void> {
  try {
    await followRun(client, job)
  } catch (error) {
    complain(error)
  } finally {
    await refreshVisits(client)
  }
}

/** What visiting a contact needs to know of the place. */
export const placeQuery = (contactId: string) =>
  queryOptions({
    queryKey: ['contact', contactId, 'visit-place'],
    queryFn: ({ signal }) => ask<VisitPlace>('GET', `/contacts/${contactId}/visit-place`, { signal }),
  })
