import { z } from 'zod'
import { VISIBILITIES } from '#kernel/rights.ts'
import { detail, detailInput } from './detail.ts'

/**
 * The customer database: persons and companies. A person works for at most one company and carries its name; the
 * company itself is a contact of its own, with rights of its own.
 */
export const contactKind = z.enum(['person', 'company'])
export const salutation = z.enum(['ms', 'mr', 'family', 'firm', 'neutral'])
export const visibility = z.enum(VISIBILITIES)
export const contactClass = z.enum(['A', 'B', 'C'])

const text = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .transform((value) => value || null)
    .nullable()
const day = z
  .union([z.iso.date(), z.literal('').transform(() => null)])
  .nullable()
  .meta({ description: 'A day such as 1975-12-24' })
const customValues = z.record(z.string(), z.unknown()).meta({ description: 'Values of custom fields by key' })
const currency = z
  .string()
  .toUpperCase()
  .regex(/^[A-Z]{3}$/, 'Three letters, such as EUR')
const language = z
  .string()
  .toLowerCase()
  .regex(/^[a-z]{2}$/, 'Two letters, such as de')
const tag = z
  .string()
  .transform((name) => name.replaceAll(/\s+/g, ' ').trim())
  .pipe(z.string().min(1).max(50))

const fields = {
  salutation: salutation.nullable(),
  title: text(100),
  firstName: text(255),
  lastName: text(255),
  companyName: text(255).meta({
    description: 'Name of a company. For a person without companyId: the employer, found by name or created',
  }),
  companyId: z.uuid().nullable(),
  position: text(255),
  industry: text(255),
  description: text(65_000),
  typeId: z.uuid().nullable(),
  temperatureId: z.uuid().nullable(),
  class: contactClass.nullable(),
  currency: currency.nullable(),
  language: language.nullable(),
  birthday: day,
  vatId: text(40),
  details: z.array(detailInput).max(100),
  tags: z.array(tag).max(100).meta({ description: 'Names; unknown ones are created' }),
  managers: z.array(z.uuid()).max(100).meta({ description: 'Users and groups on the access list' }),
  visibility,
  custom: customValues,
}

export const contactNew = z
  .object({ kind: contactKind, ...z.object(fields).partial().shape })
  .meta({ id: 'ContactNew' })
export type ContactNew = z.infer<typeof contactNew>

export const contactChange = z
  .object({
    ...fields,
    cascade: z.boolean().meta({
      description:
        'Whether tags and temperature go on to the company and its persons; else as the setting says',
    }),
  })
  .partial()
  .meta({ id: 'ContactChange' })
export type ContactChange = z.infer<typeof contactChange>

export const contact = z
  .object({
    id: z.uuid(),
    kind: contactKind,
    displayName: z.string(),
    salutation: salutation.nullable(),
    title: z.string().nullable(),
    firstName: z.string().nullable(),
    lastName: z.string().nullable(),
    companyName: z
      .string()
      .nullable()
      .meta({ description: 'Of a company its name, of a person its employer' }),
    companyId: z.uuid().nullable(),
    position: z.string().nullable(),
    industry: z.string().nullable(),
    description: z.string().nullable(),
    typeId: z.uuid().nullable(),
    temperatureId: z.uuid().nullable(),
    class: contactClass.nullable(),
    currency: z.string().nullable(),
    language: z.string().nullable(),
    birthday: z.string().nullable(),
    vatId: z.string().nullable(),
    details: z.array(detail),
    tags: z.array(z.string()),
    managers: z.array(z.uuid()),
    visibility,
    custom: customValues,
    photo: z
      .string()
      .nullable()
      .meta({ description: 'Address of the picture; `?size=thumbnail` for the small one' }),
    flaws: z.array(z.string()).meta({
      description: 'What is missing (`no_email`) or probably wrong (`email.typo`, then also `suspicious`)',
    }),
    lastActivityAt: z.string(),
    createdAt: z.string(),
    createdBy: z.uuid().nullable(),
    updatedAt: z.string(),
    updatedBy: z.uuid().nullable(),
    deletedAt: z.string().nullable(),
    version: z.int(),
    can: z.array(z.enum(['change', 'delete'])).meta({ description: 'What the caller may do with it' }),
  })
  .meta({ id: 'Contact' })
export type Contact = z.infer<typeof contact>
