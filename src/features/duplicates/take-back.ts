import type { Contact, ContactChange } from '#features/contacts/contact.ts'
import type { Detail } from '#features/contacts/detail.ts'
import { isSame } from '#kernel/diff.ts'
import type { Change } from '#kernel/diff.ts'

/**
 * The way back from what a merge did to the contact that stayed: each field gets its old value where it still holds
 * what the merge gave it; of lists and ways to reach it, what came goes and what had to go comes. `left` are the fields
 * somebody has changed since.
 */
export function takeBack(
  contact: Contact,
  changes: readonly Change[],
): { change: ContactChange; left: string[] } {
  const change: Record<string, unknown> = {}
  const left: string[] = []
  const employer = contact.kind === 'person' && changes.some(({ field }) => field === 'companyId')
  for (const { field, from, to } of changes) {
    const now = contact[field as keyof Contact]
    if (field === 'photo' || (employer && field === 'companyName')) continue
    if (field === 'custom') {
      const back = customBack(contact.custom, from, to)
      if (Object.keys(back.values).length > 0) change['custom'] = back.values
      left.push(...back.left)
    } else if (isSame(now, to)) change[field] = from
    else if (field === 'details') change[field] = listBack(now as Detail[], from as Detail[], to as Detail[])
    else if (Array.isArray(now)) change[field] = listBack(now, from as unknown[], to as unknown[])
    else left.push(field)
  }
  if (employer && change['companyId'] === null)
    change['companyName'] = changes.find(({ field }) => field === 'companyName')?.from ?? null
  return { change, left }
}

/** The list without what came by the merge and with what went by it; what happened to it since stays. */
function listBack<T>(now: readonly T[], from: readonly T[], to: readonly T[]): T[] {
  const has = (list: readonly T[], one: T) => list.some((other) => isSame(bare(other), bare(one)))
  const kept = now.filter((one) => has(from, one) || !has(to, one))
  const gone = from.filter((one) => !has(to, one) && !has(kept, one))
  return [...kept, ...gone]
}

/** A row whose mark as primary moved on is the same row. */
function bare(one: unknown): unknown {
  return typeof one === 'object' && one !== null ? { ...one, primary: null } : one
}

function customBack(now: Contact['custom'], from: unknown, to: unknown) {
  const [before, after] = [from, to].map((one) => (one ?? {}) as Record<string, unknown>) as [
    Record<string, unknown>,
    Record<string, unknown>,
  ]
  const values: Record<string, unknown> = {}
  const left: string[] = []
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (isSame(before[key], after[key])) continue
    if (isSame(now[key], after[key])) values[key] = before[key] ?? null
    else left.push(`custom.${key}`)
  }
  return { values, left }
}
