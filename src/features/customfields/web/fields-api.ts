import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { call } from '#features/settings/web/call.ts'
import { text } from '#ui/texts.ts'
import { did } from '#ui/undo.ts'
import type { CustomField, CustomFieldChange, CustomFieldNew, FieldKind } from '../custom-field.ts'

export const fieldsQuery = (kind: FieldKind) =>
  queryOptions({
    queryKey: ['customField', 'settings', kind],
    queryFn: async ({ signal }) =>
      (await call<{ items: CustomField[] }>('GET', '/custom-fields', { query: { kind }, signal })).items,
  })

/** Everything that can be done with the firm's own fields of these records. */
export function useFields(kind: FieldKind) {
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
    kind,
    create: (body: CustomFieldNew) =>
      write<CustomField>('POST', '/custom-fields', { body: { ...body, kind } }),
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
      client.setQueryData(fieldsQuery(kind).queryKey, order)
    },
    async remove(field: CustomField) {
      await write<void>('DELETE', `/custom-fields/${field.id}`)
      void client.invalidateQueries({ queryKey: [kind] })
    },
  }
}

export type Fields = ReturnType<typeof useFields>
