import type { Area, SyncArea } from '#kernel/groupware/area.ts'
import type { ItemOf } from '#kernel/groupware/item-of.ts'
import type { MailContent, MailItem } from '#kernel/groupware/mail-item.ts'
import { writeMessage } from '#platform/mime/write-message.ts'
import { GroupwareError } from '../groupware-error.ts'
import type { Changes, Groupware, ItemStore, MailFolder, Remote } from '../groupware.ts'
import { isMsg } from './outlook-msg/open-msg.ts'
import { readFile } from './read-file.ts'
import type { FileItems, FileReader } from './read-file.ts'

/** A file somebody brought, and what of each area it was found to hold. */
export interface BroughtFile {
  id: string
  name: string
  counts: Record<Area, number>
  bytes(): Promise<Uint8Array>
}

/**
 * Files as a groupware: each of them is a collection of every area it holds something of. They can be read and nothing
 * else; each is read once for a connection. Cards are not offered: whole address books come in by their own way.
 */
export function openFiles(files: readonly BroughtFile[], reader: FileReader): Groupware {
  const read = new Map<string, Promise<Whole>>()
  const whole = (id: string): Promise<Whole> => {
    const known = read.get(id) ?? readWhole(files, id, reader)
    read.set(id, known)
    return known
  }
  return {
    async collections(area) {
      return files
        .filter(({ counts }) => area !== 'contact' && counts[area] > 0)
        .map(({ id, name, counts }) => ({
          id,
          area,
          name,
          writable: false,
          main: false,
          count: counts[area],
        }))
    },
    items: (area, id) => storeOf(area, id, whole),
    folder: (id) => folderOf(id, whole),
    createCollection: readOnly,
    send: readOnly,
    async close() {
      read.clear()
    },
  }
}

interface Whole extends FileItems {
  bytes: Uint8Array
}

async function readWhole(files: readonly BroughtFile[], id: string, reader: FileReader): Promise<Whole> {
  const file = files.find((one) => one.id === id)
  if (!file) throw new GroupwareError('not-found', 'the file is kept no more')
  const bytes = await file.bytes()
  return { ...(await readFile(file.name, bytes, reader)), bytes }
}

/** The items of a file have no names of their own that are theirs alone: they are counted. */
const idOf = (fileId: string, at: number): string => `${fileId}/${at}`

function storeOf<A extends SyncArea>(
  area: A,
  fileId: string,
  whole: (id: string) => Promise<Whole>,
): ItemStore<ItemOf[A]> {
  const all = async (): Promise<Remote<ItemOf[A]>[]> => {
    const { events, todos } = await whole(fileId)
    const items: unknown[] = area === 'appointment' ? events : area === 'task' ? todos : []
    return items.map((item, at) => ({ id: idOf(fileId, at), etag: '', item: item as ItemOf[A] }))
  }
  return {
    changes: async (token, { limit }) => pageOf(await all(), token, limit),
    async get(ids) {
      const wanted = new Set(ids)
      return (await all()).filter(({ id }) => wanted.has(id))
    },
    async find(uid) {
      return (await all()).find(({ item }) => item.uid === uid)
    },
    create: readOnly,
    change: readOnly,
    remove: readOnly,
  }
}

function folderOf(fileId: string, whole: (id: string) => Promise<Whole>): MailFolder {
  return {
    async changes(token, { limit }) {
      const { mails } = await whole(fileId)
      const heads = mails.map((mail, at) => ({ id: idOf(fileId, at), etag: '', item: headOf(mail) }))
      return pageOf(heads, token, limit)
    },
    async source(id) {
      const { mails, bytes } = await whole(fileId)
      const mail = mails.find((_, at) => idOf(fileId, at) === id)
      if (!mail) return undefined
      return isMsg(bytes) ? writeMessage(mail) : bytes
    },
    append: readOnly,
    move: readOnly,
  }
}

/** Nobody else takes in what an invitation in a file says, so that it is a mail like others. */
function headOf(mail: MailContent): MailItem {
  const { text: _, html: __, attachments: ___, ...head } = mail
  return { ...head, invitation: false }
}

function pageOf<I>(all: readonly Remote<I>[], token: string | null, limit: number): Changes<I> {
  const from = Number(token ?? 0)
  const to = from + limit
  return {
    changed: all.slice(from, to),
    removed: [],
    token: String(to),
    more: to < all.length,
    whole: token === null,
  }
}

function readOnly(): Promise<never> {
  return Promise.reject(new GroupwareError('unsupported', 'files are read only'))
}
