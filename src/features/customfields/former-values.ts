import type { CustomField } from './custom-field.ts'

type Custom = Record<string, unknown>

/** What a merge by keys has to say so that each field has its former value, and one that was empty is empty again. */
export function formerCustom(before: Custom, change: Custom): Custom {
  return Object.fromEntries(Object.keys(change).map((key) => [key, before[key] ?? null]))
}

/** What the fields of a new record begin with. */
export function defaultsOf(fields: readonly Pick<CustomField, 'key' | 'retired' | 'defaultValue'>[]): Custom {
  const given = fields.filter(({ retired, defaultValue }) => !retired && defaultValue !== null)
  return Object.fromEntries(given.map(({ key, defaultValue }) => [key, defaultValue]))
}
