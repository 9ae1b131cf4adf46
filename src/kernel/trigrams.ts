/** From here on two words count as similar: schmit is like schmidt and schmitt, not like schmal. */
export const SIMILAR = 0.45

/** How alike two folded words are, 0 to 1: shared trigrams of all trigrams, as PostgreSQL's pg_trgm counts. */
export function similarity(a: string, b: string): number {
  const left = trigrams(a)
  const right = trigrams(b)
  const shared = [...left].filter((trigram) => right.has(trigram)).length
  const all = left.size + right.size - shared
  return all === 0 ? 0 : shared / all
}

function trigrams(text: string): Set<string> {
  const found = new Set<string>()
  for (const word of text.split(/[^\p{L}\p{N}]+/u)) {
    const letters = Array.from(`  ${word} `)
    if (word) for (let at = 0; at + 3 <= letters.length; at++) found.add(letters.slice(at, at + 3).join(''))
  }
  return found
}
