import { IconFileImport } from '@tabler/icons-react'
import type { Pages } from '#ui/shell/pages.ts'
import { saying } from '#ui/texts.ts'
import { withInputs } from '#ui/with-inputs.ts'

/** What imports bring to the client: the way from a file to contacts, and what became of earlier files. */
export const importPages: Pages = {
  records: [
    { kind: 'import', text: 'imports.title', icon: IconFileImport, path: (id) => `/contacts/import/${id}` },
  ],
  jobs: [{ kind: 'import.contacts', path: ({ importId }) => `/contacts/import/${String(importId)}` }],
  routes: [
    {
      path: 'contacts',
      handle: { title: 'contacts.title' },
      children: [
        withInputs([
          {
            path: 'import',
            handle: { title: 'imports.title' },
            children: [
              {
                index: true,
                lazy: async () => ({
                  Component: (await saying('imports', saying('takeover', import('./import-start.tsx'))))
                    .ImportStart,
                }),
              },
              {
                path: ':id',
                lazy: async () => ({
                  Component: (await saying('imports', saying('contact', import('./import-page.tsx'))))
                    .ImportPage,
                }),
              },
            ],
          },
        ]),
      ],
    },
  ],
}
