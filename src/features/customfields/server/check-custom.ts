import type { RawBuilder, SqlBool } from 'kysely'
import { Problem } from '#kernel/problem.ts'
import type { Database } from '#platform/database.ts'
import type { FieldKind, FieldRule } from '../custom-field.ts'
import { readCustomValues } from '../custom-values.ts'
import { customCondition } from './custom-condition.ts'
import { readFieldRules } from './custom-fields.ts'
import type { CustomFieldsDb } from './tables.ts'

/** The firm's own fields of a record, read by their rules; what is wrong with any of them is refused. */
export function checkCustom(
  custom: Record<string, unknown>,
  fields: readonly FieldRule[],
  isNew: boolean,
): Record<string, unknown> {
  const read = readCustomValues(custom, fields, { isNew })
  if (read.errors.length === 0) return read.custom
  const said = read.errors.map((error) => `${error.path}: ${error.message}`).join('; ')
  throw new Problem('invalid', 'invalid', said, read.errors)
}

/** What the address of a list asks of own fields (`custom.<key>`), as conditions. */
export async function customConditions(
  db: Database<CustomFieldsDb>,
  kind: FieldKind,
  query: object,
): Promise<RawBuilder<SqlBool>[]> {
  const asked = Object.entries(query).filter(([name]) => name.startsWith('custom.'))
  if (asked.length === 0) return []
  const fields = await readFieldRules(db, kind)
  return asked.map(([name, value]) => customCondition(fields, name.slice(7), value))
}
