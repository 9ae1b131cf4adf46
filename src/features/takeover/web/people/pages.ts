import { IconDownload, IconUpload } from '@tabler/icons-react'
import type { MenuItem } from '#ui/menu.tsx'
import type { NavEntry, Pages } from '#ui/shell/pages.ts'
import { saying, type Translate } from '#ui/texts.ts'
import { withInputs } from '#ui/with-inputs.ts'

const EXPORT = '/groupware/contacts/export'
const IMPORT = '/groupware/contacts/import'

const nav: NavEntry[] = [
  { id: 'people-export', text: 'people.export', icon: IconUpload, path: EXPORT, group: 'palette' },
  { id: 'people-import', text: 'people.import', icon: IconDownload, path: IMPORT, group: 'palette' },
]

/** What a screen of the groupware says, beside its own words: faults, reasons for doubles. */
const words = <T>(screen: Promise<T>) => saying('contact', saying('settings', saying('takeover', screen)))

/** Contacts to and from address books (Ansprechpartnerabgleich): two wizards. */
export const peoplePages: Pages = {
  nav,
  jobs: [
    {
      kind: 'groupware.export-people',
      path: ({ exportId, accountId }) =>
        `${EXPORT}?account=${String(accountId)}&step=result&job=${String(exportId)}`,
    },
    { kind: 'groupware.read-books', path: ({ accountId }) => `${IMPORT}?account=${String(accountId)}` },
    {
      kind: 'groupware.import-people',
      path: ({ runId, accountId }) =>
        `${IMPORT}?account=${String(accountId)}&step=result&job=${String(runId)}`,
    },
  ],
  routes: [
    {
      path: 'groupware/contacts',
      children: [
        withInputs([
          {
            path: 'export',
            handle: { title: 'people.export' },
            lazy: async () => ({ Component: (await words(import('./export/export-page.tsx'))).ExportPage }),
          },
          {
            path: 'import',
            handle: { title: 'people.import' },
            lazy: async () => ({ Component: (await words(import('./import/import-page.tsx'))).ImportPage }),
          },
        ]),
      ],
    },
  ],
}

/** In the menu of the contact list. */
export function peopleItems(t: Translate, go: (path: string) => unknown): MenuItem[] {
  return [
    { id: 'people-export', label: t('people.export'), icon: IconUpload, run: () => void go(EXPORT) },
    { id: 'people-import', label: t('people.import'), icon: IconDownload, run: () => void go(IMPORT) },
  ]
}
