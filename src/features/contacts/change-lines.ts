import { isSame } from '#kernel/diff.ts'
import type { Detail } from './detail.ts'

/** One field as the journal keeps its change. */
export interface FieldChange {
  field: string
  from?: unknown
  to?: unknown
}

/** One thing that became another: a single value each side, `null` where there was or is nothing. */
export interface ChangeLine {
  /** The field, or the kind of the row (`phone`), or `custom`. */
  field: string
  /** The key of a custom field. */
  key?: string
  category?: string
  from: unknown
  to: unknown
}

/**
 * A change as people tell it: of a list only what came and went, of the ways to reach somebody the one that differs,
 * of the custom fields each by itself. What only moved is not told.
 */
export function changeLines(changes: readonly FieldChange[]): ChangeLine[] {
  return changes.flatMap(({ field, from = null, to = null }) => {
    if (field === 'details') return detailLines(rows(from), rows(to))
    if (field === 'custom') return customLines(from, to)
    if (Array.isArray(from) || Array.isArray(to)) return listLines(field, from, to)
    // A person's employer is told by its name.
    if (field === 'companyId' && changes.some((other) => other.field === 'companyName')) return []
    return [{ field, from, to }]
  })
}

function detailLines(before: Detail[], after: Detail[]): ChangeLine[] {
  const gone = before.filter((row) => !after.some((other) => sameRow(row, other)))
  const come = after.filter((row) => !before.some((other) => sameRow(row, other)))
  const lines: ChangeLine[] = gone.map((row) => {
    const at = come.findIndex((other) => other.kind === row.kind)
    const [next] = at < 0 ? [] : come.splice(at, 1)
    return {
      field: row.kind,
      category: next?.category ?? row.category,
      from: row.value,
      to: next?.value ?? null,
    }
  })
  for (const row of come) lines.push({ field: row.kind, category: row.category, from: null, to: row.value })
  return lines
}

function customLines(before: unknown, after: unknown): ChangeLine[] {
  const [was, is] = [record(before), record(after)]
  const keys = [...new Set([...Object.keys(was), ...Object.keys(is)])]
  return keys
    .map((key) => ({ field: 'custom', key, from: was[key] ?? null, to: is[key] ?? null }))
    .filter(({ from, to }) => !isSame(from, to))
}

function listLines(field: string, before: unknown, after: unknown): ChangeLine[] {
  const [was, is] = [list(before), list(after)]
  return [
    ...was.filter((one) => !is.includes(one)).map((from) => ({ field, from, to: null })),
    ...is.filter((one) => !was.includes(one)).map((to) => ({ field, from: null, to })),
  ]
}

function sameRow(a: Detail, b: Detail): boolean {
  return a.kind === b.kind && a.category === b.category && isSame(a.value, b.value)
}

function rows(value: unknown): Detail[] {
  return Array.isArray(value) ? (value as Detail[]) : []
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}
