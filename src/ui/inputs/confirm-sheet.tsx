import { useState, type ReactNode } from 'react'
import { Sheet } from '../sheet.tsx'
import { useText } from '../texts.ts'
import { complain } from '../undo.ts'
import './inputs.css'

interface ConfirmSheetProps {
  title: string
  /** What will happen, in one sentence. */
  text: string
  /** The verb of the button: "Löschen", never "OK". */
  action: string
  danger?: boolean
  /** What is still to be chosen. */
  children?: ReactNode
  onConfirm: () => Promise<unknown>
  onClose: () => void
}

/** Asks before something that cannot simply be taken back. */
export function ConfirmSheet({
  title,
  text,
  action,
  danger,
  children,
  onConfirm,
  onClose,
}: ConfirmSheetProps) {
  const t = useText()
  const [busy, setBusy] = useState(false)
  const confirm = async () => {
    setBusy(true)
    try {
      await onConfirm()
      onClose()
    } catch (error) {
      complain(error)
      setBusy(false)
    }
  }
  return (
    <Sheet title={title} onClose={onClose}>
      <p className="sheet-body">{text}</p>
      {children}
      <footer className="sheet-foot">
        <button type="button" className="button" onClick={onClose} autoFocus>
          {t('cancel')}
        </button>
        <button
          type="button"
          className={danger ? 'button stop' : 'button primary'}
          disabled={busy}
          onClick={() => void confirm()}
        >
          {action}
        </button>
      </footer>
    </Sheet>
  )
}
