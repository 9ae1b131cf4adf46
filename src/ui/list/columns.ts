import { useMemo } from 'react'
import { usePreference } from '../api/preferences.ts'
import type { Column } from './description.ts'

/** Which columns are shown, in which order and how wide; kept per list for the user, on every device. */
export interface Layout {
  order?: string[]
  widths?: Record<string, number>
}

export interface Columns<Row> {
  shown: Column<Row>[]
  /** Every column, shown ones in their order first. */
  all: Column<Row>[]
  widthOf: (column: Column<Row>) => number
  show: (ids: string[]) => void
  resize: (id: string, width: number) => void
  reset: () => void
}

const leastWidth = 64
const none: Layout = {}

/** The columns of a list as the user arranged them. A saved view may bring its own. */
export function useColumns<Row>(list: string, columns: Column<Row>[], fromView?: string[]): Columns<Row> {
  const [layout = none, keep] = usePreference<Layout>(`columns.${list}`)
  const shown = useMemo(() => arrange(columns, fromView ?? layout.order), [columns, fromView, layout.order])
  return {
    shown,
    all: [...shown, ...columns.filter((column) => !shown.includes(column))],
    widthOf: (column) => layout.widths?.[column.id] ?? column.width,
    show: (order) => keep({ ...layout, order }),
    resize: (id, width) =>
      keep({ ...layout, widths: { ...layout.widths, [id]: Math.max(leastWidth, Math.round(width)) } }),
    reset: () => keep({}),
  }
}

/** The shown columns in the wanted order; columns that must not be missing come first if they are. */
export function arrange<Row>(columns: Column<Row>[], order: string[] | undefined): Column<Row>[] {
  if (!order) return columns.filter((column) => !column.hidden)
  const wanted = order.flatMap((id) => columns.find((column) => column.id === id) ?? [])
  return [...columns.filter((column) => column.fixed && !wanted.includes(column)), ...wanted]
}

/** Moves one entry of an order to another's place. */
export function moved(order: string[], id: string, to: number): string[] {
  const rest = order.filter((other) => other !== id)
  return [...rest.slice(0, to), id, ...rest.slice(to)]
}
