import { IconListSearch, IconMailForward, IconProgress } from '@tabler/icons-react'
import type { Section } from '#features/settings/web/sections.ts'

/** What administrators look after. */
export const administrationSections: Section[] = [
  {
    path: 'audit',
    group: 'administration',
    title: 'audit',
    icon: IconListSearch,
    may: 'admin',
    lazy: async () => ({ Component: (await import('./audit-page.tsx')).AuditPage }),
  },
  {
    path: 'jobs',
    group: 'administration',
    title: 'jobs.title',
    icon: IconProgress,
    may: 'admin',
    lazy: async () => ({ Component: (await import('./jobs-page.tsx')).JobsPage }),
  },
  {
    path: 'mails',
    group: 'administration',
    title: 'mails',
    icon: IconMailForward,
    may: 'admin',
    lazy: async () => ({ Component: (await import('./mails-page.tsx')).MailsPage }),
  },
]
