import { IconListSearch, IconMailForward, IconProgress, IconTrash } from '@tabler/icons-react'
import type { Section } from '#features/settings/web/sections.ts'
import type { Pages } from '#ui/shell/pages.ts'

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

/** The bin, for everybody. */
export const binPages: Pages = {
  nav: [{ id: 'bin', text: 'bin', icon: IconTrash, path: '/bin', group: 'foot' }],
  routes: [
    {
      path: 'bin',
      handle: { title: 'bin' },
      lazy: async () => ({ Component: (await import('./bin-page.tsx')).BinPage }),
    },
  ],
}
