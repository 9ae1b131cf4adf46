import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useState } from 'react'
import { useText } from '#ui/texts.ts'

/** Something to be typed elsewhere, with a button that copies it. */
export function CopyLine({ label, value }: { label: string; value: string }) {
  const t = useText()
  const [copied, setCopied] = useState(false)
  const Icon = copied ? IconCheck : IconCopy
  return (
    <div className="settings-line">
      <span className="settings-label">{label}</span>
      <span className="dav-copy">
        <code>{value}</code>
        <button
          type="button"
          className="icon-button"
          aria-label={t('dav.copy', { what: label })}
          onClick={() => void navigator.clipboard.writeText(value).then(() => setCopied(true))}
        >
          <Icon size={16} stroke={1.75} />
        </button>
        <span className="sr-only" role="status">
          {copied ? t('users.copied') : ''}
        </span>
      </span>
    </div>
  )
}
