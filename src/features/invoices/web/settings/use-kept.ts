import { useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '#features/settings/web/call.ts'
import { complain, say } from '#ui/undo.ts'
import { text } from '#ui/texts.ts'

/** A short list of the settings of sales: read it, add to it, change and remove what stands in it. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- says what the list holds
export function useKept<Row extends { id: string }>(path: string, kind: string) {
  const client = useQueryClient()
  const asked = useQuery({
    queryKey: [kind],
    queryFn: async ({ signal }) => (await call<{ items: Row[] }>('GET', path, { signal })).items,
  })
  const again = () => client.invalidateQueries({ queryKey: [kind] })
  return {
    rows: asked.data,
    error: asked.error,
    again: () => void asked.refetch(),
    async save(id: string | undefined, body: object) {
      await call<Row>(id ? 'PATCH' : 'POST', id ? `${path}/${id}` : path, { body })
      await again()
      say(text('sales.saved'))
    },
    async remove(id: string) {
      await call<void>('DELETE', `${path}/${id}`).then(() => say(text('sales.removed')), complain)
      await again()
    },
  }
}
