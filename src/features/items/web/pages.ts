import { IconPackage } from '@tabler/icons-react'
import type { RouteObject } from 'react-router'
import type { Pages } from '#ui/shell/pages.ts'
import { saying } from '#ui/texts.ts'
import { ItemLayer } from './item-layer.tsx'

/** What items bring to the client: their list and one as a page; reached from the settings, the search, the palette. */
export const itemPages = (list: NonNullable<RouteObject['lazy']>): Pages => ({
  nav: [{ id: 'items', text: 'items.title', icon: IconPackage, path: '/items', group: 'palette' }],
  records: [{ kind: 'item', text: 'items.title', icon: IconPackage, path: (id) => `/items/${id}` }],
  routes: [
    {
      path: 'items',
      handle: { title: 'items.title' },
      children: [
        {
          index: true,
          lazy: list,
        },
        {
          path: ':id',
          lazy: async () => ({ Component: (await saying('items', import('./item-view.tsx'))).ItemPage }),
        },
      ],
    },
  ],
  layer: ItemLayer,
})
