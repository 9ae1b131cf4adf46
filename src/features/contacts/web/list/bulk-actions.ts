import { IconAdjustmentsHorizontal, IconTag, IconTrash, IconUsers } from '@tabler/icons-react'
import { useUser } from '#ui/api/session.ts'
import type { BulkAction, Chosen } from '#ui/list/description.ts'
import { useText } from '#ui/texts.ts'
import type { BulkField } from '../bulk/bulk-draft.ts'
import { openBulk, openBulkDelete } from '../form/dialogs.ts'
import { useBulkActions as useExports } from './export-tools.tsx'

/**
 * What can be done with chosen contacts, as short as it can be said; `more` is what higher features add, such as a task
 * for each of them.
 */
export function useContactActions(more: BulkAction[] = []): BulkAction[] {
  const t = useText()
  const taking = useExports()
  if (useUser().role === 'guest') return taking
  const change = (first?: BulkField) => (chosen: Chosen, clear: () => void) =>
    void openBulk({ chosen, first }).then((begun) => begun && clear())
  const remove = (chosen: Chosen, clear: () => void) =>
    void openBulkDelete({ chosen }).then((begun) => begun && clear())
  return [
    { id: 'tags', label: t('contacts.tags'), icon: IconTag, run: change('tags') },
    { id: 'managers', label: t('contacts.managers'), icon: IconUsers, run: change('managers') },
    { id: 'change', label: t('contacts.bulk.more'), icon: IconAdjustmentsHorizontal, run: change() },
    ...more,
    ...taking,
    { id: 'delete', label: t('contacts.delete'), icon: IconTrash, danger: true, run: remove },
  ]
}
