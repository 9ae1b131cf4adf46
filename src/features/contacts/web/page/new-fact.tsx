import { useId, useRef, useState } from 'react'

interface NewFactProps {
  label: string
  type: 'tel' | 'text'
  onSave: (value: string) => Promise<unknown>
  onLeave: () => void
}

/** The line in which a new fact is typed: Enter or leaving saves, Esc or nothing typed takes it away. */
export function NewFact({ label, type, onSave, onLeave }: NewFactProps) {
  const id = useId()
  const [typed, setTyped] = useState('')
  const [error, setError] = useState('')
  const busy = useRef(false)
  const finish = async () => {
    if (!typed.trim()) return onLeave()
    if (busy.current) return undefined
    busy.current = true
    try {
      return await onSave(typed.trim())
    } catch (problem) {
      return setError(problem instanceof Error ? problem.message : String(problem))
    } finally {
      busy.current = false
    }
  }
  return (
    <div className="edit">
      <label className="edit-label" htmlFor={id}>
        {label}
      </label>
      <div className="edit-value">
        <input
          id={id}
          className="field"
          autoFocus
          type={type}
          value={typed}
          aria-invalid={error !== ''}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={() => void finish()}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' && event.key !== 'Escape') return
            event.preventDefault()
            event.stopPropagation()
            if (event.key === 'Enter') void finish()
            else onLeave()
          }}
        />
        {error && (
          <span className="edit-error" role="alert">
            {error}
          </span>
        )}
      </div>
    </div>
  )
}
