import { z } from 'zod'
import type { TasksDb } from '#features/tasks/server/tables.ts'
import type { TableOf } from '#platform/database.ts'
import { BUSY, RESPONSES } from '../appointment.ts'

const text = z.string().nullable()

export const appointmentTable = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string(),
  category: text,
  place: z.string(),
  allDay: z.boolean(),
  starts: z.string(),
  ends: z.string(),
  timeZone: z.string(),
  startsAt: z.string(),
  endsAt: z.string(),
  rrule: text,
  repeatsUntil: text,
  busy: z.enum(BUSY),
  private: z.boolean(),
  reminderMinutes: z.number().nullable(),
  contactId: text,
  opportunityId: text,
  eventId: text,
  projectId: text,
  organizerId: z.string(),
  uid: z.string(),
  sequence: z.number(),
  search: z.string(),
  createdBy: text,
  updatedBy: text,
  createdAt: z.string(),
  updatedAt: z.string(),
  version: z.number(),
  deletedAt: text,
  deletedBy: text,
})

export const appointmentAttendeeTable = z.object({
  appointmentId: z.string(),
  userId: text,
  contactId: text,
  response: z.enum(RESPONSES),
  startsAt: z.string(),
  until: z.string(),
})

export const appointmentExceptionTable = z.object({
  appointmentId: z.string(),
  original: z.string(),
  cancelled: z.boolean(),
  changes: z.record(z.string(), z.unknown()),
  startsAt: text,
  endsAt: text,
})

export interface AppointmentsDb extends TasksDb {
  appointment: TableOf<
    typeof appointmentTable,
    | 'createdAt'
    | 'updatedAt'
    | 'version'
    | 'deletedAt'
    | 'deletedBy'
    | 'sequence'
    | 'opportunityId'
    | 'eventId'
    | 'projectId'
  >
  appointmentAttendee: TableOf<typeof appointmentAttendeeTable, 'response'>
  appointmentException: TableOf<typeof appointmentExceptionTable, 'changes'>
}
