import { IconServer } from '@tabler/icons-react'
import type { Section } from '#features/settings/web/sections.ts'

/** What Kontor itself is and how it does. */
export const systemSection: Section = {
  path: 'system',
  group: 'administration',
  title: 'system',
  icon: IconServer,
  may: 'admin',
  lazy: async () => ({ Component: (await import('./system-page.tsx')).SystemPage }),
}
