import { z } from 'zod'
import { AREAS } from '#kernel/groupware/area.ts'

/** None: only known. Import: read when asked. Sync: kept in step by itself. */
export const COLLECTION_ROLES = ['none', 'import', 'sync'] as const

/** A calendar, task list, address book or mail folder of an account. */
export const collection = z
  .object({
    id: z.uuid(),
    area: z.enum(AREAS),
    name: z.string(),
    role: z.enum(COLLECTION_ROLES),
    main: z.boolean().meta({ description: 'New records of ours go there' }),
    writable: z.boolean(),
    listedAt: z.string().nullable(),
    removals: z.enum(['held', 'confirmed']).nullable().meta({
      description: 'held: so much was removed there at once that nothing happens before it is confirmed',
    }),
  })
  .meta({ id: 'GroupwareCollection' })
export type Collection = z.infer<typeof collection>

export const collectionList = z.object({ items: z.array(collection) }).meta({ id: 'GroupwareCollectionList' })

export const collectionChange = z
  .object({ role: z.enum(COLLECTION_ROLES), main: z.literal(true) })
  .partial()
  .meta({ id: 'GroupwareCollectionChange' })
export type CollectionChange = z.infer<typeof collectionChange>

/** A folder of mails to be taken over from, as its user names it. */
export const collectionNew = z
  .object({
    area: z.literal('mail'),
    name: z
      .string()
      .trim()
      .min(1)
      .max(100)
      .regex(/^\P{Cc}*$/u),
  })
  .meta({ id: 'GroupwareCollectionNew' })

/** What an account did, newest first. */
export const logLine = z
  .object({
    id: z.uuid(),
    at: z.string(),
    area: z.enum(AREAS).nullable(),
    action: z.string(),
    fault: z.string().nullable(),
    counts: z.record(z.string(), z.number()),
  })
  .meta({ id: 'GroupwareLogLine' })
export const logPage = z
  .object({ items: z.array(logLine), nextCursor: z.string().nullable() })
  .meta({ id: 'GroupwareLogPage' })
