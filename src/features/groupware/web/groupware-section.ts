import { IconCloudCog, IconPlugConnected } from '@tabler/icons-react'
import type { Section } from '#features/settings/web/sections.ts'

/** A user's own accounts. */
export const groupwareSection: Section = {
  path: 'groupware',
  group: 'personal',
  title: 'groupware',
  icon: IconPlugConnected,
  may: 'user',
  lazy: async () => ({ Component: (await import('./groupware-page.tsx')).GroupwarePage }),
}

/** What holds for all accounts of the firm. */
export const firmGroupwareSection: Section = {
  path: 'firm-groupware',
  group: 'administration',
  title: 'groupware.firm',
  icon: IconCloudCog,
  may: 'admin',
  lazy: async () => ({ Component: (await import('./firm/firm-page.tsx')).FirmGroupwarePage }),
}
