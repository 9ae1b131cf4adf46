import { IconArrowLeft, IconFilter } from '@tabler/icons-react'
import { useState } from 'react'
import { Popover } from '../popover.tsx'
import { useText } from '../texts.ts'
import { labelOf, type Filter } from './description.ts'
import { FilterEditor } from './lazy-filter-editor.tsx'
import { isSet } from './filter-words.ts'
import type { ListState } from './list-state.ts'
import type { ChangeState } from './use-list-state.ts'

interface FilterMenuProps {
  filters: Filter[]
  state: ListState
  change: ChangeState
}

/** Chooses what to filter by, then how. */
export function FilterMenu(props: FilterMenuProps) {
  const t = useText()
  if (!props.filters.length) return null
  const set = props.filters.filter((filter) => isSet(filter, props.state.filters)).length
  return (
    <Popover
      label={t('filter.title')}
      side="end"
      renderOpener={(opener) => (
        <button
          type="button"
          className="button ghost bar-button"
          aria-label={set ? t('filter.count', { count: set }) : t('filter.title')}
          {...opener}
        >
          <IconFilter size={16} stroke={1.75} />
          <span>{t('filter.title')}</span>
        </button>
      )}
    >
      {() => <FilterChoice {...props} />}
    </Popover>
  )
}

function FilterChoice({ filters, state, change }: FilterMenuProps) {
  const t = useText()
  const [openId, setOpenId] = useState<string>()
  const open = filters.find(({ id }) => id === openId)
  if (open)
    return (
      <div className="filter-editor">
        <button type="button" className="button ghost small" onClick={() => setOpenId(undefined)}>
          <IconArrowLeft size={14} stroke={1.75} />
          {labelOf(open, t)}
        </button>
        <FilterEditor
          key={open.id}
          filter={open}
          values={state.filters}
          onChange={(next) => change({ filters: next })}
        />
      </div>
    )
  return (
    <div className="filter-names">
      {filters.map((filter) => (
        <button key={filter.id} type="button" className="menu-item" onClick={() => setOpenId(filter.id)}>
          <span className="grow cut">{labelOf(filter, t)}</span>
          {isSet(filter, state.filters) && <span className="muted">{t('filter.set')}</span>}
        </button>
      ))}
    </div>
  )
}
