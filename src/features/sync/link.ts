import { z } from 'zod'

export const RECORD_KINDS = ['contact', 'appointment', 'visit', 'task', 'history'] as const
const recordKind = z.enum(RECORD_KINDS)

/** What ties a record to an item of a groupware (Verknüpfung). */
export const groupwareLink = z
  .object({
    id: z.uuid(),
    accountId: z.uuid(),
    accountName: z.string(),
    area: z.enum(['mail', 'task', 'appointment', 'contact']),
    collection: z.string().meta({ description: 'Name of the calendar, task list or address book' }),
    record: z.object({ kind: z.string(), id: z.uuid() }),
    origin: z
      .enum(['ours', 'theirs', 'matched'])
      .meta({ description: 'Where it began; matched: on both sides' }),
    state: z
      .enum(['linked', 'timesOnly', 'decoupled', 'goneHere', 'goneThere', 'conflict', 'failed'])
      .meta({ description: 'goneThere: removed outside, and kept here until somebody says' }),
    pending: z.boolean().meta({ description: 'Something is still to be written there, or to be removed' }),
    fault: z.string().nullable(),
    conflicts: z.int().meta({ description: 'Values that were overruled and at which nobody has looked yet' }),
    updatedAt: z.string(),
  })
  .meta({ id: 'GroupwareLink' })
export type GroupwareLink = z.infer<typeof groupwareLink>

export const groupwareLinks = z.object({ items: z.array(groupwareLink) }).meta({ id: 'GroupwareLinks' })

export const linkQuery = z.object({
  record: z
    .string()
    .regex(/^[a-z]+:[0-9a-f-]{36}$/i)
    .transform((text) => ({ kind: text.slice(0, text.indexOf(':')), id: text.slice(text.indexOf(':') + 1) }))
    .pipe(z.object({ kind: recordKind, id: z.uuid() }))
    .meta({ description: 'As in contact:0192…' }),
})

/** A value that one side said and the other overruled. */
export const groupwareConflict = z
  .object({
    id: z.uuid(),
    linkId: z.uuid(),
    accountId: z.uuid(),
    at: z.string(),
    record: z.object({ kind: z.string(), id: z.uuid(), title: z.string() }),
    field: z
      .string()
      .meta({ description: 'As the item names it; `*`: one side was removed, the other changed' }),
    agreed: z.unknown(),
    ours: z.unknown(),
    theirs: z.unknown(),
    kept: z.enum(['ours', 'theirs', 'both']),
  })
  .meta({ id: 'GroupwareConflict' })
export type GroupwareConflict = z.infer<typeof groupwareConflict>

export const conflictPage = z
  .object({ items: z.array(groupwareConflict), nextCursor: z.string().nullable() })
  .meta({ id: 'GroupwareConflictPage' })

export const conflictQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.uuid().optional(),
})

export const settling = z
  .object({
    take: z.enum(['ours', 'theirs']).meta({ description: 'The value that is to hold on both sides' }),
  })
  .meta({ id: 'GroupwareSettling' })
export type Settling = z.infer<typeof settling>

/** Whether a contact is kept in step with an address book of the caller. */
export const contactSwitch = z
  .object({ accountId: z.uuid(), enabled: z.boolean() })
  .meta({ id: 'GroupwareSwitch' })
export type ContactSwitch = z.infer<typeof contactSwitch>
