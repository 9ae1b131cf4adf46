import { IconForms } from '@tabler/icons-react'
import type { Section } from '#features/settings/web/sections.ts'

/** The fields a firm adds to its records. */
export const fieldSection: Section = {
  path: 'custom-fields',
  group: 'contacts',
  title: 'fields',
  icon: IconForms,
  may: 'admin',
  lazy: async () => ({ Component: (await import('./fields-page.tsx')).FieldsPage }),
}
