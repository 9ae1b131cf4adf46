import { readCustomValue } from '#features/customfields/custom-field.ts'
import type { CustomValue, FieldRule } from '#features/customfields/custom-field.ts'
import type { FieldError } from '#kernel/problem.ts'
import { parseDay, parseDecimal } from '#kernel/written-value.ts'
import type { DateOrder, DecimalSign } from '#kernel/written-value.ts'
import { joinList, splitList } from './list-cell.ts'
import { readYes, writeYes } from './words.ts'

/** A cell as the value of a custom field: numbers, days and yes/no as people write them. */
export function readCustomCell(
  field: FieldRule,
  cell: string,
  { decimal, dateOrder }: { decimal: DecimalSign; dateOrder: DateOrder },
): CustomValue | FieldError {
  return readCustomValue(field, written(field, cell, decimal, dateOrder) ?? cell)
}

/** The value of a custom field as a cell that `readCustomCell` reads again. */
export function writeCustomCell(value: unknown, language: 'de' | 'en'): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return joinList(value.map(String))
  if (typeof value === 'boolean') return writeYes(String(value), language)
  if (typeof value === 'number') return language === 'de' ? String(value).replace('.', ',') : String(value)
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function written(field: FieldRule, cell: string, decimal: DecimalSign, dateOrder: DateOrder): unknown {
  const option = (text: string) =>
    field.options.find((o) => o === text) ?? field.options.find((o) => o.toLowerCase() === text.toLowerCase())
  switch (field.type) {
    case 'number':
      return parseDecimal(cell, decimal)
    case 'date':
      return parseDay(cell, dateOrder)
    case 'boolean':
      return readYes(cell)
    case 'choice':
      return option(cell)
    case 'choices':
      return splitList(cell, true).map((text) => option(text) ?? text)
    default:
      return cell
  }
}
