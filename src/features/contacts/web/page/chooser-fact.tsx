import { Suspense, useState, type ReactNode } from 'react'
import type { Choice } from '#ui/inputs/record-chooser.tsx'
import { lazy } from '#ui/lazy.ts'
import { useText } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import { findContacts } from '../contact-api.ts'

// Reading a page needs no chooser; its code comes with the first click.
const RecordChooser = lazy(async () => ({
  default: (await import('#ui/inputs/record-chooser.tsx')).RecordChooser,
}))

interface ChooserFactProps {
  label: string
  value: Choice | null
  kind?: 'person' | 'company'
  readOnly: boolean
  /** Makes a new one out of what was typed. */
  onCreate?: (name: string) => Promise<Choice>
  onSave: (choice: Choice | null) => Promise<void>
  children?: ReactNode
}

/** A fact that names another contact: click, type a few letters, choose. */
export function ChooserFact({ label, value, kind, readOnly, onCreate, onSave, children }: ChooserFactProps) {
  const t = useText()
  const [open, setOpen] = useState(false)
  if (open)
    return (
      // eslint-disable-next-line jsx-a11y/no-static-element-interactions -- Esc leaves, as in every fact
      <div
        className="fact-editor"
        onKeyDown={(event) => event.key === 'Escape' && setOpen(false)}
        onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setOpen(false)}
      >
        <Suspense>
          <RecordChooser
            label={label}
            kind="contact"
            value={value}
            find={(q, signal) => findContacts(q, signal, kind)}
            {...(onCreate && { onCreate })}
            onChange={(choice) => {
              setOpen(false)
              void onSave(choice).catch(complain)
            }}
          />
        </Suspense>
      </div>
    )
  return (
    <div className="edit">
      <span className="edit-label">{label}</span>
      <div className="edit-value">
        {readOnly ? (
          <span className="edit-text">{value?.name}</span>
        ) : (
          <button type="button" className="edit-text" onClick={() => setOpen(true)}>
            <span className="sr-only">{label}: </span>
            {value?.name ?? <span className="muted">{t('edit.add')}</span>}
          </button>
        )}
        {children}
      </div>
    </div>
  )
}
