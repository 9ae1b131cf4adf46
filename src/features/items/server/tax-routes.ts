import { z } from 'zod'
import { routesOf } from '#platform/route.ts'
import { tax, taxChange, taxNew } from '../tax.ts'
import { changeTax, createTax, deleteTax } from './change-taxes.ts'
import type { ItemsDb } from './tables.ts'
import { listTaxes, readTax } from './taxes.ts'

const { get, post, patch, remove } = routesOf<ItemsDb>('items')
const byId = z.object({ id: z.uuid() })
const onDay = z.object({
  day: z.iso.date().optional().meta({ description: 'The day whose `rate` is meant; today, when left out' }),
  usage: z.stringbool().default(false).meta({ description: 'Adds `usageCount`' }),
})

export const taxRoutes = [
  get({
    path: '/taxes',
    summary: 'The taxes in their order, those offered no more at the end',
    may: 'user',
    query: onDay,
    reply: z.object({ items: z.array(tax), nextCursor: z.null() }),
    run: async ({ db, query }) => ({ items: await listTaxes(db, query), nextCursor: null }),
  }),
  get({
    path: '/taxes/{id}',
    summary: 'One tax',
    may: 'user',
    params: byId,
    query: onDay,
    reply: tax,
    run: ({ db, params, query }) => readTax(db, params.id, query),
  }),
  post({
    path: '/taxes',
    summary: "Adds a tax of the firm's own",
    may: 'admin',
    body: taxNew,
    reply: tax,
    run: ({ tx, by, body }) => createTax(tx, by, body),
  }),
  patch({
    path: '/taxes/{id}',
    summary: 'Changes, moves or retires a tax; `rates` replaces all of its rates',
    may: 'admin',
    params: byId,
    body: taxChange,
    reply: tax,
    run: ({ tx, by, params, body, ifMatch }) => changeTax(tx, by, { id: params.id, change: body, ifMatch }),
  }),
  remove({
    path: '/taxes/{id}',
    summary: 'Deletes a tax that nothing carries; one in use has to be retired',
    may: 'admin',
    params: byId,
    run: ({ tx, by, params }) => deleteTax(tx, by, params.id),
  }),
]
