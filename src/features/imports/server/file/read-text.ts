import type { Readable } from 'node:stream'
import iconv from 'iconv-lite'
import { guessEncoding } from '#kernel/csv-encoding.ts'
import type { Encoding } from '#kernel/csv-encoding.ts'

/** The text of a stream of bytes, piece by piece; characters cut between pieces are put together. */
export async function* readText(bytes: Readable, encoding: Encoding): AsyncGenerator<string> {
  const decoder = encoding === 'cp850' ? iconv.getDecoder(encoding) : new TextDecoder(encoding)
  for await (const chunk of bytes as AsyncIterable<Buffer>) {
    yield decoder instanceof TextDecoder ? decoder.decode(chunk, { stream: true }) : decoder.write(chunk)
  }
  yield (decoder instanceof TextDecoder ? decoder.decode() : decoder.end()) ?? ''
}

/** The encoding of a whole file: what begins as UTF-8 is read on, as one umlaut of Windows may stand at its end. */
export async function findEncoding(bytes: Readable): Promise<Encoding> {
  const utf8 = new TextDecoder('utf-8', { fatal: true })
  let guess: Encoding | undefined
  for await (const chunk of bytes as AsyncIterable<Buffer>) {
    guess ??= guessEncoding(chunk)
    if (guess !== 'utf-8') return guess
    try {
      utf8.decode(chunk, { stream: true })
    } catch {
      return isMarked(chunk) ? 'utf-8' : singleByte(chunk)
    }
  }
  return guess ?? 'utf-8'
}

function isMarked(chunk: Buffer): boolean {
  return chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf
}

/** This piece is no UTF-8, so it says which of the others it is. */
function singleByte(chunk: Buffer): Encoding {
  const guess = guessEncoding(chunk)
  return guess === 'utf-8' ? 'windows-1252' : guess
}
