/**
 * Which letters stand beside each other in a search text, as PostgreSQL reads `bit(256)`: one bit for each pair (a Bloom
 * filter). A text of a contact has about a hundred pairs.
 */
export function lettersOf(text: string): string {
  return written(addPairs(new Uint32Array(8), text))
}

/** Every text that a LIKE pattern fits has these bits; undefined when any text may have it. */
export function letterBits(pattern: string): string | undefined {
  const bits = new Uint32Array(8)
  for (const run of literalRuns(pattern)) addPairs(bits, run)
  return bits.some((word) => word !== 0) ? written(bits) : undefined
}

/** Whether a single pair is asked for; on average every second text has that bit, often by chance. */
export function isOnePair(bits: string): boolean {
  return /^x0*[1248]0*$/.test(bits)
}

/** What stands between the wildcards, `\%` and its like unescaped. */
function literalRuns(pattern: string): string[] {
  return pattern.match(/(?:\\.|[^%_\\])+/gsu)?.map((run) => run.replaceAll(/\\(.)/gsu, '$1')) ?? []
}

function addPairs(bits: Uint32Array, text: string): Uint32Array {
  for (let at = 1; at < text.length; at++) {
    const pair = text.charCodeAt(at - 1) * 0x10000 + text.charCodeAt(at)
    // Multiplied by the golden ratio (Knuth, The Art of Computer Programming 3, 6.4): the high bits mix best.
    const bit = Math.imul(pair, 0x9e3779b1) >>> 24
    bits[bit >>> 5] = (bits[bit >>> 5] ?? 0) | (0x80000000 >>> (bit & 31))
  }
  return bits
}

function written(bits: Uint32Array): string {
  let text = 'x'
  for (const word of bits) text += word.toString(16).padStart(8, '0')
  return text
}
