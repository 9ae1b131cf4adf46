import { useRef, useState } from 'react'
import { complain } from '../undo.ts'

interface CellInputProps {
  label: string
  value: string
  type?: 'text' | 'email' | 'tel' | 'url' | 'date' | 'number'
  onSave: (value: string) => Promise<unknown>
  close: () => void
}

/** The small editor over a cell of a list: Enter saves, Esc leaves, clicking elsewhere saves. */
export function CellInput({ label, value, type = 'text', onSave, close }: CellInputProps) {
  const [typed, setTyped] = useState(value)
  const done = useRef(false)
  const finish = async (keep: boolean) => {
    if (done.current) return
    done.current = true
    close()
    if (keep && typed !== value) await onSave(typed).catch(complain)
  }
  return (
    <input
      className="field"
      autoFocus
      type={type}
      value={typed}
      aria-label={label}
      onFocus={(event) => event.target.select()}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={() => void finish(true)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== 'Escape') return
        event.preventDefault()
        event.stopPropagation()
        void finish(event.key === 'Enter')
      }}
    />
  )
}
