import { IconStack2 } from '@tabler/icons-react'
import type { Section } from '#features/settings/web/sections.ts'

/** The list of big actions among the settings. */
export const runSection: Section = {
  path: 'runs',
  group: 'contacts',
  title: 'runs',
  icon: IconStack2,
  may: 'everybody',
  lazy: async () => ({ Component: (await import('./runs-page.tsx')).RunsPage }),
}
