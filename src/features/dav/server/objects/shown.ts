import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { taskReadable } from '#features/tasks/server/task-access.ts'
import { EVERYONE } from '#kernel/rights.ts'
import type { By } from '#kernel/rights.ts'
import { readable, uuids } from '#platform/access.ts'
import type { Scope } from '../../dav.ts'
import type { CollectionName } from '../../places.ts'

/** Only these records, and the visits to these contacts; undefined: all. */
export type Only = readonly string[] | undefined

/**
 * The records that stand in a collection of `by` as of now, each with the mark of its state: what is another when an
 * object has to be fetched anew. Rights are asked here and nowhere else, so that what is withdrawn appears as removed.
 */
export function shownRecords(
  by: By,
  { name, scope }: { name: CollectionName; scope: Scope },
  only: Only,
): RawBuilder<unknown> {
  if (name === 'appointments') return sql`${appointments(by, only)} union all ${visits(by, only)}`
  return name === 'tasks' ? tasks(by, only) : contacts(by, scope, only)
}

/** What one takes part in and has not declined. */
function appointments(by: By, only: Only): RawBuilder<unknown> {
  return sql`
    select 'appointment' as kind, a.id, a.uid, a.version::text as mark
    from appointment_attendee t join appointment a on a.id = t.appointment_id
    where t.user_id = ${by.id} and t.response <> 'declined' and a.deleted_at is null ${among(sql`a.id`, only)}`
}

/** What was accepted and takes place; the address and the name come from the contact. */
function visits(by: By, only: Only): RawBuilder<unknown> {
  const these =
    only === undefined ? sql`` : sql`and (v.id = any(${uuids(only)}) or v.contact_id = any(${uuids(only)}))`
  return sql`
    select 'visit' as kind, v.id, v.id || '@kontor' as uid, v.version || '.' || c.version as mark
    from visit v join contact c on c.id = v.contact_id join visit_plan p on p.id = v.plan_id
    where v.assignee_id = ${by.id} and v.state not in ('proposed', 'skipped', 'cancelled') and p.deleted_at is null
      and c.deleted_at is null and ${readable(by, sql`c.reader_ids`)} ${these}`
}

function tasks(by: By, only: Only): RawBuilder<unknown> {
  return sql`
    select 'task' as kind, r.id, r.id || '@kontor' as uid, r.version::text as mark
    from task r where r.assignee_id = ${by.id} and r.deleted_at is null and ${taskReadable(by)}
    ${among(sql`r.id`, only)}`
}

function contacts(by: By, scope: Scope, only: Only): RawBuilder<unknown> {
  const own = by.principals.filter((id) => id !== EVERYONE)
  return sql`
    select 'contact' as kind, r.id, r.id::text as uid, r.version::text as mark
    from contact r where r.deleted_at is null and ${readable(by, sql`r.reader_ids`)}
      ${scope === 'own' ? sql`and r.manager_ids && ${uuids(own)}` : sql``} ${among(sql`r.id`, only)}`
}

function among(id: RawBuilder<unknown>, only: Only): RawBuilder<unknown> {
  return only === undefined ? sql`` : sql`and ${id} = any(${uuids(only)})`
}
