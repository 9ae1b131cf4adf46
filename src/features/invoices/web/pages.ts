import { IconFileInvoice, IconRefresh } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import type { RouteObject } from 'react-router'
import { areaOf } from '#ui/shell/area-views.tsx'
import type { Pages } from '#ui/shell/pages.ts'
import { saying } from '#ui/texts.ts'
import { withInputs } from '#ui/with-inputs.ts'
import { InvoiceLayer } from './invoice-layer.tsx'

const planRoutes: RouteObject[] = [
  {
    path: 'new',
    lazy: async () => ({
      Component: (await saying('invoices', import('./plans/new-plan-page.tsx'))).NewPlanPage,
    }),
  },
  {
    path: ':id/edit',
    lazy: async () => ({
      Component: (await saying('invoices', import('./plans/edit-plan-page.tsx'))).EditPlanPage,
    }),
  },
  {
    path: ':id',
    lazy: async () => ({ Component: (await saying('invoices', import('./plans/plan-page.tsx'))).PlanPage }),
  },
]

interface InvoiceScreens {
  page: () => Promise<{ Component: ComponentType }>
}

/** What quotes and invoices bring to the client: their list, the editor, the check of what came in, and their page. */
export const invoicePages = ({ page }: InvoiceScreens): Pages => ({
  nav: [{ id: 'invoices', text: 'invoices.title', icon: IconFileInvoice, path: '/invoices', keys: 'g r' }],
  views: [
    { area: 'invoices', path: '/invoices', text: 'invoices.documents', icon: IconFileInvoice },
    { area: 'invoices', path: '/invoices/plans', text: 'plans.title', icon: IconRefresh },
  ],
  create: [
    {
      id: 'invoice',
      text: 'invoices.kind.invoice',
      icon: IconFileInvoice,
      keys: 'c r',
      path: '/invoices/new?kind=invoice',
    },
    {
      id: 'invoicePlan',
      text: 'plans.plan',
      icon: IconRefresh,
      path: '/invoices/plans/new',
    },
    {
      id: 'quote',
      text: 'invoices.kind.quote',
      icon: IconFileInvoice,
      keys: 'c n',
      path: '/invoices/new?kind=quote',
    },
  ],
  records: [
    { kind: 'invoice', text: 'invoices.title', icon: IconFileInvoice, path: (id) => `/invoices/${id}` },
    {
      kind: 'invoicePlan',
      text: 'plans.title',
      icon: IconRefresh,
      path: (id) => `/invoices/plans/${id}`,
    },
  ],
  routes: [
    {
      path: 'invoices',
      handle: { title: 'invoices.title' },
      children: [
        areaOf('invoices', [
          {
            index: true,
            lazy: async () => ({
              Component: (await saying('invoices', import('./list/invoice-list.tsx'))).InvoiceListScreen,
            }),
          },
          {
            path: 'plans',
            handle: { title: 'plans.title' },
            lazy: async () => ({
              Component: (await saying('invoices', import('./plans/plan-list.tsx'))).PlanListScreen,
            }),
          },
        ]),
        { path: 'plans', handle: { title: 'plans.title' }, children: [withInputs(planRoutes)] },
        withInputs([
          {
            path: 'new',
            lazy: async () => ({
              Component: (await saying('invoices', import('./edit/new-page.tsx'))).NewInvoicePage,
            }),
          },
          {
            path: 'check',
            lazy: async () => ({
              Component: (await saying('invoices', import('./check/check-page.tsx'))).CheckPage,
            }),
          },
          {
            path: ':id/edit',
            lazy: async () => ({
              Component: (await saying('invoices', import('./edit/edit-page.tsx'))).EditInvoicePage,
            }),
          },
          {
            path: ':id',
            lazy: page,
          },
        ]),
      ],
    },
  ],
  layer: InvoiceLayer,
})
