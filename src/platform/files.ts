import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { copyFile, mkdir, open, rename, rm, stat, readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'

import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { Problem } from '#kernel/problem.ts'
import type { Database } from './database.ts'

/** Where bytes lie: a folder or a bucket. Names are SHA-256 hashes, so nothing is ever overwritten. */
export interface Store {
  has(hash: string): Promise<boolean>
  /** Moves a finished local file in. */
  put(hash: string, path: string, size: number): Promise<void>
  /** The bytes, or those from `start` to `end` (both included). */
  read(hash: string, range?: ByteRange): Promise<Readable>
  remove(hash: string): Promise<void>
}

export interface ByteRange {
  start: number
  end: number
}

export interface StoredFile {
  hash: string
  size: number
  name: string
  type: string
}

export interface Files {
  readonly store: Store
  /** Keeps the files of a multipart request, each at most `limit` bytes, and gives back its other fields. */
  receive(
    request: FastifyRequest,
    limit?: number,
  ): Promise<{ files: (StoredFile & { field: string })[]; fields: Record<string, string> }>
  /** Keeps bytes; the same bytes are kept once. */
  keep(
    content: Readable | Uint8Array,
    about: { name: string; type: string; limit: number },
  ): Promise<StoredFile>
  open(hash: string, range?: ByteRange): Promise<Readable>
}

/** No upload is larger than this, whatever a setting says. */
const HARD_LIMIT = 512 * 1024 * 1024

export async function openFiles(db: Database<unknown>, store: Store, tempDir: string): Promise<Files> {
  await sweepUploads(dirname(tempDir))
  await mkdir(tempDir, { recursive: true })

  async function keep(
    content: Readable | Uint8Array,
    about: { name: string; type: string; limit: number },
  ): Promise<StoredFile> {
    const path = join(tempDir, randomUUID())
    const hash = createHash('sha256')
    let size = 0
    const measure = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        size += chunk.length
        hash.update(chunk)
        done(size > about.limit ? tooLarge(about.limit, about.name) : null, chunk)
      },
    })
    try {
      const source = content instanceof Readable ? content : Readable.from([Buffer.from(content)])
      await pipeline(source, measure, createWriteStream(path, { mode: 0o600 }))
      const name = hash.digest('hex')
      // The row comes first: it is fresh, so from here on nobody sweeps these bytes away (sweep-blobs.ts).
      await sql`insert into blob (hash, size) values (${name}, ${size}) on conflict (hash) do update set created_at = now()`.execute(
        db,
      )
      if (!(await store.has(name))) await store.put(name, path, size)
      return { hash: name, size, name: about.name.slice(0, 255) || 'file', type: about.type }
    } finally {
      await rm(path, { force: true })
    }
  }

  return {
    store,
    keep,
    async receive(request, limit = HARD_LIMIT) {
      const files: (StoredFile & { field: string })[] = []
      const fields: Record<string, string> = {}
      for await (const part of request.parts({ limits: { fileSize: limit + 1, files: 20, fields: 50 } })) {
        if (part.type === 'file') {
          const about = { name: part.filename ?? 'file', type: part.mimetype, limit }
          files.push({ ...(await keep(part.file, about)), field: part.fieldname })
        } else if (typeof part.value === 'string') {
          fields[part.fieldname] = part.value
        }
      }
      return { files, fields }
    },
    open: (hash, range) => store.read(hash, range),
  }
}

/** Refuses a file of more than `limit` bytes. */
export function tooLarge(limit: number, name?: string): Problem {
  const most = `At most ${Math.round(limit / 1024 / 1024)} MB.`
  return new Problem('too-large', 'file.too_large', name === undefined ? most : `${name}: ${most}`)
}

/** Removes what uploads left behind that were cut off more than a day ago, by whichever process. */
async function sweepUploads(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  for (const name of names) {
    const { mtimeMs } = await stat(join(folder, name)).catch(() => ({ mtimeMs: Date.now() }))
    if (mtimeMs < Date.now() - 86_400_000) await rm(join(folder, name), { recursive: true, force: true })
  }
}

/** Bytes in a folder, spread over 256 subfolders. */
export function folderStore(folder: string): Store {
  const path = (hash: string) => join(folder, hash.slice(0, 2), hash)
  return {
    async has(hash) {
      return stat(path(hash)).then(
        () => true,
        () => false,
      )
    },
    async put(hash, from) {
      await mkdir(join(folder, hash.slice(0, 2)), { recursive: true })
      const part = `${path(hash)}.${randomUUID()}.part`
      await copyFile(from, part)
      const file = await open(part, 'r+')
      await file.sync()
      await file.close()
      await rename(part, path(hash))
    },
    async read(hash, range) {
      return createReadStream(path(hash), range)
    },
    async remove(hash) {
      await rm(path(hash), { force: true })
    },
  }
}
