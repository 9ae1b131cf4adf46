import { randomUUID } from 'node:crypto'
import type { Database } from '#platform/database.ts'
import { transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { DUE } from '../due.ts'
import type { Open } from '../sync-due.ts'
import type { SyncDb } from '../tables.ts'
import { TELLS, claim, letGo, setTells, stillTells } from './leases.ts'
import type { Waiting } from './leases.ts'
import { tellChanged } from './tell-changed.ts'
import { waitAtMailbox } from './wait-at-mailbox.ts'

export interface Watch {
  /** Ends all connections and leaves the mailboxes to others. */
  end(): Promise<void>
}

interface Habits {
  /** So many mailboxes a process waits at; the others are asked from time to time. */
  most?: number
  /** Milliseconds in which what a server tells gathers. */
  gather?: number
  /** Milliseconds before a broken connection is made anew. */
  wait?: (failures: number) => number
}

const EVERY = 30_000

interface Held {
  waiting: Waiting
  ending: AbortController
  over: Promise<void>
  tells: boolean
}

/**
 * Waits at the mailboxes that mails are taken in from (IMAP, IDLE): of several processes one at each. What a server tells
 * makes the account due, nothing else. Whatever is changed about an account counts at once.
 */
export function keepWatch(house: House, open: Open, { most = 100, gather = 1000, wait }: Habits = {}): Watch {
  const db = house.db as Database<SyncDb>
  const holder = randomUUID()
  const held = new Map<string, Held>()
  let looking: Promise<void> | undefined
  let isAgain = false
  let isEnded = false

  const begin = (waiting: Waiting): Held => {
    const ending = new AbortController()
    const told = gathered(gather, ending.signal, () =>
      transaction(db, (tx) =>
        tellChanged(tx, { accountId: waiting.accountId, area: 'mail', collectionId: null }),
      ).catch(complain),
    )
    const one: Held = { waiting, ending, tells: false, over: Promise.resolve() }
    const tells = async (does: boolean) => {
      one.tells = does
      await setTells(db, waiting, does).catch(complain)
    }
    one.over = waitAtMailbox(house, waiting, { open, told, tells, wait }, ending.signal).catch(complain)
    return one
  }
  const complain = (error: unknown) => house.log.error({ err: error }, 'waiting at a mailbox failed')

  const look = async () => {
    const wanted = new Map((await claim(db, { holder, most })).map((one) => [one.accountId, one]))
    const over = [...held.values()].filter(
      ({ waiting }) => wanted.get(waiting.accountId)?.key !== waiting.key,
    )
    await endAll(over)
    for (const { waiting } of over) held.delete(waiting.accountId)
    if (isEnded) return
    for (const [id, waiting] of wanted) if (!held.has(id)) held.set(id, begin(waiting))
    const telling = [...held.values()].filter(({ tells }) => tells)
    await stillTells(
      db,
      telling.flatMap(({ waiting }) => waiting.collectionIds),
    )
  }
  const soon = () => {
    isAgain = true
    looking ??= (async () => {
      while (isAgain && !isEnded) {
        isAgain = false
        await look().catch(complain)
      }
    })().finally(() => (looking = undefined))
  }

  const stop = house.live.onEvery(({ kind, action }) => {
    if ((kind === 'groupware' && action !== DUE && action !== TELLS) || kind === '*') soon()
  })
  const timer = setInterval(soon, EVERY).unref()
  soon()
  return {
    async end() {
      isEnded = true
      stop()
      clearInterval(timer)
      await looking
      await endAll([...held.values()])
      await letGo(db, holder).catch(complain)
    },
  }
}

async function endAll(all: readonly Held[]): Promise<void> {
  for (const { ending } of all) ending.abort()
  await Promise.all(all.map(({ over }) => over))
}

/** Calls `work` once for all that comes within so many milliseconds, at the end of them. */
function gathered(milliseconds: number, signal: AbortSignal, work: () => Promise<void>): () => void {
  let timer: NodeJS.Timeout | undefined
  signal.addEventListener('abort', () => clearTimeout(timer), { once: true })
  return () => {
    if (signal.aborted) return
    timer ??= setTimeout(() => {
      timer = undefined
      void work()
    }, milliseconds).unref()
  }
}
