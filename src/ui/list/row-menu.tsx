import { MenuAt, type MenuItem } from '../menu.tsx'
import { useText } from '../texts.ts'

export interface RowMenuPlace<Row> {
  row: Row
  at: { x: number; y: number }
}

/** What can be done with one row: on right click, on "…", on Shift+F10. */
export function RowMenu<Row>({
  place,
  items,
  onClose,
}: {
  place: RowMenuPlace<Row>
  items: MenuItem[]
  onClose: () => void
}) {
  const t = useText()
  return <MenuAt label={t('list.actions')} items={items} at={place.at} onClose={onClose} />
}
