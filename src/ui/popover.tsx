import { useLatest } from './use-latest.ts'
import { useId, useLayoutEffect, useRef, useState, type ReactNode, type RefObject } from 'react'

/** What an opener must carry so that it and its popover know each other. */
export interface OpenerProps {
  ref: RefObject<HTMLButtonElement | null>
  'aria-expanded': boolean
  'aria-haspopup': 'dialog' | 'menu'
  'aria-controls'?: string
  onPointerDown: () => void
  onClick: () => void
}

interface PopoverProps {
  /** Names the popover for a screen reader. */
  label: string
  renderOpener: (props: OpenerProps) => ReactNode
  children: (close: () => void) => ReactNode
  role?: 'dialog' | 'menu'
  side?: 'start' | 'end'
  className?: string
}

/** A button and what floats from it. Built on the browser's own popover: top layer, Esc and click outside. */
export function Popover({
  label,
  renderOpener,
  children,
  role = 'dialog',
  side = 'start',
  className,
}: PopoverProps) {
  const [open, setOpen] = useState(false)
  const wasOpen = useRef(false)
  const button = useRef<HTMLButtonElement>(null)
  const id = useId()
  return (
    <>
      {renderOpener({
        ref: button,
        'aria-expanded': open,
        'aria-haspopup': role,
        ...(open && { 'aria-controls': id }),
        // The press closes an open popover before the click arrives; that click must not open it again.
        onPointerDown: () => (wasOpen.current = open),
        onClick: () => {
          setOpen(!wasOpen.current && !open)
          wasOpen.current = false
        },
      })}
      {open && (
        <Floating
          {...{ id, label, role }}
          {...(className && { className })}
          place={(box) => besideOpener(box, button.current, side)}
          onClose={() => setOpen(false)}
        >
          {children}
        </Floating>
      )}
    </>
  )
}

interface FloatingProps {
  id?: string
  label: string
  role: 'dialog' | 'menu'
  className?: string
  /** Where the upper left corner goes, given the size. */
  place: (box: DOMRect) => { left: number; top: number }
  onClose: () => void
  children: (close: () => void) => ReactNode
}

/** The floating layer alone, for whatever has no button: a right click, for instance. Phones show it as a sheet. */
export function Floating({ id, label, role, className = '', place, onClose, children }: FloatingProps) {
  const layer = useRef<HTMLDivElement>(null)
  const placed = useLatest(place)
  useLayoutEffect(() => {
    const box = layer.current
    if (!box) return
    box.showPopover()
    const { left, top } = placed.current(box.getBoundingClientRect())
    box.style.left = `${left}px`
    box.style.top = `${top}px`
    box.querySelector<HTMLElement>('[autofocus],[data-autofocus],input,button,[role^=menuitem]')?.focus()
  }, [placed])
  const close = () => layer.current?.hidePopover()
  return (
    <div
      ref={layer}
      popover="auto"
      className={`floating ${className}`}
      aria-label={label}
      {...{ id, role }}
      onToggle={(event) => event.newState === 'closed' && event.target === event.currentTarget && onClose()}
    >
      {/* oxlint-disable-next-line react/refs -- handed on, not called while drawing */}
      {children(close)}
    </div>
  )
}

/** A corner that keeps the box inside the window. */
export function inWindow(box: DOMRect, left: number, top: number): { left: number; top: number } {
  const edge = 8
  return {
    left: Math.max(edge, Math.min(left, innerWidth - box.width - edge)),
    top: Math.max(edge, Math.min(top, innerHeight - box.height - edge)),
  }
}

function besideOpener(box: DOMRect, opener: Element | null, side: 'start' | 'end') {
  const from = opener?.getBoundingClientRect() ?? new DOMRect()
  const left = side === 'start' ? from.left : from.right - box.width
  const below = from.bottom + 4
  const fits = below + box.height <= innerHeight - 8 || from.top < box.height
  return inWindow(box, left, fits ? below : from.top - box.height - 4)
}
