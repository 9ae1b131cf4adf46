import { cologne } from './cologne.ts'
import { wordsOf } from './search-match.ts'

/** The sounds of all words of a search text, as PostgreSQL reads `bit(128)`: two bits for each (a Bloom filter). */
export function soundsOf(text: string): string {
  return soundBits([...wordsOf(text)].map(cologne))
}

/** Whoever has a word of this sound has these bits; few others do. */
export function soundBits(sounds: readonly string[]): string {
  let bits = 0n
  for (const sound of sounds) {
    const hash = mixed(sound)
    bits |= (1n << BigInt(hash & 127)) | (1n << BigInt((hash >>> 7) & 127))
  }
  return `x${bits.toString(16).padStart(32, '0')}`
}

/** FNV-1a (Fowler, Noll, Vo) with its high half folded into the low one. */
function mixed(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return (hash ^ (hash >>> 15)) >>> 0
}
