import { createHash } from 'node:crypto'
import { deflateSync, inflateSync } from 'node:zlib'
import { z } from 'zod'
import { GroupwareError } from '../../groupware-error.ts'
import type { Entry, Listing } from './listing.ts'

/** One page of a round, before the objects are fetched. */
export interface Page {
  entries: Entry[]
  token: string
  more: boolean
  whole: boolean
}

interface Options {
  limit: number
  window: { component: string; from: string; to: string } | undefined
}

/** Where a round by `sync-collection` (RFC 6578) stands. */
const syncMark = z.object({
  /** The server's token the batch under way began with; null: at the very beginning. */
  from: z.string().nullable(),
  whole: z.boolean(),
  /** The server's token that the batch ends with, and how far its pages have come. */
  to: z.string().optional(),
  after: z.string().optional(),
  cut: z.boolean().optional(),
})
type SyncMark = z.infer<typeof syncMark>

/** Where a round stands with a server that has no tokens: what was seen, by a short hash of each etag. */
const seenMark = z.object({ seen: z.string(), ctag: z.string().optional(), whole: z.boolean() })
type SeenMark = z.infer<typeof seenMark>

/**
 * Turns what a collection lists into pages. A token says enough to go on in another process: the batch is then listed
 * again from where it began and its pages up to `after` are passed over; it ends with the token it was first listed
 * with, so that what changed meanwhile comes in the next round.
 */
export function openRounds(listing: Listing): {
  page: (token: string | null, options: Options) => Promise<Page>
} {
  let batch: { from: string | null; entries: Entry[]; to: string; isCut: boolean } | undefined
  let seen: { entries: Entry[]; ctag: string | undefined } | undefined

  async function page(token: string | null, options: Options): Promise<Page> {
    if (token !== null) {
      const mark = readMark(token)
      return 'seen' in mark ? bySeen(mark, options) : bySync(mark, options)
    }
    batch = undefined
    seen = undefined
    const { canSync, syncToken, ctag } = await listing.state()
    if (canSync && syncToken !== undefined) return bySync({ from: null, whole: true }, options, syncToken)
    return bySeen({ seen: '', whole: true }, options, { ctag })
  }

  async function bySync(mark: SyncMark, options: Options, current?: string): Promise<Page> {
    const { entries, to, isCut } = await batchOf(mark.from, options, current)
    const [end, cut] = [mark.to ?? to, mark.cut ?? isCut]
    const { after } = mark
    const rest = after === undefined ? entries : entries.filter(({ id }) => id > after)
    const now = rest.slice(0, options.limit)
    const last = now.at(-1)
    const isEnd = now.length === rest.length || !last
    if (isEnd) batch = undefined
    const next: SyncMark = isEnd
      ? { from: end, whole: cut && mark.whole }
      : { from: mark.from, whole: mark.whole, to: end, after: last.id, cut }
    return { entries: now, token: JSON.stringify(next), more: !isEnd || cut, whole: mark.whole }
  }

  async function batchOf(from: string | null, { window }: Options, current: string | undefined) {
    if (batch && batch.from === from) return batch
    const found =
      from === null && window
        ? { token: current ?? (await tokenNow()), entries: await listing.all(window), isCut: false }
        : await listing.since(from)
    batch = { from, entries: sorted(found.entries), to: found.token, isCut: found.isCut }
    return batch
  }

  /** Asked before the listing: what changes in between comes again with the next round. */
  async function tokenNow(): Promise<string> {
    const { syncToken } = await listing.state()
    if (syncToken === undefined)
      throw new GroupwareError('token-lost', 'The collection has no token any more')
    return syncToken
  }

  async function bySeen(
    mark: SeenMark,
    options: Options,
    known?: { ctag: string | undefined },
  ): Promise<Page> {
    if (!seen) {
      const { ctag } = known ?? (await listing.state())
      if (ctag !== undefined && ctag === mark.ctag) {
        return { entries: [], token: JSON.stringify(mark), more: false, whole: false }
      }
      seen = { ctag, entries: await listing.all(options.window) }
    }
    const before = unpack(mark.seen)
    const differing = differences(before, seen.entries)
    const now = differing.slice(0, options.limit)
    for (const { id, etag } of now) {
      if (etag === null) before.delete(id)
      else before.set(id, short(etag))
    }
    const more = now.length < differing.length
    const next: SeenMark = {
      seen: pack(before),
      whole: more && mark.whole,
      ...(!more && seen.ctag !== undefined && { ctag: seen.ctag }),
    }
    if (!more) seen = undefined
    return { entries: now, token: JSON.stringify(next), more, whole: mark.whole }
  }

  return { page }
}

function readMark(token: string): SyncMark | SeenMark {
  try {
    return z.union([seenMark, syncMark]).parse(JSON.parse(token))
  } catch {
    throw new GroupwareError('token-lost', 'This token is not of this server')
  }
}

function sorted(entries: Entry[]): Entry[] {
  return entries.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
}

function differences(before: ReadonlyMap<string, string>, entries: readonly Entry[]): Entry[] {
  const there = new Set(entries.map(({ id }) => id))
  const gone = [...before.keys()].filter((id) => !there.has(id)).map((id): Entry => ({ id, etag: null }))
  const other = entries.filter(({ id, etag }) => etag !== null && before.get(id) !== short(etag))
  return sorted([...other, ...gone])
}

function short(etag: string): string {
  return createHash('sha256').update(etag).digest('base64').slice(0, 12)
}

function pack(seen: ReadonlyMap<string, string>): string {
  return deflateSync(JSON.stringify([...seen])).toString('base64')
}

function unpack(packed: string): Map<string, string> {
  if (packed === '') return new Map()
  try {
    const pairs = JSON.parse(inflateSync(Buffer.from(packed, 'base64')).toString('utf8'))
    return new Map(z.array(z.tuple([z.string(), z.string()])).parse(pairs))
  } catch {
    throw new GroupwareError('token-lost', 'This token is not of this server')
  }
}
