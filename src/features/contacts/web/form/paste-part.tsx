import { IconClipboardText } from '@tabler/icons-react'
import { Suspense, useState, type ClipboardEvent, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { lazy } from '#ui/lazy.ts'
import { useText } from '#ui/texts.ts'
import type { Draft } from './draft.ts'
import type { ContactFormState } from './use-contact-form.ts'

const PasteSheet = lazy(() => import('./paste-sheet.tsx').then((m) => ({ default: m.PasteSheet })))

interface PastePartProps {
  form: ContactFormState
  kind: 'person' | 'company'
  country: string
  /** A text the form was opened with. */
  text?: string | undefined
  children: ReactNode
}

/** Around the names: a button for pasting a whole text, and the same when several lines are pasted into a name. */
export function PastePart({ form, kind, country, text, children }: PastePartProps) {
  const t = useText()
  const [pasting, setPasting] = useState(text)
  const [taken, setTaken] = useState<{ before: Draft; count: number }>()
  const onPaste = (event: ClipboardEvent) => {
    const pasted = event.clipboardData.getData('text/plain')
    const into = event.target
    if (!pasted.trim().includes('\n') || !(into instanceof HTMLInputElement) || into.value) return
    event.preventDefault()
    setPasting(pasted)
  }
  return (
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions -- listens to what its inputs get
    <div className="paste-part" onPaste={onPaste}>
      {taken ? (
        <div className="notice calm" role="status">
          <span className="grow">{t('contacts.paste.done', { count: taken.count })}</span>
          <button
            type="button"
            className="button small"
            onClick={() => {
              form.set(taken.before)
              setTaken(undefined)
            }}
          >
            {t('contacts.paste.undo')}
          </button>
        </div>
      ) : (
        <button type="button" className="button ghost small paste-open" onClick={() => setPasting('')}>
          <IconClipboardText size={16} stroke={1.75} />
          {t('contacts.paste')}
        </button>
      )}
      {children}
      {pasting !== undefined &&
        createPortal(
          <Suspense>
            <PasteSheet
              text={pasting}
              draft={form.draft}
              kind={kind}
              country={country}
              onTake={(change, count) => {
                setTaken({ before: form.draft, count })
                form.set(change)
              }}
              onClose={() => setPasting(undefined)}
            />
          </Suspense>,
          document.body,
        )}
    </div>
  )
}
