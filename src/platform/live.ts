import pg from 'pg'
import type { By } from '#kernel/rights.ts'
import { concerns } from './access.ts'
import type { Connection } from './database.ts'
import { connectionSettings } from './database.ts'
import type { LiveEvent } from './journal.ts'

type Announced = LiveEvent & { readers: string[] | 'everyone' }
type Listener = (event: LiveEvent) => void

/** Live changes of all processes, by LISTEN/NOTIFY on one connection of its own that heals itself. */
export interface Live {
  /** Calls `listener` for every change `by` may know of; returns how to stop. */
  subscribe(by: () => By, listener: Listener): () => void
  /** Calls `listener` for every change at all: for caches of the server; returns how to stop. */
  onEvery(listener: Listener): () => void
  close(): Promise<void>
}

export async function openLive(connection: Connection): Promise<Live> {
  const subscribers = new Set<{ by: () => By; listener: Listener }>()
  const everyone = new Set<Listener>()
  let client: pg.Client | undefined
  let closed = false
  let retry: NodeJS.Timeout | undefined

  const hear = (text: string) => {
    const { readers, ...event } = JSON.parse(text) as Announced
    for (const listener of everyone) listener(event)
    for (const { by, listener } of subscribers) if (concerns(by(), readers)) listener(event)
  }

  const later = () => {
    if (!closed) retry = setTimeout(() => void reconnect(), 1000)
  }

  const connect = async () => {
    const next = new pg.Client({ ...connectionSettings(connection), keepAlive: true })
    next.on('notification', ({ payload }) => payload && hear(payload))
    next.on('error', () => {})
    try {
      await next.connect()
      await next.query('listen kontor')
    } catch (error) {
      await next.end().catch(() => {})
      throw error
    }
    // Only a connection that stood is missed when it ends; one that never did was answered by the caller.
    next.on('end', later)
    client = next
  }

  // Whoever was away may have missed something: a nameless event makes caches and screens look again.
  const reconnect = async () => {
    try {
      await connect()
    } catch {
      return later()
    }
    const missed: LiveEvent = { kind: '*', id: '*', action: 'reconnected', byId: '' }
    for (const listener of everyone) listener(missed)
    for (const { listener } of subscribers) listener(missed)
  }

  await connect()
  return {
    subscribe(by, listener) {
      const entry = { by, listener }
      subscribers.add(entry)
      return () => subscribers.delete(entry)
    },
    onEvery(listener) {
      everyone.add(listener)
      return () => everyone.delete(listener)
    },
    async close() {
      closed = true
      clearTimeout(retry)
      await client?.end()
    },
  }
}
