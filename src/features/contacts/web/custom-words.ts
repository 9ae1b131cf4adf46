import type { FieldRule } from '#features/customfields/custom-field.ts'
import { formatDay, formatNumber } from '#ui/format.ts'
import { text } from '#ui/texts.ts'
import { nameOf, type Vocabulary } from './contact-api.ts'

/** The value of a field of the firm as one reads it; empty where there is none. */
export function customWords(
  field: Pick<FieldRule, 'type'>,
  value: unknown,
  known: Pick<Vocabulary, 'users' | 'groups'>,
): string {
  if (value === undefined || value === null || value === '') return ''
  if (Array.isArray(value)) return value.join(', ')
  if (typeof value === 'boolean') return text(value ? 'yes' : 'no')
  if (typeof value === 'number') return formatNumber(value)
  if (typeof value !== 'string') return ''
  if (field.type === 'date') return formatDay(value)
  if (field.type === 'user') return nameOf(known, value)
  return value
}
