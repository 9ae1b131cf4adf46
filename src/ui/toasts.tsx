import { IconAlertTriangle, IconX } from '@tabler/icons-react'
import { useText } from './texts.ts'
import { dismiss, undo, useToasts, type Toast } from './undo.ts'

/** The short messages at the lower edge, read out politely. */
export function Toasts() {
  const t = useText()
  const toasts = useToasts()
  return (
    <div className="toasts" role="status" aria-live="polite">
      {toasts.map((toast) => (
        <div key={toast.id} className={`toast ${toast.tone}`}>
          {toast.tone === 'error' && <IconAlertTriangle size={16} stroke={1.75} />}
          <span className="grow">{toast.label}</span>
          {toast.action?.next && (
            <button type="button" className="button small" onClick={() => proceed(toast)}>
              {toast.action.next.label}
            </button>
          )}
          {toast.action && (
            <button type="button" className="button ghost small" onClick={() => void undo(toast.action)}>
              {t('undo.take_back')}
            </button>
          )}
          <button
            type="button"
            className="icon-button small"
            aria-label={t('close')}
            onClick={() => dismiss(toast.id)}
          >
            <IconX size={14} stroke={1.75} />
          </button>
        </div>
      ))}
    </div>
  )
}

function proceed({ id, action }: Toast): void {
  dismiss(id)
  action?.next?.run()
}
