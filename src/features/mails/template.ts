import { z } from 'zod'

const fields = {
  language: z.enum(['de', 'en']),
  name: z.string().trim().min(1).max(100),
  subject: z.string().trim().max(1000),
  text: z
    .string()
    .max(60_000)
    .transform((text) => text.replaceAll('\r\n', '\n')),
}

/** A text of the firm that is written again and again, with names in braces for what differs. */
export const mailTemplate = z
  .object({ id: z.uuid(), ...fields, text: z.string(), updatedAt: z.string(), version: z.int() })
  .meta({ id: 'MailTemplate' })
export type MailTemplate = z.infer<typeof mailTemplate>
export const mailTemplateNew = z.object(fields).meta({ id: 'MailTemplateNew' })
export type MailTemplateNew = z.infer<typeof mailTemplateNew>
export const mailTemplateChange = z.object(fields).partial().meta({ id: 'MailTemplateChange' })
export type MailTemplateChange = z.infer<typeof mailTemplateChange>
export const mailTemplateList = z
  .object({ items: z.array(mailTemplate), nextCursor: z.null() })
  .meta({ id: 'MailTemplateList' })

/** What a template can say of the one it goes to and the one who writes it. */
export interface TemplateValues {
  salutation: string
  firstName: string
  lastName: string
  name: string
  company: string
  manager: string
  author: string
  firm: string
}

/** The names in braces, by language; both are understood everywhere. */
export const PLACEHOLDERS = {
  de: {
    Anrede: 'salutation',
    Vorname: 'firstName',
    Nachname: 'lastName',
    Name: 'name',
    Firma: 'company',
    Betreuer: 'manager',
    Absender: 'author',
    'Eigene Firma': 'firm',
  },
  en: {
    Salutation: 'salutation',
    'First name': 'firstName',
    'Last name': 'lastName',
    Name: 'name',
    Company: 'company',
    Manager: 'manager',
    Sender: 'author',
    'Own company': 'firm',
  },
} as const satisfies Record<string, Record<string, keyof TemplateValues>>

const KNOWN = new Map<string, keyof TemplateValues>(
  [...Object.entries(PLACEHOLDERS.de), ...Object.entries(PLACEHOLDERS.en)].map(([name, key]) => [
    name.toLowerCase(),
    key,
  ]),
)

/** The text with what its names stand for; a name that is not known, or of which nothing is known, stays to be seen. */
export function fillTemplate(text: string, values: TemplateValues): string {
  return text.replaceAll(/\{([^{}\n]{1,40})\}/g, (whole, name: string) => {
    const key = KNOWN.get(name.trim().toLowerCase())
    return key === undefined ? whole : values[key] || whole
  })
}
