import { isSame } from '#kernel/diff.ts'

/** One value that changed, and the way to it through nested objects. */
export interface AuditLine {
  path: string[]
  from: unknown
  to: unknown
}

/** Every single value that changed: objects such as the firm's profile are taken apart into their fields. */
export function auditLines(diff: readonly { field: string; from?: unknown; to?: unknown }[]): AuditLine[] {
  return diff.flatMap(({ field, from, to }) => linesOf([field], from, to))
}

function linesOf(path: string[], from: unknown, to: unknown): AuditLine[] {
  if (isSame(from, to)) return []
  if (!isObject(from) && !isObject(to)) return [{ path, from: from ?? null, to: to ?? null }]
  const [was, is] = [isObject(from) ? from : {}, isObject(to) ? to : {}]
  const fields = new Set([...Object.keys(was), ...Object.keys(is)])
  return [...fields].flatMap((field) => linesOf([...path, field], was[field], is[field]))
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
