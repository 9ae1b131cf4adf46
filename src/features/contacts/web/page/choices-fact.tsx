import { useId, useState } from 'react'
import { Popover } from '#ui/popover.tsx'
import { useText } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'

interface ChoicesFactProps {
  label: string
  value: string[]
  options: string[]
  readOnly: boolean
  onSave: (value: string[]) => Promise<void>
}

/** A fact with several given answers: tick them; leaving saves. */
export function ChoicesFact({ label, value, options, readOnly, onSave }: ChoicesFactProps) {
  const t = useText()
  const shown = value.join(', ')
  return (
    <div className="edit">
      <span className="edit-label">{label}</span>
      <div className="edit-value">
        {readOnly ? (
          <span className="edit-text">{shown}</span>
        ) : (
          <Popover
            label={label}
            className="padded"
            renderOpener={(opener) => (
              <button type="button" className="edit-text" {...opener}>
                <span className="sr-only">{label}: </span>
                {shown || <span className="muted">{t('edit.add')}</span>}
              </button>
            )}
          >
            {(close) => <Ticks {...{ label, value, options, onSave, close }} />}
          </Popover>
        )}
      </div>
    </div>
  )
}

function Ticks({
  label,
  value,
  options,
  onSave,
  close,
}: Omit<ChoicesFactProps, 'readOnly'> & { close: () => void }) {
  const t = useText()
  const id = useId()
  const [ticked, setTicked] = useState(value)
  return (
    <form
      className="ticks"
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault()
        close()
        void onSave(options.filter((option) => ticked.includes(option))).catch(complain)
      }}
    >
      {options.map((option, index) => (
        <label key={option} className="pick" htmlFor={`${id}${index}`}>
          <input
            id={`${id}${index}`}
            type="checkbox"
            className="check"
            checked={ticked.includes(option)}
            onChange={() =>
              setTicked((now) =>
                now.includes(option) ? now.filter((other) => other !== option) : [...now, option],
              )
            }
          />
          {option}
        </label>
      ))}
      <button type="submit" className="button primary small">
        {t('page.save')}
      </button>
    </form>
  )
}
