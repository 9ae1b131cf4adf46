import { z } from 'zod'
import { routesOf } from '#platform/route.ts'
import { view, viewChange, viewNew } from '../view.ts'
import type { ViewsDb } from './tables.ts'
import { changeView, createView, deleteView, listViews } from './views.ts'

const { get, post, patch, remove } = routesOf<ViewsDb>('views')
const byId = z.object({ id: z.uuid() })

export const viewRoutes = [
  get({
    path: '/views',
    summary: 'Saved views of a list: own ones in their order, then shared ones',
    may: 'guest',
    query: z.object({ list: z.string().max(60).optional() }),
    reply: z.object({ items: z.array(view), nextCursor: z.null() }),
    run: async ({ db, by, query }) => ({ items: await listViews(db, by, query.list), nextCursor: null }),
  }),
  post({
    path: '/views',
    summary: 'Saves a view',
    may: 'guest',
    body: viewNew,
    reply: view,
    run: ({ tx, by, body }) => createView(tx, by, body),
  }),
  patch({
    path: '/views/{id}',
    summary: 'Renames, rearranges, shares or moves a view',
    may: 'guest',
    params: byId,
    body: viewChange,
    reply: view,
    run: ({ tx, by, params, body, ifMatch }) => changeView(tx, by, { id: params.id, change: body, ifMatch }),
  }),
  remove({
    path: '/views/{id}',
    summary: 'Removes a view',
    may: 'guest',
    params: byId,
    run: ({ tx, by, params }) => deleteView(tx, by, params.id),
  }),
]
