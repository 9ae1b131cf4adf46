import { useState } from 'react'
import { wholeWords } from '#ui/api/problem-words.ts'
import '#ui/inputs/inputs.css'
import { Sheet } from '#ui/sheet.tsx'
import { useText } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import type { BulkQuestion } from '../form/dialogs.ts'
import '../form/contact-form.css'
import { useBeginBulk, useBulkPreview } from './use-bulk.ts'

const change = { delete: true } as const

/** Asks before many contacts go to the bin: how many, and how many stay because one may not delete them. */
export function BulkDeleteSheet({
  chosen,
  onDone,
}: Omit<BulkQuestion, 'first'> & { onDone: (begun: boolean) => void }) {
  const t = useText()
  const begin = useBeginBulk()
  const [busy, setBusy] = useState(false)
  const { preview, error } = useBulkPreview(chosen, change)
  const count = preview?.changeable ?? 0
  const confirm = async () => {
    setBusy(true)
    try {
      await begin(chosen, change)
      onDone(true)
    } catch (problem) {
      complain(problem)
      setBusy(false)
    }
  }
  return (
    <Sheet title={t('contacts.bulk.delete_title')} onClose={() => onDone(false)}>
      <div className="sheet-body sheet-words">
        <p>{error ? wholeWords(error, true) : t('contacts.bulk.delete_text')}</p>
        {preview !== undefined && preview.notAllowed > 0 && (
          <p className="muted">{t('contacts.bulk.not_allowed', { count: preview.notAllowed })}</p>
        )}
      </div>
      <footer className="sheet-foot">
        <button type="button" className="button" onClick={() => onDone(false)} autoFocus>
          {t('cancel')}
        </button>
        <button
          type="button"
          className="button stop"
          disabled={busy || count === 0}
          onClick={() => void confirm()}
        >
          {preview ? t('contacts.bulk.delete_action', { count }) : t('contacts.delete.action')}
        </button>
      </footer>
    </Sheet>
  )
}
