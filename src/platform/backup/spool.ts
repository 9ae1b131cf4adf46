import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'

/** Writes a stream into a file of its own and says what it was: nobody else has to believe the source. */
export async function spool(
  content: AsyncIterable<Uint8Array>,
  path: string,
): Promise<{ hash: string; size: number }> {
  const hash = createHash('sha256')
  let size = 0
  await pipeline(
    async function* () {
      for await (const chunk of content) {
        hash.update(chunk)
        size += chunk.length
        yield chunk
      }
    },
    createWriteStream(path, { mode: 0o600 }),
  )
  return { hash: hash.digest('hex'), size }
}
