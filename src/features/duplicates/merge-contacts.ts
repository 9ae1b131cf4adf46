import { isSame } from '#kernel/diff.ts'
import { Problem, invalid } from '#kernel/problem.ts'
import { VISIBILITIES } from '#kernel/rights.ts'
import type { Contact, ContactChange } from '#features/contacts/contact.ts'
import type { MergedField } from './merge.ts'
import { mergeDetails } from './merge-details.ts'

/** Whose value a field takes, by field. */
export type Choose = Record<string, string>

export interface Merge {
  /** What of the one that stays has to change. */
  change: ContactChange
  /** Whose picture it has afterwards; undefined: the one it has. */
  photoOf: string | undefined
  fields: MergedField[]
}

/**
 * What several contacts of one kind are as one; the first one stays. A field keeps its value unless another's is chosen
 * or it is empty, then the first other who says something fills it. Tags, managers and ways to reach them are united,
 * descriptions follow each other, and of the visibilities the narrowest holds, so that nobody sees by a merge what was
 * kept from them.
 */
export function mergeContacts(contacts: readonly Contact[], choose: Choose = {}): Merge {
  const [stays] = contacts
  if (!stays) throw new Problem('missing', 'missing')
  const fields = rulesFor(contacts).map(({ field, values, rule }) => {
    const candidates = contacts.map(({ id }, at) => ({ contactId: id, value: values[at] ?? null }))
    const chosen = chosenOf(candidates, choose, field)
    const { taken, value } = chosen ? { taken: chosen.contactId, value: chosen.value } : rule(candidates)
    const said = candidates.filter((one) => !isEmpty(one.value))
    const differs = said.some((one) => !isSame(one.value, said[0]?.value))
    return { field, candidates: said, taken, differs, value }
  })
  refuseUnknown(choose, contacts, fields)
  const change = changeOf(stays, fields)
  refuseTooMuch(change)
  const photo = fields.find((one) => one.field === 'photo')
  const photoOf = photo && !isSame(photo.value, stays.photo) && photo.taken ? photo.taken : undefined
  return { change, photoOf, fields: fields.map(withoutValue) }
}

/** The first of them as it will be; what only the server knows (the employer's name) is taken from whose it is. */
export function previewOf(contacts: readonly Contact[], { change, photoOf, fields }: Merge): Contact {
  const [stays] = contacts as [Contact]
  const employer = fields.find((one) => one.field === 'companyId')?.taken
  const { custom, cascade: _, ...plain } = change
  const known = Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined))
  const result: Contact = {
    ...stays,
    ...known,
    custom: withoutEmpty({ ...stays.custom, ...custom }),
    photo: contacts.find((one) => one.id === photoOf)?.photo ?? stays.photo,
  }
  if (result.kind === 'person' && change.companyId)
    result.companyName = contacts.find((one) => one.id === employer)?.companyName ?? null
  const own = [result.firstName, result.lastName].filter(Boolean).join(' ')
  result.displayName = result.kind === 'company' ? (result.companyName ?? '') : own
  return result
}

function withoutValue({ field, candidates, taken, differs }: MergedField): MergedField {
  return { field, candidates, taken, differs }
}

interface Candidate {
  contactId: string
  value: unknown
}

interface Rule {
  field: string
  /** What each contact says, in their order. */
  values: unknown[]
  rule: (candidates: readonly Candidate[]) => { taken: MergedField['taken']; value: unknown }
}

const PLAIN = [
  'salutation',
  'title',
  'firstName',
  'lastName',
  'companyId',
  'companyName',
  'position',
  'industry',
  'typeId',
  'temperatureId',
  'class',
  'currency',
  'language',
  'birthday',
  'vatId',
] as const

function rulesFor(contacts: readonly Contact[]): Rule[] {
  const of = (field: keyof Contact, rule: Rule['rule']) => ({
    field,
    values: contacts.map((one) => one[field]),
    rule,
  })
  const person = contacts[0]?.kind === 'person'
  // A person's employer is one thing, by id and by name.
  const plain = PLAIN.filter((field) => field !== (person ? 'companyName' : 'companyId'))
  const keys = [...new Set(contacts.flatMap((one) => Object.keys(one.custom)))].sort()
  return [
    ...plain.map((field) => of(field, first)),
    of('description', joined),
    of('details', (all) => together(mergeDetails(all.map((one) => one.value as Contact['details'])), all)),
    of('tags', (all) => together(union(all), all)),
    of('managers', (all) => together(union(all), all)),
    of('visibility', narrowest),
    of('photo', first),
    ...keys.map((key) => ({
      field: `custom.${key}`,
      values: contacts.map((one) => one.custom[key]),
      rule: first,
    })),
  ]
}

function first(all: readonly Candidate[]) {
  const one = all.find(({ value }) => !isEmpty(value))
  return { taken: one?.contactId ?? null, value: one?.value ?? null }
}

/** As many signs as a description has room for. */
const MOST_SIGNS = 65_000

function joined(all: readonly Candidate[]) {
  const texts: string[] = []
  for (const { value } of all)
    if (typeof value === 'string' && !texts.some((text) => text.includes(value.trim())))
      texts.push(value.trim())
  const whole = texts.join('\n\n')
  return texts.length < 2 || whole.length > MOST_SIGNS ? first(all) : { taken: 'all' as const, value: whole }
}

function narrowest(all: readonly Candidate[]) {
  const one = VISIBILITIES.flatMap((level) => all.find(({ value }) => value === level) ?? [])[0]
  return { taken: one?.contactId ?? null, value: one?.value ?? null }
}

function together(value: unknown[], all: readonly Candidate[]) {
  const said = all.filter((one) => !isEmpty(one.value))
  return said.length < 2 ? { ...first(all), value } : { taken: 'all' as const, value }
}

function union(all: readonly Candidate[]): unknown[] {
  return [...new Set(all.flatMap(({ value }) => value as string[]))]
}

function chosenOf(candidates: readonly Candidate[], choose: Choose, field: string): Candidate | undefined {
  const id = choose[field] ?? (field === 'companyId' ? choose['companyName'] : undefined)
  return candidates.find(({ contactId }) => contactId === id)
}

function refuseUnknown(
  choose: Choose,
  contacts: readonly Contact[],
  fields: readonly { field: string }[],
): void {
  for (const [field, id] of Object.entries(choose)) {
    const known = field === 'companyName' || fields.some((one) => one.field === field)
    if (!known && !field.startsWith('custom.'))
      throw invalid(`choose.${field}`, 'unknown_field', 'There is no such field to choose.')
    if (!contacts.some((contact) => contact.id === id))
      throw invalid(`choose.${field}`, 'unknown', 'Choose one of the contacts that become one.')
  }
}

function changeOf(stays: Contact, fields: readonly { field: string; value: unknown; taken: unknown }[]) {
  const change: Record<string, unknown> = {}
  const custom: Record<string, unknown> = {}
  for (const { field, value } of fields) {
    if (field === 'photo') continue
    if (field.startsWith('custom.')) {
      const key = field.slice('custom.'.length)
      if (!isSame(stays.custom[key], value)) custom[key] = value
    } else if (!isSame(stays[field as keyof Contact], value)) change[field] = value
  }
  if (Object.keys(custom).length > 0) change['custom'] = custom
  return change as ContactChange
}

/** As many as the API takes of each. */
const MOST = 100

function refuseTooMuch({ details, tags, managers }: ContactChange): void {
  if ([details, tags, managers].some((list) => (list?.length ?? 0) > MOST))
    throw new Problem('conflict', 'merge.too_much', `More than ${MOST} rows of a kind do not fit.`)
}

function withoutEmpty(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => !isEmpty(value)))
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
}
