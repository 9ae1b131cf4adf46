import { IconPackage, IconReceiptTax } from '@tabler/icons-react'
import type { Section } from '#features/settings/web/sections.ts'

/** What the firm sells, and the taxes on it. */
export const itemSections: Section[] = [
  {
    path: 'items',
    group: 'sales',
    title: 'items.title',
    icon: IconPackage,
    may: 'user',
    lazy: async () => ({ Component: (await import('./items-link.tsx')).ItemsLink }),
  },
  {
    path: 'taxes',
    group: 'sales',
    title: 'taxes.title',
    icon: IconReceiptTax,
    may: 'admin',
    lazy: async () => ({ Component: (await import('./taxes-page.tsx')).TaxesPage }),
  },
]
