import { z } from 'zod'
import type { Route } from '#platform/route.ts'
import { routesOf } from '#platform/route.ts'
import { customField, customFieldChange, customFieldNew, fieldKind } from '../custom-field.ts'
import { changeCustomField, createCustomField, deleteCustomField, listCustomFields } from './custom-fields.ts'
import type { CustomFieldUse } from './custom-fields.ts'
import type { CustomFieldsDb } from './tables.ts'

const { get, post, patch, remove } = routesOf<CustomFieldsDb>('custom fields')
const byId = z.object({ id: z.uuid() })

export function customFieldRoutes(uses: readonly CustomFieldUse[]): Route[] {
  return [
    get({
      path: '/custom-fields',
      summary: 'The fields the firm added, in their order',
      may: 'guest',
      query: z.object({ kind: fieldKind.default('contact'), usage: z.stringbool().default(true) }),
      reply: z.object({ items: z.array(customField), nextCursor: z.null() }),
      run: async ({ db, query }) => ({
        items: await listCustomFields(db, query.usage ? uses : undefined, query.kind),
        nextCursor: null,
      }),
    }),
    post({
      path: '/custom-fields',
      summary: 'Adds a field',
      may: 'admin',
      body: customFieldNew,
      reply: customField,
      run: ({ tx, by, body }) => createCustomField(tx, by, { uses, input: body }),
    }),
    patch({
      path: '/custom-fields/{id}',
      summary: 'Changes, moves or retires a field',
      may: 'admin',
      params: byId,
      body: customFieldChange,
      reply: customField,
      run: ({ tx, by, params, body, ifMatch }) =>
        changeCustomField(tx, by, { uses, id: params.id, change: body, ifMatch }),
    }),
    remove({
      path: '/custom-fields/{id}',
      summary: 'Removes a field with its values on all records',
      may: 'admin',
      params: byId,
      run: ({ tx, by, params }) => deleteCustomField(tx, by, { uses, id: params.id }),
    }),
  ]
}
