/** One top-level field that differs; null stands for "was not there" and "is not there any more". */
export interface Change {
  field: string
  from: unknown
  to: unknown
}

/** Applies a JSON merge patch (RFC 7396): null removes, objects merge, all else replaces. Changes neither. */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch
  const merged = new Map(isObject(target) ? Object.entries(target) : [])
  for (const [field, value] of Object.entries(patch)) {
    if (value === null) merged.delete(field)
    else merged.set(field, mergePatch(merged.get(field), value))
  }
  return Object.fromEntries(merged)
}

/**
 * The top-level fields in which two records of JSON values differ, in order of first appearance. Arrays are
 * compared as one value; absent, undefined and null are the same, and dates are compared as they
 * are written.
 */
export function diff(before: object, after: object): Change[] {
  const [was, is] = [
    new Map<string, unknown>(Object.entries(before)),
    new Map<string, unknown>(Object.entries(after)),
  ]
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((field) => ({ field, from: was.get(field) ?? null, to: is.get(field) ?? null }))
    .filter(({ from, to }) => !isSame(from, to))
}

/** The merge patch that leads from `before` to `after` of these changes. */
export function patchOf(changes: readonly Change[]): Record<string, unknown> {
  return Object.fromEntries(changes.map(({ field, from, to }) => [field, patchBetween(from, to)]))
}

/** The same changes backwards, to undo them. */
export function inverse(changes: readonly Change[]): Change[] {
  return changes.map(({ field, from, to }) => ({ field, from: to, to: from }))
}

/** Whether two JSON values are equal, whatever the order of their fields; absent is null. */
export function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a ?? null, b ?? null)) return true
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((value, at) => isSame(value, b[at]))
  }
  if (isObject(a) && isObject(b)) return diff(a, b).length === 0
  return isDate(a) && isDate(b) ? JSON.stringify(a) === JSON.stringify(b) : a === b
}

function patchBetween(from: unknown, to: unknown): unknown {
  return isObject(from) && isObject(to) ? patchOf(diff(from, to)) : to
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isDate(value)
}

/** A Date, a Temporal value: what says itself how it is written as JSON. */
function isDate(value: unknown): boolean {
  return (
    typeof value === 'object' && value !== null && 'toJSON' in value && typeof value.toJSON === 'function'
  )
}
