import { IconAddressBook, IconBuilding, IconClipboardText, IconUser } from '@tabler/icons-react'
import type { Pages } from '#ui/shell/pages.ts'
import { openContactForm } from './form/dialogs.ts'
import { openPastedContact } from './paste-contact.ts'
import { dialogLayer } from './form/dialog-layer.tsx'
import type { FormSlots } from './form/form-slots.ts'

/** What contacts bring to the client: the list, and forms that open wherever one is. */
export const contactPages = (slots: FormSlots): Pages => ({
  nav: [{ id: 'contacts', text: 'contacts.title', icon: IconAddressBook, path: '/contacts', keys: 'g k' }],
  create: [
    {
      id: 'person',
      text: 'contacts.person',
      icon: IconUser,
      keys: 'c p',
      run: () => void openContactForm({ kind: 'person' }),
    },
    {
      id: 'company',
      text: 'contacts.company',
      icon: IconBuilding,
      keys: 'c u',
      run: () => void openContactForm({ kind: 'company' }),
    },
    {
      id: 'pasted',
      text: 'contacts.paste.command',
      icon: IconClipboardText,
      keys: 'c v',
      run: () => void openPastedContact(),
    },
  ],
  records: [
    { kind: 'contact', text: 'contacts.title', icon: IconAddressBook, path: (id) => `/contacts/${id}` },
  ],
  // The screens are put together in src/app/web, out of what several features know of a contact.
  routes: [],
  layer: dialogLayer(slots),
})
