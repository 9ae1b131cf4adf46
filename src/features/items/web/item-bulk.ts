import { IconArchive, IconTrash } from '@tabler/icons-react'
import { useUser } from '#ui/api/session.ts'
import type { BulkAction, Chosen } from '#ui/list/description.ts'
import { useText } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import { openRemoveItems } from './dialogs.ts'
import { targetsOf } from '#ui/list/question-of.ts'
import { useItems } from './items-api.ts'

/** What administrators do with chosen items; it can be taken back. */
export function useItemBulk(): BulkAction[] {
  const t = useText()
  const { bulk } = useItems()
  if (useUser().role !== 'admin') return []
  const retire = (chosen: Chosen, clear: () => void) =>
    void bulk(targetsOf(chosen), 'retire').then(clear, complain)
  const remove = (chosen: Chosen, clear: () => void) =>
    void openRemoveItems({
      count: 'ids' in chosen ? chosen.ids.length : undefined,
      run: () => bulk(targetsOf(chosen), 'delete').then(clear),
    })
  return [
    { id: 'retire', label: t('items.retire'), icon: IconArchive, run: retire },
    { id: 'delete', label: t('items.delete'), icon: IconTrash, danger: true, run: remove },
  ]
}
