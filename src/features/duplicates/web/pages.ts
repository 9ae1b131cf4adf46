import { IconUsersGroup } from '@tabler/icons-react'
import { lazy } from '#ui/lazy.ts'
import type { Pages } from '#ui/shell/pages.ts'
import { saying } from '#ui/texts.ts'
import type { DuplicatesPageProps } from './duplicates-page.tsx'

/** Says in the form of a contact who is there already. */
export const DuplicateHint = lazy(() =>
  saying('contact', import('./duplicate-hint.tsx')).then((m) => ({ default: m.DuplicateHint })),
)
/** Proposes in the form of a person where they work. */
export const EmployerHint = lazy(() =>
  saying('contact', import('./employer-hint.tsx')).then((m) => ({ default: m.EmployerHint })),
)

/** The work list of duplicates; `slots` is what other rooms do with a pair. */
export const duplicatePages = (slots: DuplicatesPageProps = {}): Pages => ({
  nav: [
    {
      id: 'duplicates',
      text: 'duplicates.title',
      icon: IconUsersGroup,
      path: '/duplicates',
      keys: 'g d',
      group: 'quality.data',
    },
  ],
  jobs: [{ kind: 'duplicates.scan', path: () => '/duplicates' }],
  routes: [
    {
      path: 'duplicates',
      handle: { title: 'duplicates.title' },
      lazy: async () => {
        const { duplicatesPage } = await saying('contact', import('./duplicates-page.tsx'))
        return { Component: duplicatesPage(slots) }
      },
    },
  ],
})
