import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { setTimeout } from 'node:timers/promises'
import { AwsClient } from 'aws4fetch'
import { Problem } from '#kernel/problem.ts'
import type { S3Config } from '#platform/config.ts'
import type { Store } from '#platform/files.ts'

const ATTEMPTS = 4
const FIRST_WAIT = 100

/**
 * Bytes in a bucket of Amazon S3 or of anything that speaks like it (path-style addresses). Signing is aws4fetch's
 * (Signature V4); the bytes pass through, whatever their size, and because their name is their SHA-256 the bucket
 * checks on arrival that they are whole.
 */
export function s3Store({ url, bucket, region, accessKey, secretKey }: S3Config): Store {
  const client = new AwsClient({
    accessKeyId: accessKey,
    secretAccessKey: secretKey,
    service: 's3',
    region,
    retries: 0,
  })
  const base = `${url.replace(/\/$/, '')}/${encodeURIComponent(bucket)}`

  async function call(hash: string, fine: number[], asked: () => RequestInit): Promise<Response> {
    const response = await patiently(() => client.fetch(`${base}/${hash}`, asked()))
    if (fine.includes(response.status)) return response
    await response.body?.cancel()
    throw new Problem('unavailable', 'files_away', `The file store refused (${response.status}).`)
  }

  return {
    async has(hash) {
      const { status } = await call(hash, [200, 404], () => ({ method: 'HEAD' }))
      return status === 200
    },
    async put(hash, path, size) {
      // Sent as it is read (a blob of the file would be read whole), and read anew for each attempt.
      const put = () => ({
        method: 'PUT',
        headers: { 'x-amz-content-sha256': hash, 'content-length': String(size) },
        body: Readable.toWeb(createReadStream(path)),
        duplex: 'half' as const,
      })
      await drained(call(hash, [200], put))
    },
    async read(hash, range) {
      const headers: Record<string, string> = range ? { range: `bytes=${range.start}-${range.end}` } : {}
      const { body } = await call(hash, [range ? 206 : 200], () => ({ method: 'GET', headers }))
      return body ? Readable.fromWeb(body) : Readable.from([])
    },
    async remove(hash) {
      await drained(call(hash, [200, 204, 404], () => ({ method: 'DELETE' })))
    },
  }
}

/** Tries again when the line breaks or the store says that it is busy. */
async function patiently(send: () => Promise<Response>): Promise<Response> {
  for (let attempt = 1; ; attempt++) {
    const answer = await send().catch(() => undefined)
    if (answer && answer.status < 500 && answer.status !== 429) return answer
    await answer?.body?.cancel()
    if (attempt === ATTEMPTS)
      throw new Problem('unavailable', 'files_away', 'The file store does not answer.')
    await setTimeout(FIRST_WAIT * 2 ** (attempt - 1) * (0.5 + Math.random()))
  }
}

/** Reads the answer to its end, so that its connection is free again. */
async function drained(call: Promise<Response>): Promise<void> {
  await (await call).arrayBuffer()
}
