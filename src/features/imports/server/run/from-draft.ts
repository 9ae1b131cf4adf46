import type { Contact, ContactChange, ContactNew } from '#features/contacts/contact.ts'
import { contactChange, contactNew } from '#features/contacts/contact.ts'
import { parse } from '#platform/serve-route.ts'
import type { Draft } from '../../read-row.ts'
import type { RowRun } from './import-rows.ts'

/** A row as the contact it becomes. */
export function toNew(
  draft: Draft,
  { named, options, by }: Pick<RowRun, 'named' | 'options' | 'by'>,
): ContactNew {
  const { type, temperature, managers, tags, entry: _entry, ...plain } = draft
  const { defaults } = options
  const known = named.managers(managers)
  return parse(contactNew, {
    ...plain,
    typeId: (type === undefined ? undefined : named.type(type)) ?? defaults.typeId,
    temperatureId: temperature === undefined ? undefined : named.temperature(temperature),
    tags: union(tags, defaults.tags),
    managers: known.length > 0 ? known : (defaults.managers ?? [by.id]),
    visibility: plain.visibility ?? defaults.visibility,
  })
}

/** What of the row goes onto a contact that is there: nothing empty; details, tags and remarks are added. */
export function toChange(
  { before, isStub }: { before: Contact; isStub: boolean },
  draft: Draft,
  { named, options }: RowRun,
): ContactChange {
  const {
    kind: _kind,
    entry: _entry,
    type,
    temperature,
    managers,
    companyName,
    tags,
    details,
    custom,
    description,
    ...plain
  } = draft
  const known = named.managers(managers)
  const single = {
    ...plain,
    ...(before.kind === 'company' && companyName ? { companyName } : {}),
    typeId: type === undefined ? undefined : named.type(type),
    temperatureId: temperature === undefined ? undefined : named.temperature(temperature),
  }
  const isFree = (value: unknown) => !options.onlyEmpty || value === null || value === undefined
  return parse(contactChange, {
    ...pick(single, (field) => isFree(before[field as keyof Contact])),
    custom: pick(custom, (key) => isFree(before.custom[key])),
    description: joined(before.description, description),
    tags: union(before.tags, tags, options.defaults.tags),
    details: [...before.details, ...details.map((detail) => ({ ...detail, primary: false }))],
    ...(known.length > 0 ? { managers: isStub ? known : union(before.managers, known) } : {}),
    cascade: false,
  })
}

function pick<T extends object>(values: T, wanted: (key: string) => boolean): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([key]) => wanted(key))) as Partial<T>
}

/** What is remarked stays; what is new is added once. */
function joined(before: string | null, more: string | null | undefined): string | undefined {
  if (!more || before?.includes(more)) return undefined
  return before ? `${before}\n\n${more}` : more
}

function union(...lists: (readonly string[] | undefined)[]): string[] {
  const seen = new Map<string, string>()
  for (const text of lists.flatMap((list) => list ?? [])) {
    if (!seen.has(text.toLowerCase())) seen.set(text.toLowerCase(), text)
  }
  return [...seen.values()]
}
