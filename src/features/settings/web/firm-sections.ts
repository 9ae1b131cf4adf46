import { IconAdjustments, IconBuilding } from '@tabler/icons-react'
import type { Section } from './sections.ts'

/** What a firm sets once. */
export const firmSections: Section[] = [
  {
    path: 'firm',
    group: 'firm',
    title: 'settings.firm',
    icon: IconBuilding,
    may: 'admin',
    lazy: async () => ({ Component: (await import('./firm-page.tsx')).FirmPage }),
  },
  {
    path: 'basics',
    group: 'firm',
    title: 'settings.basics',
    icon: IconAdjustments,
    may: 'admin',
    lazy: async () => ({ Component: (await import('./basics-page.tsx')).BasicsPage }),
  },
]
