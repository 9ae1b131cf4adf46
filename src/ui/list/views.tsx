import { IconDeviceFloppy, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { Popover } from '../popover.tsx'
import { useText } from '../texts.ts'
import type { Columns } from './columns.ts'
import type { ListProps, View } from './description.ts'
import { sameQuestion, type ListState } from './list-state.ts'
import type { ChangeState } from './use-list-state.ts'

interface ViewsProps<Row> extends ListProps<Row> {
  state: ListState
  change: ChangeState
  columns: Columns<Row>
  view: View | undefined
}

/** Saved views as tabs: "Alle", one's own, the shared ones; and an offer to save what was changed. */
export function Views<Row>(props: ViewsProps<Row>) {
  const t = useText()
  const { views = [], view, state, change, description } = props
  const plain = { q: '', sort: description.defaultSort, filters: {} }
  const differs = !sameQuestion(state, view?.state ?? plain)
  if (!props.onSaveView && !views.length) return null
  const choose = (to: View | undefined) => {
    const { q, sort, filters } = to?.state ?? plain
    change({ q, sort, filters, view: to?.id ?? '', peek: '' })
  }
  return (
    <div className="views">
      <button type="button" className="tab" aria-pressed={!view} onClick={() => choose(undefined)}>
        {t('views.all')}
      </button>
      {views.map((other) => (
        <button
          key={other.id}
          type="button"
          className="tab"
          aria-pressed={other === view}
          onClick={() => choose(other)}
        >
          {other.name}
        </button>
      ))}
      {differs && props.onSaveView && (
        <Popover
          label={t('views.save')}
          className="padded"
          renderOpener={(opener) => (
            <button type="button" className="button ghost small" title={t('views.changed')} {...opener}>
              <IconDeviceFloppy size={14} stroke={1.75} />
              {t('views.save')}
            </button>
          )}
        >
          {(close) => <SaveView {...props} onDone={close} />}
        </Popover>
      )}
      {!differs && view?.mine && props.onDeleteView && (
        <button
          type="button"
          className="icon-button small"
          aria-label={t('views.delete', { name: view.name })}
          onClick={() => {
            props.onDeleteView?.(view)
            choose(undefined)
          }}
        >
          <IconTrash size={14} stroke={1.75} />
        </button>
      )}
    </div>
  )
}

function SaveView<Row>({
  view,
  state,
  columns,
  onSaveView,
  onDone,
}: ViewsProps<Row> & { onDone: () => void }) {
  const t = useText()
  const [name, setName] = useState('')
  const [shared, setShared] = useState(false)
  const { q, sort, filters } = state
  const kept = { q, sort, filters, columns: columns.shown.map((column) => column.id) }
  const save = (named: { id?: string; name: string; shared: boolean }) => {
    onSaveView?.({ ...named, state: kept })
    onDone()
  }
  return (
    <form
      className="save-view"
      onSubmit={(event) => {
        event.preventDefault()
        if (name.trim()) save({ name: name.trim(), shared })
      }}
    >
      {view?.mine && (
        <button
          type="button"
          className="button"
          onClick={() => save({ id: view.id, name: view.name, shared: view.shared })}
        >
          {t('views.update', { name: view.name })}
        </button>
      )}
      <label className="filter-value">
        {t('views.name')}
        <input
          className="field"
          value={name}
          maxLength={60}
          onChange={(event) => setName(event.target.value)}
        />
      </label>
      <label className="check-line">
        <input
          type="checkbox"
          className="check"
          checked={shared}
          onChange={(event) => setShared(event.target.checked)}
        />
        {t('views.shared')}
      </label>
      <button type="submit" className="button primary" disabled={!name.trim()}>
        {t('views.save_new')}
      </button>
    </form>
  )
}
