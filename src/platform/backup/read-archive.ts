import { createHash } from 'node:crypto'
import type { Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { extract } from 'tar-stream'
import { Problem } from '#kernel/problem.ts'
import { damaged, entryOf, manifest } from './manifest.ts'
import type { Manifest } from './manifest.ts'

/** What is done with the parts of an archive while it is read; each must take its content to the end. */
export interface Visitor {
  table(name: string, content: AsyncIterable<Uint8Array>): Promise<void>
  file(hash: string, content: AsyncIterable<Uint8Array>): Promise<void>
}

/**
 * Reads an archive once, hands its parts to the visitor, and demands at the end that nothing was missing, added or
 * altered. Until it returns nothing that was read may be believed.
 */
export async function readArchive(path: string, visitor: Visitor): Promise<Manifest> {
  const tar = extract()
  const flowing = pipeline(createReadStream(path), createGunzip(), tar)
  flowing.catch(() => {})
  const seen = new Map<string, Seen>()
  const files = { count: 0, bytes: 0 }
  let found: Manifest | undefined
  try {
    for await (const entry of tar) {
      const is = entryOf(entry.header.name)
      if (!is || found) throw damaged(`"${entry.header.name}" does not belong there`)
      if ('manifest' in is) found = await readManifest(entry)
      else if ('table' in is) await visitor.table(is.table, counted(entry, seenOf(seen, is.table)))
      else {
        const seenFile = newSeen()
        await visitor.file(is.file, counted(entry, seenFile))
        if (seenFile.hash.digest('hex') !== is.file) throw damaged(`file ${is.file} has another content`)
        files.count += 1
        files.bytes += seenFile.bytes
      }
    }
    await flowing
  } catch (error) {
    tar.destroy()
    throw readable(error)
  }
  if (!found) throw damaged('its list of contents is missing')
  compare(found, seen, files)
  return found
}

/** Reads the whole archive and throws unless every byte is as it was written. */
export function checkArchive(path: string): Promise<Manifest> {
  return readArchive(path, { table: (_, content) => drain(content), file: (_, content) => drain(content) })
}

async function drain(content: AsyncIterable<Uint8Array>): Promise<void> {
  // oxlint-disable-next-line no-unused-vars -- reading is the point
  for await (const _ of content) {
    // nothing
  }
}

interface Seen {
  hash: Hash
  bytes: number
}

function newSeen(): Seen {
  return { hash: createHash('sha256'), bytes: 0 }
}

function seenOf(all: Map<string, Seen>, name: string): Seen {
  const known = all.get(name) ?? newSeen()
  all.set(name, known)
  return known
}

async function* counted(content: AsyncIterable<unknown>, seen: Seen): AsyncGenerator<Uint8Array> {
  for await (const chunk of content as AsyncIterable<Uint8Array>) {
    seen.hash.update(chunk)
    seen.bytes += chunk.length
    yield chunk
  }
}

/** 16 MB hold the list of many thousand tables; more is an attack on our memory. */
const LARGEST_MANIFEST = 16 * 2 ** 20

async function readManifest(content: AsyncIterable<unknown>): Promise<Manifest> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of content as AsyncIterable<Uint8Array>) {
    size += chunk.length
    if (size > LARGEST_MANIFEST) throw damaged('its list of contents is too long')
    chunks.push(chunk)
  }
  const read = manifest.safeParse(JSON.parse(Buffer.concat(chunks).toString('utf8')))
  if (!read.success) throw damaged('its list of contents is not one this Kontor can read')
  return read.data
}

function compare(found: Manifest, seen: Map<string, Seen>, files: { count: number; bytes: number }): void {
  for (const { name, bytes, sha256 } of found.tables) {
    const { hash, bytes: read } = seen.get(name) ?? newSeen()
    if (read !== bytes || hash.digest('hex') !== sha256) throw damaged(`table "${name}" is not whole`)
    seen.delete(name)
  }
  const [extra] = seen.keys()
  if (extra !== undefined) throw damaged(`table "${extra}" does not belong there`)
  if (files.count !== found.files.count || files.bytes !== found.files.bytes)
    throw damaged(`it holds ${files.count} of ${found.files.count} files`)
}

/** The words of gzip, tar and JSON about a damaged file, as one refusal. */
function readable(error: unknown): unknown {
  if (error instanceof Problem || !(error instanceof Error)) return error
  const { code, path } = error as NodeJS.ErrnoException
  if (code === 'ENOENT' && path) return new Problem('missing', 'backup.missing', `There is no ${path}.`)
  const ours =
    code?.startsWith('Z_') || error instanceof SyntaxError || /tar|end of data/i.test(error.message)
  return ours ? damaged(error.message) : error
}
