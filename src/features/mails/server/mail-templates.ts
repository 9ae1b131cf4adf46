import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { diff } from '#kernel/diff.ts'
import { given } from '#kernel/given.ts'
import { missing, Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import type { MailTemplate, MailTemplateChange, MailTemplateNew } from '../template.ts'
import type { MailsDb } from './tables.ts'

const COLUMNS = ['id', 'language', 'name', 'subject', 'text', 'updatedAt', 'version'] as const

export function listTemplates(db: Database<MailsDb>): Promise<MailTemplate[]> {
  return db
    .selectFrom('mailTemplate')
    .select(COLUMNS)
    .orderBy(sql`lower(name)`)
    .orderBy('id')
    .execute()
}

export async function createTemplate(tx: Tx<MailsDb>, by: By, input: MailTemplateNew): Promise<MailTemplate> {
  const id = randomUUIDv7()
  await tx
    .insertInto('mailTemplate')
    .values({ id, ...input, updatedBy: by.id })
    .execute()
  return tell(tx, by, { action: 'created', before: {}, id })
}

/** Changes a template by a merge patch. */
export async function changeTemplate(
  tx: Tx<MailsDb>,
  by: By,
  { id, change, ifMatch }: { id: string; change: MailTemplateChange; ifMatch: number | undefined },
): Promise<MailTemplate> {
  const before = await lock(tx, id)
  if (ifMatch !== undefined && ifMatch !== before.version) throw new Problem('stale', 'stale')
  await tx
    .updateTable('mailTemplate')
    .set({ ...given(change), updatedBy: by.id, updatedAt: sql<string>`now()`, version: before.version + 1 })
    .where('id', '=', id)
    .execute()
  return tell(tx, by, { action: 'changed', before, id })
}

export async function removeTemplate(tx: Tx<MailsDb>, by: By, id: string): Promise<void> {
  const { name: title } = await lock(tx, id)
  await tx.deleteFrom('mailTemplate').where('id', '=', id).execute()
  await record(tx, by, {
    action: 'mail-template.deleted',
    kind: 'mail-template',
    id,
    title,
    readers: 'everyone',
  })
}

async function lock(tx: Tx<MailsDb>, id: string): Promise<MailTemplate> {
  const row = await tx
    .selectFrom('mailTemplate')
    .select(COLUMNS)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw missing()
  return row
}

async function tell(
  tx: Tx<MailsDb>,
  by: By,
  { action, before, id }: { action: string; before: Partial<MailTemplate>; id: string },
): Promise<MailTemplate> {
  const after = await lock(tx, id)
  const stateOf = ({ language, name, subject, text }: Partial<MailTemplate>) => ({
    language,
    name,
    subject,
    text,
  })
  await record(tx, by, {
    action: `mail-template.${action}`,
    kind: 'mail-template',
    id,
    title: after.name,
    diff: diff(action === 'created' ? {} : stateOf(before), stateOf(after)),
    version: after.version,
    readers: 'everyone',
  })
  return after
}
