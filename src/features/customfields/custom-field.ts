import { z } from 'zod'
import { checkEmail } from '#kernel/email.ts'
import { hasDigit } from '#kernel/phone-text.ts'
import type { FieldError } from '#kernel/problem.ts'

/** Fields a firm adds to its records. The value lies in the record's `custom` under the field's key. */
export const FIELD_TYPES = [
  'text',
  'longText',
  'number',
  'date',
  'boolean',
  'choice',
  'choices',
  'link',
  'email',
  'phone',
  'user',
  'contact',
  'heading',
] as const
export const fieldType = z.enum(FIELD_TYPES)
export const appliesTo = z.enum(['person', 'company', 'both'])

/** The kinds of record that can have fields of the firm's own. */
export const FIELD_KINDS = ['contact', 'opportunity', 'event'] as const
export const fieldKind = z.enum(FIELD_KINDS)
export type FieldKind = z.infer<typeof fieldKind>

const name = z.string().trim().min(1).max(255)
const options = z.array(z.string().trim().min(1).max(255)).max(500)
const value = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()])

export const customField = z
  .object({
    id: z.uuid(),
    kind: fieldKind.meta({ description: 'The records that have it' }),
    key: z.string().meta({ description: 'The name in `custom` and in filters (`custom.<key>`)' }),
    name: z.string(),
    type: fieldType,
    appliesTo,
    options: z.array(z.string()),
    required: z.boolean(),
    defaultValue: value,
    hint: z.string(),
    order: z.int(),
    usageCount: z
      .int()
      .optional()
      .meta({ description: 'Records with a value, at most 10001; left out with usage=false' }),
    retired: z.boolean(),
    createdAt: z.string(),
    updatedAt: z.string(),
    version: z.int(),
  })
  .meta({ id: 'CustomField' })
export type CustomField = z.infer<typeof customField>

export const customFieldNew = z
  .object({
    kind: fieldKind.optional().meta({ description: '`contact` when left out' }),
    name,
    key: z
      .string()
      .regex(/^[a-z][A-Za-z0-9]{0,59}$/)
      .optional()
      .meta({ description: 'Made from the name when left out' }),
    type: fieldType,
    appliesTo: appliesTo.optional(),
    options: options.optional(),
    required: z.boolean().optional(),
    defaultValue: value.optional(),
    hint: z.string().max(255).optional(),
  })
  .meta({ id: 'CustomFieldNew' })
export type CustomFieldNew = z.infer<typeof customFieldNew>

export const customFieldChange = z
  .object({
    name,
    options,
    appliesTo,
    required: z.boolean(),
    defaultValue: value,
    hint: z.string().max(255),
    order: z.int().min(0).max(100_000),
    retired: z.boolean(),
  })
  .partial()
  .meta({ id: 'CustomFieldChange' })
export type CustomFieldChange = z.infer<typeof customFieldChange>

/** What is needed of a field to read a value. */
export type FieldRule = Pick<
  CustomField,
  'key' | 'type' | 'options' | 'required' | 'appliesTo' | 'defaultValue' | 'name'
>
export type CustomValue = z.infer<typeof value>

/** The field's own value for this input; a FieldError says what it takes instead. Empty texts are null. */
export function readCustomValue(field: FieldRule, input: unknown): CustomValue | FieldError {
  if (input === null || input === undefined || input === '') return null
  const reader = readers[field.type]
  return reader(input, field) ?? wrong(field)
}

export function isFieldError(value: CustomValue | FieldError): value is FieldError {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

type Reader = (input: unknown, field: FieldRule) => CustomValue

const readers: Record<(typeof FIELD_TYPES)[number], Reader> = {
  text: (input) => text(input, 1000),
  longText: (input) => text(input, 20_000),
  number: (input) => {
    const number = typeof input === 'string' ? Number(input) : input
    return typeof number === 'number' && Number.isFinite(number) ? number : null
  },
  date: (input) => (z.iso.date().safeParse(input).success ? (input as string) : null),
  boolean: (input) => (typeof input === 'boolean' ? input : null),
  choice: (input, { options }) => (typeof input === 'string' && options.includes(input) ? input : null),
  choices: (input, { options }) =>
    Array.isArray(input) && input.every((one) => options.includes(one))
      ? [...new Set(input as string[])]
      : null,
  link: (input) => (z.url({ protocol: /^https?$/ }).safeParse(input).success ? text(input, 2000) : null),
  email: (input) => (typeof input === 'string' && checkEmail(input) === null ? input.trim() : null),
  phone: (input) => (typeof input === 'string' && hasDigit(input) ? text(input, 100) : null),
  user: (input) => (z.uuid().safeParse(input).success ? (input as string) : null),
  contact: (input) => (z.uuid().safeParse(input).success ? (input as string) : null),
  heading: () => null,
}

function text(input: unknown, max: number): string | null {
  const given = typeof input === 'number' ? String(input) : input
  return typeof given === 'string' && given.length <= max ? given.trim() : null
}

function wrong(field: FieldRule): FieldError {
  const wants: Partial<Record<typeof field.type, string>> = {
    number: 'a number',
    date: 'a day such as 2026-11-21',
    boolean: 'true or false',
    choice: `one of: ${field.options.join(', ')}`,
    choices: `some of: ${field.options.join(', ')}`,
    link: 'an address that starts with http:// or https://',
    email: 'an e-mail address',
    phone: 'a phone number',
  }
  const message = `"${field.name}" takes ${wants[field.type] ?? 'a shorter text'}.`
  return { path: `custom.${field.key}`, code: `custom_${field.type}`, message }
}
