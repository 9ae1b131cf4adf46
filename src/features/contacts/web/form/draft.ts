import type { CustomField } from '#features/customfields/custom-field.ts'
import type { Choice } from '#ui/inputs/record-chooser.tsx'
import type { Contact, ContactNew } from '../../contact.ts'
import type { Address, Detail, DetailKind } from '../../detail.ts'
import type { Patch } from '../change-contact.ts'

/** A contact as it stands in the form, before it is sent. */
export interface Draft {
  salutation: Contact['salutation']
  title: string
  firstName: string
  lastName: string
  companyName: string
  /** The employer; without an id it is found by name or created when the person is saved. */
  company: Choice | null
  position: string
  industry: string
  description: string
  typeId: string | null
  temperatureId: string | null
  class: Contact['class']
  currency: string | null
  language: string | null
  birthday: string | null
  vatId: string
  details: Row[]
  tags: string[]
  managers: string[]
  visibility: Contact['visibility']
  custom: Record<string, unknown>
}

/** A row of contact information with a name of its own, so that it keeps its place while others go. */
export type Row = Detail & { key: number }

/** The id of an employer who does not exist yet. */
export const newCompany = 'new'

export const noAddress: Address = {
  street: '',
  houseNumber: '',
  postalCode: '',
  city: '',
  state: '',
  country: '',
}

let lastKey = 0

export function newRow(kind: DetailKind, category = 'work', country = ''): Row {
  lastKey += 1
  const shared = { category, primary: false, key: lastKey }
  return kind === 'address'
    ? { kind, value: { ...noAddress, country }, ...shared }
    : { kind, value: '', ...shared }
}

interface Beginning {
  kind: 'person' | 'company'
  contact?: Contact | undefined
  preset?: Partial<ContactNew> | undefined
  fields: CustomField[]
  by: string
  country: string
}

/** The form as it opens: with the contact in it, or empty but for what is known already. */
export function firstDraft({ kind, contact, preset, fields, by, country }: Beginning): Draft {
  const from = contact ?? preset ?? {}
  const rows = (from.details ?? []).map((row) => withKey(row))
  const companyId = from.companyId ?? (kind === 'person' && from.companyName ? newCompany : null)
  return {
    salutation: from.salutation ?? null,
    title: from.title ?? '',
    firstName: from.firstName ?? '',
    lastName: from.lastName ?? '',
    companyName: kind === 'company' ? (from.companyName ?? '') : '',
    company: kind === 'person' && companyId ? { id: companyId, name: from.companyName ?? '' } : null,
    position: from.position ?? '',
    industry: from.industry ?? '',
    description: from.description ?? '',
    typeId: from.typeId ?? null,
    temperatureId: from.temperatureId ?? null,
    class: from.class ?? null,
    currency: from.currency ?? null,
    language: from.language ?? null,
    birthday: from.birthday || null,
    vatId: from.vatId ?? '',
    details: contact ? rows : [...rows, ...firstRows(rows, country)],
    tags: from.tags ?? [],
    managers: from.managers ?? [by],
    visibility: from.visibility ?? 'managers',
    custom: contact ? contact.custom : { ...defaultsOf(fields, kind), ...preset?.custom },
  }
}

/** The draft as the API takes it. Empty rows stay, so that its complaints name the right ones. */
export function toInput(draft: Draft, kind: 'person' | 'company'): ContactNew {
  const { company, details, companyName, ...rest } = draft
  const employer =
    company?.id === newCompany ? { companyName: company.name } : { companyId: company?.id ?? null }
  return {
    kind,
    ...rest,
    ...(kind === 'company' ? { companyName } : employer),
    details: details.map(toDetail),
  }
}

/** Only what differs between two drafts, so that nothing of others is overwritten. */
export function patchBetween(before: Draft, after: Draft, kind: 'person' | 'company'): Patch {
  const [old, { kind: _, ...now }] = [toInput(before, kind), toInput(after, kind)]
  const changed = Object.entries(now).filter(([field, value]) => !same(value, old[field as keyof ContactNew]))
  const patch = Object.fromEntries(changed) as Patch
  if (patch.custom) patch.custom = customBetween(before.custom, after.custom)
  return patch
}

export function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

function customBetween(before: Record<string, unknown>, after: Record<string, unknown>) {
  const changed = Object.entries(after).filter(([key, value]) => !same(value, before[key]))
  return Object.fromEntries(changed.map(([key, value]) => [key, value ?? null]))
}

function defaultsOf(fields: CustomField[], kind: 'person' | 'company'): Record<string, unknown> {
  const mine = fields.filter((field) => field.appliesTo === 'both' || field.appliesTo === kind)
  return Object.fromEntries(
    mine.flatMap((field) => (field.defaultValue === null ? [] : [[field.key, field.defaultValue]])),
  )
}

/** An empty form begins with the rows one fills in most. */
function firstRows(given: Row[], country: string): Row[] {
  const kinds: DetailKind[] = ['email', 'phone', 'address']
  return kinds
    .filter((kind) => !given.some((row) => row.kind === kind))
    .map((kind) => newRow(kind, 'work', country))
}

/** The row as it is sent; a country alone is no address yet. */
function toDetail(row: Row): Detail {
  const { key: _, ...detail } = row
  if (detail.kind !== 'address') return detail
  const { country: _country, ...rest } = detail.value
  return Object.values(rest).some(Boolean) ? detail : { ...detail, value: noAddress }
}

function withKey(row: Detail): Row {
  lastKey += 1
  return { ...row, key: lastKey }
}
