import { useState } from 'react'
import { KeyCaps } from '../key-caps.tsx'
import { useText } from '../texts.ts'
import { complain } from '../undo.ts'
import type { ListDescription, ViewState } from './description.ts'
import { questionKey } from './list-state.ts'
import type { Rows } from './use-rows.ts'

/** How many there are, what is on its way, and the keys worth knowing. */
export function StatusLine<Row>(props: {
  description: ListDescription<Row>
  rows: Rows<Row>
  state: ViewState
  peekable: boolean
}) {
  const t = useText()
  const { description, rows } = props
  const [exact, countAll] = useExactCount(props.description, props.state)
  const total = rows.totalIsMinimum ? (exact ?? rows.total) : rows.total
  const count = total === undefined ? '' : t(description.countText, { count: total })
  const atLeast = rows.totalIsMinimum && exact === undefined
  return (
    <div className="status">
      <span className="num" role="status">
        {atLeast ? t('list.more_than', { what: count }) : count}
      </span>
      {atLeast && description.countAll && (
        <button type="button" className="button ghost small" onClick={countAll}>
          {t('list.count_all')}
        </button>
      )}
      {rows.marching !== undefined && (
        <span className="muted num">{t('list.loading_to', { count: rows.marching })}</span>
      )}
      <span className="grow" />
      <span className="status-keys" aria-hidden="true">
        <KeyCaps keys="j k" /> {t('list.hint.move')}
        {props.peekable && (
          <>
            <KeyCaps keys="Space" /> {t('list.hint.peek')}
          </>
        )}
        <KeyCaps keys="Enter" /> {t('list.hint.open')}
        <KeyCaps keys="x" /> {t('list.hint.choose')}
      </span>
    </div>
  )
}

/** The exact count, asked for by hand; it belongs to one question. */
function useExactCount<Row>(description: ListDescription<Row>, state: ViewState) {
  const key = questionKey(state)
  const [kept, keep] = useState<{ key: string; count: number }>()
  const countAll = () => {
    void description.countAll?.(state).then((count) => keep({ key, count }), complain)
  }
  return [kept?.key === key ? kept.count : undefined, countAll] as const
}
