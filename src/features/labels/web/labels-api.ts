import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { call } from '#features/settings/web/call.ts'
import { text } from '#ui/texts.ts'
import { did } from '#ui/undo.ts'
import type { Label, LabelChange, LabelList, LabelNew } from '../label.ts'

/** What each list is marked with, and where the records of an entry are found. */
export const looks: Record<LabelList, { mark: 'color' | 'icon'; usedIn?: (label: Label) => string }> = {
  'contact-types': { mark: 'color', usedIn: ({ id }) => `/contacts?type=${id}` },
  temperatures: { mark: 'color', usedIn: ({ id }) => `/contacts?temperature=${id}` },
  tags: { mark: 'color', usedIn: ({ name }) => `/contacts?tag=${encodeURIComponent(name)}` },
  'history-categories': { mark: 'icon' },
  'task-categories': { mark: 'icon' },
  'lost-reasons': { mark: 'color' },
}

/** A list with how often each entry is used. */
export const labelsQuery = (list: LabelList) =>
  queryOptions({
    queryKey: [list, 'settings'],
    queryFn: async ({ signal }) => {
      // Tags are one set for each kind of record; only contacts carry them so far.
      const query = { scope: 'contact' }
      return (await call<{ items: Label[] }>('GET', `/${list}`, { query, signal })).items
    },
  })

/** Everything that can be done with the entries of a list; what can be taken back says so. */
export function useLabels(list: LabelList) {
  const client = useQueryClient()
  const { queryKey } = labelsQuery(list)
  const refresh = () => client.invalidateQueries({ queryKey: [list] })
  const write = async <Answer>(...input: Parameters<typeof call>) => {
    try {
      return await call<Answer>(...input)
    } finally {
      await refresh()
    }
  }
  const patch = (id: string, body: LabelChange, version?: number) =>
    write<Label>('PATCH', `/${list}/${id}`, { body, ...(version !== undefined && { version }) })
  const create = (body: LabelNew) => write<Label>('POST', `/${list}`, { body })
  const remove = (id: string) => write<void>('DELETE', `/${list}/${id}`)
  /** Makes an entry again that nobody used, at its old place. */
  const again = async ({ name, description, color, icon, order }: Label) => {
    const { id } = await create({ name, description, color, icon })
    await patch(id, { order })
  }
  return {
    create,
    /** Changes an entry; shows it at once and brings the old back when it is refused. */
    async change(label: Label, change: LabelChange, said: string) {
      const shown = client.getQueryData(queryKey)
      await client.cancelQueries({ queryKey })
      if (change.order === undefined)
        client.setQueryData(queryKey, (all) =>
          all?.map((other) => (other.id === label.id ? { ...other, ...(change as Label) } : other)),
        )
      try {
        const { version } = await patch(label.id, change, label.version)
        const back = Object.fromEntries(
          Object.keys(change).map((field) => [field, label[field as keyof LabelChange]]),
        )
        did({ label: said, undo: () => patch(label.id, back, version) })
      } catch (error) {
        client.setQueryData(queryKey, shown)
        throw error
      }
    },
    /** Shows the entries in this order until the server has it. */
    show(order: Label[]) {
      client.setQueryData(queryKey, order)
    },
    async merge(label: Label, into: string) {
      await write<Label>('POST', `/${list}/${label.id}/merge`, { body: { into } })
      void client.invalidateQueries({ queryKey: ['contact'] })
    },
    async remove(label: Label) {
      await remove(label.id)
      void client.invalidateQueries({ queryKey: ['contact'] })
      if (label.usageCount === 0)
        did({ label: text('labels.deleted', { name: label.name }), undo: () => again(label) })
    },
    async removeUnused(unused: Label[]) {
      for (const label of unused) await remove(label.id)
      did({
        label: text('labels.unused_deleted', { count: unused.length }),
        undo: async () => {
          for (const label of unused) await again(label)
        },
      })
    },
  }
}

export type Labels = ReturnType<typeof useLabels>
