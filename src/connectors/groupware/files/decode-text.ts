import iconv from 'iconv-lite'
import { guessEncoding } from '#kernel/csv-encoding.ts'

/** The text of a file in whatever letters it is written. */
export function decodeText(bytes: Uint8Array): string {
  return iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), guessEncoding(bytes))
}

/** The text of a calendar or a card; a fold that cuts a character in two (RFC 5545, 3.1) is undone before it is one. */
export function decodeFolded(bytes: Uint8Array): string {
  if (guessEncoding(bytes).startsWith('utf-16')) return decodeText(bytes)
  const letters = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  return decodeText(Buffer.from(letters.replaceAll(/\r?\n[ \t]/g, ''), 'latin1'))
}
