import { Readable, Transform } from 'node:stream'
import { RandomAccessReader, fromRandomAccessReaderPromise } from 'yauzl'
import type { Entry } from 'yauzl'
import { Problem } from '#kernel/problem.ts'
import type { Files } from '#platform/files.ts'

/** What a ZIP archive may hold at most, so that a small file cannot become a flood (a "zip bomb"). */
const MOST_ENTRIES = 20_000
const MOST_BYTES = 1024 * 1024 * 1024
/** Text packs well, but no table packs like this; small files may, they harm nobody. */
const MOST_RATIO = 300
const HARMLESS_BYTES = 20 * 1024 * 1024

export interface Zip {
  /** The files in it, in the order of its directory; folders and what macOS adds are left out. */
  entries: ZipEntry[]
}

export interface ZipEntry {
  name: string
  size: number
  /** Unpacks it while it is read; ends with an error when it gives more than its directory says. */
  open(): Promise<Readable>
}

/** Opens a kept file as a ZIP archive: only its directory is read, the rest when it is asked for. */
export async function openZip(files: Files, file: { hash: string; size: number }): Promise<Zip> {
  const zip = await fromRandomAccessReaderPromise(new KeptReader(files, file.hash), file.size, {
    autoClose: false,
  }).catch(refuse)
  const entries: ZipEntry[] = []
  let bytes = 0
  try {
    if (zip.entryCount > MOST_ENTRIES) throw tooMuch()
    for await (const entry of zip.eachEntry()) {
      if (isBeside(entry.fileName)) continue
      bytes += entry.uncompressedSize
      if (bytes > MOST_BYTES || isBomb(entry)) throw tooMuch()
      entries.push({
        name: entry.fileName,
        size: entry.uncompressedSize,
        open: async () => {
          if (entry.isEncrypted()) {
            throw new Problem('invalid', 'import.encrypted', 'This file is protected by a password.')
          }
          return Readable.from(whole(await zip.openReadStreamPromise(entry).catch(refuse)))
        },
      })
    }
  } catch (error) {
    refuse(error)
  }
  return { entries }
}

async function* whole(stream: Readable): AsyncGenerator<Buffer> {
  try {
    yield* stream as AsyncIterable<Buffer>
  } catch (error) {
    refuse(error)
  }
}

function isBomb({ uncompressedSize, compressedSize }: Entry): boolean {
  return uncompressedSize > HARMLESS_BYTES && uncompressedSize > compressedSize * MOST_RATIO
}

function isBeside(name: string): boolean {
  return name.endsWith('/') || name.startsWith('__MACOSX/') || /(^|\/)(\.|Thumbs\.db$)/.test(name)
}

function tooMuch(): Problem {
  return new Problem('too-large', 'import.zip_too_large', 'Unpacked, this archive is too large.')
}

/** The bytes may be anything: what the reader cannot make sense of is the file's fault. */
function refuse(error: unknown): never {
  if (error instanceof Problem) throw error
  throw new Problem('invalid', 'import.unreadable', 'This archive is damaged.')
}

/** Reads ranges of a kept file, wherever it lies. */
class KeptReader extends RandomAccessReader {
  readonly #files: Files
  readonly #hash: string

  constructor(files: Files, hash: string) {
    super()
    this.#files = files
    this.#hash = hash
  }

  override _readStreamForRange(start: number, end: number): Readable {
    const through = new Transform({ transform: (chunk, _encoding, done) => done(null, chunk) })
    this.#files.open(this.#hash, { start, end: end - 1 }).then(
      (stream) => stream.on('error', (error) => through.destroy(error)).pipe(through),
      (error: Error) => through.destroy(error),
    )
    return through
  }
}
