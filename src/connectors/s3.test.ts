import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, request } from 'node:http'
import type { RequestListener, Server } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApp } from '../../test/app.ts'
import { form } from '../../test/form.ts'
import { s3Store } from './s3.ts'

// The real S3-compatible server in these tests is s3rver (kept as @20minutes/s3rver): it checks signatures as
// Amazon does, though not the hash of the bytes. Neither npm nor Debian brings MinIO, Garage or SeaweedFS.

interface S3rver {
  run(): Promise<AddressInfo>
  close(): Promise<void>
}
const S3rver = createRequire(import.meta.url)('@20minutes/s3rver') as new (options: object) => S3rver

let folder: string
let server: S3rver
let port: number
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kontor-s3-'))
  server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory: join(folder, 'bucket'),
    configureBuckets: [{ name: 'akten' }],
  })
  port = (await server.run()).port
})
afterAll(async () => {
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

const config = (at = port, secretKey = 'S3RVER') => ({
  url: `http://127.0.0.1:${at}/`,
  bucket: 'akten',
  region: 'eu-central-1',
  accessKey: 'S3RVER',
  secretKey,
})
const local = async (content: Buffer) => {
  const hash = createHash('sha256').update(content).digest('hex')
  const path = join(folder, hash)
  await writeFile(path, content)
  return { hash, path, size: content.length }
}
/** A server on a free port for the time of `work`. */
const beside = async (listener: RequestListener, work: (port: number) => Promise<void>) => {
  const front: Server = createServer(listener)
  await new Promise<void>((done) => {
    front.listen(0, '127.0.0.1', done)
  })
  await work((front.address() as AddressInfo).port).finally(() => {
    front.closeAllConnections()
    front.close()
  })
}

describe('a bucket', () => {
  test('keeps bytes and gives them back, whole and in parts', async () => {
    const store = s3Store(config())
    const content = randomBytes(3_000_000)
    const { hash, path, size } = await local(content)
    expect(await store.has(hash)).toBe(false)
    await store.put(hash, path, size)
    expect(await store.has(hash)).toBe(true)
    expect(content.equals(await buffer(await store.read(hash)))).toBe(true)
    const part = await buffer(await store.read(hash, { start: 1_000_000, end: 1_000_009 }))
    expect(part).toEqual(content.subarray(1_000_000, 1_000_010))
    await store.remove(hash)
    await store.remove(hash)
    expect(await store.has(hash)).toBe(false)
  })

  test('keeps an empty file', async () => {
    const store = s3Store(config())
    const { hash, path } = await local(Buffer.alloc(0))
    await store.put(hash, path, 0)
    expect(await buffer(await store.read(hash))).toHaveLength(0)
  })

  test('refuses a wrong secret and says so', async () => {
    await expect(s3Store(config(port, 'falsch')).has('0'.repeat(64))).rejects.toThrow('403')
  })

  test('is asked again when the line breaks or it is busy', async () => {
    const { hash, path, size } = await local(randomBytes(200_000))
    let calls = 0
    const lengths: unknown[] = []
    const shaky: RequestListener = (incoming, outgoing) => {
      calls++
      if (calls === 1) incoming.socket.destroy()
      else if (calls === 2) outgoing.writeHead(503).end()
      else {
        const { method, url: path, headers } = incoming
        lengths.push(headers['content-length'])
        const onward = request({ host: '127.0.0.1', port, method, path, headers }, (answer) => {
          outgoing.writeHead(answer.statusCode ?? 500, answer.headers)
          answer.pipe(outgoing)
        })
        incoming.pipe(onward)
      }
    }
    await beside(shaky, async (front) => {
      await s3Store(config(front)).put(hash, path, size)
    })
    expect([calls, lengths]).toEqual([3, ['200000']])
    expect(await s3Store(config()).has(hash)).toBe(true)
  })

  test('that is away is a problem of its own', async () => {
    const dead = beside(
      (incoming) => incoming.socket.destroy(),
      async (front) => {
        await s3Store(config(front)).has('0'.repeat(64))
      },
    )
    await expect(dead).rejects.toMatchObject({ kind: 'unavailable', code: 'files_away' })
  })
})

test('Kontor keeps its files there when it is told to', async () => {
  const { url, bucket, region, accessKey, secretKey } = config()
  const app = await startApp({
    KONTOR_S3_URL: url,
    KONTOR_S3_BUCKET: bucket,
    KONTOR_S3_REGION: region,
    KONTOR_S3_ACCESS_KEY: accessKey,
    KONTOR_S3_SECRET_KEY: secretKey,
  })
  const { body, headers } = await form({ file: new File(['im Eimer'], 'eimer.txt', { type: 'text/plain' }) })
  const { items } = (await app.admin.post('/files', body, headers)).body
  const hash = createHash('sha256').update('im Eimer').digest('hex')
  expect(await s3Store(config()).has(hash)).toBe(true)
  const [file] = items
  expect((await app.admin.get(`/files/${file.id}`)).body).toBe('im Eimer')
  expect((await app.admin.get(`/files/${file.id}`, { range: 'bytes=3-5' })).body).toBe('Eim')
  await app.close()
})
