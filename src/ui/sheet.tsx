import { IconX } from '@tabler/icons-react'
import { useEffect, useId, useRef, type KeyboardEvent, type ReactNode } from 'react'
import { useText } from './texts.ts'

interface SheetProps {
  title: string
  children: ReactNode
  onClose: () => void
  wide?: boolean
  /** Asked before it closes by Esc, the cross or a click outside. */
  mayClose?: () => boolean
  /** Without the heading line, for the palette. */
  bare?: boolean
}

/** A dialog over the screen: the browser's own, so focus stays inside and returns to where it was. */
export function Sheet({ title, children, onClose, wide, mayClose, bare }: SheetProps) {
  const t = useText()
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    const box = dialog.current
    box?.showModal()
    // The cross stands first, but nobody opens a dialog to close it.
    const first =
      box?.querySelector<HTMLElement>('[data-autofocus]') ??
      box?.querySelector<HTMLElement>('.sheet-box > :not(.sheet-head) :is(input, select, textarea, button)')
    first?.focus()
  }, [])
  const leave = () => {
    if (mayClose?.() ?? true) dialog.current?.close()
  }
  return (
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- Esc is its key
    <dialog
      ref={dialog}
      className={`sheet ${wide ? 'wide' : ''} ${bare ? 'bare' : ''}`}
      aria-labelledby={id}
      onClose={(event) => event.target === event.currentTarget && onClose()}
      onCancel={(event) => {
        if (event.target !== event.currentTarget) return
        event.preventDefault()
        leave()
      }}
      onKeyDown={keepForList}
      onMouseDown={(event) => event.target === event.currentTarget && leave()}
    >
      <div className="sheet-box">
        <header className={bare ? 'sr-only' : 'sheet-head'}>
          <h2 id={id}>{title}</h2>
          {!bare && (
            <button type="button" className="icon-button small" aria-label={t('close')} onClick={leave}>
              <IconX size={16} stroke={1.75} />
            </button>
          )}
        </header>
        {children}
      </div>
    </dialog>
  )
}

/** Esc closes the list of an input that has one open (Mantine marks it), not the dialog around it. */
function keepForList(event: KeyboardEvent): void {
  const open = (event.target as Element).hasAttribute('data-mantine-stop-propagation')
  if (event.key === 'Escape' && open) event.preventDefault()
}
