import type { Detail, DetailInput, DetailKind } from '#features/contacts/detail.ts'
import { isFieldError } from '#features/customfields/custom-field.ts'
import type { CustomValue, FieldRule } from '#features/customfields/custom-field.ts'
import { unguard } from '#kernel/csv.ts'
import type { FieldError } from '#kernel/problem.ts'
import { parseDay } from '#kernel/written-value.ts'
import type { DateOrder, DecimalSign } from '#kernel/written-value.ts'
import { splitList } from './list-cell.ts'
import { readCard } from './read-card.ts'
import { readAddress } from './read-address.ts'
import type { AddressCells } from './read-address.ts'
import { readCustomCell } from './read-custom.ts'
import { readFields } from './read-fields.ts'
import type { FieldTexts, RowFields } from './read-fields.ts'
import { readTarget, remark } from './target.ts'
import type { Mapping, Target } from './target.ts'
import { readLabel } from './words.ts'

/** What has to be known to read the rows of a file; the same for all of them. */
export interface Reading {
  columns: { index: number; heading: string; target: Target }[]
  decimal: DecimalSign
  dateOrder: DateOrder
  fields: readonly FieldRule[]
  homeCountry: string
  /** Birthdays lie in the past: two digits of a year mean the last such year up to this one. */
  thisYear: number
}

/** A row as a contact that could be created; names stand where the server looks for ids. */
export interface Draft extends RowFields {
  details: DetailInput[]
  custom: Record<string, CustomValue>
}

/** Makes a mapping ready for reading many rows; what has no target is left out. */
export function readColumns(mapping: Mapping, headings: readonly string[]): Reading['columns'] {
  return Object.entries(mapping)
    .flatMap(([index, text]) => {
      const target = text === null ? undefined : readTarget(text)
      return target ? [{ index: Number(index), heading: headings[Number(index)] ?? '', target }] : []
    })
    .sort((a, b) => a.index - b.index)
}

/** Reads one row; undefined when nothing that is imported stands in it. */
export function readRow(
  cells: readonly string[],
  reading: Reading,
): { draft: Draft; errors: FieldError[] } | undefined {
  const card = reading.columns.find(({ target }) => target.to === 'card')
  if (card) return readCard(cells[card.index] ?? '', reading)
  const parts = gather(cells, reading)
  if (parts.empty) return undefined
  const errors: FieldError[] = []
  const details = readDetails(parts, reading)
  const fields = readFields(parts.texts, details, reading, errors)
  const custom: Draft['custom'] = {}
  for (const [key, text] of parts.custom) {
    const field = reading.fields.find((f) => f.key === key)
    const value = field ? readCustomCell(field, text, reading) : null
    if (isFieldError(value)) errors.push(value)
    else if (value !== null) custom[key] = value
  }
  return { draft: { ...fields, details, custom }, errors }
}

interface Parts {
  empty: boolean
  texts: FieldTexts
  custom: Map<string, string>
  values: { kind: Exclude<DetailKind, 'address'>; category: string; number: number; text: string }[]
  addresses: Map<string, AddressCells & { category: string; number: number }>
  labels: Map<string, string>
}

/** Sorts the cells by where they go. */
function gather(cells: readonly string[], { columns }: Reading): Parts {
  const parts: Parts = {
    empty: true,
    texts: new Map(),
    custom: new Map(),
    values: [],
    addresses: new Map(),
    labels: new Map(),
  }
  for (const { index, heading, target } of columns) {
    const text = unguard(cells[index] ?? '').trim()
    if (target.to === 'address') addPart(parts, target, text)
    if (text === '') continue
    if (target.to === 'label') parts.labels.set(`${target.kind}.${target.number}`, text)
    else parts.empty = false
    if (target.to === 'custom') parts.custom.set(target.key, text)
    else if (target.to === 'detail') parts.values.push({ ...target, text })
    else if (target.to === 'field' && !(target.field === 'note' && parseDay(text) === null)) {
      const known = parts.texts.get(target.field) ?? []
      parts.texts.set(target.field, [...known, target.field === 'note' ? remark(heading, text) : text])
    }
  }
  return parts
}

function addPart(parts: Parts, target: Extract<Target, { to: 'address' }>, text: string): void {
  const { category, number, part } = target
  const key = `${category}.${number}`
  const group = parts.addresses.get(key) ?? { category, number, parts: {}, columns: new Set() }
  group.columns.add(part)
  if (text) group.parts[part] = [...(group.parts[part] ?? []), text]
  parts.addresses.set(key, group)
}

/** All details in the order of their columns; the first of a kind becomes primary unless a label says another is. */
function readDetails({ values, addresses, labels, texts }: Parts, reading: Reading): Detail[] {
  const sortOf = (kind: DetailKind, category: string, number: number) =>
    category === 'any' ? readLabel(labels.get(`${kind}.${number}`) ?? '', kind) : { category, primary: false }
  const details: Detail[] = values.flatMap(({ kind, category, number, text }) =>
    splitList(text, kind === 'email')
      .filter((value) => !isNoAddress(kind, value))
      .map((value, at) => {
        const sort = sortOf(kind, category, number)
        return { kind, value, ...sort, primary: sort.primary && at === 0 }
      }),
  )
  for (const { category, number, ...cells } of addresses.values()) {
    if (Object.keys(cells.parts).length === 0) continue
    const { value, unknownCountry } = readAddress(cells, reading.homeCountry)
    if (unknownCountry) texts.set('note', [...(texts.get('note') ?? []), unknownCountry])
    details.push({ kind: 'address', value, ...sortOf('address', category, number) })
  }
  // Where a column says which sort a phone is, the file says by its order which comes first.
  const labelled = values.some((v) => v.kind === 'phone' && v.category === 'any')
  return labelled ? details : withPrimaryPhone(details)
}

/** Exports put the fax first; one calls the first of the others. */
function withPrimaryPhone(details: Detail[]): Detail[] {
  const phones = details.filter((d) => d.kind === 'phone')
  const called = phones.find((d) => d.category !== 'fax' && d.category !== 'other')
  if (called && !phones.some((d) => d.primary)) called.primary = true
  return details
}

/** Exchange writes its inner address where a mail address should stand. */
function isNoAddress(kind: DetailKind, value: string): boolean {
  return kind === 'email' && /^\/o=/i.test(value)
}
