import type { ComponentType, ReactNode } from 'react'
import type { TextKey, Translate } from '../texts.ts'
import type { MenuItem } from '../menu.tsx'

/** Everything a list must know about one kind of record; a new list page is such a description and a screen. */
export interface ListDescription<Row> {
  /** Names the list where columns and widths are kept. */
  id: string
  /** The kind of record: the live stream refreshes the list by it. */
  kind: string
  title: TextKey
  /** `{count} Kontakte`, with plural forms. */
  countText: TextKey
  columns: Column<Row>[]
  filters: Filter[]
  defaultSort: string
  /** `field:` words of the search, for the explanation. */
  searchFields?: { field: string; text: TextKey }[]
  /** Its reverse order is not the same list from its end: some rows come last in both. */
  oneWay?: boolean
  rowId: (row: Row) => string
  rowName: (row: Row) => string
  /** The two-line card that a phone shows. */
  card: (row: Row) => Card
  load: (question: ListQuestion) => Promise<ListPage<Row>>
  /** How many rows a question finds: to a cap, which is quick, or exactly. */
  count: (view: ViewState, how: 'capped' | 'exact', signal: AbortSignal) => Promise<Count>
}

/** A name out of the catalogue, or `label`: the firm's own name for a field of its own. */
export interface Named {
  text: TextKey
  label?: string
}

/** What to call it. */
export function labelOf({ text, label }: Named, t: Translate): string {
  return label ?? t(text)
}

/** One column. `render` gives words or plain spans: no components of a library in a virtual row. */
export interface Column<Row> extends Named {
  id: string
  width: number
  align?: 'start' | 'end'
  /** The field to sort by, when it sorts. */
  sort?: string
  /** Left out until chosen. */
  hidden?: boolean
  /** Cannot be left out: the name. */
  fixed?: boolean
  render: (row: Row) => ReactNode
  /** A small editor over the cell (F2 or double click); says when it has finished. */
  editor?: (props: CellEditorProps<Row>) => ReactNode
}

export interface CellEditorProps<Row> {
  row: Row
  close: () => void
}

export interface Card {
  mark?: ReactNode
  title: string
  subtitle?: string | undefined
  side?: ReactNode
  meta?: string | undefined
}

interface FilterOf<Kind extends string> extends Named {
  kind: Kind
  id: string
}

export interface Option {
  value: string
  label: string
}

export type FindOptions = (q: string, signal: AbortSignal) => Promise<Option[]>

/** A way to narrow the list. `param` is the name in the API and in the address alike. */
export type Filter =
  | (FilterOf<'choice' | 'choices'> & { param: string; options: Option[] })
  /** One of the options, never several: whose they are, person or company. */
  | (FilterOf<'one'> & { param: string; options: Option[] })
  | (FilterOf<'user'> & { param: string; options: Option[] })
  /** One record of the kind `of`, found by typing; `options` has the chosen one by its name. */
  | (FilterOf<'record'> & { param: string; of: string; options: Option[]; find: FindOptions })
  | (FilterOf<'text' | 'boolean'> & { param: string })
  | (FilterOf<'dateRange' | 'numberRange' | 'textRange'> & { from: string; to: string })

/** The values of filters by parameter. */
export type FilterValues = Record<string, string[]>

/** What the server is asked for. */
export interface ListQuestion {
  q: string
  sort: string
  filters: FilterValues
  cursor: string | null
  /** Rows to pass over first, to jump into the middle. */
  skip: number
  limit: number
  signal: AbortSignal
}

export interface ListPage<Row> {
  items: Row[]
  nextCursor: string | null
}

export interface Count {
  total: number
  /** The count stopped at its cap: there are more than `total`. */
  isMinimum: boolean
}

/** What is chosen: these rows, or all that the filter finds but these. */
export interface Selection {
  mode: 'some' | 'all'
  ids: ReadonlySet<string>
}

/** A saved view: a name for a state of the list. */
export interface View {
  id: string
  name: string
  shared: boolean
  mine: boolean
  state: ViewState
}

export interface ViewState {
  q: string
  sort: string
  filters: FilterValues
  columns?: string[] | undefined
}

/** What a bulk action works on: the rows by id, or the question that finds them. */
export type Chosen = { ids: string[] } | { filter: { q: string; filters: FilterValues }; except: string[] }

export interface BulkAction {
  id: string
  label: string
  icon?: React.ComponentType<{ size?: number; stroke?: number }>
  danger?: boolean
  /** Stands in the menu of the rest: the bar has room for half a dozen. */
  rare?: boolean
  /** Offered only for such a choice; else for any. */
  fits?: (chosen: Chosen) => boolean
  run: (chosen: Chosen, clear: () => void) => void
}

/** A letter that does something with the row one is on. */
export interface RowKey<Row> {
  id: string
  text: TextKey
  keys: string[]
  run: (row: Row) => void
}

export interface ListProps<Row> {
  description: ListDescription<Row>
  onOpen: (row: Row) => void
  renderPeek?: (id: string) => ReactNode
  rowMenu?: (row: Row) => MenuItem[]
  rowKeys?: RowKey<Row>[]
  bulkActions?: BulkAction[]
  views?: View[]
  onSaveView?: (view: Omit<View, 'id' | 'mine'> & { id?: string }) => void
  onDeleteView?: (view: View) => void
  /** Stands around the rows and knows what they were searched by, to mark it in them. */
  Marks?: ComponentType<{ q: string; children: ReactNode }>
  /** Stands between the filters and the rows, and knows what is chosen. */
  renderAbove?: (now: { state: ViewState; chosen: Chosen; count: number }) => ReactNode
  /** Buttons of this list at the right of its bar. */
  renderTools?: (now: { state: ViewState; columns: string[] }) => ReactNode
  /** What a list without any record shows: one sentence, the next step. */
  empty: ReactNode
}
