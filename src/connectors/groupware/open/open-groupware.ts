import type { SyncArea } from '#kernel/groupware/area.ts'
import type { ItemOf } from '#kernel/groupware/item-of.ts'
import type { Groupware, ItemStore } from '../groupware.ts'
import { GroupwareError } from '../groupware-error.ts'
import { openCollections } from './dav/collections.ts'
import type { DavCollections } from './dav/collections.ts'
import { openDav } from './dav/dav-client.ts'
import type { DavClient } from './dav/dav-client.ts'
import type { DavService } from './dav/find-homes.ts'
import { openItemStore } from './dav/item-store.ts'
import { openCardStore } from './dav/card-store.ts'
import { eventObjects, todoObjects } from './dav/calendar-objects.ts'
import { createFolder, listFolders } from './imap/folders.ts'
import { openImap } from './imap/imap-connection.ts'
import { openMailFolder } from './imap/mail-folder.ts'
import { watchFolders } from './imap/watch-folders.ts'
import { sendOnce } from './smtp/send-once.ts'
import type { OpenOptions, OpenSettings, Reach, Secret } from './settings.ts'

/**
 * A groupware by the open protocols: mail by IMAP and SMTP, calendars and tasks by CalDAV, contacts by CardDAV, whichever
 * of them the account has. Nothing is asked before it is needed; what an account lacks has no collections.
 */
export async function openGroupware(
  settings: OpenSettings,
  secret: Secret,
  options: OpenOptions,
): Promise<Groupware> {
  const reachOf = (server: { userName?: string | undefined }): Reach => ({
    userName: server.userName || settings.userName,
    secret,
    isPrivateAllowed: options.isPrivateAllowed,
    signal: options.signal,
    trusted: options.trusted,
    patience: options.patience,
    idle: options.idle,
  })
  const { smtp } = settings
  const imap = settings.imap && openImap(settings.imap, reachOf(settings.imap))
  const services = new Map<DavService, { dav: DavClient; collections: DavCollections }>()
  for (const service of ['caldav', 'carddav'] as const) {
    const server = settings[service]
    if (!server) continue
    const dav = openDav(server.url, reachOf(server))
    services.set(service, { dav, collections: openCollections(dav, service) })
  }

  const serviceOf = (area: SyncArea) => services.get(area === 'contact' ? 'carddav' : 'caldav')
  const serviceFor = (area: SyncArea) => serviceOf(area) ?? missing(area === 'contact' ? 'CardDAV' : 'CalDAV')
  const mail = () => imap ?? missing('IMAP')
  let folders: ReturnType<typeof listFolders> | undefined
  const isSent = async (path: string) => {
    folders ??= listFolders(mail())
    return (await folders).some(({ id, role }) => id === path && role === 'sent')
  }

  return {
    async collections(area) {
      if (area === 'mail') return imap ? listFolders(imap, { isCounting: true }) : []
      return (await serviceOf(area)?.collections.of(area)) ?? []
    },
    items<A extends SyncArea>(area: A, collectionId: string) {
      const { dav } = serviceFor(area)
      const stores: { [K in SyncArea]: () => ItemStore<ItemOf[K]> } = {
        appointment: () => openItemStore(dav, collectionId, eventObjects(options)),
        task: () => openItemStore(dav, collectionId, todoObjects(options)),
        contact: () => openCardStore(dav, collectionId),
      }
      return stores[area]()
    },
    folder: (path) => openMailFolder(mail(), path, { self: options.self, isSent: () => isSent(path) }),
    async createCollection(area, name) {
      return area === 'mail' ? createFolder(mail(), name) : serviceFor(area).collections.create(area, name)
    },
    async send(message) {
      await sendOnce(smtp ?? missing('SMTP'), reachOf(smtp ?? {}), imap, message)
    },
    ...(imap && {
      async watch(area, ids, changed, signal) {
        if (area !== 'mail') throw new GroupwareError('unsupported', `There is no push of ${area}s`)
        await watchFolders(imap, ids, changed, signal)
      },
    }),
    async close() {
      for (const { dav } of services.values()) dav.close()
      await imap?.close()
    },
  } satisfies Groupware
}

function missing(what: string): never {
  throw new GroupwareError('unsupported', `This account has no ${what}`)
}
