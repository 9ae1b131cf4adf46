import { IconArrowBackUp } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { formatDay, formatMoment } from '#ui/format.ts'
import { ConfirmSheet } from '#ui/inputs/confirm-sheet.tsx'
import { useText } from '#ui/texts.ts'
import { mergeQuery, useUndoMerge } from './merge-api.ts'

/** Below the line of a merge in the timeline: takes it back as long as that goes. */
export function MergeWayBack({ id }: { id: string }) {
  const t = useText()
  const [asking, setAsking] = useState(false)
  const { data: merge } = useQuery(mergeQuery(id))
  const undo = useUndoMerge()
  if (!merge) return null
  if (merge.undoneAt !== null)
    return <p className="muted">{t('merge.is_undone', { when: formatMoment(merge.undoneAt) })}</p>
  if (!merge.can.includes('undo')) return null
  const names = merge.others.map((other) => other.displayName).join(', ')
  return (
    <p className="entry-way-back">
      <button type="button" className="button small" onClick={() => setAsking(true)}>
        <IconArrowBackUp size={14} stroke={1.75} />
        {t('merge.undo')}
      </button>{' '}
      <span className="muted">{t('merge.until', { when: formatDay(merge.until) })}</span>
      {asking && (
        <ConfirmSheet
          title={t('merge.undo_title')}
          text={t('merge.undo_text', { names })}
          action={t('merge.undo')}
          onConfirm={() => undo(id)}
          onClose={() => setAsking(false)}
        />
      )}
    </p>
  )
}
