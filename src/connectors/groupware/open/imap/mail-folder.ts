import type { MailItem } from '#kernel/groupware/mail-item.ts'
import type { MailFolder, Remote } from '../../groupware.ts'
import { GroupwareError } from '../../groupware-error.ts'
import { ensureWanted } from '../reach.ts'
import type { ImapConnection } from './imap-connection.ts'
import { HEAD_QUERY, readHead } from './mail-head.ts'
import { pageOf } from './mail-rounds.ts'

/** A folder of mail by IMAP (RFC 3501, 9051). A mail's id is UIDVALIDITY and UID: it never means another mail. */
export function openMailFolder(
  imap: ImapConnection,
  path: string,
  { self, isSent }: { self: string; isSent: () => Promise<boolean> },
): MailFolder {
  return {
    async changes(token, { limit, since, signal }) {
      ensureWanted(signal)
      const page = await pageOf(imap, path, token, { limit: Math.max(1, limit), since })
      ensureWanted(signal)
      return {
        token: page.token,
        more: page.more,
        whole: page.whole,
        changed: page.uids.length === 0 ? [] : await heads(page.uids),
        removed: page.removed.map((uid) => `${page.validity}-${uid}`),
      }
    },
    async source(id) {
      return imap.inside(path, async (client, { uidValidity }) => {
        const uid = uidOf(id, uidValidity)
        if (uid === undefined) return undefined
        const mail = await client.fetchOne(String(uid), { source: true }, { uid: true })
        return mail ? mail.source : undefined
      })
    },
    async append(message, { seen }) {
      await imap.run((client) => client.append(path, Buffer.from(message), seen ? ['\\Seen'] : []))
    },
    async move(id, collectionId) {
      await imap.inside(
        path,
        async (client, { uidValidity }) => {
          const uid = uidOf(id, uidValidity)
          const there = uid !== undefined && (await client.search({ uid: String(uid) }, { uid: true }))
          if (!there || there.length === 0) throw new GroupwareError('not-found', `${id} is not in ${path}`)
          const moved = await client.messageMove(String(uid), collectionId, { uid: true })
          if (!moved) throw new GroupwareError('not-found', `${id} could not be moved to ${collectionId}`)
        },
        { isWriting: true },
      )
    },
  }

  async function heads(uids: readonly number[]): Promise<Remote<MailItem>[]> {
    const isSentFolder = await isSent()
    return imap.inside(path, async (client, { uidValidity }) => {
      const found = await client.fetchAll(uids.join(','), HEAD_QUERY, { uid: true })
      const byUid = new Map(found.map((mail) => [mail.uid, mail]))
      return uids.flatMap((uid) => {
        const mail = byUid.get(uid)
        if (!mail) return []
        const id = `${uidValidity}-${uid}`
        // A mail never changes: what it is called says which state it has.
        return [{ id, etag: id, item: readHead(mail, { self, isSentFolder }) }]
      })
    })
  }
}

function uidOf(id: string, uidValidity: bigint): number | undefined {
  const [v, uid] = id.split('-')
  return v === String(uidValidity) && /^\d+$/.test(uid ?? '') ? Number(uid) : undefined
}
