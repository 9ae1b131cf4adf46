import { KeyCaps } from '../key-caps.tsx'
import { useText } from '../texts.ts'
import { complain } from '../undo.ts'
import type { ListDescription } from './description.ts'
import type { Rows } from './use-rows.ts'

/** How many there are, what is on its way, and the keys worth knowing. */
export function StatusLine<Row>(props: {
  description: ListDescription<Row>
  rows: Rows<Row>
  peekable: boolean
}) {
  const t = useText()
  const { description, rows } = props
  const { total, totalIsMinimum: atLeast, countAll } = rows
  const count = total === undefined ? '' : t(description.countText, { count: total })
  return (
    <div className="status">
      <span className="num" role="status">
        {atLeast ? t('list.more_than', { what: count }) : count}
      </span>
      {atLeast && (
        <button type="button" className="button ghost small" onClick={() => void countAll().catch(complain)}>
          {t('list.count_all')}
        </button>
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
