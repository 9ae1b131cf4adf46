import type { Columns } from './columns.ts'
import { ColumnsMenu } from './columns-menu.tsx'
import type { ListProps, View } from './description.ts'
import { FilterMenu } from './filter-menu.tsx'
import type { ListState } from './list-state.ts'
import { SearchBox } from './search-box.tsx'
import type { ChangeState } from './use-list-state.ts'
import { Views } from './views.tsx'
import { useText } from '../texts.ts'
import { usePhone } from '../use-phone.ts'

interface ListBarProps<Row> extends ListProps<Row> {
  state: ListState
  change: ChangeState
  columns: Columns<Row>
  view: View | undefined
  /** The rows of the question before are still on the screen. */
  busy: boolean
  onSearch: (q: string) => void
  /** Nobody types any more. */
  onSearched: () => void
  onLeaveSearch: () => void
}

/** The bar above the rows: name, views, search, filter, columns. */
export function ListBar<Row>(props: ListBarProps<Row>) {
  const t = useText()
  const phone = usePhone()
  const { description, state, change } = props
  return (
    <div className="list-bar">
      <h1 className="list-title">{t(description.title)}</h1>
      <Views {...props} />
      <span className="grow" />
      <SearchBox
        value={state.q}
        fields={description.searchFields ?? []}
        busy={props.busy}
        onChange={props.onSearch}
        onBlur={props.onSearched}
        onLeave={props.onLeaveSearch}
      />
      <FilterMenu filters={description.filters} state={state} change={change} />
      {!phone && <ColumnsMenu columns={props.columns} />}
      {props.renderTools?.({ state, columns: props.columns.shown.map((column) => column.id) })}
    </div>
  )
}
