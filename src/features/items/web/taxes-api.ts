import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { call } from '#features/settings/web/call.ts'
import { text } from '#ui/texts.ts'
import { did } from '#ui/undo.ts'
import type { Tax, TaxChange, TaxNew } from '../tax.ts'

/** All taxes with how much carries each; for administrators. */
export const usedTaxesQuery = queryOptions({
  queryKey: ['tax', 'usage'],
  queryFn: async ({ signal }) =>
    (await call<{ items: Tax[] }>('GET', '/taxes', { query: { usage: 'true' }, signal })).items,
})

/** Writes, changes, retires and deletes taxes; each can be taken back. */
export function useTaxChanges() {
  const client = useQueryClient()
  const send = async <Answer>(...input: Parameters<typeof call>) => {
    const answer = await call<Answer>(...input)
    await client.invalidateQueries({ queryKey: ['tax'] })
    return answer
  }
  const create = (body: TaxNew) => send<Tax>('POST', '/taxes', { body })
  const write = (id: string, body: TaxChange) => send<Tax>('PATCH', `/taxes/${id}`, { body })
  const remove = (id: string) => send<void>('DELETE', `/taxes/${id}`)
  return {
    async create(body: TaxNew) {
      const { id, name } = await create(body)
      did({ label: text('taxes.created', { name }), undo: () => remove(id) })
    },
    async change(before: Tax, change: TaxChange) {
      await write(before.id, change)
      const back = Object.fromEntries(Object.keys(change).map((field) => [field, before[field as keyof Tax]]))
      did({ label: text('taxes.changed', { name: before.name }), undo: () => write(before.id, back) })
    },
    async remove(tax: Tax) {
      await remove(tax.id)
      const { name, category, reason, reasonCode, country, description, rates } = tax
      const undo = () => create({ name, category, reason, reasonCode, country, description, rates })
      did({ label: text('taxes.deleted', { name }), undo })
    },
  }
}
