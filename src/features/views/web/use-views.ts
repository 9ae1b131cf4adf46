import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { ask } from '#ui/api/request.ts'
import type { View as ShownView } from '#ui/list/description.ts'
import { text } from '#ui/texts.ts'
import { complain, did } from '#ui/undo.ts'
import type { View, ViewNew } from '../view.ts'

/** The saved views of a list: one's own in their order, then those of colleagues. */
export const viewsQuery = (list: string) =>
  queryOptions({
    queryKey: ['view', list],
    queryFn: async ({ signal }) =>
      (await ask<{ items: View[] }>('GET', '/views', { query: { list }, signal })).items,
    staleTime: 600_000,
  })

type Saved = Omit<ShownView, 'id' | 'mine'> & { id?: string }

const none: View[] = []

/** What a list needs to show saved views as tabs and to keep new ones. */
export function useViews(list: string) {
  const client = useQueryClient()
  const { queryKey } = viewsQuery(list)
  const views = useQuery(viewsQuery(list)).data ?? none
  const add = (view: ViewNew) => ask<View>('POST', '/views', { body: view })
  return {
    views,
    /** Keeps a new view, or changes an old one; undefined when it was refused. */
    save: async ({ id, name, shared, state }: Saved): Promise<View | undefined> => {
      try {
        const view = id
          ? await ask<View>('PATCH', `/views/${id}`, { body: { name, shared, state } })
          : await add({ list, name, shared, state })
        await client.invalidateQueries({ queryKey })
        return view
      } catch (error) {
        complain(error)
        return undefined
      }
    },
    /** Takes a view away; undone, it is kept once more under its name. */
    remove: async ({ id, name, shared, state }: ShownView): Promise<void> => {
      try {
        await ask<void>('DELETE', `/views/${id}`)
        await client.invalidateQueries({ queryKey })
        did({
          label: text('views.deleted', { name }),
          undo: async () => {
            await add({ list, name, shared, state })
            await client.invalidateQueries({ queryKey })
          },
        })
      } catch (error) {
        complain(error)
      }
    },
  }
}
