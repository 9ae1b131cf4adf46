import { sql } from 'kysely'
import type { Kysely, RawBuilder, SqlBool } from 'kysely'
import { spellings } from '#kernel/fold.ts'
import { likeAny, regexOf } from '#kernel/search-patterns.ts'
import { parseQuery } from '#kernel/search.ts'
import type { Term } from '#kernel/search.ts'
import { SIMILAR } from '#kernel/trigrams.ts'
import type { Tx } from './database.ts'
import type { PlatformDb } from './tables.ts'

/** How a record kind is searched: its text of `searchLines`, each line behind the marker of its field. */
export interface Searched {
  text: RawBuilder<unknown>
  /** Field name → marker; several names may share one. */
  fields: Readonly<Record<string, string>>
}

type Handle = Pick<Kysely<unknown>, 'getExecutor'>

/** The search syntax as SQL: one condition a term. Needs the database for "similar", to look up words. */
export function searchConditions(
  db: Handle,
  q: string | undefined,
  searched: Searched,
): Promise<RawBuilder<SqlBool>[]> {
  const terms = parseQuery(q ?? '', Object.keys(searched.fields))
  return Promise.all(terms.map((term) => condition(db, term, searched)))
}

async function condition(db: Handle, term: Term, { text, fields }: Searched): Promise<RawBuilder<SqlBool>> {
  const marker = term.field === undefined ? '' : (fields[term.field] ?? '')
  const regex = async () => (term.kind === 'similar' ? similarRegex(db, term) : regexOf(term))
  const found =
    term.kind === 'contains' || term.kind === 'phrase'
      ? likes(text, likeAny(term))
      : matchesRegex(text, await regex())
  const inField = marker ? matchesRegex(text, `${marker}[^\n]*(${await fieldRegex(db, term)})`) : found
  if (term.digits === undefined || (term.field !== undefined && term.field !== 'phone')) return inField
  return sql<SqlBool>`(${inField} or ${likes(text, [`%${term.digits}%`])})`
}

function likes(text: RawBuilder<unknown>, patterns: string[]): RawBuilder<SqlBool> {
  return sql<SqlBool>`(${sql.join(
    patterns.map((pattern) => sql`${text} like ${pattern}`),
    sql` or `,
  )})`
}

function matchesRegex(text: RawBuilder<unknown>, regex: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`${text} ~ ${regex}`
}

async function fieldRegex(db: Handle, term: Term): Promise<string> {
  if (term.kind === 'similar') return similarRegex(db, term)
  if (term.kind === 'pattern') return regexOf(term)
  const literals = spellings(term.text).map((spelling) =>
    spelling.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`),
  )
  return literals.map((literal) => (term.kind === 'phrase' ? ` ${literal} ` : literal)).join('|')
}

/** Looks at the dictionary of words instead of the records: a few thousand words against a million texts. */
async function similarRegex(db: Handle, term: Term): Promise<string> {
  const { rows } = await sql<{ word: string }>`
    select word from (
      ${sql.join(
        spellings(term.text).map(
          (s) => sql`select word, similarity(word, ${s}) as likeness from search_word where word % ${s}`,
        ),
        sql` union all `,
      )}
    ) w where likeness >= ${SIMILAR} group by word order by max(likeness) desc, word limit 60`.execute(db)
  const words = rows.map(({ word }) => word.replaceAll(/[^\p{L}\p{N}]/gu, '.'))
  return words.length === 0 ? ' \u{E0FF} ' : ` (${words.join('|')}) `
}

const known = new Set<string>()

/** Adds the words of these texts to the dictionary; words this process has seen are not asked for again. */
export async function learnWords(tx: Tx<PlatformDb>, texts: string[]): Promise<void> {
  const words = new Set<string>()
  for (const text of texts)
    for (const word of text.split(/[ \n]+/)) if (isWord(word) && !known.has(word)) words.add(word)
  if (words.size === 0) return
  const sorted = [...words].sort()
  await sql`insert into search_word (word) select unnest(${sorted}::text[]) on conflict do nothing`.execute(
    tx,
  )
  if (known.size > 100_000) known.clear()
  for (const word of sorted) known.add(word)
}

/** Words of letters, as names are; numbers and addresses have no similar spelling. */
function isWord(text: string): boolean {
  return text.length >= 3 && text.length <= 40 && /^[\p{L}\p{M}]+$/u.test(text)
}
