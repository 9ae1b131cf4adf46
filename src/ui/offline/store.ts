import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { Command } from './outbox.ts'

/** What this device keeps for the road. */
export interface KeptDay {
  owner: string
  /** When it was asked for. */
  at: string
  /** Answers that are kept as they came, by path. */
  answers: Record<string, unknown>
}

interface KeptFile {
  id: string
  owner: string
  file: File
  /** The id it has on the server, once it is there. */
  sentAs?: string
}

interface Tables extends DBSchema {
  day: { key: string; value: KeptDay }
  outbox: { key: number; value: Command }
  file: { key: string; value: KeptFile }
}

let open: Promise<IDBPDatabase<Tables>> | undefined

function database(): Promise<IDBPDatabase<Tables>> {
  open ??= openDB<Tables>('kontor.offline', 1, {
    upgrade(db) {
      db.createObjectStore('day')
      db.createObjectStore('outbox', { autoIncrement: true })
      db.createObjectStore('file', { keyPath: 'id' })
    },
    terminated: () => (open = undefined),
  })
  return open
}

/** There is one day, of whoever is signed in; another person's replaces it. */
export async function keepDay(day: KeptDay): Promise<void> {
  await (await database()).put('day', day, 'today')
}

export async function keptDay(): Promise<KeptDay | undefined> {
  return (await database()).get('day', 'today')
}

/** What waits of everybody, in order. */
export async function commands(): Promise<Command[]> {
  return (await database()).getAll('outbox')
}

export async function addCommand(command: Command): Promise<void> {
  await (await database()).add('outbox', command)
  told()
}

/** Puts another command in the place of this one, or nothing. */
export async function replaceCommand(id: string, by?: Command): Promise<void> {
  const tx = (await database()).transaction('outbox', 'readwrite')
  for (let cursor = await tx.store.openCursor(); cursor; cursor = await cursor.continue()) {
    if (cursor.value.id !== id) continue
    await (by ? cursor.update(by) : cursor.delete())
    break
  }
  await tx.done
  told()
}

export async function addFile(file: KeptFile): Promise<void> {
  await (await database()).put('file', file)
}

export async function keptFile(id: string): Promise<KeptFile | undefined> {
  return (await database()).get('file', id)
}

export async function dropFiles(ids: string[]): Promise<void> {
  const db = await database()
  await Promise.all(ids.map((id) => db.delete('file', id)))
}

/** Takes the customers' data off this device; what waits to be sent stays for whoever did it. */
export async function forgetDay(): Promise<void> {
  await (await database()).clear('day')
}

/** Takes everything off this device. */
export async function forgetAll(): Promise<void> {
  const db = await database()
  await Promise.all([db.clear('day'), db.clear('outbox'), db.clear('file')])
  told()
}

/** Calls `tell` whenever something in the outbox changed, here or in another tab or in the worker. */
export function whenOutboxChanges(tell: () => void): () => void {
  const channel = new BroadcastChannel(CHANNEL)
  channel.addEventListener('message', tell)
  listeners.add(tell)
  return () => {
    channel.close()
    listeners.delete(tell)
  }
}

const CHANNEL = 'kontor.outbox'
const listeners = new Set<() => void>()

function told(): void {
  for (const tell of listeners) tell()
  const channel = new BroadcastChannel(CHANNEL)
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no other origin
  channel.postMessage('changed')
  channel.close()
}
