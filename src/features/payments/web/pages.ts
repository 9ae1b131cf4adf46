import { IconBuildingBank, IconCoins, IconMailExclamation } from '@tabler/icons-react'
import { areaOf } from '#ui/shell/area-views.tsx'
import type { Pages } from '#ui/shell/pages.ts'
import { saying } from '#ui/texts.ts'
import { withInputs } from '#ui/with-inputs.ts'
import { PaymentLayer } from './payment-layer.tsx'

/** What payments bring to the client: what is open, the bank, reminders, and their dialogs. */
export const paymentPages: Pages = {
  views: [
    { area: 'invoices', path: '/invoices/open', text: 'payments.open_items', icon: IconCoins },
    {
      area: 'invoices',
      path: '/invoices/bank',
      text: 'payments.bank',
      icon: IconBuildingBank,
      may: 'admin',
    },
    { area: 'invoices', path: '/invoices/reminders', text: 'reminders.title', icon: IconMailExclamation },
  ],
  records: [
    {
      kind: 'reminder-letter',
      text: 'reminders.title',
      icon: IconMailExclamation,
      path: (id) => `/invoices/reminders?letter=${id}`,
    },
    {
      kind: 'bank-entry',
      text: 'payments.bank',
      icon: IconBuildingBank,
      path: () => '/invoices/bank?state=all',
    },
    {
      kind: 'bank-statement',
      text: 'payments.bank',
      icon: IconBuildingBank,
      path: (id) => `/invoices/bank?state=all&statement=${id}`,
    },
  ],
  routes: [
    {
      path: 'invoices',
      handle: { title: 'invoices.title' },
      children: [
        withInputs([
          areaOf('invoices', [
            {
              path: 'open',
              lazy: async () => ({
                Component: (await saying('invoices', import('./open/open-items-page.tsx'))).OpenItemsPage,
              }),
            },
            {
              path: 'bank',
              lazy: async () => ({
                Component: (await saying('invoices', import('./bank/bank-page.tsx'))).BankPage,
              }),
            },
            {
              path: 'reminders',
              lazy: async () => ({
                Component: (await saying('invoices', import('./reminders/reminders-page.tsx'))).RemindersPage,
              }),
            },
          ]),
        ]),
      ],
    },
  ],
  layer: PaymentLayer,
}
