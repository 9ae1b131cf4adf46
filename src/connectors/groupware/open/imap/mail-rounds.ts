import type { ImapFlow, MailboxObject } from 'imapflow'
import { z } from 'zod'
import { GroupwareError } from '../../groupware-error.ts'
import type { ImapConnection } from './imap-connection.ts'
import { numbersIn, sequenceOf } from './sequence.ts'

/** Where the reading of a folder stands. */
const mark = z.object({
  /** UIDVALIDITY: another one says that all UIDs mean something else now (RFC 3501, 2.3.1.1). */
  v: z.string(),
  /** UIDs from here on were not seen yet. */
  next: z.number(),
  /** HIGHESTMODSEQ (RFC 7162) at that time. */
  modseq: z.string().optional(),
  /** While it begins anew, newest first: the oldest UID that was handed out. */
  below: z.number().optional(),
  /** How many mails there were, and which where the server cannot tell what vanished. */
  count: z.number(),
  uids: z.string().optional(),
})
type Mark = z.infer<typeof mark>

export interface MailPage {
  /** UIDVALIDITY, which all these UIDs belong to. */
  validity: string
  /** UIDs of the page, in the order they are to be shown. */
  uids: number[]
  removed: number[]
  token: string
  more: boolean
  whole: boolean
}

/**
 * One page of what came into a folder, or left it, since a token; with none, all of it, newest first. A folder where
 * nothing happened costs one STATUS.
 */
export async function pageOf(
  imap: ImapConnection,
  path: string,
  token: string | null,
  { limit, since }: { limit: number; since: string | undefined },
): Promise<MailPage> {
  const before = token === null ? undefined : readMark(token)
  if (before && before.below === undefined && (await isUnchanged(imap, path, before))) {
    return pageWith(before, { uids: [], removed: [], more: false, whole: false })
  }
  return imap.inside(
    path,
    async (client, folder) => {
      if (before && String(folder.uidValidity) !== before.v) {
        throw new GroupwareError('token-lost', `${path} has another UIDVALIDITY`)
      }
      if (before && before.below === undefined) return news(client, folder, before, { limit, since })
      const start = before ?? { ...(await markNow(client, folder)), below: folder.uidNext }
      return beginning(client, start, { limit, since })
    },
    { isFresh: true },
  )
}

function pageWith(next: Mark, page: Omit<MailPage, 'token' | 'validity'>): MailPage {
  return { ...page, validity: next.v, token: JSON.stringify(next) }
}

async function isUnchanged(imap: ImapConnection, path: string, before: Mark): Promise<boolean> {
  const query = { uidValidity: true, uidNext: true, messages: true }
  const status = await imap.run(async (client) => {
    // Of the folder that is open, servers tell what they told before (RFC 3501, 6.3.10).
    if (client.mailbox && client.mailbox.path === path) return undefined
    return client.status(path, client.enabled.has('CONDSTORE') ? { ...query, highestModseq: true } : query)
  })
  if (status === undefined) return false
  if (!status) throw new GroupwareError('not-found', `There is no folder ${path}`)
  const { uidValidity, uidNext, messages, highestModseq } = status
  const isSame = String(uidValidity) === before.v && uidNext === before.next && messages === before.count
  return isSame && (highestModseq === undefined || String(highestModseq) === before.modseq)
}

async function markNow(
  client: ImapFlow,
  { uidValidity, uidNext, highestModseq, noModseq, exists }: MailboxObject,
): Promise<Mark> {
  return {
    v: String(uidValidity),
    next: uidNext,
    ...(highestModseq !== undefined && !noModseq && { modseq: String(highestModseq) }),
    count: exists,
    ...(!client.enabled.has('QRESYNC') && { uids: sequenceOf(await search(client, '1:*', undefined)) }),
  }
}

async function beginning(
  client: ImapFlow,
  at: Mark,
  { limit, since }: { limit: number; since: string | undefined },
): Promise<MailPage> {
  const { below = at.next, ...rest } = at
  const all = below <= 1 ? [] : await search(client, `1:${below - 1}`, since)
  const uids = all.toReversed().slice(0, limit)
  const more = uids.length < all.length
  const oldest = uids.at(-1)
  return pageWith(more && oldest !== undefined ? { ...rest, below: oldest } : rest, {
    uids,
    removed: [],
    more,
    whole: true,
  })
}

async function news(
  client: ImapFlow,
  folder: MailboxObject,
  before: Mark,
  { limit, since }: { limit: number; since: string | undefined },
): Promise<MailPage> {
  const isSame = before.modseq !== undefined && before.modseq === String(folder.highestModseq)
  const removed = isSame ? [] : await vanished(client, before)
  const all =
    folder.uidNext > before.next ? await search(client, `${before.next}:${folder.uidNext}`, since) : []
  const uids = all.slice(0, limit)
  const more = uids.length < all.length
  const fresh = await markNow(client, folder)
  const next = more ? { ...fresh, next: (uids.at(-1) ?? 0) + 1 } : fresh
  return pageWith(next, { uids, removed, more, whole: false })
}

/** What is there no more: told by QRESYNC (RFC 7162, 3.2.6), else by comparing with what was there. */
async function vanished(client: ImapFlow, { modseq, next, uids }: Mark): Promise<number[]> {
  if (uids === undefined) {
    if (!client.enabled.has('QRESYNC') || modseq === undefined) return []
    const gone = new Set<number>()
    const take = ({ uid, vanished }: { uid?: number | undefined; vanished: boolean }) => {
      if (vanished && uid !== undefined && uid < next) gone.add(uid)
    }
    client.on('expunge', take)
    try {
      await client.fetchAll('1:*', { uid: true }, { uid: true, changedSince: BigInt(modseq) })
    } finally {
      client.off('expunge', take)
    }
    return [...gone]
  }
  const there = new Set(await search(client, '1:*', undefined))
  return numbersIn(uids).filter((uid) => !there.has(uid))
}

/** UIDs in ascending order. `9:*` names the last mail even when its UID is below 9, so that the range is looked at. */
async function search(client: ImapFlow, range: string, since: string | undefined): Promise<number[]> {
  const day = since === undefined ? undefined : new Date(`${since}T00:00:00Z`)
  if (day && day.getTime() > Date.now()) return []
  const query = { uid: range, ...(day && { since: day }) }
  const found = await client.search(query, { uid: true })
  if (!found) throw new GroupwareError('broken', `SEARCH UID ${range} failed`)
  const from = Number(range.split(':')[0])
  return found.filter((uid) => uid >= from).sort((a, b) => a - b)
}

function readMark(token: string): Mark {
  try {
    return mark.parse(JSON.parse(token))
  } catch {
    throw new GroupwareError('token-lost', 'This token is not of a folder of mail')
  }
}
