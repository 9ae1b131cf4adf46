import { IconDevices } from '@tabler/icons-react'
import type { Section } from '#features/settings/web/sections.ts'

/** Where users connect calendar and address book programs. */
export const davSection: Section = {
  path: 'programs',
  group: 'personal',
  title: 'dav',
  icon: IconDevices,
  may: 'everybody',
  lazy: async () => ({ Component: (await import('./dav-page.tsx')).DavPage }),
}
