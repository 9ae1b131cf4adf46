import { useId, useState } from 'react'
import { complain } from '#ui/undo.ts'
import './firm.css'

interface SwitchLineProps {
  label: string
  /** What follows when it is on. */
  text: string
  value: boolean
  /** Somebody else decided. */
  fixed?: boolean
  onSave: (value: boolean) => Promise<unknown>
}

/** Yes or no, saved as soon as it is ticked. */
export function SwitchLine({ label, text, value, fixed = false, onSave }: SwitchLineProps) {
  const id = useId()
  const [busy, setBusy] = useState(false)
  const save = async (checked: boolean) => {
    setBusy(true)
    await onSave(checked).catch(complain)
    setBusy(false)
  }
  return (
    <div className="switch-line">
      <label className="check-line" htmlFor={id}>
        <input
          id={id}
          type="checkbox"
          className="check"
          checked={value}
          disabled={busy || fixed}
          onChange={(event) => void save(event.target.checked)}
        />
        <span>
          {label}
          <span className="edit-hint">{text}</span>
        </span>
      </label>
    </div>
  )
}
