import { IconUpload } from '@tabler/icons-react'
import type { Pages } from '#ui/shell/pages.ts'

/** What imports bring to the client: the way from a file to contacts, and what became of earlier files. */
export const importPages: Pages = {
  create: [{ id: 'import', text: 'imports.title', icon: IconUpload, path: '/contacts/import' }],
  routes: [
    {
      path: 'contacts',
      handle: { title: 'contacts.title' },
      children: [
        {
          path: 'import',
          handle: { title: 'imports.title' },
          children: [
            {
              index: true,
              lazy: async () => ({ Component: (await import('./import-start.tsx')).ImportStart }),
            },
            {
              path: ':id',
              lazy: async () => ({ Component: (await import('./import-page.tsx')).ImportPage }),
            },
          ],
        },
      ],
    },
  ],
}
