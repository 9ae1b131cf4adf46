import { z } from 'zod'
import { listWords, pageOf, several } from '#kernel/list-query.ts'
import { contact } from './contact.ts'
import { HINT_CODES } from './hint-codes.ts'

const idOrNone = z.union([z.uuid(), z.literal('none')])
const yesOrNo = z.enum(['true', 'false']).optional()
const moment = z.union([z.iso.date(), z.iso.datetime({ offset: true })])
const postalCode = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^([A-Z]{2}-)?[0-9A-Z]{1,12}$/, 'A postal code, such as 50667, 50 or AT-1010')

/** The filters of the contact list, as they stand in its address. Custom fields come as `custom.<key>`. */
export const contactFilters = z.object({
  kind: z.enum(['person', 'company']).optional(),
  type: several(idOrNone).meta({ description: 'Id of a contact type, or `none`; several: one of them' }),
  temperature: several(idOrNone).meta({
    description: 'Id of a temperature, or `none`; several: one of them',
  }),
  class: several(z.enum(['A', 'B', 'C', 'none'])),
  tag: several(z.string().min(1).max(100)).meta({ description: 'Name or id; several: all of them' }),
  manager: z.union([z.literal('me'), z.literal('none'), z.uuid()]).optional(),
  visibility: several(z.enum(['managers', 'read', 'write'])),
  company: z.uuid().optional().meta({ description: 'Persons of this company' }),
  withOpportunities: yesOrNo.meta({ description: 'Whether it has, or takes part in, an opportunity' }),
  run: z.uuid().optional().meta({ description: 'What this import created' }),
  createdFrom: moment.optional(),
  createdTo: moment.optional().meta({ description: 'A day counts in full' }),
  updatedFrom: moment.optional(),
  updatedTo: moment.optional(),
  without: several(z.enum(['email', 'phone', 'address', 'owner'])).meta({
    description: 'What is missing; several: all of them. `owner`: no active user looks after it',
  }),
  bounced: yesOrNo.meta({ description: 'Whether the mail server refused mail to one of its addresses' }),
  staleMonths: z.coerce.number().int().min(1).max(600).optional().meta({
    description: 'No activity for at least so many months',
  }),
  untouched: yesOrNo.meta({ description: 'Whether nothing has happened since it was created' }),
  suspicious: yesOrNo.meta({ description: 'Whether something in it is probably wrong' }),
  postalCodeFrom: postalCode.optional(),
  postalCodeTo: postalCode.optional().meta({
    description:
      'Up to this postal code, all that begin with it included: `50` to `50` is 50…; in other countries than DE, AT and CH as `FR-75`',
  }),
  hint: several(z.enum(HINT_CODES)).meta({ description: 'What is probably wrong; several: one of them' }),
})

export const contactListQuery = z.looseObject({
  ...listWords({
    q: 'Search syntax',
    sort: 'displayName, lastName, createdAt, updatedAt, lastActivityAt or custom.<key>',
    longest: 80,
  }),
  ...contactFilters.shape,
})
export type ContactListQuery = z.infer<typeof contactListQuery>
export type ContactFilters = z.infer<typeof contactFilters>

export const contactPage = pageOf(contact).meta({ id: 'ContactPage' })
