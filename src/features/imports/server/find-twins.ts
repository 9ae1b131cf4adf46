import { sql } from 'kysely'
import type { DuplicateHit, Reason } from '#features/duplicates/verdict.ts'
import { emailKey } from '#kernel/email.ts'
import { sortKey } from '#kernel/fold.ts'
import type { By } from '#kernel/rights.ts'
import { readable } from '#platform/access.ts'
import type { Tx } from '#platform/database.ts'
import type { RunOptions } from '../import.ts'
import type { Draft } from '../read-row.ts'
import type { ImportsDb } from './tables.ts'

/** A contact that a row would double. */
export interface Twin {
  /** Null in a dry run, where the other row of the file has become no contact. */
  id: string | null
  /** False: there is one, and more than that `by` may not know. */
  visible: boolean
  /** A company that a person's row of this very run brought along: still without anything but its name. */
  stub: boolean
  /** The same as a screen shows it. */
  hits: DuplicateHit[]
}

/** The contacts that rows would double, found once for a batch and kept up to date while its rows come in. */
export interface Twins {
  of(draft: Draft): Promise<Twin | undefined>
  /** The contacts it may be, none of them surely. */
  possible(draft: Draft): DuplicateHit[]
  add(draft: Draft, id: string | null): void
}

export function emailsOf(draft: Pick<Draft, 'details'>): string[] {
  return draft.details.flatMap((d) => (d.kind === 'email' ? [emailKey(d.value)] : []))
}

/**
 * Twins by any e-mail address, among all contacts (as system: who may not see one still must not double it), and of
 * companies by their whole name unless both have a postal code and it differs. Where doubles are wanted, only a
 * company still takes the place that its person's row made for it.
 */
export async function findTwins(
  tx: Tx<ImportsDb>,
  by: By,
  {
    drafts,
    mode,
    rehearsed,
  }: { drafts: readonly Draft[]; mode: RunOptions['duplicates']; rehearsed: Set<string> },
): Promise<Twins> {
  const emails = mode === 'create' ? [] : [...new Set(drafts.flatMap(emailsOf))]
  const byEmail = await twinsByEmail(tx, by, emails)
  for (const key of rehearsed)
    if (!byEmail.has(key))
      byEmail.set(key, { id: null, visible: true, stub: false, hits: sure(null, 'email') })
  const companies = await companiesNamed(tx, by, companyNames(drafts))
  const employers = new Set<string>()
  return {
    async of(draft) {
      const email = mode === 'create' ? undefined : emailsOf(draft).find((key) => byEmail.has(key))
      if (email !== undefined) return byEmail.get(email)
      if (draft.kind !== 'company') return undefined
      // Rows of this batch may have brought companies along.
      if (employers.has(nameKey(draft.companyName))) {
        for (const [key, found] of await companiesNamed(tx, by, [...employers])) companies.set(key, found)
        employers.clear()
      }
      const same = companies
        .get(nameKey(draft.companyName))
        ?.filter((c) => isSamePlace(c.codes, codesOf(draft)))
      return mode === 'create' ? same?.find((company) => company.stub) : same?.[0]
    },
    possible: () => [],
    add(draft, id) {
      const twin = { id, visible: true, stub: false, hits: sure(id, 'email') }
      for (const key of emailsOf(draft)) {
        if (id === null) rehearsed.add(key)
        if (!byEmail.has(key)) byEmail.set(key, twin)
      }
      if (!draft.companyName) return
      const key = nameKey(draft.companyName)
      if (draft.kind === 'person') {
        employers.add(key)
        return
      }
      const others = (companies.get(key) ?? []).filter((c) => c.id === null || c.id !== id)
      companies.set(key, [...others, { ...twin, codes: codesOf(draft) }])
    },
  }
}

/** Companies of one name are the same unless both have a postal code and it differs. */
export function isSamePlace(codes: readonly string[], others: readonly string[]): boolean {
  return codes.length === 0 || others.length === 0 || codes.some((code) => others.includes(code))
}

function companyNames(drafts: readonly Draft[]): string[] {
  return drafts.flatMap((d) => (d.kind === 'company' && d.companyName ? [d.companyName] : []))
}

async function twinsByEmail(tx: Tx<ImportsDb>, by: By, keys: string[]): Promise<Map<string, Twin>> {
  if (keys.length === 0) return new Map()
  // Address by address, and all of one before they are sorted: else a large table is read from end to end.
  const { rows } = await sql<{ key: string; id: string; visible: boolean }>`
    select distinct on (k.key) k.key, c.id, c.visible
    from unnest(${keys}::text[]) k(key) cross join lateral (
      select r.id, ${readable(by, sql`r.reader_ids`)} as visible
      from contact r where r.deleted_at is null and r.emails @> array[k.key] offset 0) c
    order by k.key, c.visible desc, c.id`.execute(tx)
  return new Map(
    rows.map(({ key, ...twin }) => [
      key,
      { ...twin, stub: false, hits: sure(twin.visible ? twin.id : null, 'email') },
    ]),
  )
}

interface Company extends Twin {
  codes: string[]
}

async function companiesNamed(
  tx: Tx<ImportsDb>,
  by: By,
  names: readonly string[],
): Promise<Map<string, Company[]>> {
  const found = new Map<string, Company[]>()
  if (names.length === 0) return found
  const { rows } = await sql<{ id: string; name: string; codes: string[]; stub: boolean }>`
    select r.id, r.company_name as name, r.version = 1 and r.run_id = ${by.runId ?? null} and r.details = '[]' as stub,
      array(select d #>> '{value,postalCode}' from jsonb_array_elements(r.details) d
        where d ->> 'kind' = 'address' and d #>> '{value,postalCode}' <> '') as codes
    from contact r
    where r.kind = 'company' and r.deleted_at is null and ${readable(by, sql`r.reader_ids`)}
      and r.sort_key = any(${[...new Set(names.map(sortKey))]})
    order by r.id`.execute(tx)
  for (const { name, ...company } of rows) {
    const key = nameKey(name)
    found.set(key, [
      ...(found.get(key) ?? []),
      { ...company, visible: true, hits: sure(company.id, 'company_name') },
    ])
  }
  return found
}

function sure(contactId: string | null, reason: Reason): DuplicateHit[] {
  return [{ ...(contactId === null ? {} : { contactId }), verdict: 'sure', reasons: [reason], score: 0 }]
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
