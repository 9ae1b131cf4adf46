import { contactPages } from '#features/contacts/web/pages.ts'
import { importPages } from '#features/imports/web/pages.ts'
import type { Pages } from '#ui/shell/pages.ts'

/** The page of a contact; what stands in its tabs comes from several features. */
const contactPage: Pages = {
  routes: [
    {
      path: 'contacts',
      handle: { title: 'contacts.title' },
      children: [
        {
          path: ':id',
          lazy: async () => ({ Component: (await import('./contact-page.tsx')).ContactScreen }),
        },
      ],
    },
  ],
}

/** What each feature brings to the web client, in the order of the navigation. */
export const features: Pages[] = [contactPages, contactPage, importPages]
