import { sql } from 'kysely'
import { sortKey } from '#kernel/fold.ts'
import type { By } from '#kernel/rights.ts'
import { readable } from '#platform/access.ts'
import type { Tx } from '#platform/database.ts'
import type { Draft } from '../../read-row.ts'
import type { ImportsDb } from '../tables.ts'

/** A company that rows name by its whole name. */
export interface Company {
  /** Null in a dry run, where the row of the company has become no contact. */
  id: string | null
  /** A company that a person's row of this very run brought along: still without anything but its name. */
  stub: boolean
  codes: string[]
}

/** The companies of these names that `by` sees, by `nameKey`. */
export async function findCompanies(
  tx: Tx<ImportsDb>,
  by: By,
  names: readonly string[],
): Promise<Map<string, Company[]>> {
  const found = new Map<string, Company[]>()
  if (names.length === 0) return found
  const { rows } = await sql<Company & { name: string }>`
    select r.id, r.company_name as name, r.version = 1 and r.run_id = ${by.runId ?? null} and r.details = '[]' as stub,
      array(select d #>> '{value,postalCode}' from jsonb_array_elements(r.details) d
        where d ->> 'kind' = 'address' and d #>> '{value,postalCode}' <> '') as codes
    from contact r
    where r.kind = 'company' and r.deleted_at is null and ${readable(by, sql`r.reader_ids`)}
      and r.sort_key = any(${[...new Set(names.map(sortKey))]})
    order by r.id`.execute(tx)
  for (const { name, ...company } of rows) {
    const key = nameKey(name)
    found.set(key, [...(found.get(key) ?? []), company])
  }
  return found
}

/** Companies of one name are the same unless both have a postal code and it differs. */
export function isSamePlace(codes: readonly string[], others: readonly string[]): boolean {
  return codes.length === 0 || others.length === 0 || codes.some((code) => others.includes(code))
}

export function nameKey(name: string | null | undefined): string {
  return (name ?? '').trim().toLowerCase()
}

/** The postal codes of a row's addresses. */
export function codesOf(draft: Pick<Draft, 'details'>): string[] {
  return draft.details.flatMap((d) =>
    d.kind === 'address' && d.value.postalCode ? [d.value.postalCode] : [],
  )
}
