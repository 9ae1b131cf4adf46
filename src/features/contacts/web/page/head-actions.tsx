import {
  IconAddressBook,
  IconArrowMerge,
  IconCopy,
  IconLock,
  IconMail,
  IconMapPin,
  IconPencil,
  IconPhone,
  IconTags,
  IconTrash,
} from '@tabler/icons-react'
import { Suspense, type ComponentType } from 'react'
import { useNavigate } from 'react-router'
import { addressLines } from '#kernel/postal-address.ts'
import { apiRoot } from '#ui/api/request.ts'
import { download } from '#ui/download.ts'
import { useCommands } from '#ui/keys.ts'
import type { MenuItem } from '#ui/menu.tsx'
import { MoreMenu } from '#ui/more-menu.tsx'
import { currentLanguage, text, useText } from '#ui/texts.ts'
import { complain, say } from '#ui/undo.ts'
import type { Contact } from '../../contact.ts'
import { primaryOf } from '../contact-api.ts'
import { openContactForm, openDelete, openMerge, openPermissions, openTags } from '../form/dialogs.ts'
import { spelled, telephoneLink } from '../telephone.ts'
import { mapLink } from './detail-words.ts'

interface HeadActionsProps {
  contact: Contact
  Mail?: ComponentType<{ contact: Contact; address: string }>
}

/** What one does with a contact: call, write, find on the map; the rest stands in the menu. */
export function HeadActions({ contact, Mail }: HeadActionsProps) {
  const t = useText()
  const phone = primaryOf(contact.details, 'phone')
  const mail = primaryOf(contact.details, 'email')
  const address = primaryOf(contact.details, 'address')
  const edit = () => void openContactForm({ kind: contact.kind, contact })
  const mayChange = contact.can.includes('change')
  useCommands(
    'page.keys',
    mayChange ? [{ id: 'page.edit', text: 'contacts.edit', keys: ['e'], run: edit }] : [],
  )
  return (
    <div className="record-actions">
      {phone && (
        <a className="button" href={telephoneLink(phone)} title={spelled(phone)}>
          <IconPhone size={16} stroke={1.75} />
          <span>{t('contacts.call')}</span>
        </a>
      )}
      {mail &&
        (Mail ? (
          <Suspense fallback={<MailLink address={mail.value} />}>
            <Mail contact={contact} address={mail.value} />
          </Suspense>
        ) : (
          <MailLink address={mail.value} />
        ))}
      {address && (
        <a className="button" href={mapLink(address.value)} target="_blank" rel="noreferrer">
          <IconMapPin size={16} stroke={1.75} />
          <span>{t('page.map')}</span>
        </a>
      )}
      <Further {...{ contact, mayChange, edit }} />
    </div>
  )
}

/** Opens the mail program of the device. */
export function MailLink({ address }: { address: string }) {
  const t = useText()
  return (
    <a className="button" href={`mailto:${address}`} title={address}>
      <IconMail size={16} stroke={1.75} />
      <span>{t('contacts.email')}</span>
    </a>
  )
}

function Further({ contact, mayChange, edit }: { contact: Contact; mayChange: boolean; edit: () => void }) {
  const t = useText()
  const go = useNavigate()
  const remove = async () => {
    if (await openDelete({ contact })) await go('/contacts')
  }
  const items: MenuItem[] = [
    {
      id: 'copy',
      label: t('contacts.copy_address'),
      icon: IconCopy,
      disabled: !addressBlock(contact),
      run: () => void copyAddress(contact),
    },
    {
      id: 'vcard',
      label: t('page.vcard'),
      icon: IconAddressBook,
      run: () => download(`${apiRoot}/contacts/${contact.id}.vcf?photo=true`),
    },
  ]
  if (mayChange)
    items.unshift(
      { id: 'edit', label: t('contacts.edit'), icon: IconPencil, keys: 'e', run: edit },
      { id: 'tags', label: t('contacts.edit_tags'), icon: IconTags, run: () => void openTags({ contact }) },
      {
        id: 'access',
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
    )
  if (contact.can.includes('delete'))
    items.push(
      { id: 'line', divider: true },
      { id: 'delete', label: t('contacts.delete'), icon: IconTrash, danger: true, run: () => void remove() },
    )
  return <MoreMenu label={t('page.more')} items={items} />
}

/** The lines for an envelope (DIN 5008): company, person, street, town, country abroad. */
export function addressBlock(contact: Contact): string {
  const address = primaryOf(contact.details, 'address')
  if (!address) return ''
  const person = [contact.title, contact.firstName, contact.lastName].filter(Boolean).join(' ')
  const names = contact.kind === 'company' ? [contact.displayName] : [contact.companyName, person]
  return [...names.filter(Boolean), ...addressLines(address.value, currentLanguage())].join('\n')
}

async function copyAddress(contact: Contact): Promise<void> {
  try {
    await navigator.clipboard.writeText(addressBlock(contact))
    say(text('contacts.copied'))
  } catch (error) {
    complain(error)
  }
}
