import { IconX } from '@tabler/icons-react'
import { chosenCount, nothing } from '../list/selection.ts'
import { useText } from '../texts.ts'
import type { PickListProps } from './pick-list.tsx'
import { pickedOf } from './picked.ts'

/** Above the rows: all or none of them; in its place, once several are selected, what can be done with those. */
export function PickHead<Row>(props: PickListProps<Row>) {
  const { selection, onSelect, rows, marks, renderBar } = props
  const t = useText()
  const chosen = chosenCount(selection, rows.count)
  const picked = pickedOf(selection)
  if (chosen > 1)
    return (
      <div className="picks-head bar" role="toolbar" aria-label={t('bulk.title')}>
        <strong className="num">{t('bulk.chosen', { count: chosen })}</strong>
        {renderBar?.(picked, chosen)}
        {marks && (
          <>
            <button type="button" className="button small" onClick={() => marks.mark(picked, true)}>
              {t('pick.mark_chosen')}
            </button>
            <button type="button" className="button small" onClick={() => marks.mark(picked, false)}>
              {t('pick.unmark_chosen')}
            </button>
          </>
        )}
        <span className="grow" />
        <button
          type="button"
          className="icon-button small"
          aria-label={t('bulk.clear')}
          title={t('bulk.clear')}
          onClick={() => onSelect(nothing)}
        >
          <IconX size={14} stroke={1.75} />
        </button>
      </div>
    )
  if (!marks) return null
  const all = marks.count >= marks.total && marks.total > 0
  return (
    <div className="picks-head">
      <label className="check-line">
        <input
          type="checkbox"
          className="check"
          checked={all}
          ref={(box) => {
            if (box) box.indeterminate = !all && marks.count > 0
          }}
          disabled={marks.total === 0}
          aria-label={t(all ? 'pick.mark_none' : 'pick.mark_all')}
          onChange={() => marks.mark({ except: [] }, !all)}
        />
        <span className="num">{t('pick.marked', { count: marks.count, total: marks.total })}</span>
      </label>
    </div>
  )
}
