import { IconBell } from '@tabler/icons-react'
import type { Section } from '#features/settings/web/sections.ts'

/** What reaches a user, and how. */
export const notificationSection: Section = {
  path: 'notifications',
  group: 'personal',
  title: 'notify.title',
  icon: IconBell,
  may: 'everybody',
  lazy: async () => ({ Component: (await import('./notifications-page.tsx')).NotificationsPage }),
}
