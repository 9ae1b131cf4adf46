import { IconArrowsDiagonal, IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react'
import { useRef, useState, type CSSProperties, type PointerEvent, type ReactNode } from 'react'
import { useText } from '../texts.ts'

interface SidePanelProps {
  children: ReactNode
  onClose: () => void
  onStep: (by: 1 | -1) => void
  onOpen: () => void
}

const store = 'kontor.peek'
const widths = { least: 400, most: 560 }

/** A record beside the list: next and previous without closing, wider by dragging its edge. */
export function SidePanel({ children, onClose, onStep, onOpen }: SidePanelProps) {
  const t = useText()
  const [width, setWidth] = useState(() => Number(localStorage.getItem(store)) || 440)
  const dragging = useRef(false)
  const drag = (event: PointerEvent) => {
    if (!dragging.current) return
    const next = Math.max(widths.least, Math.min(widths.most, window.innerWidth - event.clientX))
    setWidth(next)
    localStorage.setItem(store, String(next))
  }
  return (
    <aside
      className="peek"
      aria-label={t('peek.title')}
      style={{ '--peek-w': `${width}px` } as CSSProperties}
    >
      <span
        className="peek-edge"
        aria-hidden="true"
        onPointerDown={(event) => {
          dragging.current = true
          event.currentTarget.setPointerCapture(event.pointerId)
        }}
        onPointerMove={drag}
        onPointerUp={() => (dragging.current = false)}
      />
      <header className="peek-head">
        <button
          type="button"
          className="icon-button"
          aria-label={t('peek.previous')}
          title={t('peek.previous')}
          onClick={() => onStep(-1)}
        >
          <IconChevronUp size={16} stroke={1.75} />
        </button>
        <button
          type="button"
          className="icon-button"
          aria-label={t('peek.next')}
          title={t('peek.next')}
          onClick={() => onStep(1)}
        >
          <IconChevronDown size={16} stroke={1.75} />
        </button>
        <span className="grow" />
        <button
          type="button"
          className="icon-button"
          aria-label={t('peek.open')}
          title={t('peek.open')}
          onClick={onOpen}
        >
          <IconArrowsDiagonal size={16} stroke={1.75} />
        </button>
        <button
          type="button"
          className="icon-button"
          aria-label={t('close')}
          title={t('close')}
          onClick={onClose}
        >
          <IconX size={16} stroke={1.75} />
        </button>
      </header>
      <div className="peek-body">{children}</div>
    </aside>
  )
}
