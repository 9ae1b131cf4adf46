import {
  keepPreviousData,
  queryOptions,
  useQuery,
  useQueryClient,
  type QueryClient,
} from '@tanstack/react-query'
import { groupsQuery, usersQuery } from '#features/contacts/web/contact-api.ts'
import type { CustomField } from '#features/customfields/custom-field.ts'
import { formerCustom } from '#features/customfields/former-values.ts'
import type { Label } from '#features/labels/label.ts'
import { useBulk } from '#features/runs/web/use-bulk.ts'
import { changedHere } from '#ui/api/live.ts'
import { ask } from '#ui/api/request.ts'
import { formatMoney } from '#ui/format.ts'
import { text } from '#ui/texts.ts'
import { complain, did, type Undoable } from '#ui/undo.ts'
import type { Board, Forecast, Totals } from '../figures.ts'
import type { OpportunityBulkChange } from '../opportunity-bulk.ts'
import type { OpportunityPage } from '../opportunity-list.ts'
import type { Opportunity, OpportunityChange, OpportunityNew, StageMove, StageVisit } from '../opportunity.ts'
import type { Pipeline, Stage } from '../pipeline.ts'
import { askLostReason } from './dialogs.ts'
import { nextSteps } from './next-steps.ts'

// What a screen asks of opportunities. Keys begin with the kind of record, so that live changes refresh them.

interface Items<Item> {
  items: Item[]
}

const listOf = <Item>(path: string, signal: AbortSignal) =>
  ask<Items<Item>>('GET', path, { signal }).then(({ items }) => items)

/** One opportunity. */
export const opportunityQuery = (id: string) =>
  queryOptions({
    queryKey: ['opportunity', id],
    queryFn: ({ signal }) => ask<Opportunity>('GET', `/opportunities/${id}`, { signal }),
  })

/** Some opportunities, by the words of the list's address. */
export const opportunitiesQuery = (params: string) =>
  queryOptions({
    queryKey: ['opportunity', 'some', params],
    queryFn: ({ signal }) => ask<OpportunityPage>('GET', `/opportunities?${params}`, { signal }),
  })

export const boardQuery = (params: string) =>
  queryOptions({
    queryKey: ['opportunity', 'board', params],
    queryFn: ({ signal }) => ask<Board>('GET', `/opportunities/board?${params}`, { signal }),
    placeholderData: keepPreviousData,
  })

export const totalsQuery = (params: string) =>
  queryOptions({
    queryKey: ['opportunity', 'totals', params],
    queryFn: ({ signal }) => ask<Totals>('GET', `/opportunities/totals?${params}`, { signal }),
  })

export const forecastQuery = (params: string) =>
  queryOptions({
    queryKey: ['opportunity', 'forecast', params],
    queryFn: ({ signal }) => ask<Forecast>('GET', `/opportunities/forecast?${params}`, { signal }),
  })

export const stageVisitsQuery = (id: string) =>
  queryOptions({
    queryKey: ['opportunity', id, 'stages'],
    queryFn: ({ signal }) => listOf<StageVisit>(`/opportunities/${id}/stages`, signal),
  })

const slow = { staleTime: 600_000 }

export const pipelinesQuery = queryOptions({
  queryKey: ['pipeline'],
  queryFn: ({ signal }) => listOf<Pipeline>('/pipelines', signal),
  ...slow,
})
export const stagesQuery = queryOptions({
  queryKey: ['stage', 'all'],
  queryFn: ({ signal }) => listOf<Stage>('/stages?usage=false', signal),
  ...slow,
})
const reasonsQuery = queryOptions({
  queryKey: ['lost-reasons', 'vocabulary'],
  queryFn: ({ signal }) => listOf<Label>('/lost-reasons?usage=false', signal),
  ...slow,
})
const opportunityTagsQuery = queryOptions({
  queryKey: ['tags', 'opportunity'],
  queryFn: ({ signal }) => listOf<Label>('/tags?usage=false&scope=opportunity', signal),
  ...slow,
})

/** The firm's own fields of opportunities. */
export const opportunityFieldsQuery = queryOptions({
  queryKey: ['customField', 'opportunity'],
  queryFn: ({ signal }) => listOf<CustomField>('/custom-fields?kind=opportunity&usage=false', signal),
  ...slow,
})

const none: never[] = []

/** The names behind the ids in an opportunity, as far as they have come. */
export function useOpportunityWords() {
  const pipelines: Pipeline[] = useQuery(pipelinesQuery).data ?? none
  const stages: Stage[] = useQuery(stagesQuery).data ?? none
  const reasons: Label[] = useQuery(reasonsQuery).data ?? none
  const tags: Label[] = useQuery(opportunityTagsQuery).data ?? none
  const users = useQuery(usersQuery).data ?? none
  const groups = useQuery(groupsQuery).data ?? none
  return { pipelines, stages, reasons, tags, users, groups }
}
export type OpportunityWords = ReturnType<typeof useOpportunityWords>

/** Makes an opportunity; undone, it goes to the bin. */
export function useCreateOpportunity() {
  const client = useQueryClient()
  return async (input: OpportunityNew): Promise<Opportunity> => {
    const made = await ask<Opportunity>('POST', '/opportunities', { body: input })
    refresh(client)
    did({
      label: text('opportunities.created', { title: made.title }),
      undo: async () => {
        await ask<void>('DELETE', `/opportunities/${made.id}`)
        refresh(client)
      },
    })
    return made
  }
}

/** Changes an opportunity; undone, its fields get their old values. */
export function useChangeOpportunity() {
  const client = useQueryClient()
  return async (before: Opportunity, change: OpportunityChange): Promise<Opportunity> => {
    const changed = await ask<Opportunity>('PATCH', `/opportunities/${before.id}`, { body: change })
    client.setQueryData(['opportunity', before.id], changed)
    refresh(client)
    const old = {
      ...formerOf(before, Object.keys(change)),
      ...(change.custom && { custom: formerCustom(before.custom, change.custom) }),
    }
    did({
      label: text('opportunities.changed', { title: changed.title }),
      undo: () => giveBack(client, before.id, old),
    })
    return changed
  }
}

/** Puts one into a stage: shown at once, asked for the reason when it is lost, undone as it was. */
export function useMoveOpportunity() {
  const client = useQueryClient()
  return async (
    card: Opportunity,
    stage: Pick<Stage, 'id' | 'name' | 'type'>,
    place: Pick<StageMove, 'after'> = {},
    show?: () => () => void,
  ): Promise<boolean> => {
    const isOther = stage.id !== card.stageId
    const lost = isOther && stage.type === 'lost' ? await askLostReason({ title: card.title }) : null
    if (lost === undefined) return false
    const takeBack = show?.()
    try {
      const body = { stageId: stage.id, ...place, ...(lost !== null && { lostReasonId: lost }) }
      const moved = await ask<Opportunity>('POST', `/opportunities/${card.id}/stage`, { body })
      client.setQueryData(['opportunity', card.id], moved)
      changedHere({ kind: 'opportunity', ...moved })
      refresh(client)
      const fields = ['stageId', 'probability', 'closedOn', 'lostReasonId', 'position']
      did({
        label: movedWords(moved, isOther),
        ...(isOther && moved.stage.type === 'won' && proposal(moved)),
        undo: () => giveBack(client, card.id, formerOf(card, fields)),
      })
      return true
    } catch (error) {
      takeBack?.()
      complain(error)
      return false
    }
  }
}

/** What one does next with what was won. */
function proposal(won: Opportunity): Pick<Undoable, 'next'> {
  const [step] = nextSteps()
  return step ? { next: { label: text(step.text), run: () => step.run(won) } } : {}
}

function movedWords({ title, stage, total, currency }: Opportunity, isOther: boolean): string {
  if (!isOther) return text('opportunities.placed', { title })
  if (stage.type === 'won') return text('opportunities.won', { title, amount: formatMoney(total, currency) })
  return text('opportunities.moved', { title, stage: stage.name })
}

/** Moves an opportunity to the bin, says so and can bring it back. */
export function useDeleteOpportunity() {
  const client = useQueryClient()
  return async ({ id, title }: Opportunity): Promise<void> => {
    try {
      await ask<void>('DELETE', `/opportunities/${id}`)
      refresh(client)
      did({
        label: text('opportunities.deleted', { title }),
        undo: async () => {
          await ask<Opportunity>('POST', `/opportunities/${id}/restore`)
          refresh(client)
        },
      })
    } catch (error) {
      complain(error)
    }
  }
}

export const useBulkOpportunities = () => useBulk<OpportunityBulkChange>('/opportunities/bulk', 'opportunity')

function formerOf(before: Opportunity, fields: string[]): OpportunityChange {
  return Object.fromEntries(fields.map((field) => [field, before[field as keyof Opportunity] ?? null]))
}

async function giveBack(client: QueryClient, id: string, old: OpportunityChange): Promise<void> {
  client.setQueryData(
    ['opportunity', id],
    await ask<Opportunity>('PATCH', `/opportunities/${id}`, { body: old }),
  )
  refresh(client)
}

function refresh(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: ['opportunity'] })
}
