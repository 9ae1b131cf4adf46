import { IconAdjustments, IconBuilding, IconSettings } from '@tabler/icons-react'
import type { Pages } from '#ui/shell/pages.ts'
import type { Section } from './sections.ts'

/** What a firm sets once. */
export const firmSections: Section[] = [
  {
    path: 'firm',
    group: 'firm',
    title: 'settings.firm',
    icon: IconBuilding,
    may: 'admin',
    lazy: async () => ({ Component: (await import('./firm-page.tsx')).FirmPage }),
  },
  {
    path: 'basics',
    group: 'firm',
    title: 'settings.basics',
    icon: IconAdjustments,
    may: 'admin',
    lazy: async () => ({ Component: (await import('./basics-page.tsx')).BasicsPage }),
  },
]

/** The settings area, made of the sections that all features bring. */
export function settingsPages(sections: Section[]): Pages {
  return {
    nav: [
      {
        id: 'settings',
        text: 'settings',
        icon: IconSettings,
        path: '/settings',
        keys: 'g e',
        group: 'foot',
      },
    ],
    routes: [
      {
        path: 'settings',
        handle: { title: 'settings' },
        lazy: async () => {
          const { settingsFrame } = await import('./settings-frame.tsx')
          return { Component: settingsFrame(sections) }
        },
        children: sections.map(({ path, title, lazy }) => ({ path, handle: { title }, lazy })),
      },
    ],
  }
}
