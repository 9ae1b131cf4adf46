import { IconX } from '@tabler/icons-react'
import { Popover } from '../popover.tsx'
import { useText } from '../texts.ts'
import { labelOf, type Filter } from './description.ts'
import { FilterEditor } from './lazy-filter-editor.tsx'
import { filterWords } from './filter-words.ts'
import { paramsOf, withFilter, type ListState } from './list-state.ts'
import type { ChangeState } from './use-list-state.ts'

/** What narrows the list, in words; each can be changed or taken away. */
export function FilterChips({
  filters,
  state,
  change,
}: {
  filters: Filter[]
  state: ListState
  change: ChangeState
}) {
  const t = useText()
  const chips = filters.flatMap((filter) => {
    const words = filterWords(filter, state.filters, t)
    return words ? [{ filter, words }] : []
  })
  if (!chips.length) return null
  const remove = (filter: Filter) => {
    let next = state.filters
    for (const param of paramsOf(filter)) next = withFilter(next, param, [])
    change({ filters: next })
  }
  return (
    <div className="chips" role="group" aria-label={t('filter.title')}>
      {chips.map(({ filter, words }) => (
        <span key={filter.id} className="chip">
          <Popover
            label={labelOf(filter, t)}
            className="padded"
            renderOpener={(props) => (
              <button type="button" className="chip-words" {...props}>
                {words}
              </button>
            )}
          >
            {() => (
              <FilterEditor
                filter={filter}
                values={state.filters}
                onChange={(next) => change({ filters: next })}
              />
            )}
          </Popover>
          <button
            type="button"
            className="icon-button small"
            aria-label={t('filter.remove', { words })}
            onClick={() => remove(filter)}
          >
            <IconX size={12} stroke={2} />
          </button>
        </span>
      ))}
      <button type="button" className="button ghost small" onClick={() => change({ filters: {} })}>
        {t('filter.clear')}
      </button>
    </div>
  )
}
