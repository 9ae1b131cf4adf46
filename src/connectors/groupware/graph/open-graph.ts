import type { SyncArea } from '#kernel/groupware/area.ts'
import type { ItemOf } from '#kernel/groupware/item-of.ts'
import { GroupwareError } from '../groupware-error.ts'
import type { Collection, Groupware, ItemStore } from '../groupware.ts'
import { contactStore } from './contact-store.ts'
import { eventStore } from './event-store.ts'
import type { TokenSource } from '../sign-in/token.ts'
import { graphCall } from './graph-call.ts'
import type { GraphCall } from './graph-call.ts'
import { graphCollections, newCollection } from './graph-collections.ts'
import { mailFolder, sendMail } from './mail-folder.ts'
import { todoStore } from './todo-store.ts'

/** Graph as Microsoft runs it for everybody; national clouds have addresses of their own. */
export const GRAPH = 'https://graph.microsoft.com/v1.0'

export interface GraphOptions {
  /** User principal name or address. */
  mailbox: string
  /** Signed in as the user, or as an app with rights for the whole firm. */
  access: 'user' | 'app'
  /** A token that is good now. */
  token: TokenSource
  /** The account's own IANA zone. */
  zone: string
  /** The account's own address. */
  self: string
  baseUrl?: string
  signal?: AbortSignal
  /** How waiting is done when Graph asks for it. */
  wait?: (milliseconds: number) => Promise<void>
}

/**
 * Microsoft 365 by Graph (v1.0). Nothing is asked before something is wanted. There is nothing to wait at as IMAP's IDLE
 * is: Graph calls back by subscriptions, which whoever has a public address sets up (`subscriptions.ts`).
 */
export async function openGraph(options: GraphOptions): Promise<Groupware> {
  const { mailbox, access, token, zone, self, baseUrl = GRAPH } = options
  const ended = new AbortController()
  const call = graphCall({
    base: baseUrl.replace(/\/$/, ''),
    root: `/${mailboxRoot({ mailbox, access, self })}`,
    token: (refused) => token(refused).catch(noToken),
    signal: options.signal ? AbortSignal.any([options.signal, ended.signal]) : ended.signal,
    ...(options.wait ? { wait: options.wait } : {}),
  })
  const stores: { [A in SyncArea]: (id: string) => ItemStore<ItemOf[A]> } = {
    appointment: (id) => eventStore(call, id, zone),
    task: (id) => todoStore(call, id, { zone, isReadOnly: access === 'app' }),
    contact: (id) => contactStore(call, id),
  }
  /** One for each collection: what a round has learned is known to its next page. */
  const opened = new Map<string, unknown>()
  return {
    collections: (area) => graphCollections(call, area, access),
    items<A extends SyncArea>(area: A, id: string): ItemStore<ItemOf[A]> {
      const key = `${area} ${id}`
      const store = (opened.get(key) as ItemStore<ItemOf[A]> | undefined) ?? stores[area](id)
      opened.set(key, store)
      return store
    },
    folder: (id) => mailFolder(call, id, self),
    async createCollection(area, name) {
      const there = await graphCollections(call, area, access)
      // Exchange tells folders apart without the case of their names: of these it would refuse the second.
      const isSame = (one: Collection) => one.name.toLowerCase() === name.toLowerCase()
      return there.find((one) => one.name === name) ?? there.find(isSame) ?? newCollection(call, area, name)
    },
    send: (message) => sendMail(call, message),
    async close() {
      ended.abort(new GroupwareError('unreachable', 'the connection was closed'))
    },
  }
}

/** Where a mailbox stands: `me` for who signed in, `users/…` for everybody else's. */
export function mailboxRoot({
  mailbox,
  access,
  self,
}: Pick<GraphOptions, 'mailbox' | 'access' | 'self'>): string {
  const isOwn = access === 'user' && (mailbox === '' || mailbox.toLowerCase() === self.toLowerCase())
  return isOwn ? 'me' : `users/${encodeURIComponent(mailbox)}`
}

/** Requests that are of no mailbox: subscriptions. */
export function openLine({
  token,
  baseUrl = GRAPH,
  signal,
}: Pick<GraphOptions, 'token' | 'baseUrl' | 'signal'>): GraphCall {
  return graphCall({
    base: baseUrl.replace(/\/$/, ''),
    root: '',
    token: (refused) => token(refused).catch(noToken),
    ...(signal && { signal }),
  })
}

function noToken(error: unknown): never {
  if (error instanceof GroupwareError) throw error
  throw new GroupwareError('consent', error instanceof Error ? error.message : 'no token')
}
