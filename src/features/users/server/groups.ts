import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { z } from 'zod'
import { Problem, invalid, missing } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import type { group, groupChange } from '../user.ts'
import type { UsersDb } from './tables.ts'

type Group = z.infer<typeof group>

export async function listGroups(db: Database<UsersDb>): Promise<Group[]> {
  return selectGroups(db)
    .orderBy(sql`lower(name)`)
    .execute()
}

export async function createGroup(
  tx: Tx<UsersDb>,
  by: By,
  input: { name: string; members: string[] },
): Promise<Group> {
  const id = randomUUIDv7()
  await tx.insertInto('principal').values({ id, kind: 'group' }).execute()
  await tx.insertInto('userGroup').values({ id, name: input.name }).execute()
  await setMembers(tx, id, input.members)
  const group = await readGroup(tx, id)
  const diff = [{ field: 'members', from: null, to: group.members }]
  await record(tx, by, {
    action: 'group.created',
    kind: 'group',
    id,
    title: input.name,
    diff,
    readers: 'everyone',
  })
  return group
}

/** Changes a group; what its members may see changes with it at once. */
export async function changeGroup(
  tx: Tx<UsersDb>,
  by: By,
  { id, change, ifMatch }: { id: string; change: z.infer<typeof groupChange>; ifMatch?: number | undefined },
): Promise<Group> {
  await sql`select 1 from user_group where id = ${id} for update`.execute(tx)
  const before = await readGroup(tx, id)
  if (ifMatch !== undefined && before.version !== ifMatch) throw new Problem('stale', 'stale')
  await tx
    .updateTable('userGroup')
    .set({ name: change.name ?? before.name, updatedAt: sql<string>`now()`, version: before.version + 1 })
    .where('id', '=', id)
    .execute()
  if (change.members) await setMembers(tx, id, change.members)
  const after = await readGroup(tx, id)
  const diff = [
    { field: 'name', from: before.name, to: after.name },
    { field: 'members', from: before.members, to: after.members },
  ].filter((d) => JSON.stringify(d.from) !== JSON.stringify(d.to))
  await record(tx, by, {
    action: 'group.changed',
    kind: 'group',
    id,
    title: after.name,
    diff,
    readers: 'everyone',
  })
  return after
}

/** Removes the members and the name; its id stays on access lists and gives nobody anything. */
export async function deleteGroup(tx: Tx<UsersDb>, by: By, id: string): Promise<void> {
  const { name, members } = await readGroup(tx, id)
  await tx.deleteFrom('userGroup').where('id', '=', id).execute()
  const diff = [{ field: 'members', from: members, to: null }]
  await record(tx, by, {
    action: 'group.deleted',
    kind: 'group',
    id,
    title: name,
    diff,
    readers: 'everyone',
  })
}

async function readGroup(db: Database<UsersDb>, id: string): Promise<Group> {
  const row = await selectGroups(db).where('id', '=', id).executeTakeFirst()
  if (!row) throw missing()
  return row
}

function selectGroups(db: Database<UsersDb>) {
  return db
    .selectFrom('userGroup')
    .select(['id', 'name', 'createdAt', 'updatedAt', 'version'])
    .select(
      sql<string[]>`(select coalesce(array_agg(m.user_id::text order by m.user_id), '{}')
        from group_member m where m.group_id = user_group.id)`.as('members'),
    )
}

async function setMembers(tx: Tx<UsersDb>, groupId: string, members: string[]): Promise<void> {
  const unique = [...new Set(members)]
  const known =
    unique.length === 0 ? [] : await tx.selectFrom('appUser').select('id').where('id', 'in', unique).execute()
  if (known.length !== unique.length)
    throw invalid('members', 'unknown_user', 'One of the members does not exist.')
  await tx.deleteFrom('groupMember').where('groupId', '=', groupId).execute()
  if (unique.length > 0) {
    await tx
      .insertInto('groupMember')
      .values(unique.map((userId) => ({ groupId, userId })))
      .execute()
  }
}
