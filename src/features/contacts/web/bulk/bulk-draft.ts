import type { BulkChange } from '../../bulk.ts'

export const BULK_FIELDS = [
  'tags',
  'managers',
  'typeId',
  'temperatureId',
  'class',
  'visibility',
  'industry',
  'language',
] as const

/** A field that can be changed in many contacts: one of ours, or one of the firm's own. */
export type BulkField = (typeof BULK_FIELDS)[number] | `custom.${string}`

/** The parts of a change that a field stands for. */
const PARTS: Partial<Record<BulkField, (keyof BulkChange)[]>> = {
  tags: ['addTags', 'removeTags'],
  managers: ['managers', 'addManagers', 'removeManagers'],
}

/** The change without what it says of this field. */
export function without(change: BulkChange, field: BulkField): BulkChange {
  const key = customKey(field)
  if (key !== undefined) {
    const { [key]: _, ...custom } = change.custom ?? {}
    return { ...change, custom }
  }
  const parts: string[] = PARTS[field] ?? [field]
  return Object.fromEntries(Object.entries(change).filter(([part]) => !parts.includes(part)))
}

/** The key of a field of the firm's own. */
export function customKey(field: BulkField): string | undefined {
  return field.startsWith('custom.') ? field.slice('custom.'.length) : undefined
}

/** What is said so far and can be sent: nothing empty. */
export function saidIn(change: BulkChange): BulkChange | undefined {
  const said = Object.entries(change).filter(([part, value]) => {
    if (value === undefined) return false
    if (Array.isArray(value)) return value.length > 0 || part === 'managers'
    return typeof value !== 'object' || value === null || Object.keys(value).length > 0
  })
  return said.length > 0 ? Object.fromEntries(said) : undefined
}
