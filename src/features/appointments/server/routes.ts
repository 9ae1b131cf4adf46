import { z } from 'zod'
import { routesOf } from '#platform/route.ts'
import * as shape from '../appointment.ts'
import { listAppointments } from './list-occurrences.ts'
import { readAppointment } from './read-appointment.ts'
import type { AppointmentsDb } from './tables.ts'

const { get } = routesOf<AppointmentsDb>('appointments')
const byId = z.object({ id: z.uuid() })
const byOccurrence = shape.appointmentPart.pick({ occurrence: true })

const readRoutes = [
  get({
    path: '/appointments',
    summary: 'What stands in calendars between two days, each occurrence of a series by itself, in order',
    may: 'guest',
    query: shape.appointmentQuery,
    reply: shape.appointmentList,
    run: async ({ db, by, query }) => ({ items: await listAppointments(db, by, query, today()) }),
  }),
  get({
    path: '/appointments/{id}',
    summary: 'One appointment; of a series as it was made, or one occurrence',
    may: 'guest',
    params: byId,
    query: byOccurrence,
    reply: shape.appointment,
    run: ({ db, by, params, query }) => readAppointment(db, by, { ...params, ...query }),
  }),
]

export const appointmentRoutes = [...readRoutes]

const today = () => new Date().toISOString().slice(0, 10)
