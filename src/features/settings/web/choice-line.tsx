import { useId, useState } from 'react'
import { useText } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import '#ui/inputs/inputs.css'

interface ChoiceLineProps {
  label: string
  hint?: string | undefined
  value: string
  options: { value: string; label: string }[]
  onSave: (value: string) => Promise<unknown>
}

/** One of several, saved as soon as it is chosen. */
export function ChoiceLine({ label, hint, value, options, onSave }: ChoiceLineProps) {
  const t = useText()
  const id = useId()
  const [busy, setBusy] = useState(false)
  const [saved, setSaved] = useState(false)
  const save = async (chosen: string) => {
    setBusy(true)
    setSaved(false)
    await onSave(chosen).then(() => setSaved(true), complain)
    setBusy(false)
  }
  return (
    <div className="edit">
      <label className="edit-label" htmlFor={id}>
        {label}
        {hint && <span className="edit-hint">{hint}</span>}
      </label>
      <div className="edit-value choice">
        <select
          id={id}
          className="field"
          value={value}
          disabled={busy}
          onChange={(event) => void save(event.target.value)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        <span className="choice-saved" role="status">
          {saved && t('edit.saved')}
        </span>
      </div>
    </div>
  )
}
