import { z } from 'zod'
import { contact } from '#features/contacts/contact.ts'

/**
 * Two or more contacts of one kind turn out to be the same and become one. One stays; what the others have and it lacks
 * comes to it, everything that hangs on them moves, and they go to the bin, from where they can be brought back.
 */
export const MOST_OTHERS = 9

const choose = z.record(z.string().max(80), z.uuid()).meta({
  description:
    'Whose value a field takes (`position`, `custom.<key>`, `photo`, `visibility`); of tags, managers, details and description all are kept when nothing is said',
})

export const mergeRequest = z
  .object({
    otherId: z.uuid().optional(),
    otherIds: z.array(z.uuid()).min(1).max(MOST_OTHERS).optional(),
    choose: choose.optional(),
    ifMatch: z
      .record(z.uuid(), z.int())
      .optional()
      .meta({ description: 'The versions the caller saw, by contact; another one refuses the merge' }),
  })
  .refine(({ otherId, otherIds }) => (otherId === undefined) !== (otherIds === undefined), {
    path: ['otherId'],
    message: 'Say either otherId or otherIds.',
  })
  .meta({ id: 'MergeRequest' })
export type MergeRequest = z.infer<typeof mergeRequest>

export const merged = z.object({ mergeId: z.uuid(), contact }).meta({ id: 'Merged' })

/** One field of the merged contact: what each says, and whose it takes. */
export const mergedField = z.object({
  field: z.string().meta({ description: 'As in the contact; custom fields as `custom.<key>`' }),
  candidates: z.array(z.object({ contactId: z.uuid(), value: z.unknown() })),
  taken: z
    .union([z.uuid(), z.literal('all')])
    .nullable()
    .meta({ description: '`all`: of everybody together; null: nobody says anything' }),
  differs: z.boolean().meta({ description: 'Whether there is something to choose' }),
})
export type MergedField = z.infer<typeof mergedField>

export const mergePreview = z
  .object({
    contact: contact.meta({ description: 'What it will be' }),
    contacts: z.array(contact).meta({ description: 'What they are, the one that stays first' }),
    fields: z.array(mergedField),
    moves: z.record(z.string(), z.int()).meta({ description: 'What moves along: `history: 12, files: 3`' }),
  })
  .meta({ id: 'MergePreview' })
export type MergePreview = z.infer<typeof mergePreview>

export const mergeCandidates = z.object({ items: z.array(contact) }).meta({ id: 'MergeCandidates' })

const brief = z.object({ id: z.uuid(), displayName: z.string() })

/** A merge as its way back shows it. */
export const mergeState = z
  .object({
    id: z.uuid(),
    at: z.string(),
    by: z.object({ id: z.uuid(), name: z.string() }).nullable(),
    contact: brief,
    others: z.array(brief),
    undoneAt: z.string().nullable(),
    until: z.string().meta({ description: 'As long it can be taken back' }),
    can: z.array(z.literal('undo')),
  })
  .meta({ id: 'Merge' })
export type MergeState = z.infer<typeof mergeState>

/** What could not be taken back: changed since, refused by a rule, its contact gone for good. */
export const mergeLeft = z.object({
  contactId: z.uuid(),
  field: z.string().nullable().meta({ description: 'null: all of the contact' }),
  reason: z.enum(['changed', 'refused', 'gone']),
})
export type MergeLeft = z.infer<typeof mergeLeft>

export const unmerged = z
  .object({ contacts: z.array(contact), left: z.array(mergeLeft) })
  .meta({ id: 'Unmerged', description: 'The contact that had stayed first, then those that are back' })
