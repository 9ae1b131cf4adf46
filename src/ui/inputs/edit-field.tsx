import { useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { useText } from '../texts.ts'
import './inputs.css'

interface EditFieldProps {
  label: string
  value: string
  /** Shown instead of the bare value: a link, a formatted number. */
  children?: ReactNode
  type?: 'text' | 'email' | 'tel' | 'url' | 'date' | 'number'
  multiline?: boolean
  readOnly?: boolean
  placeholder?: string
  /** Writes the value; what it throws is shown at the field and the typed text stays. */
  onSave: (value: string) => Promise<unknown>
}

type Stage = { is: 'reading' | 'saved' } | { is: 'typing' | 'saving'; typed: string; error?: string }

const savedFor = 2000

/** Edit where you read: click, type, Enter or leave; Esc brings the old value back. */
export function EditField(props: EditFieldProps) {
  const t = useText()
  const id = useId()
  const [stage, setStage] = useState<Stage>({ is: 'reading' })
  const button = useRef<HTMLButtonElement>(null)
  const finish = (next: Stage, refocus: boolean) => {
    setStage(next)
    if (refocus) requestAnimationFrame(() => button.current?.focus())
  }
  const save = async (typed: string, refocus: boolean) => {
    if (typed === props.value) return finish({ is: 'reading' }, refocus)
    setStage({ is: 'saving', typed })
    try {
      await props.onSave(typed)
      finish({ is: 'saved' }, refocus)
      setTimeout(() => setStage((now) => (now.is === 'saved' ? { is: 'reading' } : now)), savedFor)
    } catch (error) {
      setStage({ is: 'typing', typed, error: error instanceof Error ? error.message : String(error) })
    }
  }
  const editing = stage.is === 'typing' || stage.is === 'saving'
  return (
    <div className="edit">
      <span className="edit-label" id={id}>
        {props.label}
      </span>
      <div className="edit-value">
        {editing ? (
          <Editor
            {...props}
            labelId={id}
            stage={stage}
            onChange={setStage}
            onSave={save}
            onLeave={() => finish({ is: 'reading' }, true)}
          />
        ) : props.readOnly ? (
          <span className="edit-text">{props.children ?? props.value}</span>
        ) : (
          <button
            ref={button}
            type="button"
            className="edit-text"
            onClick={() => setStage({ is: 'typing', typed: props.value })}
          >
            <span className="sr-only">{props.label}: </span>
            {props.value ? (
              (props.children ?? props.value)
            ) : (
              <span className="muted">{props.placeholder ?? t('edit.add')}</span>
            )}
          </button>
        )}
        <span className="edit-saved" role="status">
          {stage.is === 'saved' && t('edit.saved')}
        </span>
      </div>
    </div>
  )
}

interface EditorProps extends Omit<EditFieldProps, 'onSave'> {
  labelId: string
  stage: Extract<Stage, { typed: string }>
  onChange: (stage: Stage) => void
  onSave: (typed: string, refocus: boolean) => Promise<void>
  onLeave: () => void
}

function Editor({ labelId, stage, onChange, onSave, onLeave, type = 'text', multiline }: EditorProps) {
  const left = useRef(false)
  const onKeyDown = (event: KeyboardEvent) => {
    const done = event.key === 'Enter' && (!multiline || event.ctrlKey || event.metaKey)
    if (!done && event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    left.current = true
    if (done) void onSave(stage.typed, true).then(() => (left.current = false))
    else onLeave()
  }
  const shared = {
    className: multiline ? 'field area' : 'field',
    autoFocus: true,
    value: stage.typed,
    'aria-labelledby': labelId,
    'aria-invalid': stage.error !== undefined,
    readOnly: stage.is === 'saving',
    onKeyDown,
    onBlur: () => !left.current && void onSave(stage.typed, false),
  }
  return (
    <>
      {multiline ? (
        <textarea
          {...shared}
          rows={4}
          onChange={(event) => onChange({ is: 'typing', typed: event.target.value })}
        />
      ) : (
        <input
          {...shared}
          type={type}
          onFocus={(event) => type === 'text' && event.target.select()}
          onChange={(event) => onChange({ is: 'typing', typed: event.target.value })}
        />
      )}
      {stage.error && (
        <span className="edit-error" role="alert">
          {stage.error}
        </span>
      )}
    </>
  )
}
