import type { FieldError } from '#kernel/problem.ts'
import { isFieldError, readCustomValue } from './custom-field.ts'
import type { FieldRule } from './custom-field.ts'

/**
 * The values of a record's own fields, read by their rules, and everything that is wrong with them. `mine` are the
 * fields this record has; a new one begins with their defaults.
 */
export function readCustomValues(
  given: Record<string, unknown>,
  fields: readonly FieldRule[],
  { mine = fields, isNew }: { mine?: readonly FieldRule[]; isNew: boolean },
): { custom: Record<string, unknown>; errors: FieldError[] } {
  const custom: Record<string, unknown> = {}
  const errors: FieldError[] = []
  for (const [key, value] of Object.entries(given)) {
    const field = fields.find((one) => one.key === key)
    if (!field) {
      errors.push({ path: `custom.${key}`, code: 'unknown_field', message: 'There is no such custom field.' })
      continue
    }
    const read = readCustomValue(field, value)
    if (isFieldError(read)) errors.push(read)
    else if (read !== null) custom[key] = read
  }
  for (const { key, defaultValue, required, name } of mine) {
    if (isNew && custom[key] === undefined && defaultValue !== null) custom[key] = defaultValue
    if (required && custom[key] === undefined)
      errors.push({ path: `custom.${key}`, code: 'required', message: `"${name}" is required.` })
  }
  return { custom, errors }
}
