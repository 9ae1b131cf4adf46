import { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { ZipFile } from 'yazl'

/** One file of an archive, written when its turn comes. */
export interface ZipEntry {
  name: string
  content: AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>
  /** Pictures and the like are small already. */
  packed?: boolean
  at?: Date
}

/**
 * A ZIP archive piece by piece, of any size with flat memory: an entry is asked for when the one before it has gone
 * out. What fails breaks the archive off; who stops reading ends the work.
 */
export function zipStream(entries: AsyncIterable<ZipEntry>): Readable {
  const zip = new ZipFile()
  const out = zip.outputStream as Readable
  let current: Readable | undefined
  out.once('close', () => current?.destroy())
  zip.on('error', (error) => out.destroy(error))
  const fill = async () => {
    for await (const { name, content, packed = true, at } of entries) {
      if (out.destroyed) return
      current = Readable.from(content, { objectMode: false })
      zip.addReadStream(current, name, { compress: packed, ...(at && { mtime: at }) })
      await finished(current, { writable: false })
    }
    zip.end()
  }
  fill().catch((error: Error) => out.destroy(error))
  return out
}
