import type { Found, Pasted } from '../../paste/pasted.ts'
import { newCompany, newRow, type Draft, type Row } from './draft.ts'

/** What of the form a found thing would replace; undefined where there is room, or it is the same. */
export function replaced(draft: Draft, one: Found, kind: 'person' | 'company'): string | undefined {
  if (one.is !== 'field') return undefined
  const now = valueOf(draft, one, kind)
  return now && now !== one.value ? now : undefined
}

/** The form with what was chosen of a text: empty rows are filled first, what has no field goes to the description. */
export function withPasted(
  draft: Draft,
  chosen: Found[],
  rest: Pasted['rest'],
  { kind, country }: { kind: 'person' | 'company'; country: string },
): Partial<Draft> {
  const change: Partial<Draft> = {}
  const notes: string[] = []
  let details = draft.details
  for (const one of chosen) {
    if (one.is === 'field') Object.assign(change, fieldChange(one, kind, notes))
    else details = withRow(details, one, country)
  }
  const description = [draft.description, ...notes, ...rest].filter(Boolean).join('\n')
  return { ...change, details, ...(description !== draft.description && { description }) }
}

type Field = Extract<Found, { is: 'field' }>

function valueOf(draft: Draft, { field }: Field, kind: 'person' | 'company'): string | null {
  if (field === 'register') return null
  if (field === 'companyName') return kind === 'company' ? draft.companyName : (draft.company?.name ?? null)
  return draft[field]
}

function fieldChange({ field, value }: Field, kind: 'person' | 'company', notes: string[]): Partial<Draft> {
  if (field === 'companyName')
    return kind === 'company' ? { companyName: value } : { company: { id: newCompany, name: value } }
  const isOfPersons = field !== 'vatId'
  if (field === 'register' || (kind === 'company' && isOfPersons)) {
    notes.push(value)
    return {}
  }
  if (field === 'salutation')
    return value === 'ms' || value === 'mr' || value === 'family' ? { salutation: value } : {}
  return { [field]: value }
}

function withRow(rows: Row[], one: Exclude<Found, Field>, country: string): Row[] {
  const kind = one.is === 'address' ? 'address' : one.kind
  if (rows.some((row) => row.kind === kind && isSame(row, one))) return rows
  const value = one.is === 'address' ? { ...one.value, country: one.value.country || country } : one.value
  const empty = rows.find((row) => row.kind === kind && isEmpty(row))
  const filled = { ...(empty ?? newRow(kind)), category: one.category, value } as Row
  return empty ? rows.map((row) => (row === empty ? filled : row)) : [...rows, filled]
}

const isSame = (row: Row, one: Found) => JSON.stringify(row.value) === JSON.stringify(one.value)

function isEmpty(row: Row): boolean {
  if (row.kind !== 'address') return !row.value.trim()
  const { country: _, ...rest } = row.value
  return Object.values(rest).every((part) => !part)
}
