import { contactPages } from '#features/contacts/web/pages.ts'
import { importPages } from '#features/imports/web/pages.ts'
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

/** What each feature brings to the web client, in the order of the navigation. */
export const features: Pages[] = [contactPages, contactScreens, importPages]
