import type { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ByteRange } from './files.ts'
import type { House } from './house.ts'

interface Bytes {
  hash: string
  size: number
  type: string
  /** What the browser may do with its copy; `no-cache` asks each time whether it is still good. */
  cache: 'no-cache' | `max-age=${number}`
}

/**
 * Answers with kept bytes: nothing when the client has them (304), a part when it asks for one (RFC 9110, 14), else
 * all. A browser keeps its copy to the session that fetched it.
 */
export async function serveBytes(
  { request, response, house }: { request: FastifyRequest; response: FastifyReply; house: House },
  { hash, size, type, cache }: Bytes,
): Promise<Readable | string | undefined> {
  const etag = `"${hash}"`
  response.headers({
    etag,
    'cache-control': `private, ${cache}`,
    vary: 'cookie, authorization',
    'x-content-type-options': 'nosniff',
    'accept-ranges': 'bytes',
  })
  if (names(request.headers['if-none-match'], etag)) {
    response.code(304)
    return undefined
  }
  const ifRange = request.headers['if-range']
  const asked = ifRange === undefined || ifRange === etag ? request.headers.range : undefined
  const range = readRange(asked, size)
  if (range === 'impossible') {
    response.code(416).header('content-range', `bytes */${size}`)
    return ''
  }
  response.type(type)
  response.header('content-length', range ? range.end - range.start + 1 : size)
  if (range) response.code(206).header('content-range', `bytes ${range.start}-${range.end}/${size}`)
  return house.files.open(hash, range)
}

function names(header: string | undefined, etag: string): boolean {
  return (
    header !== undefined && header.split(',').some((tag) => [etag, `W/${etag}`, '*'].includes(tag.trim()))
  )
}

/** One range of bytes; several at once or none that can be read mean the whole. */
function readRange(header: string | undefined, size: number): ByteRange | 'impossible' | undefined {
  const [, from = '', to = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '') ?? []
  if (from === '' && to === '') return undefined
  const start = from === '' ? Math.max(size - Number(to), 0) : Number(from)
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1)
  if (from !== '' && to !== '' && Number(from) > Number(to)) return undefined
  return start >= size || end < start ? 'impossible' : { start, end }
}
