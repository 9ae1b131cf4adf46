import { IconMap2 } from '@tabler/icons-react'
import type { Section } from '#features/settings/web/sections.ts'

/** What the map is drawn from, and who knows the roads. */
export const mapSection: Section = {
  path: 'map',
  group: 'firm',
  title: 'settings.map',
  icon: IconMap2,
  may: 'admin',
  lazy: async () => ({ Component: (await import('./map-page.tsx')).MapPage }),
}
