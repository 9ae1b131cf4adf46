import { flushSync } from 'react-dom'
import { IconArrowDown, IconArrowUp, IconPlus, IconX } from '@tabler/icons-react'
import { useRef, type KeyboardEvent } from 'react'
import { useText } from '#ui/texts.ts'

interface OptionsEditorProps {
  options: string[]
  /** Options that are in use and have to stay as they are. */
  fixed: string[] | undefined
  error: string | undefined
  onChange: (options: string[]) => void
}

/** The options of a choice, one a line: Enter begins the next, the arrows put them in order. */
export function OptionsEditor({ options, fixed = [], error, onChange }: OptionsEditorProps) {
  const t = useText()
  const list = useRef<HTMLUListElement>(null)
  const lines = options.length ? options : ['']
  const add = (at: number) => {
    // At once: whoever types on must not type into the line before.
    flushSync(() => onChange(lines.toSpliced(at, 0, '')))
    list.current?.querySelectorAll('input')[at]?.focus()
  }
  const move = (at: number, by: number) => {
    const option = lines[at] ?? ''
    onChange(lines.toSpliced(at, 1).toSpliced(at + by, 0, option))
  }
  const onKey = (event: KeyboardEvent, at: number) => {
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    add(at + 1)
  }
  return (
    <fieldset className="radio-cards">
      <legend>{t('fields.options')}</legend>
      <ul className="options" ref={list}>
        {lines.map((option, at) => (
          // The place is the only name a line has while it is typed.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={at}>
            <input
              className="field"
              value={option}
              maxLength={255}
              readOnly={fixed.includes(option)}
              aria-label={t('fields.option', { number: at + 1 })}
              aria-invalid={!!error}
              onKeyDown={(event) => onKey(event, at)}
              onChange={(event) => onChange(lines.with(at, event.target.value))}
            />
            <button
              type="button"
              className="icon-button"
              aria-label={t('fields.option_up', { name: option })}
              disabled={at === 0}
              onClick={() => move(at, -1)}
            >
              <IconArrowUp size={16} stroke={1.75} />
            </button>
            <button
              type="button"
              className="icon-button"
              aria-label={t('fields.option_down', { name: option })}
              disabled={at === lines.length - 1}
              onClick={() => move(at, 1)}
            >
              <IconArrowDown size={16} stroke={1.75} />
            </button>
            <button
              type="button"
              className="icon-button"
              aria-label={t('fields.option_remove', { name: option })}
              disabled={fixed.includes(option)}
              onClick={() => onChange(lines.toSpliced(at, 1))}
            >
              <IconX size={16} stroke={1.75} />
            </button>
          </li>
        ))}
      </ul>
      {error && <span className="edit-error">{error}</span>}
      <div>
        <button type="button" className="button small" onClick={() => add(lines.length)}>
          <IconPlus size={14} stroke={2} />
          {t('fields.option_add')}
        </button>
      </div>
    </fieldset>
  )
}
