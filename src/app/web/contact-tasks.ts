import { IconBellPlus, IconChecklist } from '@tabler/icons-react'
import type { Contact } from '#features/contacts/contact.ts'
import { targetsOf } from '#features/contacts/web/bulk/bulk-draft.ts'
import { daysAfter, today } from '#features/tasks/web/days.ts'
import { openTaskForm } from '#features/tasks/web/dialogs.ts'
import type { BulkAction } from '#ui/list/description.ts'
import type { MenuItem } from '#ui/menu.tsx'
import { useUser } from '#ui/api/session.ts'
import { useText, type Translate } from '#ui/texts.ts'

/** A task each for the chosen contacts of the list. */
export function useContactTaskActions(): BulkAction[] {
  const t = useText()
  if (useUser().role === 'guest') return []
  return [
    {
      id: 'task',
      label: t('tasks.create_for'),
      icon: IconChecklist,
      run: (chosen, clear) =>
        void openTaskForm({ forContacts: { chosen, targets: targetsOf(chosen) } }).then(
          (begun) => begun && clear(),
        ),
    },
  ]
}

/** What one does next about a contact. */
export function contactTaskItems({ id, displayName }: Contact, t: Translate): MenuItem[] {
  const contact = { id, displayName }
  const title = `${t('tasks.follow_up')}: ${displayName}`.slice(0, 255)
  return [
    {
      id: 'task',
      label: t('tasks.create_for'),
      icon: IconChecklist,
      run: () => void openTaskForm({ contact }),
    },
    {
      id: 'follow-up',
      label: t('tasks.follow_up'),
      icon: IconBellPlus,
      run: () => void openTaskForm({ contact, preset: { title, dueDate: daysAfter(today(), 7) } }),
    },
  ]
}
