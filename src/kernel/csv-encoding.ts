/** `cp850` is the DOS code page of old German programs; `TextDecoder` knows all the others. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'macintosh' | 'cp850'

/**
 * The encoding of a text file, from its first bytes (the more, the surer; a character cut at the end does not
 * matter): by its byte order mark, as valid UTF-8, and else by where letters stand inside of words.
 */
export function guessEncoding(bytes: Uint8Array): Encoding {
  const [first, second, third] = bytes
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8'
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  return wide(bytes) ?? (isUtf8(bytes) ? 'utf-8' : singleByte(bytes))
}

/** UTF-16 without a mark: every other byte of western text is zero. */
function wide(bytes: Uint8Array): Encoding | null {
  let [even, odd] = [0, 0]
  // Counted by hand: of a large file there are millions.
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at] !== 0) continue
    if (at % 2 === 0) even++
    else odd++
  }
  if (Math.max(even, odd) <= bytes.length / 4) return null
  return odd > even ? 'utf-16le' : 'utf-16be'
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}

// ä ö ü ß é as each code page has them; between two letters, Windows has only letters from 0xC0 on.
const MACINTOSH = new Set([0x8a, 0x9a, 0x9f, 0xa7, 0x8e])
const CP850 = new Set([0x84, 0x94, 0x81, 0xe1, 0x82])

function singleByte(bytes: Uint8Array): Encoding {
  let [windows, macintosh, dos] = [0, 0, 0]
  for (let at = 1; at < bytes.length - 1; at++) {
    const byte = bytes[at] ?? 0
    if (byte < 0x80 || !isLetter(bytes[at - 1]) || !isLetter(bytes[at + 1])) continue
    if (byte >= 0xc0) windows++
    if (MACINTOSH.has(byte)) macintosh++
    if (CP850.has(byte)) dos++
  }
  if (dos > windows && dos > macintosh) return 'cp850'
  return macintosh > windows ? 'macintosh' : 'windows-1252'
}

function isLetter(byte = 0): boolean {
  return (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a
}
