import { useEffect, useRef } from 'react'
import { ConfirmSheet } from '#ui/inputs/confirm-sheet.tsx'
import { Sheet } from '#ui/sheet.tsx'
import { useText } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import type { Label, LabelList } from '../label.ts'
import type { Labels } from './labels-api.ts'

interface DeleteLabelProps {
  label: Label
  list: LabelList
  labels: Labels
  onMerge: () => void
  onClose: () => void
}

/** Deletes at once what nobody uses, asks about a tag in use, and offers the way out for any other entry. */
export function DeleteLabel({ label, list, labels, onMerge, onClose }: DeleteLabelProps) {
  const t = useText()
  const { name, usageCount: count = 0 } = label
  if (count === 0) return <AtOnce act={() => labels.remove(label)} onDone={onClose} />
  if (list === 'tags')
    return (
      <ConfirmSheet
        danger
        title={t('labels.delete_title', { name })}
        text={t('labels.delete_tag_text', { count })}
        action={t('settings.delete')}
        onConfirm={() => labels.remove(label)}
        onClose={onClose}
      />
    )
  const retire = () => labels.change(label, { retired: true }, t('labels.retired', { name }))
  return (
    <Sheet title={t('labels.in_use_title', { name })} onClose={onClose}>
      <p className="sheet-body">{t('labels.in_use_text', { count })}</p>
      <footer className="sheet-foot several">
        <button type="button" className="button" onClick={onClose}>
          {t('cancel')}
        </button>
        {!label.retired && (
          <button
            type="button"
            className="button"
            onClick={() => void retire().catch(complain).finally(onClose)}
          >
            {t('labels.retire')}
          </button>
        )}
        <button type="button" className="button primary" autoFocus onClick={onMerge}>
          {t('labels.merge')}
        </button>
      </footer>
    </Sheet>
  )
}

function AtOnce({ act, onDone }: { act: () => Promise<void>; onDone: () => void }) {
  const begun = useRef(false)
  useEffect(() => {
    if (begun.current) return
    begun.current = true
    void act().catch(complain).finally(onDone)
  })
  return null
}
