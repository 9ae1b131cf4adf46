import { IconCheck } from '@tabler/icons-react'
import type { ComponentType, KeyboardEvent } from 'react'
import { KeyCaps } from './key-caps.tsx'
import { Floating, inWindow, Popover, type OpenerProps } from './popover.tsx'

/** One line of a menu, or a thin line between two groups. */
export type MenuItem =
  | {
      id: string
      label: string
      icon?: ComponentType<{ size?: number; stroke?: number }>
      keys?: string | undefined
      checked?: boolean
      danger?: boolean
      disabled?: boolean
      run: () => void
    }
  | { id: string; divider: true; label?: string }

interface MenuProps {
  label: string
  renderOpener: (props: OpenerProps) => React.ReactNode
  items: MenuItem[]
  side?: 'start' | 'end'
}

/** A button that opens a menu. */
export function Menu({ label, renderOpener, items, side }: MenuProps) {
  return (
    <Popover {...{ label, renderOpener }} role="menu" className="menu" {...(side && { side })}>
      {(close) => <MenuLines items={items} close={close} />}
    </Popover>
  )
}

/** A menu where the pointer is, for right clicks. */
export function MenuAt({
  label,
  items,
  at,
  onClose,
}: {
  label: string
  items: MenuItem[]
  at: { x: number; y: number }
  onClose: () => void
}) {
  return (
    <Floating
      label={label}
      role="menu"
      className="menu"
      place={(box) => inWindow(box, at.x, at.y)}
      onClose={onClose}
    >
      {(close) => <MenuLines items={items} close={close} />}
    </Floating>
  )
}

function MenuLines({ items, close }: { items: MenuItem[]; close: () => void }) {
  return (
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions -- the lines inside take the focus
    <div role="presentation" onKeyDown={move}>
      {items.map((item) =>
        'divider' in item ? (
          item.label ? (
            <div key={item.id} role="presentation" className="menu-title">
              {item.label}
            </div>
          ) : (
            // oxlint-disable-next-line jsx-a11y/control-has-associated-label -- a line needs no words
            <div key={item.id} role="separator" className="menu-line" />
          )
        ) : (
          <button
            key={item.id}
            type="button"
            tabIndex={-1}
            role={item.checked === undefined ? 'menuitem' : 'menuitemradio'}
            aria-checked={item.checked}
            disabled={item.disabled}
            data-key={item.keys?.split(' ').at(-1)}
            className={item.danger ? 'menu-item danger' : 'menu-item'}
            onClick={() => {
              close()
              item.run()
            }}
          >
            <span className="menu-icon">
              {item.checked ? (
                <IconCheck size={16} stroke={1.75} />
              ) : (
                item.icon && <item.icon size={16} stroke={1.75} />
              )}
            </span>
            <span className="grow cut">{item.label}</span>
            {item.keys && <KeyCaps keys={item.keys} />}
          </button>
        ),
      )}
    </div>
  )
}

function move(event: KeyboardEvent<HTMLElement>): void {
  const lines = [
    ...event.currentTarget.querySelectorAll<HTMLButtonElement>('[role^=menuitem]:not(:disabled)'),
  ]
  const at = lines.indexOf(document.activeElement as HTMLButtonElement)
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: lines.length - 1 }[event.key]
  const typed = event.key.length === 1 && event.key !== ' ' ? event.key.toLowerCase() : undefined
  const keyed = typed && lines.find((line) => line.dataset['key'] === typed)
  if (keyed) {
    event.preventDefault()
    return keyed.click()
  }
  const named =
    typed &&
    [...lines.slice(at + 1), ...lines].find((line) => line.innerText.trim().toLowerCase().startsWith(typed))
  const next = named || (to === undefined ? undefined : lines[(to + lines.length) % lines.length])
  if (!next) return
  event.preventDefault()
  next.focus()
}
