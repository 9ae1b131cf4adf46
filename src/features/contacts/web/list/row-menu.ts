import {
  IconArrowMerge,
  IconArrowsDiagonal,
  IconChecklist,
  IconCopy,
  IconExternalLink,
  IconLock,
  IconMail,
  IconPencil,
  IconPhone,
  IconTag,
  IconTrash,
  IconUserPlus,
} from '@tabler/icons-react'
import type { MenuItem } from '#ui/menu.tsx'
import type { Translate } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import type { Contact } from '../../contact.ts'
import type { useChangeContact } from '../change-contact.ts'
import { primaryOf, type Vocabulary } from '../contact-api.ts'
import {
  openContactForm,
  openDelete,
  openMend,
  openMerge,
  openPermissions,
  openTags,
} from '../form/dialogs.ts'
import { telephoneLink } from '../telephone.ts'
import { addressBlock, copy } from './reach.ts'

interface Around {
  t: Translate
  known: Vocabulary
  change: ReturnType<typeof useChangeContact>
  open: (contact: Contact) => void
  /** What higher features can do with it. */
  more?: ((contact: Contact, t: Translate) => MenuItem[]) | undefined
}

/** What can be done with a contact in a list: only what its data and one's rights allow. */
export function contactMenu(contact: Contact, around: Around): MenuItem[] {
  const { t, open } = around
  const mayChange = contact.can.includes('change')
  const openTab = () => window.open(`/contacts/${contact.id}`, '_blank', 'noopener')
  return [
    {
      id: 'open',
      label: t('contacts.open'),
      icon: IconArrowsDiagonal,
      keys: 'Enter',
      run: () => open(contact),
    },
    { id: 'tab', label: t('contacts.open_tab'), icon: IconExternalLink, run: () => void openTab() },
    ...reachItems(contact, t),
    ...moreItems(contact, around),
    ...(mayChange ? changeItems(contact, around) : []),
    ...(contact.can.includes('delete')
      ? [
          { id: 'line-delete', divider: true as const },
          {
            id: 'delete',
            label: t('contacts.delete'),
            icon: IconTrash,
            danger: true,
            run: () => void openDelete({ contact }),
          },
        ]
      : []),
  ]
}

function reachItems(contact: Contact, t: Translate): MenuItem[] {
  const number = primaryOf(contact.details, 'phone')?.value
  const email = primaryOf(contact.details, 'email')?.value
  const address = addressBlock(contact)
  const items: MenuItem[] = []
  const go = (href: string) => location.assign(href)
  if (number)
    items.push({
      id: 'call',
      label: t('contacts.call_number', { number }),
      icon: IconPhone,
      run: () => go(telephoneLink(number)),
    })
  if (email)
    items.push({
      id: 'write',
      label: t('contacts.write_to', { email }),
      icon: IconMail,
      run: () => go(`mailto:${email}`),
    })
  if (address)
    items.push({ id: 'copy', label: t('contacts.copy_address'), icon: IconCopy, run: () => copy(address) })
  return items.length ? [{ id: 'line-reach', divider: true }, ...items] : []
}

function moreItems(contact: Contact, { t, more }: Around): MenuItem[] {
  const items = more?.(contact, t) ?? []
  return items.length ? [{ id: 'line-more', divider: true }, ...items] : []
}

function changeItems(contact: Contact, { t, known, change }: Around): MenuItem[] {
  const setTemperature = (id: string | null) => {
    const label = t('contacts.changed.temperature', { name: contact.displayName })
    change(contact, { temperatureId: id }, label).catch(complain)
  }
  return [
    { id: 'line-change', divider: true },
    {
      id: 'edit',
      label: t('contacts.edit'),
      icon: IconPencil,
      keys: 'e',
      run: () => void openContactForm({ kind: contact.kind, contact }),
    },
    ...(contact.flaws.length
      ? [
          {
            id: 'mend',
            label: t('contacts.flaws.menu'),
            icon: IconChecklist,
            run: () => void openMend({ contact }),
          },
        ]
      : []),
    ...(contact.kind === 'company'
      ? [
          {
            id: 'person',
            label: t('contacts.add_person'),
            icon: IconUserPlus,
            run: () =>
              void openContactForm({
                kind: 'person',
                preset: { companyId: contact.id, companyName: contact.companyName },
              }),
          },
        ]
      : []),
    {
      id: 'tags',
      label: t('contacts.edit_tags'),
      icon: IconTag,
      keys: 't',
      run: () => void openTags({ contact }),
    },
    {
      id: 'permissions',
      label: t('contacts.permissions'),
      icon: IconLock,
      run: () => void openPermissions({ contact }),
    },
    {
      id: 'merge',
      label: t('contacts.merge'),
      icon: IconArrowMerge,
      run: () => void openMerge({ ids: [contact.id] }),
    },
    { id: 'title-temperature', divider: true, label: t('contacts.temperature') },
    ...known.temperatures
      .filter((level) => !level.retired)
      .map((level) => ({
        id: `temperature.${level.id}`,
        label: level.name,
        checked: level.id === contact.temperatureId,
        run: () => setTemperature(level.id === contact.temperatureId ? null : level.id),
      })),
  ]
}
