import type { ItemStore, Remote } from '../../groupware.ts'
import { GroupwareError } from '../../groupware-error.ts'
import { ensureWanted } from '../reach.ts'
import type { DavClient } from './dav-client.ts'
import { openObjects } from './dav-objects.ts'
import type { DavObject, DavObjects } from './dav-objects.ts'
import { openListing } from './listing.ts'
import type { ObjectKind } from './object-kind.ts'
import { openRounds } from './rounds.ts'

/** The items of one collection by CalDAV or CardDAV. */
export function openItemStore<I>(dav: DavClient, collectionId: string, kind: ObjectKind<I>): ItemStore<I> {
  const objects = openObjects(dav, collectionId, kind)
  const rounds = openRounds(openListing(dav, collectionId))
  const read = (object: DavObject) => remoteOf(object, kind)

  async function find(uid: string): Promise<Remote<I> | undefined> {
    const byName = await objects.one(objects.idOf(uid))
    const found = byName ? read(byName) : undefined
    if (found && kind.uidOf(found.item) === uid) return found
    return (await objects.withUid(uid)).map(read).find((one) => one && kind.uidOf(one.item) === uid)
  }

  return {
    async changes(token, { limit, window, signal }) {
      ensureWanted(signal)
      const { component } = kind
      const range = window && component === 'VEVENT' ? { component, ...window } : undefined
      const { entries, ...page } = await rounds.page(token, { limit: Math.max(1, limit), window: range })
      const there = entries.filter(({ etag }) => etag !== null).map(({ id }) => id)
      ensureWanted(signal)
      const found = await objects.many(there)
      return {
        ...page,
        changed: found.map(read).filter((one) => one !== undefined),
        removed: entries.filter(({ etag }) => etag === null).map(({ id }) => id),
      }
    },
    async get(ids) {
      return (await objects.many(ids)).map(read).filter((one) => one !== undefined)
    },
    find,
    async create(item) {
      const uid = kind.uidOf(item)
      const id = objects.idOf(uid)
      try {
        return readAgain(
          await objects.put(
            id,
            orInvalid(() => kind.write(item)),
            undefined,
          ),
          kind,
        )
      } catch (error) {
        if (!(error instanceof GroupwareError) || !['stale', 'taken'].includes(error.fault)) throw error
        // It stands there already: an earlier try got through, or it came in another way.
        const there = await find(uid)
        if (there) return there
        throw new GroupwareError('taken', error.detail)
      }
    },
    async change(remote, item, fields) {
      const current = await currentOf(objects, remote)
      const text = orInvalid(() => kind.edit(current.text, item, fields))
      if (text === current.text) return readAgain(current, kind)
      return readAgain(await objects.put(current.id, text, current.etag), kind)
    },
    remove: ({ id, etag }) => objects.remove(id, etag),
  }
}

/** The object in the state the caller knows; else it is `stale`. */
export async function currentOf(
  objects: DavObjects,
  { id, etag }: { id: string; etag: string },
): Promise<DavObject> {
  const current = await objects.one(id)
  if (!current) throw new GroupwareError('not-found', `${id} is gone`)
  if (current.etag !== etag) throw new GroupwareError('stale', `${id} has another etag`)
  return current
}

/** What stands there after a write. */
export function readAgain<I>(object: DavObject, kind: ObjectKind<I>): Remote<I> {
  const remote = remoteOf(object, kind)
  if (!remote) throw new GroupwareError('broken', `${object.id} cannot be read any more`)
  return remote
}

/** What nobody can read is no item; the rest of its collection goes on. */
function remoteOf<I>({ id, etag, text }: DavObject, kind: ObjectKind<I>): Remote<I> | undefined {
  const item = kind.read(text)
  return item && { id, etag, item }
}

function orInvalid(write: () => string): string {
  try {
    return write()
  } catch (error) {
    throw new GroupwareError('invalid', String(error))
  }
}
