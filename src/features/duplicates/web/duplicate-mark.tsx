import { useQuery } from '@tanstack/react-query'
import { IconUsersGroup } from '@tabler/icons-react'
import { Link } from 'react-router'
import type { Contact } from '#features/contacts/contact.ts'
import { useUser } from '#ui/api/session.ts'
import { useText } from '#ui/texts.ts'
import './duplicates.css'
import { duplicatesOfQuery } from './duplicates-api.ts'

/** On the page of a contact: that it may be there twice, and the way to look at it. */
export function DuplicateMark({ contact }: { contact: Contact }) {
  const t = useText()
  const guest = useUser().role === 'guest'
  const { data } = useQuery({ ...duplicatesOfQuery(contact.id), enabled: !guest })
  const count = data?.hits.filter(({ contactId }) => contactId).length ?? 0
  if (count === 0) return null
  return (
    <Link className="badge amber duplicate-mark" to={`/duplicates?contact=${contact.id}`}>
      <IconUsersGroup size={14} stroke={1.75} aria-hidden="true" />
      {t(data?.verdict === 'sure' ? 'duplicates.mark.sure' : 'duplicates.mark', { count })}
    </Link>
  )
}
