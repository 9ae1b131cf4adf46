import { spellings } from './fold.ts'
import type { Term } from './search.ts'

/**
 * LIKE patterns over the text of `searchLines`, for `LIKE ANY (…)`. For a pattern term they find a little
 * too much (LIKE lets `*` run over spaces): check with `regexOf` as well. Not for similar terms.
 */
export function likeAny(term: Term): string[] {
  return spellings(term.text).map(
    term.kind === 'pattern' ? likePattern : term.kind === 'phrase' ? phrase : likeContains,
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

/** LIKE: a word fits the pattern, or several words together do. */
export function likePattern(pattern: string): string {
  return `% ${likeLiteral(pattern).replaceAll('?', '_').replaceAll('*', '%')} %`
}

/** Regular expression (PostgreSQL's and JavaScript's alike): one whole word fits the pattern. */
export function patternRegex(pattern: string): string {
  const escaped = pattern.replace(/[\\^$.+()[\]{}|]/g, String.raw`\$&`)
  return ` ${escaped.replaceAll('?', String.raw`[^ \n]`).replaceAll('*', String.raw`[^ \n]*`)} `
}

function likeLiteral(text: string): string {
  return text.replace(/[\\%_]/g, String.raw`\$&`)
}
