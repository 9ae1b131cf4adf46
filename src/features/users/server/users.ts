import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { given } from '#kernel/given.ts'
import { Problem, invalid, missing } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import type { User, UserChange, UserNew } from '../user.ts'
import { hashPassword } from './password.ts'
import { endSessions } from './sign-in.ts'
import type { UsersDb } from './tables.ts'

/** Every user, in the order of names; the firm's people fit on one page. */
export async function listUsers(db: Database<UsersDb>): Promise<User[]> {
  const rows = await selectUsers(db)
    .orderBy(sql`lower(name)`)
    .execute()
  return rows.map(present)
}

export async function readUser(db: Database<UsersDb>, id: string): Promise<User> {
  const row = await selectUsers(db).where('id', '=', id).executeTakeFirst()
  if (!row) throw missing()
  return present(row)
}

/** Creates a user; without a password they cannot sign in until they accept their invitation. */
export async function createUser(tx: Tx<UsersDb>, by: By, input: UserNew): Promise<User> {
  const id = randomUUIDv7()
  await refuseSameEmail(tx, input.email)
  await tx.insertInto('principal').values({ id, kind: 'user' }).execute()
  await tx
    .insertInto('appUser')
    .values({
      id,
      email: input.email,
      name: input.name,
      role: input.role,
      language: input.language ?? by.language,
      passwordHash: input.password ? await hashPassword(input.password) : null,
      deactivatedAt: null,
      lastSeenAt: null,
    })
    .execute()
  const user = await readUser(tx, id)
  await record(tx, by, {
    action: 'user.created',
    kind: 'user',
    id,
    title: input.name,
    diff: FIELDS.map((field) => ({ field, from: null, to: user[field] })),
    version: 1,
    readers: 'everyone',
  })
  return user
}

/** Changes a user; whoever is deactivated or gets a new password is signed out everywhere. */
export async function changeUser(
  tx: Tx<UsersDb>,
  by: By,
  { id, change, ifMatch }: { id: string; change: UserChange; ifMatch?: number | undefined },
): Promise<User> {
  const before = await lockUser(tx, id)
  if (ifMatch !== undefined && before.version !== ifMatch) throw new Problem('stale', 'stale')
  const { password, active, ...plain } = given(change)
  const differs = FIELDS.some((f) => change[f] !== undefined && change[f] !== before[f])
  if (!differs && !password) return before
  if (plain.email && plain.email.toLowerCase() !== before.email.toLowerCase())
    await refuseSameEmail(tx, plain.email)
  const losesAdmin = before.role === 'admin' && ((plain.role && plain.role !== 'admin') || active === false)
  if (losesAdmin) await refuseLastAdmin(tx, id)
  await tx
    .updateTable('appUser')
    .set({
      ...plain,
      ...(password ? { passwordHash: await hashPassword(password) } : {}),
      ...(active === undefined
        ? {}
        : { deactivatedAt: active ? null : sql<string>`coalesce(deactivated_at, now())` }),
      updatedAt: sql<string>`now()`,
      version: before.version + 1,
    })
    .where('id', '=', id)
    .execute()
  if (active === false || password) await endSessions(tx, by, id)
  const after = await readUser(tx, id)
  const diff = FIELDS.filter((f) => before[f] !== after[f]).map((f) => ({
    field: f,
    from: before[f],
    to: after[f],
  }))
  const { name: title, version } = after
  const entry = { kind: 'user', id, title, version, readers: 'everyone' } as const
  if (differs) await record(tx, by, { ...entry, action: 'user.changed', diff })
  if (password) await record(tx, by, { ...entry, action: 'user.password_set' })
  return after
}

/** Signs somebody out on all devices; what they may do stays. */
export async function endAllSessions(tx: Tx<UsersDb>, by: By, id: string): Promise<void> {
  const { name } = await readUser(tx, id)
  await endSessions(tx, by, id)
  await record(tx, by, { action: 'user.signed_out', kind: 'user', id, title: name, readers: 'everyone' })
}

/** What of a user the audit trail tells. */
const FIELDS = ['email', 'name', 'role', 'language', 'active'] as const

async function lockUser(tx: Tx<UsersDb>, id: string): Promise<User> {
  await sql`select 1 from app_user where id = ${id} for update`.execute(tx)
  return readUser(tx, id)
}

async function refuseSameEmail(tx: Tx<UsersDb>, email: string): Promise<void> {
  const same = await tx
    .selectFrom('appUser')
    .select('id')
    .where(sql<boolean>`lower(email) = lower(${email})`)
    .executeTakeFirst()
  if (same) throw invalid('email', 'taken', 'Another user has this address.')
}

async function refuseLastAdmin(tx: Tx<UsersDb>, id: string): Promise<void> {
  const others = await tx
    .selectFrom('appUser')
    .select('id')
    .where('role', '=', 'admin')
    .where('deactivatedAt', 'is', null)
    .where('id', '!=', id)
    .forUpdate()
    .execute()
  if (others.length === 0)
    throw new Problem('conflict', 'user.last_admin', 'Somebody has to be administrator.')
}

function selectUsers(db: Database<UsersDb>) {
  return db
    .selectFrom('appUser')
    .selectAll()
    .select((e) =>
      e
        .selectFrom('groupMember')
        .whereRef('groupMember.userId', '=', 'appUser.id')
        .select(sql<string[]>`coalesce(array_agg(group_id::text), '{}')`.as('ids'))
        .as('groups'),
    )
}

type Row = Awaited<ReturnType<ReturnType<typeof selectUsers>['executeTakeFirstOrThrow']>>

function present(row: Row): User {
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    role: row.role,
    language: row.language,
    groups: row.groups ?? [],
    active: row.deactivatedAt === null,
    invited: row.passwordHash === null,
    lastSeenAt: row.lastSeenAt,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    version: row.version,
  }
}
