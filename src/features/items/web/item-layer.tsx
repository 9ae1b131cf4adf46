import { lazy } from '#ui/lazy.ts'
import { saying } from '#ui/texts.ts'
import { useItemDialogs } from './dialogs.ts'

const ItemDialogs = lazy(() =>
  saying('items', import('./item-dialogs.tsx')).then((m) => ({ default: m.ItemDialogs })),
)

/** The layer of the dialogs of items; they are fetched when one is opened for the first time. */
export function ItemLayer() {
  const dialogs = useItemDialogs()
  return dialogs.length > 0 && <ItemDialogs dialogs={dialogs} />
}
