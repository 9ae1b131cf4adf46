import { IconScale } from '@tabler/icons-react'
import type { Section } from '#features/settings/web/sections.ts'

/** How much each evidence counts when contacts are compared. */
export const weightSection: Section = {
  path: 'duplicates',
  group: 'contacts',
  title: 'weights.title',
  icon: IconScale,
  may: 'admin',
  lazy: async () => ({ Component: (await import('./weights-page.tsx')).WeightsPage }),
}
