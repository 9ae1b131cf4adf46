import { Readable } from 'node:stream'
import { z } from 'zod'
import { Problem } from '#kernel/problem.ts'
import { routesOf } from '#platform/route.ts'
import { itemBulk, itemBulkDone, itemListQuery, itemPage } from '../item-list.ts'
import { item, itemChange, itemNew } from '../item.ts'
import { stockNew, stockPage } from '../stock.ts'
import { bulkItems, deleteItem, eraseItem, restoreItem } from './delete-item.ts'
import { recordItemExport, writeItems } from './export-items.ts'
import { bookStock, listMovements } from './move-stock.ts'
import { listItems, readItem } from './read-items.ts'
import type { ItemsDb } from './tables.ts'
import { taxRoutes } from './tax-routes.ts'
import { changeItem, createItem } from './write-item.ts'

const { get, post, patch, remove } = routesOf<ItemsDb>('items')
const byId = z.object({ id: z.uuid() })

const oneItem = [
  post({
    path: '/items',
    summary: 'Adds a product or a service',
    may: 'admin',
    body: itemNew,
    reply: item,
    run: ({ tx, by, body }) => createItem(tx, by, body),
  }),
  get({
    path: '/items/{id}',
    summary: 'One item',
    may: 'user',
    params: byId,
    reply: item,
    run: ({ db, by, params }) => readItem(db, by, params.id),
  }),
  patch({
    path: '/items/{id}',
    summary: 'Changes an item by a merge patch; `stock` counts the stock, `retired` offers it no more',
    may: 'admin',
    params: byId,
    body: itemChange,
    reply: item,
    run: ({ tx, by, params, body, ifMatch }) => changeItem(tx, by, { id: params.id, change: body, ifMatch }),
  }),
  remove({
    path: '/items/{id}',
    summary: 'Moves an item to the bin; `permanent=true` erases it. One in use stays and can be retired',
    may: 'admin',
    params: byId,
    query: z.object({ permanent: z.stringbool().default(false) }),
    run: ({ tx, by, params, query, ifMatch }) =>
      query.permanent ? eraseItem(tx, by, params.id) : deleteItem(tx, by, { id: params.id, ifMatch }),
  }),
  post({
    path: '/items/{id}/restore',
    summary: 'Brings an item back out of the bin',
    may: 'admin',
    params: byId,
    reply: item,
    status: 200,
    run: ({ tx, by, params }) => restoreItem(tx, by, params.id),
  }),
]

const stock = [
  get({
    path: '/items/{id}/stock',
    summary: 'What came into stock and left it, the last first',
    may: 'user',
    params: byId,
    query: z.object({
      limit: z.coerce.number().int().min(1).max(200).default(50),
      cursor: z.string().max(500).optional(),
    }),
    reply: stockPage,
    run: ({ db, by, params, query }) => listMovements(db, by, { id: params.id, ...query }),
  }),
  post({
    path: '/items/{id}/stock',
    summary: 'Books what was bought in, counted or has to be corrected; answers with the item',
    may: 'admin',
    params: byId,
    body: stockNew,
    reply: item,
    run: ({ tx, by, params, body }) => bookStock(tx, by, { id: params.id, input: body }),
  }),
]

export const itemRoutes = [
  ...taxRoutes,
  get({
    path: '/items',
    summary: 'Products and services',
    may: 'user',
    query: itemListQuery,
    reply: itemPage,
    run: ({ db, by, query }) => listItems(db, by, query),
  }),
  get({
    path: '/exports/items.csv',
    summary: 'The list of items as CSV, with its search, filters and order',
    may: 'user',
    query: itemListQuery.omit({ limit: true, cursor: true, skip: true, count: true }),
    binary: 'text/csv',
    run: async ({ db, by, query, response }) => {
      const lines = await writeItems(db, by, query)
      const name = by.language === 'de' ? 'Artikel' : 'Items'
      const file = `${name}-${new Date().toISOString().slice(0, 10)}.csv`
      response
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${file}"`)
        .header('x-content-type-options', 'nosniff')
      await recordItemExport(db, by, { file, query })
      return Readable.from(lines, { objectMode: false })
    },
  }),
  ...oneItem,
  post({
    path: '/items/bulk',
    summary: 'Deletes, brings back, retires or offers many items again; what is in use stays',
    may: 'admin',
    body: itemBulk,
    reply: itemBulkDone,
    status: 200,
    run: async ({ tx, by, body }) => {
      const done = await bulkItems(tx, by, body)
      if (done.ids.length === 0 && done.left > 0 && body.do === 'delete')
        throw new Problem('conflict', 'item.in_use', 'Documents or opportunities name them: retire them.')
      return done
    },
  }),
  ...stock,
]
