import { hashOf } from '#kernel/hash.ts'

/** Whether a stored key can lead to the same contact. */
export function isTelling(key: number): boolean {
  return (key & 1) === 0
}

/**
 * Keys as they are stored and looked up: numbers take a fifth of their text. The last bit is set in those that only tell
 * who works where, so that a search for the same person can leave them out.
 */
export function hashKeys(keys: readonly string[]): number[] {
  const hashes = keys.map((key) => (key.startsWith('w:') ? hashOf(key) | 1 : hashOf(key) & ~1))
  return [...new Set(hashes)].sort((a, b) => a - b)
}
