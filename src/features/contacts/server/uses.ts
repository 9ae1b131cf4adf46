import { sql } from 'kysely'
import type { CustomFieldUse } from '#features/customfields/server/custom-fields.ts'
import type { LabelList } from '#features/labels/label.ts'
import type { LabelUse } from '#features/labels/server/use.ts'
import type { By } from '#kernel/rights.ts'
import { uuids } from '#platform/access.ts'
import type { Database, Tx } from '#platform/database.ts'
import { announce } from '#platform/journal.ts'
import { COUNT_CAP } from '#platform/list.ts'

/** How contacts carry labels. Replacing one is a change of the list, not of each contact: it is journalled once. */
export const contactLabelUses: LabelUse[] = [
  column('contact-types', 'type_id'),
  column('temperatures', 'temperature_id'),
  {
    list: 'tags',
    count: (db, id) => count(db, sql`tag_ids @> ${uuids([id])}`),
    async replace(tx, by, id, into) {
      const others = sql`array_remove(tag_ids, ${id}::uuid)`
      const next = into === undefined ? others : sql`array_remove(${others}, ${into}::uuid) || ${into}::uuid`
      await sql`update contact set tag_ids = ${next}, version = version + 1 where tag_ids @> ${uuids([id])}`.execute(
        tx,
      )
      await tellAll(tx, by)
    },
  },
]

export const contactCustomFieldUse: CustomFieldUse = {
  kind: 'contact',
  count: (db, key) => count(db, sql`custom ? ${key}`),
  async clear(tx, by, key) {
    await sql`update contact set custom = custom - ${key}, version = version + 1 where custom ? ${key}`.execute(
      tx,
    )
    await tellAll(tx, by)
  },
}

function column(list: LabelList, name: 'type_id' | 'temperature_id'): LabelUse {
  const ref = sql.ref(name)
  return {
    list,
    count: (db, id) => count(db, sql`${ref} = ${id}`),
    async replace(tx, by, id, into) {
      await sql`update contact set ${ref} = ${into ?? null}, version = version + 1 where ${ref} = ${id}`.execute(
        tx,
      )
      await tellAll(tx, by)
    },
  }
}

async function count<T>(db: Database<T>, condition: ReturnType<typeof sql>): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from (select 1 from contact where deleted_at is null and ${condition} limit ${COUNT_CAP + 1}) c`.execute(
    db,
  )
  return rows[0]?.n ?? 0
}

function tellAll<T>(tx: Tx<T>, by: By): Promise<void> {
  return announce(tx, by, { kind: 'contact', id: '*', action: 'contact.relabelled', readers: 'everyone' })
}
