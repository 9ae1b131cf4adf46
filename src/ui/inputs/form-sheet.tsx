import { useState, type ReactNode } from 'react'
import { Sheet } from '../sheet.tsx'
import { useText } from '../texts.ts'
import './inputs.css'

interface FormSheetProps {
  title: string
  children: ReactNode
  /** Something was typed that would be lost. */
  dirty: boolean
  busy?: boolean
  /** What the whole form lacks; single fields show their own. */
  problem?: string | undefined
  action: string
  /** A second way to finish, such as "Speichern und neu". */
  more?: ReactNode
  wide?: boolean
  onSubmit: () => void
  onClose: () => void
}

/** A form over the screen. Leaving with something typed asks first. Ctrl+Enter saves from any field. */
export function FormSheet(props: FormSheetProps) {
  const t = useText()
  const [asking, setAsking] = useState(false)
  const mayClose = () => {
    if (!props.dirty) return true
    setAsking(true)
    return false
  }
  return (
    <Sheet title={props.title} onClose={props.onClose} mayClose={mayClose} wide={props.wide ?? false}>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a shortcut for the button below */}
      <form
        className="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          // A form opened over another one is not a part of it, though React lets its events pass through.
          event.stopPropagation()
          props.onSubmit()
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
          event.stopPropagation()
          props.onSubmit()
        }}
      >
        <div className="sheet-body">
          {props.children}
          {props.problem && (
            <p className="notice" role="alert">
              {props.problem}
            </p>
          )}
        </div>
        {asking ? (
          <footer className="sheet-foot asking" role="alertdialog" aria-label={t('form.lose')}>
            <span className="grow">{t('form.lose')}</span>
            <button type="button" className="button danger" onClick={props.onClose}>
              {t('form.discard')}
            </button>
            <button type="button" className="button primary" autoFocus onClick={() => setAsking(false)}>
              {t('form.go_on')}
            </button>
          </footer>
        ) : (
          <footer className="sheet-foot">
            <button type="button" className="button" onClick={() => mayClose() && props.onClose()}>
              {t('cancel')}
            </button>
            {props.more}
            <button type="submit" className="button primary" disabled={props.busy}>
              {props.action}
            </button>
          </footer>
        )}
      </form>
    </Sheet>
  )
}
