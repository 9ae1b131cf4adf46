import { IconChecklist } from '@tabler/icons-react'
import type { Pages } from '#ui/shell/pages.ts'
import { saying } from '#ui/texts.ts'

/** What is missing or wrong in the contacts. */
export const qualityPages: Pages = {
  nav: [
    {
      id: 'quality',
      text: 'quality.title',
      icon: IconChecklist,
      path: '/quality',
      keys: 'g q',
      group: 'quality.data',
    },
  ],
  routes: [
    {
      path: 'quality',
      handle: { title: 'quality.title' },
      lazy: async () => ({
        Component: (await saying('quality', import('./quality-page.tsx'))).QualityPage,
      }),
    },
  ],
}
