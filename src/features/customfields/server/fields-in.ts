import { sql } from 'kysely'
import { changeCarriers, countCarriers } from '#features/labels/server/carriers.ts'
import type { Carriers } from '#features/labels/server/carriers.ts'
import type { FieldKind } from '../custom-field.ts'
import type { CustomFieldUse } from './custom-fields.ts'

/** How records of a kind carry the firm's own fields. */
export function fieldsIn(carriers: Carriers, kind: FieldKind): CustomFieldUse {
  return {
    kind,
    count: (db, key) => countCarriers(db, carriers, sql`custom ? ${key}`),
    clear: (tx, by, key) =>
      changeCarriers(tx, by, carriers, { set: sql`custom = custom - ${key}`, where: sql`custom ? ${key}` }),
  }
}
