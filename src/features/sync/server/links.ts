import { randomUUIDv7 } from 'node:crypto'
import type { Updateable } from 'kysely'
import type { Database, Tx } from '#platform/database.ts'
import { json } from '#platform/database.ts'
import { packAgreed } from '../agreed.ts'
import type { About } from '../agreed.ts'
import type { Agreed } from '../merge.ts'
import { NOTHING_AGREED } from '../merge.ts'
import type { Link, Run, SyncItem } from './run.ts'
import { isoOf } from './run.ts'
import type { EventItem } from '#kernel/groupware/event-item.ts'
import type { SyncDb } from './tables.ts'

/** States in which both sides are looked at; the others are tombstones, or wait for somebody. */
export const LIVE_STATES = ['linked', 'timesOnly', 'failed'] as const

export interface NewLink {
  accountId: string
  collectionId: string
  area: Link['area']
  recordKind: string
  recordId: string
  remoteId?: string | null
  uid: string
  origin: Link['origin']
  round?: number
  state?: Link['state']
}

/** Ties a record to an item, or to one that is yet to be made; gives back the link. */
export async function makeLink(tx: Tx<SyncDb>, link: NewLink): Promise<Link> {
  const { remoteId = null, round = 0, state = 'linked', ...rest } = link
  return tx
    .insertInto('groupwareLink')
    .values({ id: randomUUIDv7(), ...rest, remoteId, round, state })
    .returningAll()
    .executeTakeFirstOrThrow()
}

export async function readLink(tx: Tx<SyncDb>, id: string): Promise<Link | undefined> {
  return tx.selectFrom('groupwareLink').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

export async function readLinks(db: Database<SyncDb>, ids: readonly string[]): Promise<Link[]> {
  if (ids.length === 0) return []
  return db
    .selectFrom('groupwareLink')
    .selectAll()
    .where('id', 'in', [...ids])
    .orderBy('id')
    .execute()
}

/** Writes a link; what both sides agree on only when it is another. */
export async function saveLink(
  tx: Tx<SyncDb>,
  run: Run,
  id: string,
  {
    agreed,
    about,
    ...patch
  }: Omit<Updateable<SyncDb['groupwareLink']>, 'agreed'> & { agreed?: Agreed; about?: About },
): Promise<void> {
  await tx
    .updateTable('groupwareLink')
    .set({
      ...patch,
      ...(agreed ? { agreed: json(packAgreed(agreed, about ?? { own: true, kontorId: null })) } : {}),
      updatedAt: isoOf(run.now),
    })
    .where('id', '=', id)
    .execute()
}

/**
 * Whose an item is. Servers mail everybody who is invited when their meeting is moved or removed, whoever does that (RFC
 * 6638, 3.2; Exchange alike), and nobody asked for it here: such an event is treated as another's.
 */
export function aboutOf(item: SyncItem): About {
  const invited = item['attendees'] as EventItem['attendees'] | undefined
  const copy = item['own'] === false
  const response = copy && (item['response'] as EventItem['response'] | undefined)
  return {
    own: !copy && !invited?.length,
    kontorId: item.kontorId,
    ...(copy && { copy }),
    ...(response && { response }),
  }
}

/** The whole record against the whole item, where one of both is gone. */
export const WHOLE = '*'

/** Nothing agreed, as a new link has it. */
export const FRESH = { agreed: NOTHING_AGREED, ourVersion: null, turns: 0, turnedAt: null } as const

export const PING_PONG = 'ping-pong'
const HOUR = 3_600_000

/** Both sides wrote to and fro: the link rests for an hour, then theirs is looked at anew. */
export function isHeld({ state, fault, turnedAt }: Link, now: number): boolean {
  return state === 'failed' && fault === PING_PONG && now - Date.parse(turnedAt ?? '1970-01-01') < HOUR
}

/** When links that rest now began to, at the earliest. */
export const heldSince = (now: number): string => isoOf(now - HOUR)
