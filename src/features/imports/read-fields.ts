import type { ContactNew } from '#features/contacts/contact.ts'
import type { Detail } from '#features/contacts/detail.ts'
import type { FieldError } from '#kernel/problem.ts'
import { readLanguage } from '#kernel/region-names.ts'
import { splitName } from '#kernel/split-name.ts'
import { parseDay } from '#kernel/written-value.ts'
import type { DateOrder } from '#kernel/written-value.ts'
import { splitList } from './list-cell.ts'
import { headingOf, remark } from './target.ts'
import type { FieldTarget, Target } from './target.ts'
import { readGender, readKind, readSalutation, readVisibility } from './words.ts'

/** The texts of the cells by field, in the order of the columns; none is empty. */
export type FieldTexts = Map<FieldTarget, string[]>

/** The plain fields of a row; `type`, `temperature` and `managers` are still names. */
export interface RowFields extends Pick<
  ContactNew,
  | 'kind'
  | 'salutation'
  | 'title'
  | 'firstName'
  | 'lastName'
  | 'companyName'
  | 'position'
  | 'industry'
  | 'description'
  | 'class'
  | 'currency'
  | 'language'
  | 'birthday'
  | 'vatId'
  | 'visibility'
> {
  tags: string[]
  type?: string
  temperature?: string
  managers: string[]
  /** A note for the timeline. */
  entry?: string
}

type Columns = readonly { heading: string; target: Target }[]

/** Reads what stands in words; what cannot be read becomes a line of the description, a wrong day an error. */
export function readFields(
  texts: FieldTexts,
  details: readonly Detail[],
  { columns, dateOrder, thisYear }: { columns: Columns; dateOrder: DateOrder; thisYear: number },
  errors: FieldError[],
): RowFields {
  const notes = [...(texts.get('note') ?? [])]
  const text = (field: FieldTarget, glue = ' ') => texts.get(field)?.join(glue)
  const list = (field: FieldTarget) => (texts.get(field) ?? []).flatMap((cell) => splitList(cell, true))
  const read = <T>(field: FieldTarget, reader: (cell: string) => T | undefined): T | undefined => {
    const cell = text(field)
    const value = cell === undefined ? undefined : reader(cell)
    if (cell !== undefined && value === undefined) notes.push(remark(headingOf(columns, field), cell))
    return value
  }
  const birthday = readBirthday(text('birthday'), dateOrder, thisYear)
  if (birthday === undefined) {
    errors.push({ path: 'birthday', code: 'bad_date', message: `"${text('birthday')}" is no day.` })
  }
  const name = readName(texts, details)
  const { salutation, title } = readSalutation(text('salutation') ?? '')
  const gender = readGender(text('gender') ?? '')
  const fields = {
    ...name,
    salutation: salutation ?? (name.kind === 'person' ? gender : undefined),
    title: text('title') ?? (title || undefined),
    position: text('position'),
    industry: text('industry'),
    class: read('class', readClass),
    currency: text('currency')?.toUpperCase(),
    language: read('language', readLanguage),
    birthday: birthday ?? undefined,
    vatId: text('vatId'),
    visibility: read('visibility', readVisibility),
    type: text('type'),
    temperature: text('temperature'),
    tags: [...new Set(list('tags').map((tag) => tag.replace(/^\*\s*/, '')))].filter(
      (tag) => tag !== 'myContacts',
    ),
    managers: list('managers'),
    entry: text('entry', '\n'),
    description: [text('description', '\n'), notes.join('\n')].filter(Boolean).join('\n\n') || undefined,
  }
  return Object.fromEntries(Object.entries(fields).filter(([, v]) => v !== undefined)) as unknown as RowFields
}

/**
 * Who the row is about: a person when a name of one is given, else a company. The whole name counts only where its
 * parts are missing; a row with nothing but a mail address is called by that.
 */
function readName(
  texts: FieldTexts,
  details: readonly Detail[],
): Pick<RowFields, 'kind' | 'firstName' | 'lastName' | 'companyName'> {
  const text = (field: FieldTarget) => texts.get(field)?.join(' ')
  const companyName = text('companyName')
  const firstName = [text('firstName'), text('middleName')].filter(Boolean).join(' ') || undefined
  const lastName = text('lastName')
  const told = readKind(text('kind') ?? '')
  const company = (name: string | undefined) => ({
    kind: 'company' as const,
    ...(name && { companyName: name }),
  })
  const person = (first: string | undefined, last: string | undefined) => ({
    kind: 'person' as const,
    ...(first && { firstName: first }),
    ...(last && { lastName: last }),
    ...(companyName && { companyName }),
  })
  if (told === 'company') return company(companyName ?? text('fullName') ?? lastName)
  if (firstName ?? lastName) return person(firstName, lastName)
  const whole = texts.get('fullName')?.[0]
  if (whole !== undefined && !(companyName && isDisplayName(whole, details))) {
    const { first, last } = splitName(whole)
    return person(first, last)
  }
  if (companyName && told !== 'person') return company(companyName)
  const mail = details.find((d) => d.kind === 'email')
  return person(undefined, mail?.kind === 'email' ? mail.value : undefined)
}

/** Outlook's name of a mail address, `Änne Müller (aenne@example.de)`: says little of a company's row. */
function isDisplayName(text: string, details: readonly Detail[]): boolean {
  return details.some((d) => d.kind === 'email' && text.includes(d.value))
}

function readClass(text: string): 'A' | 'B' | 'C' | undefined {
  const letter = /^([abc])(\b|-)/i.exec(text)?.[1]?.toUpperCase()
  return letter as 'A' | 'B' | 'C' | undefined
}

/** Null for "none" and for a birthday without a year (`--12-24`), undefined for what is no day. */
function readBirthday(
  text: string | undefined,
  order: DateOrder,
  thisYear: number,
): string | null | undefined {
  return text === undefined || text.startsWith('--') ? null : parseDay(text, order, thisYear)
}
