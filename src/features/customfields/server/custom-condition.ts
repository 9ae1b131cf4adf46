import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import { invalid } from '#kernel/problem.ts'
import type { FieldRule } from '../custom-field.ts'

/**
 * What a filter `custom.<key>` asks of the record `r`: `a`, `a..b`, `a..`, `..b` for numbers and days; the value itself
 * for the rest; `none` for empty.
 */
export function customCondition(
  fields: readonly FieldRule[],
  key: string,
  given: unknown,
): RawBuilder<SqlBool> {
  const field = fields.find((f) => f.key === key)
  if (!field || (typeof given !== 'string' && !Array.isArray(given))) {
    throw invalid(`custom.${key}`, 'unknown_filter', 'There is no such custom field.')
  }
  const values: string[] = Array.isArray(given) ? given.map(String) : [given]
  const value = sql`(r.custom ->> ${key})`
  const arms = values.map((text) => {
    if (text === 'none') return sql`${value} is null`
    if (field.type === 'boolean')
      return text === 'true'
        ? sql`r.custom @> ${JSON.stringify({ [key]: true })}::jsonb`
        : sql`coalesce(${value}, 'false') = 'false'`
    if (field.type === 'choices') return sql`r.custom @> ${JSON.stringify({ [key]: [text] })}::jsonb`
    if (field.type === 'number') return between(sql`${value}::numeric`, text, 'numeric', key)
    if (field.type === 'date') return between(value, text, 'text', key)
    if (['text', 'longText', 'link', 'email', 'phone'].includes(field.type))
      return sql`${value} ilike ${`%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`}`
    return sql`lower(${value}) = lower(${text})`
  })
  return sql<SqlBool>`(${sql.join(arms, sql` or `)})`
}

function between(
  value: RawBuilder<unknown>,
  text: string,
  type: 'numeric' | 'text',
  key: string,
): RawBuilder<unknown> {
  const [from, to = from] = text.includes('..') ? text.split('..') : [text]
  const isBound = (bound: string | undefined) =>
    !bound || (type === 'numeric' ? Number.isFinite(Number(bound)) : /^\d{4}-\d\d-\d\d$/.test(bound))
  if (!isBound(from) || !isBound(to))
    throw invalid(`custom.${key}`, 'bad_range', 'Write 10..20, 10.. or ..20.')
  const cast = sql.raw(type)
  const low = from ? sql`${value} >= ${from}::${cast}` : sql`true`
  const high = to ? sql`${value} <= ${to}::${cast}` : sql`true`
  return sql`(${value} is not null and ${low} and ${high})`
}
