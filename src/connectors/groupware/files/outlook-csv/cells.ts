import { unguard } from '#kernel/csv.ts'
import { parseDay } from '#kernel/written-value.ts'
import type { DateOrder } from '#kernel/written-value.ts'
import { wordKey } from './headings.ts'

/** A row of a table by the names of its columns. */
export interface Row<N> {
  /** What a cell says; empty when there is no such column. */
  text: (name: N) => string
  /** `2026-11-21`; null: no day. */
  day: (name: N) => string | null
  /** `14:30`; null: no time. */
  time: (name: N) => string | null
  yes: (name: N) => boolean
  list: (name: N) => string[]
}

export function rowOf<N>(
  cells: readonly string[],
  columns: ReadonlyMap<N, number>,
  order: DateOrder,
): Row<N> {
  const text = (name: N) => {
    const at = columns.get(name)
    return at === undefined
      ? ''
      : unguard((cells[at] ?? '').replaceAll(/\r\n?/g, '\n').replaceAll('\0', '').trim())
  }
  return {
    text,
    day: (name) => parseDay(text(name), order) ?? null,
    time: (name) => readTime(text(name)),
    yes: (name) => YES.has(wordKey(text(name))),
    list: (name) => [
      ...new Set(
        text(name)
          .split(/[;,]/)
          .map((word) => word.trim())
          .filter(Boolean),
      ),
    ],
  }
}

const YES = new Set(['ein', 'wahr', 'ja', 'true', 'yes', 'on', '1', 'x'].map(wordKey))

/** `09:00:00`, `9:00:00 AM`, `14:30`. */
function readTime(text: string): string | null {
  const [, hour, minute = '00', half] =
    /(?:^|\s)(\d{1,2})(?:[:.](\d\d))(?:[:.]\d\d)?\s*([ap])?\.?m?\.?$/i.exec(text) ?? []
  if (hour === undefined) return null
  const plain = Number(hour) % (half ? 12 : 24)
  return `${String(plain + (half?.toLowerCase() === 'p' ? 12 : 0)).padStart(2, '0')}:${minute}`
}

/** `Normal`, `Privat`, `Vertraulich`; Outlook says privacy in two columns. */
export function isPrivate(row: Row<'private' | 'sensitivity'>): boolean {
  return row.yes('private') || PRIVATE.has(wordKey(row.text('sensitivity')))
}

const PRIVATE = new Set(
  ['Privat', 'Private', 'Vertraulich', 'Confidential', 'Persönlich', 'Personal'].map(wordKey),
)
