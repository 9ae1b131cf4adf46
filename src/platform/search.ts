import { sql } from 'kysely'
import type { Kysely, RawBuilder, SqlBool } from 'kysely'
import { cologne } from '#kernel/cologne.ts'
import { spellings } from '#kernel/fold.ts'
import { likeness, wordsOf } from '#kernel/search-match.ts'
import { isOnePair, letterBits } from '#kernel/letters.ts'
import { isPlain, likeAny, regexOf } from '#kernel/search-patterns.ts'
import { parseQuery } from '#kernel/search.ts'
import type { Term } from '#kernel/search.ts'
import { soundBits } from '#kernel/sounds.ts'
import { SIMILAR } from '#kernel/trigrams.ts'
import type { Tx } from './database.ts'
import { KEPT } from './kept.ts'
import { all } from './list.ts'
import type { Selection } from './list.ts'
import { perDatabase } from './per-database.ts'
import type { PlatformDb } from './tables.ts'

/** How a record kind is searched: its text of `searchLines`, each line behind the marker of its field. */
export interface Searched {
  text: RawBuilder<unknown>
  /** Its `soundsOf` that text, where the sort index of its list has it. */
  sounds?: RawBuilder<unknown>
  /** Its `lettersOf` that text, in the same index. */
  letters?: RawBuilder<unknown>
  /** Field name → marker; several names may share one. */
  fields: Readonly<Record<string, string>>
}

type Handle = Pick<Kysely<unknown>, 'getExecutor'>

/** The search syntax as SQL: one condition a term. Needs the database for "similar", to look up words. */
export async function searchConditions(
  db: Handle,
  q: string | undefined,
  searched: Searched,
): Promise<RawBuilder<SqlBool>[]> {
  return (await searchSelection(db, q, searched)).conditions
}

/** The same with a sieve: of the letters beside each other, or of the sounds when something similar is looked for. */
export async function searchSelection(
  db: Handle,
  q: string | undefined,
  searched: Searched,
): Promise<Selection> {
  const terms = parseQuery(q ?? '', Object.keys(searched.fields))
  const found = await Promise.all(terms.map((term) => condition(db, term, searched)))
  const sieved = found.filter(({ sieve }) => sieve)
  return {
    conditions: found.flatMap(({ conditions }) => conditions),
    ...(sieved.length > 0 && {
      sieve: all(sieved.flatMap(({ sieve }) => sieve ?? [])),
      isCoarse: sieved.every(({ isCoarse }) => isCoarse),
    }),
  }
}

async function condition(db: Handle, term: Term, searched: Searched): Promise<Selection> {
  const { text, fields } = searched
  const marker = term.field === undefined ? '' : (fields[term.field] ?? '')
  if (term.kind === 'similar') return similar(db, term, searched, marker)
  const found = anywhere(term, text, marker)
  const isNumber = term.digits !== undefined && (term.field === undefined || term.field === 'phone')
  const digits = isNumber ? [`%${term.digits}%`] : []
  return {
    conditions: [isNumber ? sql<SqlBool>`(${found} or ${likes(text, digits)})` : found],
    ...lettered(searched, [...likeAny(term), ...digits]),
  }
}

/** LIKE is ten times as quick as a regular expression, which only gets what LIKE let through. */
function anywhere(term: Term, text: RawBuilder<unknown>, marker: string): RawBuilder<SqlBool> {
  const liked = likes(text, likeAny(term))
  if (marker) return sql<SqlBool>`(${liked} and ${matchesRegex(text, inField(marker, fieldRegex(term)))})`
  if (isPlain(term)) return liked
  return sql<SqlBool>`(${liked} and ${matchesRegex(text, regexOf(term))})`
}

async function similar(db: Handle, term: Term, searched: Searched, marker: string): Promise<Selection> {
  const { text, sounds } = searched
  const words = await similarWords(db, term)
  if (words.length === 0) return { conditions: [sql<SqlBool>`false`] }
  const starts = commonStarts(words).map((start) => `% ${start}%`)
  const spelled = matchesRegex(text, inField(marker, ` (${words.join('|')}) `))
  const conditions = [sql<SqlBool>`(${likes(text, starts)} and ${spelled})`]
  const heard = [...new Set(words.map(cologne))]
  return sounds && heard.length <= MOST_SOUNDS
    ? { conditions, sieve: sounding(sounds, heard) }
    : { conditions }
}

/** What each of these patterns asks of the letters; none where one of them asks nothing, coarse where it is one pair. */
function lettered({ letters }: Searched, patterns: string[]): Pick<Selection, 'sieve' | 'isCoarse'> {
  const asked = [...new Set(patterns.map(letterBits))]
  if (!letters || asked.includes(undefined)) return {}
  const one = (bits: string | undefined) => sql`${letters} & ${bits}::bit(256) = ${bits}::bit(256)`
  return {
    sieve: sql<SqlBool>`(${sql.join(asked.map(one), sql` or `)})`,
    isCoarse: asked.some((bits) => bits !== undefined && isOnePair(bits)),
  }
}

function sounding(sounds: RawBuilder<unknown>, heard: string[]): RawBuilder<SqlBool> {
  const one = (sound: string) => {
    const bits = sql`${soundBits([sound])}::bit(128)`
    return sql`${sounds} & ${bits} = ${bits}`
  }
  return sql<SqlBool>`(${sql.join(heard.map(one), sql` or `)})`
}

const inField = (marker: string, regex: string): string => (marker ? `${marker}[^\n]*(${regex})` : regex)

function likes(text: RawBuilder<unknown>, patterns: string[]): RawBuilder<SqlBool> {
  return sql<SqlBool>`(${sql.join(
    patterns.map((pattern) => sql`${text} like ${pattern}`),
    sql` or `,
  )})`
}

function matchesRegex(text: RawBuilder<unknown>, regex: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`${text} ~ ${regex}`
}

function fieldRegex(term: Term): string {
  if (term.kind === 'pattern') return regexOf(term)
  const literals = spellings(term.text).map((spelling) =>
    spelling.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`),
  )
  return literals.map((literal) => (term.kind === 'phrase' ? ` ${literal} ` : literal)).join('|')
}

/** Looks at the dictionary of words instead of the records: some ten thousand words against a million texts. */
async function similarWords(db: Handle, term: Term): Promise<string[]> {
  const asked = spellings(term.text)
  const { rows } = await sql<{ word: string }>`${KEPT}
    select word from search_word where sound = any(${asked.map(cologne)})
    ${sql.join(
      asked.map((spelling) => sql`union select word from search_word where word % ${spelling}`),
      sql` `,
    )}`.execute(db)
  return rows
    .map(({ word }) => ({ word, likeness: likeness(word, term.text) }))
    .filter((found) => found.likeness >= SIMILAR)
    .sort((a, b) => b.likeness - a.likeness || (a.word < b.word ? -1 : 1))
    .slice(0, MOST_WORDS)
    .map(({ word }) => word)
}

/** What the words with the same first letter have in common in front. */
function commonStarts(words: string[]): string[] {
  const starts = new Map<string, string>()
  for (const word of words) {
    const letters = Array.from(word)
    const known = Array.from(starts.get(letters[0] ?? '') ?? word)
    const end = known.findIndex((letter, at) => letter !== letters[at])
    starts.set(letters[0] ?? '', known.slice(0, end < 0 ? known.length : end).join(''))
  }
  return [...starts.values()]
}

/** Similar words that are looked for at once, the most similar first. */
const MOST_WORDS = 60
/** Each lets through about one in thirty that does not have it. */
const MOST_SOUNDS = 12

const knownIn = perDatabase(() => new Set<string>())

/** Adds the words of these texts to the dictionary; words this process has met in it are not asked for again. */
export async function learnWords(tx: Tx<PlatformDb>, texts: string[]): Promise<void> {
  const known = knownIn(tx)
  const words = new Set(texts.flatMap((text) => [...wordsOf(text)]))
  const asked = [...words].filter((word) => !known.has(word)).sort()
  if (asked.length === 0) return
  const sounds = asked.map(cologne)
  const { rows } = await sql<{ word: string }>`
    insert into search_word (word, sound) select * from unnest(${asked}::text[], ${sounds}::text[])
    on conflict do nothing returning word`.execute(tx)
  // What was added here is gone again when the transaction fails, so only what was there before is known.
  const added = new Set(rows.map(({ word }) => word))
  if (known.size > 100_000) known.clear()
  for (const word of asked) if (!added.has(word)) known.add(word)
}
