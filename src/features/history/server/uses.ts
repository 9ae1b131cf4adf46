import { sql } from 'kysely'
import type { LabelUse } from '#features/labels/server/use.ts'
import { announce } from '#platform/journal.ts'
import { COUNT_CAP } from '#platform/list.ts'

/** How entries carry their own categories. */
export const historyLabelUses: LabelUse[] = [
  {
    list: 'history-categories',
    async count(db, id) {
      const { rows } = await sql<{ n: number }>`
        select count(*) as n from (
          select 1 from history_entry where category_id = ${id} limit ${COUNT_CAP + 1}) e`.execute(db)
      return rows[0]?.n ?? 0
    },
    async replace(tx, by, id, into) {
      const kind = into === undefined ? 'note' : null
      await sql`
        update history_entry set category_id = ${into ?? null}, kind = ${kind}, version = version + 1
        where category_id = ${id}`.execute(tx)
      await announce(tx, by, {
        kind: 'history',
        id: '*',
        action: 'history.relabelled',
        readers: 'everyone',
      })
    },
  },
]
