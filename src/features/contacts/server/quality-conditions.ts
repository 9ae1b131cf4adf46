import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import { emailKey } from '#kernel/email.ts'
import { uuids } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import type { ContactFilters } from '../contact-list.ts'
import { hashKeys } from '../hash-keys.ts'
import type { ContactsDb } from './tables.ts'

const bool = sql<SqlBool>

/** What the filters about missing, wrong and old data ask of a contact; each can be answered out of an index. */
export async function qualityConditions(
  db: Database<ContactsDb>,
  f: ContactFilters,
): Promise<RawBuilder<SqlBool>[]> {
  const { without = [], hint = [] } = f
  const conditions: RawBuilder<SqlBool>[] = []
  const gaps = without.filter((gap) => gap !== 'owner').map((gap) => `no_${gap}`)
  if (gaps.length > 0) conditions.push(bool`r.flaws @> ${gaps}::text[]`)
  // Contained in the ones who are gone: also when nobody is named at all.
  if (without.includes('owner')) conditions.push(bool`r.manager_ids <@ ${uuids(await readGone(db))}`)
  if (f.suspicious) conditions.push(said(f.suspicious, bool`r.flaws @> '{suspicious}'`))
  if (hint.length > 0) conditions.push(bool`r.flaws && ${hint}::text[]`)
  if (f.bounced) conditions.push(said(f.bounced, writesTo(await readRefused(db))))
  if (f.staleMonths)
    conditions.push(bool`r.last_activity_at < now() - make_interval(months => ${f.staleMonths}::int)`)
  if (f.untouched) conditions.push(said(f.untouched, bool`r.last_activity_at <= r.created_at`))
  return conditions
}

/** The keys may be shared by chance, so the rows they find are looked at. */
function writesTo(addresses: string[]): RawBuilder<SqlBool> {
  return bool`(r.match_keys && ${hashKeys(addresses.map((address) => `e:${emailKey(address)}`))}::integer[]
    and exists (select 1 from jsonb_array_elements(r.details) d
      where d ->> 'kind' = 'email' and lower(d ->> 'value') = any(${addresses})))`
}

function said(answer: 'true' | 'false', condition: RawBuilder<SqlBool>): RawBuilder<SqlBool> {
  return answer === 'true' ? condition : bool`not (${condition})`
}

/** Users who are deactivated, and groups without an active member. */
async function readGone(db: Database<ContactsDb>): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from app_user where deactivated_at is not null
    union all
    select g.id from user_group g where not exists (
      select 1 from group_member m join app_user u on u.id = m.user_id
      where m.group_id = g.id and u.deactivated_at is null)`.execute(db)
  return rows.map((row) => row.id)
}

/**
 * Addresses whose newest mail a mail server refused for good (RFC 5321: a reply of 5xx), as system: an address says
 * nothing of what was in the mail. A server of ours that was away is no refusal.
 */
async function readRefused(db: Database<ContactsDb>): Promise<string[]> {
  const { rows } = await sql<{ address: string }>`
    select address from (
      select distinct on (lower(recipient)) lower(recipient) as address, state, error
      from mail where state in ('sent', 'failed') order by lower(recipient), created_at desc
    ) newest
    where state = 'failed' and error ~ '\\m5[0-9][0-9][ -]' limit 10000`.execute(db)
  return rows.map((row) => row.address)
}
