import { IconDots, IconX } from '@tabler/icons-react'
import { Menu } from '../menu.tsx'
import { useText } from '../texts.ts'
import type { BulkAction, Selection, ViewState } from './description.ts'
import { chosenCount, chosenOf, everything, nothing } from './selection.ts'
import type { Rows } from './use-rows.ts'

interface BulkBarProps<Row> {
  selection: Selection
  setSelection: (selection: Selection) => void
  rows: Rows<Row>
  state: ViewState
  actions: BulkAction[]
}

/** What can be done with everything chosen; it comes from below as soon as something is. */
export function BulkBar<Row>({ selection, setSelection, rows, state, actions }: BulkBarProps<Row>) {
  const t = useText()
  const count = chosenCount(selection, rows.total)
  if (count === 0) return null
  const clear = () => setSelection(nothing)
  const chosen = chosenOf(selection, state)
  const offered = actions.filter(({ fits }) => fits?.(chosen) ?? true)
  const offerAll = selection.mode === 'some' && rows.total !== undefined && rows.total > count
  const rare = offered.filter((action) => action.rare && !action.danger)
  const draw = (action: BulkAction) => (
    <button
      key={action.id}
      type="button"
      className={action.danger ? 'button small danger' : 'button small'}
      onClick={() => action.run(chosen, clear)}
    >
      {action.icon && <action.icon size={14} stroke={1.75} />}
      {action.label}
    </button>
  )
  return (
    <div className="bulk" role="toolbar" aria-label={t('bulk.title')}>
      <span className="bulk-count num">{t('bulk.chosen', { count })}</span>
      {offerAll && (
        <button type="button" className="button ghost small" onClick={() => setSelection(everything)}>
          {t(rows.totalIsMinimum ? 'bulk.all_found' : 'bulk.all', { count: rows.total ?? 0 })}
        </button>
      )}
      {offered.filter((action) => !action.danger && !action.rare).map(draw)}
      {rare.length > 0 && (
        <Menu
          label={t('bulk.more')}
          side="end"
          items={rare.map(({ id, label, icon, run }) => ({
            id,
            label,
            ...(icon && { icon }),
            run: () => run(chosen, clear),
          }))}
          renderOpener={(opener) => (
            <button type="button" className="button small" {...opener}>
              <IconDots size={14} stroke={1.75} />
              {t('bulk.more')}
            </button>
          )}
        />
      )}
      {offered.filter((action) => action.danger).map(draw)}
      <button type="button" className="icon-button small" aria-label={t('bulk.clear')} onClick={clear}>
        <IconX size={14} stroke={1.75} />
      </button>
    </div>
  )
}
