import { IconPackageExport } from '@tabler/icons-react'
import type { Section } from '#features/settings/web/sections.ts'

/** The way out with everything, for administrators. */
export const exportSection: Section = {
  path: 'export',
  group: 'administration',
  title: 'fullexport',
  icon: IconPackageExport,
  may: 'admin',
  lazy: async () => ({ Component: (await import('./full-export-page.tsx')).FullExportPage }),
}
