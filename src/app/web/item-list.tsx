import { ItemListScreen } from '#features/items/web/item-list.tsx'
import { useViews } from '#features/views/web/use-views.ts'

/** The list of items with the views people saved of it. */
export function ItemsScreen() {
  const { views, save, remove } = useViews('items')
  return (
    <ItemListScreen
      views={views}
      onSaveView={(view) => void save(view)}
      onDeleteView={(view) => void remove(view)}
    />
  )
}
