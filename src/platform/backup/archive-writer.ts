import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { pack } from 'tar-stream'
import { syncFolder } from '#platform/postgres/files.ts'

/** Writes a `.tar.gz` beside its final name. */
export interface ArchiveWriter {
  /** Where the archive is until it is `keep`t. */
  draft: string
  add(name: string, size: number, content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<void>
  /** Ends the archive; its bytes are on the disk after it. */
  end(): Promise<void>
  /** Gives it its name. */
  keep(): Promise<void>
  discard(): Promise<void>
}

/** Level 4 makes the archive of a customer database 5 % larger than 6 and takes half the time. */
const LEVEL = 4

export function writeArchive(path: string): ArchiveWriter {
  const draft = `${path}.part`
  const tar = pack()
  const flowing = pipeline(tar, createGzip({ level: LEVEL }), createWriteStream(draft, { mode: 0o600 }))
  flowing.catch(() => {})
  // A full disk ends the pipeline and not the step that waits for it to take more.
  const orFailure = <T>(step: Promise<T>) => Promise.race([step, flowing.then(() => step)])

  async function add(
    name: string,
    size: number,
    content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  ): Promise<void> {
    // What ended it says more than that it is over.
    if (tar.destroyed) await flowing
    const entry = tar.entry({ name, size, mode: 0o600, mtime: new Date() })
    const closed = once(entry, 'close')
    closed.catch(() => {})
    for await (const chunk of content) if (!entry.write(chunk)) await orFailure(once(entry, 'drain'))
    entry.end(undefined)
    await orFailure(closed)
  }

  return {
    draft,
    add,
    async end() {
      tar.finalize()
      await flowing
      const file = await open(draft, 'r+')
      await file.sync().finally(() => file.close())
    },
    async keep() {
      await rename(draft, path)
      await syncFolder(dirname(path))
    },
    async discard() {
      tar.destroy(new Error('discarded'))
      await flowing.catch(() => {})
      await rm(draft, { force: true })
    },
  }
}
