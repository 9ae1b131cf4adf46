import { useQuery, useQueryClient } from '@tanstack/react-query'
import { text } from '#ui/texts.ts'
import { complain, did } from '#ui/undo.ts'
import type { Asked } from './table.tsx'
import { call } from './call.ts'

/** What stands in a short list of the settings. */
export interface KeptRow {
  id: string
  name: string
}

export interface Kept<Row> extends Asked<Row> {
  /** Adds a row, or changes the one that is there. */
  save: (row: Row | undefined, body: object) => Promise<void>
  remove: (row: Row) => Promise<void>
}

/** A short list of the settings: read it, add to it, change and remove what stands in it; each can be taken back. */
export function useKept<Row extends KeptRow>(
  path: string,
  kind: string,
  query: Record<string, string> = {},
): Kept<Row> {
  const client = useQueryClient()
  const queryKey = [kind, 'kept']
  const asked = useQuery({
    queryKey,
    queryFn: async ({ signal }) => (await call<{ items: Row[] }>('GET', path, { query, signal })).items,
  })
  const send = async (method: 'POST' | 'PATCH' | 'DELETE', id?: string, body?: object) => {
    const answer = await call<Row>(method, id === undefined ? path : `${path}/${id}`, { body })
    await client.invalidateQueries({ queryKey: [kind] })
    return answer
  }
  return {
    rows: asked.data,
    error: asked.error,
    again: () => void asked.refetch(),
    async save(row, body) {
      if (!row) {
        const { id, name } = await send('POST', undefined, body)
        return did({ label: text('settings.kept.created', { name }), undo: () => send('DELETE', id) })
      }
      const { name } = await send('PATCH', row.id, body)
      const back = Object.fromEntries(Object.keys(body).map((field) => [field, row[field as keyof Row]]))
      did({ label: text('settings.kept.changed', { name }), undo: () => send('PATCH', row.id, back) })
    },
    async remove(row) {
      try {
        await send('DELETE', row.id)
      } catch (error) {
        return complain(error)
      }
      // What is in use stays, and is only offered no more.
      const isLeft = client.getQueryData<Row[]>(queryKey)?.some(({ id }) => id === row.id)
      const { name } = row
      did({
        label: text(isLeft ? 'settings.kept.retired' : 'settings.kept.deleted', { name }),
        undo: () => (isLeft ? send('PATCH', row.id, row) : send('POST', undefined, row)),
      })
    },
  }
}
