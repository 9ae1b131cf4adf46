import pg from 'pg'

/** Of `text[]`, which the driver's types do not name. */
const TEXTS = 1009 as never
const parse = pg.types.getTypeParser(TEXTS) as (text: string) => (string | null)[]

/**
 * An array of texts or ids as PostgreSQL writes it. Each row of a page has several, and most are as plain as `{a,"b c"}`:
 * these take a tenth of the time that the driver's own reader takes, character by character.
 */
export function readArray(text: string): (string | null)[] {
  if (text === '{}') return []
  if (/\\|NULL|^\{\{|^\[/.test(text)) return parse(text)
  const inner = text.slice(1, -1)
  if (!inner.includes('"')) return inner.split(',')
  return (inner.match(/"[^"]*"|[^,"]+/g) ?? []).map((one) => (one.startsWith('"') ? one.slice(1, -1) : one))
}
