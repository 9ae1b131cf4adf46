import { cologne, spoken } from './cologne.ts'
import { spellings } from './fold.ts'
import type { Query, Term } from './search.ts'
import { SIMILAR, similarity } from './trigrams.ts'

/**
 * What a search means, said in JavaScript: whether the text of `searchLines` satisfies every term. `fields`
 * holds such a text for each field a term may be narrowed to.
 */
export function matches(query: Query, lines: string, fields: Readonly<Record<string, string>> = {}): boolean {
  return query.every((term) => {
    const text = term.field === undefined ? lines : (fields[term.field] ?? '')
    return matchesTerm(term, text)
  })
}

/** Whether a word without spaces fits a pattern of `?` and `*`; linear, however many stars there are. */
export function fits(word: string, pattern: string): boolean {
  const letters = Array.from(word)
  const signs = Array.from(pattern)
  let [at, sign, star, resume] = [0, 0, -1, 0]
  while (at < letters.length) {
    if (signs[sign] === '*') {
      star = sign++
      resume = at
    } else if (sign < signs.length && (signs[sign] === '?' || signs[sign] === letters[at])) {
      at++
      sign++
    } else if (star >= 0) {
      sign = star + 1
      at = ++resume
    } else return false
  }
  while (signs[sign] === '*') sign++
  return sign === signs.length
}

/** Whether a word is similar to the folded `text`: in its letters, or in its sound and some of its letters. */
export function resembles(word: string, text: string): boolean {
  return likeness(word, text) >= SIMILAR
}

/** How similar, 0 to 1; from `SIMILAR` on, `text~` finds the word. */
export function likeness(word: string, text: string): number {
  const all = spellings(text).map((spelling) => {
    const letters = similarity(word, spelling)
    if (letters >= SIMILAR || cologne(word) !== cologne(spelling)) return letters
    return similarity(spoken(word), spoken(spelling)) >= SAME_SOUND ? Math.max(letters, SIMILAR) : letters
  })
  return Math.max(...all)
}

/** Meier and Mayr sound alike and share this much; Meier and Mohr have the same sound and less. */
const SAME_SOUND = 0.3

/** Words of letters, as names are; numbers and addresses have no similar spelling. */
export function hasLikes(word: string): boolean {
  return word.length >= 3 && word.length <= 40 && /^[\p{L}\p{M}]+$/u.test(word)
}

/** The different words of a search text that a similar spelling is looked for among. */
export function wordsOf(text: string): Set<string> {
  return new Set(text.split(/[ \n]+/).filter(hasLikes))
}

function matchesTerm(term: Term, lines: string): boolean {
  if (term.digits !== undefined && lines.includes(term.digits)) return true
  const words = lines.split(/[ \n]+/).filter(Boolean)
  const texts = spellings(term.text)
  switch (term.kind) {
    case 'contains':
      return texts.some((text) => lines.includes(text))
    case 'phrase':
      return texts.some((text) => lines.includes(` ${text} `))
    case 'pattern':
      return texts.some((text) => words.some((word) => fits(word, text)))
    case 'similar':
      break
  }
  return words.some((word) => hasLikes(word) && resembles(word, term.text))
}
