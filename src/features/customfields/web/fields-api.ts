import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { call } from '#features/settings/web/call.ts'
import { text } from '#ui/texts.ts'
import { did } from '#ui/undo.ts'
import type { CustomField, CustomFieldChange, CustomFieldNew } from '../custom-field.ts'

export const fieldsQuery = queryOptions({
  queryKey: ['customField', 'settings'],
  queryFn: async ({ signal }) =>
    (await call<{ items: CustomField[] }>('GET', '/custom-fields', { signal })).items,
})

/** Everything that can be done with the firm's own fields. */
export function useFields() {
  const client = useQueryClient()
  const write = async <Answer>(...input: Parameters<typeof call>) => {
    try {
      return await call<Answer>(...input)
    } finally {
      await client.invalidateQueries({ queryKey: ['customField'] })
    }
  }
  const patch = (id: string, body: CustomFieldChange, version: number) =>
    write<CustomField>('PATCH', `/custom-fields/${id}`, { body, version })
  return {
    create: (body: CustomFieldNew) => write<CustomField>('POST', '/custom-fields', { body }),
    async change(
      field: CustomField,
      change: CustomFieldChange,
      said = text('fields.changed', { name: field.name }),
    ) {
      const { version } = await patch(field.id, change, field.version)
      const back = Object.fromEntries(
        Object.keys(change).map((key) => [key, field[key as keyof CustomFieldChange]]),
      )
      did({ label: said, undo: () => patch(field.id, back, version) })
    },
    /** Shows the fields in this order until the server has it. */
    show(order: CustomField[]) {
      client.setQueryData(fieldsQuery.queryKey, order)
    },
    async remove(field: CustomField) {
      await write<void>('DELETE', `/custom-fields/${field.id}`)
      void client.invalidateQueries({ queryKey: ['contact'] })
    },
  }
}

export type Fields = ReturnType<typeof useFields>
