import { IconCalendarShare } from '@tabler/icons-react'
import type { Section } from '#features/settings/web/sections.ts'

/** Where users subscribe to their own calendar. */
export const feedSection: Section = {
  path: 'calendars',
  group: 'personal',
  title: 'feeds',
  icon: IconCalendarShare,
  may: 'everybody',
  lazy: async () => ({ Component: (await import('./feeds-page.tsx')).FeedsPage }),
}
