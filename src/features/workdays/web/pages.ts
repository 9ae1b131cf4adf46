import { IconBeach, IconCalendarOff, IconClock } from '@tabler/icons-react'
import type { Section } from '#features/settings/web/sections.ts'

/** When the user works, and when they are away. */
export const workSection: Section = {
  path: 'work',
  group: 'personal',
  title: 'workdays.work_name',
  icon: IconClock,
  may: 'user',
  lazy: async () => ({ Component: (await import('./work-page.tsx')).WorkPage }),
}

/** When the firm is closed. */
export const closureSection: Section = {
  path: 'closures',
  group: 'firm',
  title: 'workdays.closures',
  icon: IconCalendarOff,
  may: 'admin',
  lazy: async () => ({ Component: (await import('./closures-page.tsx')).ClosuresPage }),
}

/** When everybody works. */
export const teamSection: Section = {
  path: 'working-times',
  group: 'administration',
  title: 'workdays.team',
  icon: IconBeach,
  may: 'admin',
  lazy: async () => ({ Component: (await import('./team-page.tsx')).TeamPage }),
}
