import { z } from 'zod'
import { AREAS } from '#kernel/groupware/area.ts'
import type { Area } from '#kernel/groupware/area.ts'
import { SKIPPED, candidate } from './takeover.ts'

/** A single file may have so many bytes, and hold so much: more nobody looks through. */
export const MOST_BYTES = 25 * 1024 * 1024
export const MOST_ITEMS = 20_000
/** So many files at once. */
export const MOST_FILES = 20
/** So much is shown of a file, and taken over where it is dropped; for more there is the wizard. */
export const SHOWN_ITEMS = 20

/** Why nothing is made of a file. */
export const FILE_FAULTS = ['unreadable', 'too_many'] as const

export const broughtItem = candidate
  .extend({ skipped: z.enum(SKIPPED).nullable() })
  .meta({ id: 'BroughtItem' })
export type BroughtItem = z.infer<typeof broughtItem>

export const broughtFile = z
  .object({
    id: z
      .uuid()
      .nullable()
      .meta({ description: 'Null: nothing of it can be taken over, and it is not kept' }),
    name: z.string(),
    size: z.int(),
    counts: z.object({ mail: z.int(), task: z.int(), appointment: z.int(), contact: z.int() }),
    items: z.array(broughtItem).meta({ description: 'The first of them' }),
    fault: z.enum(FILE_FAULTS).nullable(),
    unclear: z.int().meta({ description: 'So much could not be read quite as it stood there' }),
  })
  .meta({ id: 'BroughtFile' })
export type BroughtFile = z.infer<typeof broughtFile>

export const broughtList = z.object({ items: z.array(broughtFile) }).meta({ id: 'BroughtFileList' })

/** What files are taken over at once: all that is in them, to one record. */
export const takeInput = z
  .object({
    files: z.array(z.uuid()).min(1).max(MOST_FILES),
    contactId: z.uuid().optional(),
    opportunityId: z.uuid().optional(),
    eventId: z.uuid().optional(),
    projectId: z.uuid().optional(),
  })
  .meta({ id: 'TakeFiles' })
export type TakeInput = z.infer<typeof takeInput>

/** How much of it becomes something else than a contact. */
export function itemCount(counts: Record<Area, number>): number {
  return AREAS.reduce((sum, area) => sum + (area === 'contact' ? 0 : counts[area]), 0)
}
