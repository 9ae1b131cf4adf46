import type { MenuItem } from '#ui/menu.tsx'
import { MoreMenu } from '#ui/more-menu.tsx'
import { useText } from '#ui/texts.ts'

/** The menu at the end of a line: everything that can be done with it. */
export function LineMenu({ name, items }: { name: string; items: MenuItem[] }) {
  const t = useText()
  const label = t('list.row_menu', { name })
  return <MoreMenu label={label} items={items} />
}
