import { queryOptions, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { call } from '#features/settings/web/call.ts'
import { text } from '#ui/texts.ts'
import { complain, did, say } from '#ui/undo.ts'
import type { Item, ItemChange, ItemNew } from '../item.ts'
import type { Targets } from '#ui/list/question-of.ts'
import type { ItemBulk } from '../item-list.ts'
import type { StockMovement, StockNew } from '../stock.ts'
import type { Tax } from '../tax.ts'

// What a screen asks of items. Keys begin with the kind of record, so that live changes refresh them.

export interface ItemPage {
  items: Item[]
  nextCursor: string | null
  total?: number
}

/** One item. */
export const itemQuery = (id: string) =>
  queryOptions({
    queryKey: ['item', id],
    queryFn: ({ signal }) => call<Item>('GET', `/items/${id}`, { signal }),
  })

/** What came into stock and left it. */
export const movementsQuery = (id: string) =>
  queryOptions({
    queryKey: ['item', id, 'stock'],
    queryFn: ({ signal }) =>
      call<{ items: StockMovement[]; nextCursor: string | null }>('GET', `/items/${id}/stock`, { signal }),
  })

/** All taxes, with their rates of today. */
export const taxesQuery = queryOptions({
  queryKey: ['tax'],
  queryFn: async ({ signal }) => (await call<{ items: Tax[] }>('GET', '/taxes', { signal })).items,
  staleTime: 600_000,
})

const none: Tax[] = []
export const useTaxes = (): Tax[] => useQuery(taxesQuery).data ?? none

/** Items that are offered and fit what was typed, for choosing one. */
export async function findItems(q: string, signal: AbortSignal): Promise<Item[]> {
  const query = { limit: '20', ...(q && { q }) }
  return (await call<ItemPage>('GET', '/items', { query, signal })).items
}

/** Makes, changes and deletes items; each can be taken back. */
export function useItems() {
  const client = useQueryClient()
  const again = () => client.invalidateQueries({ queryKey: ['item'] })
  const write = async (id: string, body: ItemChange) => {
    const item = await call<Item>('PATCH', `/items/${id}`, { body })
    remember(client, item)
    void again()
    return item
  }
  const remove = async (id: string) => {
    await call<void>('DELETE', `/items/${id}`)
    await again()
  }
  const restore = async (id: string) => {
    await call<Item>('POST', `/items/${id}/restore`)
    await again()
  }
  return {
    async create(body: ItemNew): Promise<Item> {
      const item = await call<Item>('POST', '/items', { body })
      await again()
      did({ label: text('items.created', { name: item.name }), undo: () => remove(item.id) })
      return item
    },
    async change(before: Item, change: ItemChange): Promise<Item> {
      const after = await write(before.id, change)
      const back = Object.fromEntries(
        Object.keys(change).map((field) => [field, before[field as keyof Item]]),
      )
      const undo = () => write(before.id, back)
      did({ label: text('items.changed', { name: after.name }), undo })
      return after
    },
    async remove({ id, name }: Item): Promise<void> {
      await remove(id).then(
        () => did({ label: text('items.deleted', { name }), undo: () => restore(id) }),
        complain,
      )
    },
    async book({ id, name }: Item, body: StockNew): Promise<void> {
      remember(client, await call<Item>('POST', `/items/${id}/stock`, { body }))
      await again()
      say(text('items.booked', { name }))
    },
    /** Many at once; what is in use stays and is said. */
    async bulk(targets: Targets, what: 'delete' | 'retire' | 'offer'): Promise<void> {
      const send = (body: Targets & Pick<ItemBulk, 'do'>) =>
        call<{ ids: string[]; left: number }>('POST', '/items/bulk', { body }).finally(() => void again())
      const { ids, left } = await send({ ...targets, do: what })
      const back = { delete: 'restore', retire: 'offer', offer: 'retire' } as const
      if (ids.length > 0)
        did({
          label: text(`items.bulk.${what}`, { count: ids.length }),
          undo: () => send({ ids, do: back[what] }),
        })
      if (left > 0) say(text('items.bulk.left', { count: left }))
    },
  }
}

function remember(client: QueryClient, item: Item): void {
  client.setQueryData(['item', item.id], item)
}
