import { z } from 'zod'
import { localTime, timeZone } from '#kernel/local-time.ts'

/** What speaks against a time; `workingTime`: it lies outside of the user's working day. */
export const CONFLICT_KINDS = [
  'appointment',
  'visit',
  'absence',
  'closure',
  'holiday',
  'workingTime',
] as const

export const conflictQuestion = z
  .object({
    start: localTime,
    end: localTime,
    timeZone: timeZone.optional(),
    allDay: z.boolean().optional(),
    users: z.array(z.uuid()).min(1).max(200),
    exceptId: z.uuid().optional().meta({ description: 'The appointment or visit that is about to be moved' }),
  })
  .meta({ id: 'ConflictQuestion' })
export type ConflictQuestion = z.infer<typeof conflictQuestion>

export const conflict = z
  .object({
    kind: z.enum(CONFLICT_KINDS),
    id: z.uuid().nullable().meta({ description: 'Of appointments and visits' }),
    title: z
      .string()
      .meta({ description: 'Its title, the name of the holiday, the kind of absence; empty when hidden' }),
    startsAt: z.string().nullable(),
    endsAt: z.string().nullable(),
    date: z.string().nullable().meta({ description: 'Of what takes whole days' }),
    busy: z.enum(['busy', 'tentative', 'away']).nullable(),
    hidden: z.boolean(),
  })
  .meta({ id: 'Conflict' })
export type Conflict = z.infer<typeof conflict>

export const conflictReply = z
  .object({ items: z.array(z.object({ userId: z.uuid(), conflicts: z.array(conflict) })) })
  .meta({ id: 'ConflictReply' })
export type ConflictReply = z.infer<typeof conflictReply>
