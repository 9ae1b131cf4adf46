import { IconBuildingBank } from '@tabler/icons-react'
import { saying } from '#ui/texts.ts'
import type { Section } from '#features/settings/web/sections.ts'

/** On which accounts a firm books, and which client it is to its tax adviser. */
export const bookkeepingSection: Section = {
  path: 'bookkeeping',
  group: 'sales',
  title: 'books.settings',
  icon: IconBuildingBank,
  may: 'admin',
  lazy: async () => ({
    // Its accounts are named as on the page of the books.
    Component: (await saying('invoices', import('./settings/books-settings.tsx'))).BooksSettings,
  }),
}
