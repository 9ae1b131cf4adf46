import { IconMail } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { Contact } from '#features/contacts/contact.ts'
import { MailLink } from '#features/contacts/web/page/head-actions.tsx'
import { useUser } from '#ui/api/session.ts'
import { useText } from '#ui/texts.ts'
import { openWriting } from './dialogs.ts'
import { sendersQuery } from './mails-api.ts'

/** Writes to a contact in Kontor; where nothing can be sent, the mail program of the device is asked. */
export function MailButton({ contact, address }: { contact: Contact; address: string }) {
  const t = useText()
  const isGuest = useUser().role === 'guest'
  const { data } = useQuery({ ...sendersQuery, enabled: !isGuest })
  if (!data?.items.length) return <MailLink address={address} />
  const about = { kind: 'contact' as const, id: contact.id, title: contact.displayName }
  return (
    <button type="button" className="button" title={address} onClick={() => void openWriting({ about })}>
      <IconMail size={16} stroke={1.75} />
      <span>{t('mail.write_short')}</span>
    </button>
  )
}
