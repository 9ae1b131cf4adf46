import { IconChecklist } from '@tabler/icons-react'
import type { Contact } from '#features/contacts/contact.ts'
import { useUser } from '#ui/api/session.ts'
import type { BulkAction } from '#ui/list/description.ts'
import type { MenuItem } from '#ui/menu.tsx'
import { useText, type Translate } from '#ui/texts.ts'

/** What stands behind the words is fetched when somebody wants it. */
const forms = () => import('./open-contact-task.ts')

/** A task each for the chosen contacts of the list. */
export function useContactTaskActions(): BulkAction[] {
  const t = useText()
  if (useUser().role === 'guest') return []
  return [
    {
      id: 'task',
      label: t('tasks.create_for'),
      icon: IconChecklist,
      run: (chosen, clear) => void forms().then(({ openForChosen }) => openForChosen(chosen, clear)),
    },
  ]
}

/** What one does next about a contact. */
export function contactTaskItems(contact: Contact, t: Translate): MenuItem[] {
  const open = (later: boolean) => void forms().then(({ openForContact }) => openForContact(contact, later))
  return [
    { id: 'task', label: t('tasks.create_for'), icon: IconChecklist, run: () => open(false) },
    { id: 'follow-up', label: t('tasks.follow_up'), icon: IconChecklist, run: () => open(true) },
  ]
}
