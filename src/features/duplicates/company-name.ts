import { jaroWinkler } from '#kernel/jaro-winkler.ts'
import type { Firm } from './profile.ts'

/** From here on two names of firms mean the same firm. */
export const SAME_FIRM = 0.93

/**
 * How alike the names of two firms are, 0 to 1, whatever the order of their words and their legal form: the weight of
 * the words that have a twin in the other name, of all weight. Bau and Deutschland weigh little.
 */
export function firmSimilarity(a: Firm, b: Firm): number {
  if (a.key === '' || b.key === '') return 0
  if (a.key === b.key) return 1
  const glued = jaroWinkler(a.words.join(''), b.words.join(''))
  if (glued >= GLUED_ALIKE && a.words.length !== b.words.length) return glued
  return Math.min(share(a, b), share(b, a))
}

const WORD_ALIKE = 0.9
/** Auto Haus Berg is Autohaus Berg. */
const GLUED_ALIKE = 0.985

function share(from: Firm, to: Firm): number {
  let [found, all] = [0, 0]
  from.words.forEach((word, place) => {
    const weight = from.weights[place] ?? 1
    let best = 0
    for (const other of to.words) best = Math.max(best, word === other ? 1 : jaroWinkler(word, other))
    all += weight
    if (best >= WORD_ALIKE) found += weight * best
  })
  return all === 0 ? 0 : found / all
}
