import { IconHash, IconReceipt, IconTextCaption } from '@tabler/icons-react'
import type { Section } from '#features/settings/web/sections.ts'

/** Where numbers come from, when one pays, and the firm's texts. */
export const invoiceSections: Section[] = [
  {
    path: 'number-ranges',
    group: 'sales',
    title: 'ranges.title',
    icon: IconHash,
    may: 'admin',
    lazy: async () => ({ Component: (await import('./settings/ranges-page.tsx')).RangesPage }),
  },
  {
    path: 'payment-terms',
    group: 'sales',
    title: 'terms.title',
    icon: IconReceipt,
    may: 'admin',
    lazy: async () => ({ Component: (await import('./settings/terms-page.tsx')).TermsPage }),
  },
  {
    path: 'text-blocks',
    group: 'sales',
    title: 'blocks.title',
    icon: IconTextCaption,
    may: 'admin',
    lazy: async () => ({ Component: (await import('./settings/blocks-page.tsx')).BlocksPage }),
  },
]
