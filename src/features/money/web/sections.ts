import { IconCurrencyEuro } from '@tabler/icons-react'
import type { Section } from '#features/settings/web/sections.ts'

/** Currencies and what they are worth. */
export const moneySection: Section = {
  path: 'currencies',
  group: 'sales',
  title: 'money.title',
  icon: IconCurrencyEuro,
  may: 'admin',
  lazy: async () => ({ Component: (await import('./rates-page.tsx')).RatesPage }),
}
