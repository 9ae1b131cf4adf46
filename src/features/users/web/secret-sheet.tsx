import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { Sheet } from '#ui/sheet.tsx'
import { useText } from '#ui/texts.ts'

interface SecretSheetProps {
  title: string
  text: string
  secret: string
  /** What its button says: that one has kept it. */
  kept: string
  onClose: () => void
  /** What else can be done with it. */
  children?: ReactNode
}

/** Shows what nobody can read again, this once. */
export function SecretSheet({ title, text, secret, kept, onClose, children }: SecretSheetProps) {
  const t = useText()
  const [copied, setCopied] = useState(false)
  const Icon = copied ? IconCheck : IconCopy
  const copy = () => navigator.clipboard.writeText(secret).then(() => setCopied(true))
  return (
    <Sheet title={title} onClose={onClose}>
      <div className="sheet-body form">
        <p>{text}</p>
        <p className="secret">
          <code>{secret}</code>
          <button type="button" className="button" autoFocus onClick={() => void copy()}>
            <Icon size={16} stroke={1.75} />
            <span role="status">{t(copied ? 'users.copied' : 'users.copy')}</span>
          </button>
        </p>
      </div>
      <footer className="sheet-foot">
        {children}
        <button type="button" className="button primary" onClick={onClose}>
          {kept}
        </button>
      </footer>
    </Sheet>
  )
}
