import { randomBytes, randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { Selectable } from 'kysely'
import {
  hashOfState,
  renew,
  renewalOf,
  subscribe,
  unsubscribe,
} from '#connectors/groupware/graph/subscriptions.ts'
import type { Subscribed } from '#connectors/groupware/graph/subscriptions.ts'
import { GroupwareError } from '#connectors/groupware/groupware-error.ts'
import type { GraphSettings } from '#features/groupware/account.ts'
import type { AccountRow } from '#features/groupware/server/account-row.ts'
import { accountLine, forgetEnded } from '#features/groupware/server/microsoft/open-mailbox.ts'
import { waitAfter } from '#features/groupware/wait-after.ts'
import { transaction } from '#platform/database.ts'
import type { Database } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { announce } from '#platform/journal.ts'
import type { MinuteChore } from '#platform/jobs.ts'
import type { SyncDb } from '../tables.ts'
import { asOwner } from './as-owner.ts'
import { TELLS } from './leases.ts'
import { tellChanged } from './tell-changed.ts'
import { keyOf, notifyUrl, wantedSubscriptions } from './wanted-subscriptions.ts'
import type { Wanted } from './wanted-subscriptions.ts'

/** Announced when a subscription is to be looked after. */
export const SUBSCRIPTIONS_DUE = 'groupware.subscriptions'

/** A turn is short, so that nothing else waits for it. */
const TURN = 10_000

/**
 * Has Graph call us for all that accounts at Microsoft 365 take in by themselves, and for nothing else: sets subscriptions
 * up, renews them at half of their life, ends them with their account. One process does it at a time.
 */
export const keepSubscriptions: MinuteChore = {
  name: 'groupware.subscriptions',
  after: [
    SUBSCRIPTIONS_DUE,
    ...['connected', 'changed', 'paused', 'resumed', 'disconnected'].map((verb) => `groupware.${verb}`),
  ],
  async run(house) {
    const db = house.db as Database<SyncDb>
    await db.transaction().execute(async (lock) => {
      const { rows } = await sql<{ free: boolean }>`
        select pg_try_advisory_xact_lock(hashtextextended('groupware subscriptions', 0)) as free`.execute(
        lock,
      )
      if (rows[0]?.free) await keepAll(house, db)
    })
  },
}

type Row = Selectable<SyncDb['groupwareSubscription']> & {
  state: AccountRow['state'] | null
  settings: GraphSettings | null
}

async function keepAll(house: House, db: Database<SyncDb>): Promise<void> {
  const signal = AbortSignal.timeout(TURN)
  const url = notifyUrl(house.config)
  const wanted = url === undefined ? new Map<string, Wanted>() : await wantedSubscriptions(db)
  const known = await readRows(db)
  const isWanted = (row: Row) => row.url === url && wanted.has(keyOf(row))
  for (const row of known) {
    if (signal.aborted) break
    if (!isWanted(row) && isOver(row) && isDue(row)) await end(house, db, row)
  }
  const there = new Set(known.filter((row) => row.url === url).map(keyOf))
  for (const [key, one] of wanted) {
    if (url !== undefined && !there.has(key)) await begin(db, one, url)
  }
  for (const row of await readRows(db)) {
    if (signal.aborted) break
    if (isWanted(row) && Date.parse(row.dueAt) <= Date.now()) await keep(house, db, row)
  }
  await sayWhoTells(db)
}

async function readRows(db: Database<SyncDb>): Promise<Row[]> {
  const rows = await db
    .selectFrom('groupwareSubscription as s')
    .leftJoin('groupwareAccount as a', 'a.id', 's.accountId')
    .selectAll('s')
    .select(['a.state', 'a.settings'])
    .orderBy('s.dueAt')
    .execute()
  return rows as Row[]
}

/** An account that is only in trouble goes on later; what it has stays as it is. */
function isOver({ state }: Row): boolean {
  return state === null || state === 'ok' || state === 'paused'
}

/** Ending is tried at once, and after a failure when its time comes. */
function isDue({ failures, dueAt }: Row): boolean {
  return failures === 0 || Date.parse(dueAt) <= Date.now()
}

function begin(db: Database<SyncDb>, wanted: Wanted, url: string): Promise<unknown> {
  return db
    .insertInto('groupwareSubscription')
    .values({ id: randomUUIDv7(), ...wanted, url, secretHash: '' })
    .execute()
}

/** Sets up what is not there, renews what is; what Graph has ended is set up anew. */
async function keep(house: House, db: Database<SyncDb>, row: Row): Promise<void> {
  const now = Date.now()
  const line = accountLine(house, { id: row.accountId, settings: row.settings })
  const isAlive = row.remoteId !== null && Date.parse(row.expiresAt ?? '') > now
  try {
    if (isAlive && (await renewed(db, row, renew(line, row.remoteId ?? '', now)))) return
    const clientState = randomBytes(32).toString('base64url')
    const made = await subscribe(line, { resource: row.resource, url: row.url, clientState, now })
    await keepMade(db, row, made, hashOfState(clientState))
    // What happened before anybody listened.
    await transaction(db, (tx) => tellChanged(tx, row))
  } catch (error) {
    if (!(error instanceof GroupwareError)) throw error
    await noteFailure(db, row, error)
  }
}

async function renewed(db: Database<SyncDb>, row: Row, asked: Promise<Subscribed>): Promise<boolean> {
  const made = await asked.catch((error: unknown) => {
    if (error instanceof GroupwareError && error.fault === 'not-found') return undefined
    throw error
  })
  if (made) await keepMade(db, row, made, row.secretHash)
  return made !== undefined
}

async function keepMade(
  db: Database<SyncDb>,
  { id }: Row,
  made: Subscribed,
  secretHash: string,
): Promise<void> {
  await db
    .updateTable('groupwareSubscription')
    .set({
      remoteId: made.id,
      expiresAt: made.expiresAt,
      secretHash,
      dueAt: new Date(renewalOf(made, Date.now())).toISOString(),
      failures: 0,
      fault: null,
    })
    .where('id', '=', id)
    .execute()
}

/** What only somebody can change, such as a proxy that lets nobody through, is tried each hour; until then we ask. */
const HOUR = 3600
const REFUSED: readonly string[] = ['forbidden', 'invalid', 'unsupported', 'not-found']

async function noteFailure(
  db: Database<SyncDb>,
  { id, failures }: Row,
  { fault, retryAfter }: GroupwareError,
): Promise<void> {
  const count = failures + 1
  const wait = REFUSED.includes(fault) ? HOUR : Math.max(retryAfter ?? 0, waitAfter(count, Math.random()))
  await db
    .updateTable('groupwareSubscription')
    .set({ failures: count, fault, dueAt: new Date(Date.now() + wait * 1000).toISOString() })
    .where('id', '=', id)
    .execute()
}

/** Ends a subscription there and forgets it here; where Microsoft cannot be reached it is tried until it ends by itself. */
async function end(house: House, db: Database<SyncDb>, row: Row): Promise<void> {
  const { id, accountId, remoteId, expiresAt, state, settings } = row
  const isAlive = remoteId !== null && Date.parse(expiresAt ?? '') > Date.now()
  try {
    if (isAlive) await unsubscribe(accountLine(house, { id: accountId, settings }), remoteId)
  } catch (error) {
    if (!(error instanceof GroupwareError)) throw error
    if (error.fault === 'unreachable' || error.fault === 'throttled') return noteFailure(db, row, error)
  }
  await db.deleteFrom('groupwareSubscription').where('id', '=', id).execute()
  const others = db
    .selectFrom('groupwareSubscription')
    .select('id')
    .where('accountId', '=', accountId)
    .limit(1)
  if (state === null && !(await others.executeTakeFirst())) await forgetEnded(db, accountId)
}

/** Until when which folder, list or calendar tells by itself; who looks at the account hears of a change of that. */
async function sayWhoTells(db: Database<SyncDb>): Promise<void> {
  await transaction(db, async (tx) => {
    const { rows } = await sql<{ id: string; ownerId: string }>`
      with tells as (
        select c.id, (
          select max(s.expires_at) from groupware_subscription s where s.account_id = c.account_id and s.area = c.area
            and s.remote_id is not null and (s.collection_id is null or s.collection_id = c.id)) as until
        from groupware_collection c join groupware_account a on a.id = c.account_id where a.kind = 'graph'
      )
      update groupware_collection c set pushed_until = t.until from tells t, groupware_account a
      where t.id = c.id and a.id = c.account_id and c.pushed_until is distinct from t.until
      returning a.id, a.owner_id`.execute(tx)
    const owners = new Map(rows.map(({ id, ownerId }) => [id, ownerId]))
    for (const [id, ownerId] of owners)
      await announce(tx, asOwner(ownerId), { kind: 'groupware', id, action: TELLS, readers: [ownerId] })
  })
}
