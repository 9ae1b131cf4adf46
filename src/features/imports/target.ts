import {
  ADDRESS_CATEGORIES,
  DETAIL_KINDS,
  PHONE_CATEGORIES,
  PLAIN_CATEGORIES,
} from '#features/contacts/detail.ts'
import type { DetailKind } from '#features/contacts/detail.ts'

/** Fields of a contact that one column fills; some are read out of words (`type`, `fullName`, `gender`);
 * `note` is a line of the description, `entry` a note in the timeline. */
export const FIELD_TARGETS = [
  'kind',
  'salutation',
  'title',
  'firstName',
  'middleName',
  'lastName',
  'fullName',
  'companyName',
  'position',
  'industry',
  'type',
  'temperature',
  'class',
  'tags',
  'birthday',
  'language',
  'currency',
  'vatId',
  'gender',
  'managers',
  'visibility',
  'description',
  'note',
  'entry',
] as const
export type FieldTarget = (typeof FIELD_TARGETS)[number]

/** `extra` is a second line of a street, `postbox` the number of a post box. */
export const ADDRESS_PARTS = [
  'street',
  'houseNumber',
  'extra',
  'postbox',
  'postalCode',
  'city',
  'state',
  'country',
] as const
export type AddressPart = (typeof ADDRESS_PARTS)[number]

/**
 * Where a column goes. `any` as a category means: as the label column of the same number says, else the usual one.
 * Several columns may have one target: details become several rows, texts are joined. `card` is a whole vCard.
 */
export type Target =
  | { to: 'field'; field: FieldTarget }
  | { to: 'custom'; key: string }
  | { to: 'detail'; kind: Exclude<DetailKind, 'address'>; category: string; number: number }
  | { to: 'address'; category: string; part: AddressPart; number: number }
  | { to: 'label'; kind: DetailKind; number: number }
  | { to: 'card' }

/**
 * Reads a target as mappings write it: `firstName`, `custom.region`, `email.work`, `phone.any.2`, `phone.label.2`,
 * `address.work.street`, `address.any.city.2`. Undefined when there is no such target.
 */
export function readTarget(text: string): Target | undefined {
  const [head = '', ...rest] = text.split('.')
  if (text === 'card') return { to: 'card' }
  if ((FIELD_TARGETS as readonly string[]).includes(head) && rest.length === 0)
    return { to: 'field', field: head as FieldTarget }
  if (head === 'custom' && rest.length === 1 && rest[0]) return { to: 'custom', key: rest[0] }
  if (!(DETAIL_KINDS as readonly string[]).includes(head)) return undefined
  const kind = head as DetailKind
  const [category = '', ...more] = rest
  const part = kind === 'address' && category !== 'label' ? more.shift() : undefined
  const number = Number(more[0] ?? 1)
  if (more.length > 1 || !Number.isInteger(number) || number < 1 || number > 100) return undefined
  if (category === 'label') return { to: 'label', kind, number }
  if (category !== 'any' && !categoriesFor(kind).includes(category)) return undefined
  if (kind !== 'address') return { to: 'detail', kind, category, number }
  if (!(ADDRESS_PARTS as readonly string[]).includes(part ?? '')) return undefined
  return { to: 'address', category, part: part as AddressPart, number }
}

function categoriesFor(kind: DetailKind): readonly string[] {
  if (kind === 'phone') return PHONE_CATEGORIES
  return kind === 'address' ? ADDRESS_CATEGORIES : PLAIN_CATEGORIES
}

/** Which column (by its index from 0) goes where; null and what is left out is not imported. */
export type Mapping = Record<string, string | null>

/** What stands above the column of a field, for what is kept as a remark. */
export function headingOf(
  columns: readonly { heading: string; target: Target }[],
  field: FieldTarget,
): string | undefined {
  return columns.find(({ target }) => target.to === 'field' && target.field === field)?.heading
}

/** A value that no field takes, as a line of the description. */
export function remark(heading: string | undefined, text: string): string {
  return heading ? `${heading}: ${text}` : text
}
