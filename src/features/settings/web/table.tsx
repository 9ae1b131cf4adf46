import type { ReactNode } from 'react'
import { EmptyList, ListError } from '#ui/list/list-states.tsx'
import { useText, type TextKey } from '#ui/texts.ts'
import { Waiting } from './settings-page.tsx'
import './table.css'

/** One column: its heading, and what it shows of a row. */
export interface TableColumn<Row> {
  id: string
  /** Without words, for the menu at the end. */
  title?: TextKey
  /** Long text, which may run over several lines. */
  wraps?: boolean
  draw: (row: Row) => ReactNode
}

/** What a table asks of the question behind it. */
export interface Asked<Row> {
  rows: Row[] | undefined
  error: Error | null
  again: () => void
  /** Fetches the next page, if there is one. */
  more?: (() => void) | undefined
}

interface TableProps<Row> extends Asked<Row> {
  label: string
  columns: TableColumn<Row>[]
  empty: { title: string; text?: string; action?: ReactNode }
}

/** A table of the administration: few enough rows to stand in the page, more by a button; cards on a phone. */
export function Table<Row extends { id: string }>(props: TableProps<Row>) {
  const t = useText()
  const { rows, error, columns, empty } = props
  if (error && !rows) return <ListError error={error} onRetry={props.again} />
  if (!rows) return <Waiting lines={8} />
  if (rows.length === 0)
    return (
      <EmptyList title={empty.title} {...(empty.text && { text: empty.text })}>
        {empty.action}
      </EmptyList>
    )
  return (
    // The frame scrolls sideways where columns are many, so the keyboard must reach it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="table-frame" role="region" aria-label={props.label} tabIndex={0}>
      <table className="table">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.id} scope="col">
                {column.title ? t(column.title) : <span className="sr-only">{t('list.actions')}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              {columns.map((column) => (
                <td
                  key={column.id}
                  className={column.title ? (column.wraps ? 'wraps' : '') : 'end'}
                  data-label={column.title && t(column.title)}
                >
                  <div className="table-cell">{column.draw(row)}</div>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {props.more && (
        <div className="table-foot">
          <button type="button" className="button" onClick={props.more}>
            {t('settings.more')}
          </button>
        </div>
      )}
    </div>
  )
}
