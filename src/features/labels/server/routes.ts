import { z } from 'zod'
import type { Route } from '#platform/route.ts'
import { routesOf } from '#platform/route.ts'
import { LABEL_LISTS, label, labelChange, labelMerge, labelNew, labelScope } from '../label.ts'
import type { LabelList } from '../label.ts'
import { changeLabel, createLabel, deleteLabel, listLabels, mergeLabels } from './labels.ts'
import type { LabelsDb } from './tables.ts'
import type { LabelUse } from './use.ts'

const { get, post, patch, remove } = routesOf<LabelsDb>('settings lists')
const byId = z.object({ id: z.uuid() })

/** The same five routes for each list. Users may add tags while they work; the rest is the administrators'. */
export function labelRoutes(uses: readonly LabelUse[]): Route[] {
  return LABEL_LISTS.flatMap((list) => routesFor(list, uses))
}

function routesFor(list: LabelList, uses: readonly LabelUse[]): Route[] {
  return [
    get({
      path: `/${list}`,
      summary: `The list "${list}" in its order`,
      may: 'guest',
      query: z.object({ scope: labelScope.optional(), usage: z.stringbool().default(true) }),
      reply: z.object({ items: z.array(label), nextCursor: z.null() }),
      run: async ({ db, query }) => ({
        items: await listLabels(db, query.usage ? uses : undefined, list, query.scope),
        nextCursor: null,
      }),
    }),
    post({
      path: `/${list}`,
      summary: 'Adds an entry; an existing name gives the existing entry',
      may: list === 'tags' ? 'user' : 'admin',
      body: labelNew,
      reply: label,
      run: ({ tx, by, body }) => createLabel(tx, by, { list, uses, input: body }),
    }),
    patch({
      path: `/${list}/{id}`,
      summary: 'Renames, recolours, moves or retires an entry',
      may: 'admin',
      params: byId,
      body: labelChange,
      reply: label,
      run: ({ tx, by, params, body, ifMatch }) =>
        changeLabel(tx, by, { list, uses, id: params.id, change: body, ifMatch }),
    }),
    post({
      path: `/${list}/{id}/merge`,
      summary: 'Gives all records of this entry to another and removes it',
      may: 'admin',
      params: byId,
      body: labelMerge,
      reply: label,
      status: 200,
      run: ({ tx, by, params, body }) => mergeLabels(tx, by, { list, uses, id: params.id, into: body.into }),
    }),
    remove({
      path: `/${list}/{id}`,
      summary: 'Removes an entry that is not in use; a tag is taken off all records',
      may: 'admin',
      params: byId,
      run: ({ tx, by, params }) => deleteLabel(tx, by, { list, uses, id: params.id }),
    }),
  ]
}
