import { z } from 'zod'
import { checkEmail, normaliseEmail } from '#kernel/email.ts'
import { hasDigit } from '#kernel/phone-text.ts'
import { checkIban, formatIban } from '#kernel/iban.ts'
import { checkPostalCode } from '#kernel/postal-code.ts'
import type { FieldError } from '#kernel/problem.ts'
import { DETAIL_KINDS, categoriesOf } from './detail-kinds.ts'

export { ADDRESS_CATEGORIES, DETAIL_KINDS, PHONE_CATEGORIES, PLAIN_CATEGORIES } from './detail-kinds.ts'

export const detailKind = z.enum(DETAIL_KINDS)
export type DetailKind = z.infer<typeof detailKind>

const part = z.string().trim().max(255).default('')
export const address = z
  .object({
    street: part,
    houseNumber: z.string().trim().max(40).default(''),
    postalCode: z.string().trim().max(20).default(''),
    city: part,
    state: part,
    country: z
      .string()
      .trim()
      .toUpperCase()
      .regex(/^([A-Z]{2})?$/, 'Two letters, such as DE')
      .default(''),
  })
  .meta({ id: 'Address' })
export type Address = z.infer<typeof address>

const category = z.string().max(20).default('work')
const primary = z.boolean().default(false)

/** One row as it is sent; an empty value is dropped. */
export const detailInput = z
  .union([
    z.object({ kind: z.literal('address'), category, value: address, primary }),
    z.object({
      kind: detailKind.exclude(['address']),
      category,
      value: z.string().trim().max(1000),
      primary,
    }),
  ])
  .meta({ id: 'DetailInput' })
export type DetailInput = z.infer<typeof detailInput>

/** One row as it is kept and shown. */
export const detail = z
  .union([
    z.object({ kind: z.literal('address'), category: z.string(), value: address, primary: z.boolean() }),
    z.object({
      kind: detailKind.exclude(['address']),
      category: z.string(),
      value: z.string().meta({ description: 'As it was typed' }),
      primary: z.boolean(),
      e164: z.string().optional().meta({ description: 'Of a phone number that can be dialled: +4922112340' }),
      formatted: z.string().optional().meta({ description: 'The same as DIN 5008 spells it: 0221 1234-0' }),
    }),
  ])
  .meta({ id: 'Detail' })
export type Detail = z.infer<typeof detail>

/**
 * The rows in their kept form: empty ones dropped, values spelled the one way, doubles of a kind removed, and per
 * kind the marked row (the last mark wins, else the first row) primary. Errors name the row as it was sent.
 */
export function readDetails(
  rows: (DetailInput | Detail)[],
  path = 'details',
): { details: Detail[]; errors: FieldError[] } {
  const errors: FieldError[] = []
  const kept: Detail[] = []
  rows.forEach((row, index) => {
    if (isEmpty(row)) return
    const problem = checkDetail(row)
    if (problem) errors.push({ ...problem, path: `${path}.${index}.${problem.path}` })
    const tidy = tidyDetail(row)
    const twin = kept.find((other) => other.kind === tidy.kind && sameValue(other, tidy))
    if (twin) twin.primary ||= tidy.primary
    else kept.push(tidy)
  })
  for (const kind of new Set(kept.map((row) => row.kind))) {
    const rowsOfKind = kept.filter((row) => row.kind === kind)
    const chosen = rowsOfKind.findLast((row) => row.primary) ?? rowsOfKind[0]
    for (const row of rowsOfKind) row.primary = row === chosen
  }
  return { details: kept, errors }
}

/** The primary row of a kind, or the first. */
export function primaryOf<K extends DetailKind>(
  details: Detail[],
  kind: K,
): Extract<Detail, { kind: K }> | undefined {
  const rows = details.filter((row): row is Extract<Detail, { kind: K }> => row.kind === kind)
  return rows.find((row) => row.primary) ?? rows[0]
}

function isEmpty(row: DetailInput): boolean {
  return row.kind === 'address' ? Object.values(row.value).every((text) => text === '') : row.value === ''
}

function checkDetail(row: DetailInput): FieldError | undefined {
  if (!categoriesOf(row.kind).includes(row.category)) {
    const known = categoriesOf(row.kind).join(', ')
    return { path: 'category', code: 'unknown_category', message: `Known categories: ${known}.` }
  }
  const at = (path: string, found: { code: string; message: string } | null) =>
    found ? { path, ...found } : undefined
  if (row.kind === 'address') {
    if (row.value.postalCode === '') return undefined
    return at('value.postalCode', checkPostalCode(row.value.postalCode, row.value.country || 'DE'))
  }
  if (row.kind === 'email' || row.kind === 'gmail') return at('value', checkEmail(row.value))
  if (row.kind === 'iban') return at('value', checkIban(row.value))
  if (row.kind === 'phone') {
    if (row.value.length > 100)
      return { path: 'value', code: 'phone_too_long', message: 'At most 100 characters.' }
    if (!hasDigit(row.value))
      return { path: 'value', code: 'phone_no_digit', message: 'A phone number has digits.' }
    return undefined
  }
  if (row.value.length > 255) return { path: 'value', code: 'too_long', message: 'At most 255 characters.' }
  return undefined
}

function tidyDetail(row: DetailInput): Detail {
  if (row.kind === 'address') return { ...row, value: { ...row.value } }
  if (row.kind === 'email') return { ...row, value: normaliseEmail(row.value) }
  if (row.kind === 'iban') return { ...row, value: formatIban(row.value) }
  return { ...row }
}

function sameValue(a: Detail, b: Detail): boolean {
  return JSON.stringify(a.value).toLowerCase() === JSON.stringify(b.value).toLowerCase()
}
