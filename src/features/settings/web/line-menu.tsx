import { IconDots } from '@tabler/icons-react'
import { Menu, type MenuItem } from '#ui/menu.tsx'
import { useText } from '#ui/texts.ts'

/** The menu at the end of a line: everything that can be done with it. */
export function LineMenu({ name, items }: { name: string; items: MenuItem[] }) {
  const t = useText()
  const label = t('list.row_menu', { name })
  return (
    <Menu
      label={label}
      side="end"
      items={items}
      renderOpener={(props) => (
        <button type="button" className="icon-button" aria-label={label} {...props}>
          <IconDots size={16} stroke={1.75} />
        </button>
      )}
    />
  )
}
