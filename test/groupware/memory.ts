import { createHash, randomUUID } from 'node:crypto'
import type { Changes, Collection, Groupware, ItemStore, Remote } from '#connectors/groupware/groupware.ts'
import { GroupwareError } from '#connectors/groupware/groupware-error.ts'

import type { Area, SyncArea } from '#kernel/groupware/area.ts'
import type { ItemOf } from '#kernel/groupware/item-of.ts'

/** What of every item a groupware in memory has to know. */
export interface MemoryItem {
  uid: string
  [field: string]: unknown
}

interface Kept {
  id: string
  etag: string
  item: MemoryItem
  /** When it changed last, by the count of all changes. */
  at: number
  photo?: { type: string; bytes: Uint8Array }
}

interface Book {
  collection: Collection
  items: Map<string, Kept>
  removed: { id: string; at: number }[]
  /** Tokens of before are lost. */
  lostBefore: number
}

/** What may go wrong with a call, and how: decided anew for each. */
export type Trouble = (
  call: string,
) => 'cut before' | 'cut after' | 'throttled' | 'token lost' | 'stale' | undefined

/** A groupware in memory with the manners of real ones: pages, tokens, etags, copies told twice, and every kind of trouble. */
export class MemoryGroupware implements Groupware {
  readonly calls: string[] = []
  /** Fields of `change` and `create`, so that a test sees that no attendee was ever written. */
  readonly written: { id: string; fields: string[] }[] = []
  trouble: Trouble = () => undefined
  /** How a server writes an item its own way. */
  spell: (item: MemoryItem) => MemoryItem = (item) => item
  /** How it writes a picture it is given. */
  spellPhoto: (bytes: Uint8Array) => Uint8Array = (bytes) => bytes
  /** Pages come in another order each time, and some items twice. */
  shuffle: <T>(list: T[]) => T[] = (list) => list
  most = 0
  private readonly books = new Map<string, Book>()
  private clock = 0

  addCollection(area: SyncArea, id: string, { main = false } = {}): void {
    const collection = { id, area, name: id, writable: true, main }
    this.books.set(id, { collection, items: new Map(), removed: [], lostBefore: 0 })
  }

  /** Somebody removes a whole collection. */
  dropCollection(id: string): void {
    this.books.delete(id)
  }

  /** The items of a collection as they are. */
  list(collectionId: string): { id: string; etag: string; item: MemoryItem }[] {
    return [...this.book(collectionId).items.values()].map(({ id, etag, item }) => ({ id, etag, item }))
  }

  /** What its own user does there. */
  put(collectionId: string, item: MemoryItem, id = randomUUID() as string): string {
    this.keep(this.book(collectionId), { id, item: structuredClone(item) })
    return id
  }

  edit(collectionId: string, id: string, change: object): void {
    const book = this.book(collectionId)
    const kept = book.items.get(id)
    if (kept) this.keep(book, { ...kept, item: { ...kept.item, ...structuredClone(change) } })
  }

  setOwnPhoto(collectionId: string, id: string, bytes: Uint8Array | null): void {
    const book = this.book(collectionId)
    const kept = book.items.get(id)
    if (kept) this.keepPhoto(book, kept, bytes && { type: 'image/jpeg', bytes })
  }

  photoOf(collectionId: string, id: string): Uint8Array | undefined {
    return this.book(collectionId).items.get(id)?.photo?.bytes
  }

  delete(collectionId: string, id: string): void {
    const book = this.book(collectionId)
    if (book.items.delete(id)) book.removed.push({ id, at: ++this.clock })
  }

  move(from: string, to: string, id: string): void {
    const kept = this.book(from).items.get(id)
    this.delete(from, id)
    if (kept) this.keep(this.book(to), { ...kept, id: randomUUID() })
  }

  loseTokens(collectionId: string): void {
    this.book(collectionId).lostBefore = ++this.clock
  }

  async collections(area: Area): Promise<Collection[]> {
    return [...this.books.values()].map(({ collection }) => collection).filter((one) => one.area === area)
  }

  items<A extends SyncArea>(_area: A, collectionId: string): ItemStore<ItemOf[A]> {
    const call = <T>(name: string, work: () => T) => this.call(name, work)
    const store: ItemStore<MemoryItem> = {
      changes: (token, { limit }) => call('changes', () => this.changes(collectionId, token, limit)),
      get: (ids) =>
        call('get', () => ids.flatMap((id) => this.book(collectionId).items.get(id) ?? []).map(shown)),
      find: (uid) => call('find', () => this.find(collectionId, uid)),
      create: (item) => call('create', () => this.create(collectionId, item)),
      change: (remote, item, fields) =>
        call('change', () => this.change(collectionId, remote, item, fields as string[])),
      remove: (remote) => call('remove', () => this.remove(collectionId, remote)),
      photo: (id) => call('photo', () => this.book(collectionId).items.get(id)?.photo),
      setPhoto: (id, photo) => call('setPhoto', () => this.setPhoto(collectionId, id, photo)),
    }
    return store as unknown as ItemStore<ItemOf[A]>
  }

  folder(): never {
    throw new GroupwareError('unsupported', 'no mail here')
  }
  async createCollection(area: Area, name: string): Promise<Collection> {
    return this.call('createCollection', () => {
      const there = [...this.books.values()].find(
        ({ collection }) => collection.area === area && collection.name === name,
      )
      if (there) return there.collection
      const id = `${area} ${name}`
      const collection = { id, area, name, writable: true, main: false }
      this.books.set(id, { collection, items: new Map(), removed: [], lostBefore: 0 })
      return collection
    })
  }
  send(): never {
    throw new GroupwareError('unsupported', 'nothing is sent')
  }
  async close(): Promise<void> {}

  private async call<T>(name: string, work: () => T): Promise<T> {
    this.calls.push(name)
    const trouble = this.trouble(name)
    if (trouble === 'cut before') throw new GroupwareError('unreachable', 'cut before')
    if (trouble === 'throttled') throw new GroupwareError('throttled', 'slower', 7)
    if (trouble === 'token lost' && name === 'changes') throw new GroupwareError('token-lost', 'lost')
    if (trouble === 'stale' && (name === 'change' || name === 'remove'))
      throw new GroupwareError('stale', 'another')
    const answer = work()
    if (trouble === 'cut after') throw new GroupwareError('unreachable', 'cut after')
    return structuredClone(answer)
  }

  /** A token says up to which removal and which change it has told, and whether its round is a whole one. */
  private changes(collectionId: string, token: string | null, limit: number): Changes<MemoryItem> {
    const book = this.book(collectionId)
    const [gone, told, whole] =
      token === null ? [this.clock, 0, 1] : (token.split(':').map(Number) as [number, number, number])
    if (token !== null && Math.max(gone, told) < book.lostBefore)
      throw new GroupwareError('token-lost', 'too old')
    const items = [...book.items.values()].filter(({ at }) => at > told)
    const page = items.slice(0, limit)
    const more = page.length < items.length
    this.most = Math.max(this.most, page.length)
    const last = page.at(-1)?.at ?? told
    const isEnd = !more && whole === 0
    const removed = isEnd ? book.removed.filter(({ id, at }) => at > gone && !book.items.has(id)) : []
    return {
      changed: this.shuffle(page.map(shown)),
      removed: removed.map(({ id }) => id),
      token: more ? `${gone}:${last}:${whole}` : `${isEnd ? this.clock : gone}:${last}:0`,
      more,
      whole: whole === 1,
    }
  }

  private find(collectionId: string, uid: string): Remote<MemoryItem> | undefined {
    const kept = [...this.book(collectionId).items.values()].find(({ item }) => item.uid === uid)
    return kept && shown(kept)
  }

  private create(collectionId: string, item: MemoryItem): Remote<MemoryItem> {
    for (const [id, book] of this.books) {
      const known = [...book.items.values()].find((kept) => kept.item.uid === item.uid)
      if (known && id === collectionId) return shown(known)
      if (known) throw new GroupwareError('taken', 'stands elsewhere')
    }
    const { attendees: _, photo: __, ...plain } = item
    this.written.push({ id: item.uid, fields: Object.keys(plain) })
    const attendees = 'attendees' in item ? { attendees: [] } : {}
    const photo = 'photo' in item ? { photo: null } : {}
    return shown(
      this.keep(this.book(collectionId), {
        id: randomUUID(),
        item: this.spell({ ...plain, ...attendees, ...photo }),
      }),
    )
  }

  private change(
    collectionId: string,
    remote: { id: string; etag: string },
    item: MemoryItem,
    fields: readonly string[],
  ) {
    const kept = this.guarded(collectionId, remote)
    this.written.push({ id: kept.item.uid, fields: [...fields] })
    const patch = Object.fromEntries(fields.map((field) => [field, item[field]]))
    return shown(
      this.keep(this.book(collectionId), { ...kept, item: this.spell({ ...kept.item, ...patch }) }),
    )
  }

  private remove(collectionId: string, remote: { id: string; etag: string }): void {
    if (!this.book(collectionId).items.has(remote.id)) return
    this.guarded(collectionId, remote)
    this.delete(collectionId, remote.id)
  }

  private setPhoto(collectionId: string, id: string, photo: { type: string; bytes: Uint8Array } | null) {
    const book = this.book(collectionId)
    const kept = book.items.get(id)
    if (!kept) throw new GroupwareError('not-found', 'no such card')
    return shown(this.keepPhoto(book, kept, photo && { ...photo, bytes: this.spellPhoto(photo.bytes) }))
  }

  private keepPhoto(book: Book, kept: Kept, photo: { type: string; bytes: Uint8Array } | null): Kept {
    const mark = photo && createHash('sha256').update(photo.bytes).digest('hex')
    const { photo: _, ...rest } = kept
    return this.keep(book, {
      ...rest,
      item: { ...kept.item, photo: mark && { mark } },
      ...(photo ? { photo } : {}),
    })
  }

  private guarded(collectionId: string, { id, etag }: { id: string; etag: string }): Kept {
    const kept = this.book(collectionId).items.get(id)
    if (!kept) throw new GroupwareError('not-found', 'gone')
    if (kept.etag !== etag) throw new GroupwareError('stale', 'another')
    return kept
  }

  private keep(book: Book, kept: Omit<Kept, 'etag' | 'at'>): Kept {
    const at = ++this.clock
    const whole = { ...kept, at, etag: `e${at}` }
    book.items.delete(kept.id)
    book.items.set(kept.id, whole)
    return whole
  }

  private book(id: string): Book {
    const book = this.books.get(id)
    if (!book) throw new GroupwareError('not-found', id)
    return book
  }
}

const shown = ({ id, etag, item }: Kept): Remote<MemoryItem> => structuredClone({ id, etag, item })
