import { spellings } from './fold.ts'
import type { Term } from './search.ts'

/**
 * LIKE patterns over the text of `searchLines`, for `LIKE ANY (…)`. Unless `isPlain(term)` they find a little
 * too much (LIKE lets `?` and `*` run over spaces): check with `regexOf` as well. Not for similar terms.
 */
export function likeAny(term: Term): string[] {
  return spellings(term.text).map(
    term.kind === 'pattern' ? likePattern : term.kind === 'phrase' ? phrase : likeContains,
  )
}

/** Whether LIKE says all that the term means: `*` stands in front or at the end only, as in `*müll*` and `O*`. */
export function isPlain(term: Term): boolean {
  return (
    term.kind !== 'similar' && (term.kind !== 'pattern' || !/[?*]/.test(term.text.replace(/^\*|\*$/g, '')))
  )
}

/** One POSIX regular expression for `~` that says exactly what a pattern term means. */
export function regexOf(term: Term): string {
  return spellings(term.text).map(patternRegex).join('|')
}

/** LIKE: the folded text stands anywhere. */
export function likeContains(text: string): string {
  return `%${likeLiteral(text)}%`
}

/** LIKE: the folded text stands as whole words. */
export function phrase(text: string): string {
  return `% ${likeLiteral(text)} %`
}

/** LIKE: a word fits the pattern, or several words together do. A star at an end is a word going on. */
export function likePattern(pattern: string): string {
  const start = pattern.startsWith('*') ? '%' : '% '
  const end = pattern.endsWith('*') ? '%' : ' %'
  const inner = pattern.replace(/^\*|\*$/g, '')
  return `${start}${likeLiteral(inner).replaceAll('?', '_').replaceAll('*', '%')}${end}`
}

/** Regular expression (PostgreSQL's and JavaScript's alike): one whole word fits the pattern. */
export function patternRegex(pattern: string): string {
  const escaped = pattern.replace(/[\\^$.+()[\]{}|]/g, String.raw`\$&`)
  return ` ${escaped.replaceAll('?', String.raw`[^ \n]`).replaceAll('*', String.raw`[^ \n]*`)} `
}

function likeLiteral(text: string): string {
  return text.replace(/[\\%_]/g, String.raw`\$&`)
}
