import { IconDots } from '@tabler/icons-react'
import { Menu, type MenuItem } from './menu.tsx'

interface MoreMenuProps {
  label: string
  items: MenuItem[]
  /** What the button is called, where many of them stand among each other. */
  name?: string
  small?: boolean
  className?: string
}

/** The three dots: everything else one can do with this. */
export function MoreMenu({ label, items, name = label, small = false, className = '' }: MoreMenuProps) {
  return (
    <Menu
      label={label}
      side="end"
      items={items}
      renderOpener={(props) => (
        <button
          type="button"
          className={`icon-button ${small ? 'small' : ''} ${className}`}
          aria-label={name}
          title={name}
          {...props}
        >
          <IconDots size={small ? 14 : 16} stroke={1.75} />
        </button>
      )}
    />
  )
}
