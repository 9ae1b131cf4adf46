import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'

/** Whether the firm keeps the appointments and tasks of all accounts in step. */
export function isFirmAutomatic(): RawBuilder<boolean> {
  return sql<boolean>`coalesce((select (value #>> '{groupware,automatic}')::boolean from setting where key = 'firm'), false)`
}

/**
 * Whether something new in a collection `c` of an account `a` is taken in by itself: it is kept in step, times are brought
 * up to date, or mails are fetched from it. Address books are kept in step from the first contact that was chosen on.
 */
export function isUsedByItself(): RawBuilder<boolean> {
  return sql<boolean>`(case
    when c.area = 'mail' then c.role = 'import' and (a.options -> 'automatic' ->> 'mail')::boolean
    when c.area = 'contact' then c.role = 'sync'
      and exists (select from groupware_link k where k.account_id = a.id and k.area = 'contact')
    else c.role = 'sync' and ((a.options -> 'automatic' ->> c.area)::boolean
      or (a.options ->> 'refreshTimes')::boolean or ${isFirmAutomatic()})
  end)`
}
