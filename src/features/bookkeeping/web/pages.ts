import { IconBuildingBank, IconLock } from '@tabler/icons-react'
import { areaOf } from '#ui/shell/area-views.tsx'
import type { Pages } from '#ui/shell/pages.ts'
import { saying } from '#ui/texts.ts'
import { withInputs } from '#ui/with-inputs.ts'

/** What the books bring to the client: one view of the area of invoices. */
export const bookkeepingPages: Pages = {
  views: [{ area: 'invoices', path: '/invoices/books', text: 'books.title', icon: IconBuildingBank }],
  records: [{ kind: 'seals', text: 'books.title', icon: IconLock, path: () => '/invoices/books' }],
  routes: [
    {
      path: 'invoices',
      handle: { title: 'invoices.title' },
      children: [
        areaOf('invoices', [
          withInputs([
            {
              path: 'books',
              handle: { title: 'books.title' },
              lazy: async () => ({
                Component: (await saying('invoices', import('./books-page.tsx'))).BooksPage,
              }),
            },
          ]),
        ]),
      ],
    },
  ],
}
