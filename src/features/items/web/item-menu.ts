import {
  IconArchive,
  IconArchiveOff,
  IconArrowsDiagonal,
  IconCopy,
  IconPackages,
  IconPencil,
  IconTrash,
} from '@tabler/icons-react'
import type { MenuItem } from '#ui/menu.tsx'
import type { Translate } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import type { Item } from '../item.ts'
import { openItemForm, openStock } from './dialogs.ts'
import type { useItems } from './items-api.ts'

interface ItemActions {
  t: Translate
  items: ReturnType<typeof useItems>
  open?: (item: Item) => void
}

/** What can be done with an item: only what one's rights allow. */
export function itemMenu(item: Item, { t, items, open }: ItemActions): MenuItem[] {
  const first: MenuItem[] = open
    ? [{ id: 'open', label: t('items.open'), icon: IconArrowsDiagonal, keys: 'Enter', run: () => open(item) }]
    : []
  if (!item.can.includes('change')) return first
  return [
    ...first,
    {
      id: 'edit',
      label: t('items.edit'),
      icon: IconPencil,
      keys: 'e',
      run: () => void openItemForm({ item }),
    },
    {
      id: 'copy',
      label: t('items.copy'),
      icon: IconCopy,
      run: () => void items.create(copyOf(item, t)).catch(complain),
    },
    ...(item.tracksStock
      ? [{ id: 'stock', label: t('items.book'), icon: IconPackages, run: () => void openStock({ item }) }]
      : []),
    {
      id: 'retire',
      label: t(item.retired ? 'items.offer' : 'items.retire'),
      icon: item.retired ? IconArchiveOff : IconArchive,
      run: () => void items.change(item, { retired: !item.retired }).catch(complain),
    },
    { id: 'line-delete', divider: true },
    {
      id: 'delete',
      label: t('items.delete'),
      icon: IconTrash,
      danger: true,
      run: () => void items.remove(item),
    },
  ]
}

/** The same item once more; a number belongs to one. */
function copyOf(item: Item, t: Translate) {
  const { kind, description, unit, price, taxId, nature, labourShare, revenueAccount, tracksStock, prices } =
    item
  const name = t('items.copy_of', { name: item.name }).slice(0, 255)
  const plain = { kind, description, unit, price, nature, labourShare, revenueAccount, tracksStock, prices }
  return { ...plain, name, taxId }
}
