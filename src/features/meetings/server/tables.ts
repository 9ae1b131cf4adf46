import { z } from 'zod'
import type { GroupwareDb } from '#features/groupware/server/tables.ts'
import type { TableOf } from '#platform/database.ts'
import { RESPONSES } from '#features/appointments/appointment.ts'

const text = z.string().nullable()

export const meetingTable = z.object({
  appointmentId: z.string(),
  organizer: z.object({ name: z.string(), email: z.string() }).nullable(),
  accountId: text,
  way: z.enum(['mail', 'server']).nullable(),
  state: z.enum(['waiting', 'sent', 'failed']).nullable(),
  fault: text,
  detail: text,
  told: z
    .object({
      start: z.string(),
      end: z.string(),
      allDay: z.boolean(),
      place: z.string(),
      sequence: z.number(),
    })
    .nullable(),
  toldAt: text,
})

export const meetingGuestTable = z.object({
  appointmentId: z.string(),
  email: z.string(),
  name: z.string(),
  response: z.enum(RESPONSES),
})

export interface MeetingsDb extends GroupwareDb {
  meeting: TableOf<
    typeof meetingTable,
    'organizer' | 'accountId' | 'way' | 'state' | 'fault' | 'detail' | 'told' | 'toldAt'
  >
  meetingGuest: TableOf<typeof meetingGuestTable, 'name' | 'response'>
}
