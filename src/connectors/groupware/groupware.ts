import type { Area, SyncArea } from '#kernel/groupware/area.ts'
import type { ItemOf } from '#kernel/groupware/item-of.ts'
import type { PersonItem } from '#kernel/groupware/person-item.ts'

/**
 * The port to a groupware: Microsoft 365 by Graph, any server by IMAP, CalDAV and CardDAV, or files. A connection is of
 * one account, is opened for one piece of work and closed after it; every failure is a `GroupwareError`.
 */
export interface Groupware {
  /** The calendars, task lists, address books or mail folders the account may read. */
  collections(area: Area): Promise<Collection[]>
  items<A extends SyncArea>(area: A, collectionId: string): ItemStore<ItemOf[A]>
  folder(collectionId: string): MailFolder
  /** Makes a collection of this name; where one of that name stands already it is that one. */
  createCollection(area: Area, name: string): Promise<Collection>
  /** Hands a whole message (RFC 5322) over for sending, with a copy among the sent ones; at most once for one key. */
  send(message: Outgoing): Promise<void>
  /**
   * Calls `changed` when something of these collections may be another now, until the signal says to end. Undefined:
   * the server cannot push this, it is asked from time to time.
   */
  watch?(
    area: Area,
    collectionIds: readonly string[],
    changed: () => void,
    signal: AbortSignal,
  ): Promise<void>
  close(): Promise<void>
}

export interface Collection {
  /** As the groupware names it; compared exactly. */
  id: string
  area: Area
  name: string
  writable: boolean
  /** What the groupware itself uses when nothing is said: the main calendar, the inbox. */
  main: boolean
  /** Of a mail folder; what it is for. */
  role?: 'inbox' | 'sent' | 'archive' | 'junk' | 'trash' | 'drafts'
  /** Of a calendar, as `#rrggbb`, where its owner chose one. */
  color?: string
  /** How many items it has, where that is known without asking for them. */
  count?: number
}

export interface Remote<I> {
  /** The groupware's own name of it (href, immutable id), compared exactly. */
  id: string
  /** Another after every change. */
  etag: string
  item: I
}

export interface Changes<I> {
  changed: Remote<I>[]
  /** Ids of what is there no more. */
  removed: string[]
  /** Where the next page, or the next time, goes on. */
  token: string
  /** There are more pages of this round. */
  more: boolean
  /** This round began without a token: what none of its pages has is not there. */
  whole: boolean
}

export interface ItemStore<I> {
  /** What this server cannot say: read it is empty, which means nothing; ours stays as it is. */
  unsaid?: readonly (keyof I)[]
  /**
   * One page, about `limit` items, of what is another since `token`; null begins anew. A token the server no longer
   * knows is `token-lost`: begin anew. Items outside `window` (days) may be left out; a change outside it may be
   * said as removed, so a removal is confirmed with `get` before it counts.
   */
  changes(
    token: string | null,
    options: { limit: number; window?: { from: string; to: string }; signal?: AbortSignal },
  ): Promise<Changes<I>>
  /** Those of these ids that are there. */
  get(ids: readonly string[]): Promise<Remote<I>[]>
  /** The one with this iCalendar UID; undefined when there is none. */
  find(uid: string): Promise<Remote<I> | undefined>
  /** Makes an item once, however often it is asked for with the same `uid`. Attendees are not written. */
  create(item: I): Promise<Remote<I>>
  /** Writes these fields of an item and leaves all others as the server has them; `stale` when the etag is another. */
  change(remote: { id: string; etag: string }, item: I, fields: readonly (keyof I)[]): Promise<Remote<I>>
  /**
   * Only of events, where the server itself writes to guests: has it ask these, and tell them of all that is another now.
   * With `callOff` and `answer` the only way in which anybody is mailed.
   */
  invite?(id: string, item: I, guests: readonly PersonItem[]): Promise<Remote<I>>
  /** Calls an event off; its guests are told, and it is gone. */
  callOff?(id: string): Promise<void>
  /** Answers an invitation of somebody else, who is told. */
  answer?(id: string, response: 'accepted' | 'declined' | 'tentative'): Promise<void>
  /** Takes it away; what is gone already is no failure. */
  remove(remote: { id: string; etag: string }): Promise<void>
  /** Only of contacts: the picture's bytes; undefined without one. */
  photo?(id: string): Promise<{ type: string; bytes: Uint8Array } | undefined>
  /** Only of contacts: sets or (null) removes the picture. */
  setPhoto?(id: string, photo: { type: string; bytes: Uint8Array } | null): Promise<Remote<I>>
}

export interface MailFolder {
  /**
   * Heads of the mails since a token, as `ItemStore.changes`; newest first when it begins anew. Nothing is marked as read.
   * Beginning anew, those before `since` may be left out. With `once` nobody asks later what came: the last token is none.
   */
  changes(
    token: string | null,
    options: { limit: number; since?: string; once?: boolean; signal?: AbortSignal },
  ): Promise<Changes<ItemOf['mail']>>
  /** The whole message (RFC 5322) as bytes; undefined when it is there no more. */
  source(id: string): Promise<Uint8Array | undefined>
  /** Puts a message there, as a copy of what was sent. */
  append(message: Uint8Array, options: { seen: boolean }): Promise<void>
  /** Moves a mail to another folder. */
  move(id: string, collectionId: string): Promise<void>
}

export interface Outgoing {
  from: string
  to: readonly string[]
  message: Uint8Array
  /** The same for the same mail tried again: its Message-ID. */
  key: string
}
