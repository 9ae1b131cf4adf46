import { checkOf, findMatches } from '#features/duplicates/server/find-duplicates.ts'
import type { DuplicatesDb } from '#features/duplicates/server/tables.ts'
import type { Scale } from '#features/duplicates/score.ts'
import type { Comparison, DuplicateHit, Reason } from '#features/duplicates/verdict.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { newAlike, prepareDraft, sureKeys } from '../../alike.ts'
import type { Prepared } from '../../alike.ts'
import type { RunOptions } from '../../import.ts'
import type { Draft } from '../../read-row.ts'
import { codesOf, findCompanies, isSamePlace, nameKey } from './find-companies.ts'
import type { ImportsDb } from '../tables.ts'

/** A contact that a row would surely double. */
export interface Twin {
  /** Null where it is hidden, and in a dry run where the other row of the file has become no contact. */
  id: string | null
  /** False: there is one, and more than that `by` may not know. */
  visible: boolean
  /** A company that a person's row of this very run brought along: still without anything but its name. */
  stub: boolean
  hits: DuplicateHit[]
}

/** The contacts that rows would double, found once for a batch and kept up to date while its rows come in. */
export interface Twins {
  of(draft: Draft): Promise<Twin | undefined>
  /** The contacts it may be, none of them surely. */
  possible(draft: Draft): DuplicateHit[]
  add(draft: Draft, id: string | null): void
  /** The row prepared for comparisons. */
  prepared(draft: Draft): Prepared
}

interface Wanted {
  /** Prepared where that has been done before. */
  rows: readonly { draft: Draft; prepared?: Prepared | undefined }[]
  mode: RunOptions['duplicates']
  country: string
  scale: Scale
  /** Of a dry run: `sureKeys` of the rows before, as there are no contacts that would show a row to be a double. */
  rehearsed: Set<number>
}

/**
 * Twins as the one engine sees them, among all contacts and the rows before; and of companies by their whole name, as
 * persons find their employer, unless both have a postal code and it differs. Where doubles are wanted, only a company
 * still takes the place that its person's row made for it.
 */
export async function findTwins(tx: Tx<ImportsDb>, by: By, wanted: Wanted): Promise<Twins> {
  const { mode, country, scale, rehearsed } = wanted
  const drafts = wanted.rows.map(({ draft }) => draft)
  const rows = new Map(
    wanted.rows.map(({ draft, prepared = prepareDraft(draft, country) }) => [draft, prepared]),
  )
  const matches =
    mode === 'create' ? [] : await findMatches(tx as Tx<DuplicatesDb>, [...rows.values()], country)
  const known = new Map(drafts.map((draft, at) => [draft, checkOf(by, matches[at] ?? []).hits]))
  const companies = await findCompanies(tx, by, companyNames(drafts))
  const before = newAlike<string | null>(scale)
  const employers = new Set<string>()
  const prepared = (draft: Draft) => {
    const row = rows.get(draft) ?? prepareDraft(draft, country)
    rows.set(draft, row)
    return row
  }
  const hitsOf = (draft: Draft): DuplicateHit[] => [
    ...(known.get(draft) ?? []),
    ...before.find(prepared(draft)).map(({ value, comparison }) => hitOf(value, comparison)),
  ]
  const byName = async (draft: Draft) => {
    if (draft.kind !== 'company') return undefined
    const key = nameKey(draft.companyName)
    if (employers.has(key)) {
      // Rows of this batch may have brought companies along.
      for (const [name, found] of await findCompanies(tx, by, [...employers])) companies.set(name, found)
      employers.clear()
    }
    const same = companies.get(key)?.filter(({ codes }) => isSamePlace(codes, codesOf(draft)))
    return mode === 'create' ? same?.find(({ stub }) => stub) : same?.[0]
  }
  return {
    prepared,
    async of(draft) {
      const hits = mode === 'create' ? [] : hitsOf(draft).filter(({ verdict }) => verdict === 'sure')
      const hit = hits.find(({ contactId }) => contactId !== undefined) ?? hits[0]
      if (hit) {
        const rehearsal = hit.contactId === undefined && !known.get(draft)?.includes(hit)
        return {
          id: hit.contactId ?? null,
          visible: hit.contactId !== undefined || rehearsal,
          stub: false,
          hits,
        }
      }
      if (mode !== 'create' && sureKeys(prepared(draft)).some((key) => rehearsed.has(key)))
        return { id: null, visible: true, stub: false, hits: [sure(null, 'email')] }
      const company = await byName(draft)
      return company && { ...company, visible: true, hits: [sure(company.id, 'company_name')] }
    },
    possible(draft) {
      return mode === 'create' ? [] : hitsOf(draft).filter(({ verdict }) => verdict === 'possible')
    },
    add(draft, id) {
      if (mode !== 'create') before.add(prepared(draft), id)
      if (id === null) for (const key of sureKeys(prepared(draft))) rehearsed.add(key)
      if (!draft.companyName) return
      const key = nameKey(draft.companyName)
      if (draft.kind === 'person') {
        employers.add(key)
        return
      }
      const others = (companies.get(key) ?? []).filter((company) => company.id === null || company.id !== id)
      companies.set(key, [...others, { id, stub: false, codes: codesOf(draft) }])
    },
  }
}

function companyNames(drafts: readonly Draft[]): string[] {
  return drafts.flatMap((d) => (d.kind === 'company' && d.companyName ? [d.companyName] : []))
}

function hitOf(id: string | null, { verdict, reasons, score }: Comparison): DuplicateHit {
  const known = verdict === 'sure' ? verdict : 'possible'
  return { ...(id === null ? {} : { contactId: id }), verdict: known, reasons, score }
}

function sure(id: string | null, reason: Reason): DuplicateHit {
  return { ...(id === null ? {} : { contactId: id }), verdict: 'sure', reasons: [reason], score: 0 }
}
