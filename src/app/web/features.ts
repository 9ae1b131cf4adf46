import { administrationSections, binPages } from '#features/administration/web/pages.ts'
import { contactPages } from '#features/contacts/web/pages.ts'
import { importPages } from '#features/imports/web/pages.ts'

import { fieldSection } from '#features/customfields/web/pages.ts'
import { labelSection } from '#features/labels/web/pages.ts'
import { firmSections, settingsPages } from '#features/settings/web/pages.ts'
import { systemSection } from '#features/setup/web/pages.ts'
import { ownSections, peopleSections } from '#features/users/web/pages.ts'
import type { Pages } from '#ui/shell/pages.ts'

/** The screens of contacts; what stands in them comes from several features. */
const contactScreens: Pages = {
  routes: [
    {
      path: 'contacts',
      handle: { title: 'contacts.title' },
      children: [
        {
          index: true,
          lazy: async () => ({ Component: (await import('./contact-list.tsx')).ContactListScreen }),
        },
        {
          path: ':id',
          lazy: async () => ({ Component: (await import('./contact-page.tsx')).ContactScreen }),
        },
      ],
    },
  ],
}

/** The pages of the settings area, in the order of its navigation. */
const sections = [
  ...ownSections,
  ...firmSections,
  labelSection('contact-types'),
  labelSection('temperatures'),
  labelSection('tags'),
  fieldSection,
  labelSection('history-categories'),
  labelSection('task-categories'),
  ...peopleSections,
  ...administrationSections,
  systemSection,
]

/** What each feature brings to the web client, in the order of the navigation. */
export const features: Pages[] = [
  contactPages,
  contactScreens,
  importPages,
  binPages,
  settingsPages(sections),
]
