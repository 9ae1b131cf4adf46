import { z } from 'zod'
import { contactListQuery } from '#features/contacts/contact-list.ts'
import { contactKind } from '#features/contacts/contact.ts'
import { groupwareLink } from '#features/sync/link.ts'
import { pageOf } from '#kernel/list-query.ts'

/** What is to be done with a contact: into the address book, out of step and left there, or taken away there too. */
export const EXPORT_WANTS = ['take', 'release', 'remove'] as const

/** What became of it. `waiting`: the groupware did not answer, it is done as soon as it does. */
export const EXPORT_OUTCOMES = [
  'created',
  'linked',
  'changed',
  'unchanged',
  'released',
  'removed',
  'waiting',
  'failed',
] as const
export type ExportOutcome = (typeof EXPORT_OUTCOMES)[number]

/** No more contacts than this go at once. */
export const MOST_EXPORTED = 5000

const ids = z.array(z.uuid()).max(MOST_EXPORTED)

export const peopleExport = z
  .object({
    contactIds: ids.meta({ description: 'Those that are to be in the address book' }),
    options: z
      .object({
        write: z.enum(['changed', 'all']).meta({
          description:
            'changed: new ones and what is another; all: what was changed there is overwritten as well',
        }),
        pictures: z.boolean().meta({ description: 'Pictures go along, for all contacts of the account' }),
        bookId: z.uuid().meta({ description: 'The address book new ones go to; else the usual one' }),
        deselectedIds: ids.meta({ description: 'Exported before, and not wanted any more' }),
        deselected: z.enum(['release', 'remove']).meta({
          description: 'release: they stay there as they are; remove: they are taken away there',
        }),
      })
      .partial()
      .default({}),
  })
  .meta({ id: 'PeopleExport' })
export type PeopleExport = z.output<typeof peopleExport>

/** A contact as it is chosen for an address book. */
export const exportCandidate = z
  .object({
    id: z.uuid(),
    kind: contactKind,
    displayName: z.string(),
    companyName: z.string().nullable(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    link: groupwareLink
      .pick({ state: true, pending: true, fault: true })
      .extend({ since: z.string().meta({ description: 'Exported for the first time' }) })
      .nullable()
      .meta({ description: 'Null: it was not exported to this account, or was taken back' }),
  })
  .meta({ id: 'ExportCandidate' })
export type ExportCandidate = z.infer<typeof exportCandidate>
export const exportCandidates = pageOf(exportCandidate).meta({ id: 'ExportCandidatePage' })
export const exportQuery = contactListQuery.extend({
  ids: z
    .string()
    .max(8000)
    .transform((text) => text.split(','))
    .pipe(z.array(z.uuid()).max(200))
    .optional()
    .meta({ description: 'Only these, parted by commas, whatever else is asked; without pages' }),
})
export type ExportQuery = z.output<typeof exportQuery>

/** What became of one contact of an export. */
export const exportItem = z
  .object({
    contactId: z.uuid(),
    displayName: z.string(),
    outcome: z.enum(EXPORT_OUTCOMES).nullable().meta({ description: 'Null: not done yet' }),
    fault: z.string().nullable(),
  })
  .meta({ id: 'ExportItem' })
export const exportItems = z
  .object({ items: z.array(exportItem), nextCursor: z.string().nullable() })
  .meta({ id: 'ExportItemPage' })
export const exportItemQuery = z.object({
  outcome: z.enum(EXPORT_OUTCOMES).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.uuid().optional(),
})
