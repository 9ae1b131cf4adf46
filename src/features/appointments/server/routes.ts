import { z } from 'zod'
import { Problem } from '#kernel/problem.ts'
import { routesOf } from '#platform/route.ts'
import * as shape from '../appointment.ts'
import { changeAppointment } from './change-appointment.ts'
import { copyAppointment } from './copy-appointment.ts'
import { createAppointment } from './create-appointment.ts'
import { deleteAppointment, eraseAppointment, restoreAppointment } from './delete-appointment.ts'
import { listAppointments } from './list-occurrences.ts'
import { readAppointment } from './read-appointment.ts'
import { respond } from './respond.ts'
import type { AppointmentsDb } from './tables.ts'

const { get, post, patch, remove } = routesOf<AppointmentsDb>('appointments')
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

const writeRoutes = [
  post({
    path: '/appointments',
    summary: 'Enters an appointment; users who are to take part are told in Kontor, nobody by mail',
    may: 'user',
    body: shape.appointmentNew,
    reply: shape.appointment,
    run: ({ tx, by, body }) => createAppointment(tx, by, body),
  }),
  patch({
    path: '/appointments/{id}',
    summary:
      'Changes an appointment by a merge patch; of a series one occurrence, it and all later ones (the answer is the new series), or all',
    may: 'user',
    params: byId,
    body: shape.appointmentChange,
    reply: shape.appointment,
    run: ({ tx, by, params, body, ifMatch }) =>
      changeAppointment(tx, by, { id: params.id, change: body, ifMatch }),
  }),
  remove({
    path: '/appointments/{id}',
    summary:
      'Moves an appointment to the bin; of a series one occurrence, or it and all later ones, do not take place; `permanent=true` (administrators) erases it',
    may: 'user',
    params: byId,
    query: shape.appointmentPart.extend({ permanent: z.stringbool().default(false) }),
    run: ({ tx, by, params, query: { permanent, ...part }, ifMatch }) => {
      if (!permanent) return deleteAppointment(tx, by, { ...params, ...part, ifMatch })
      if (by.role !== 'admin')
        throw new Problem('forbidden', 'forbidden', 'Only administrators erase for good.')
      return eraseAppointment(tx, by, params.id)
    },
  }),
  post({
    path: '/appointments/{id}/restore',
    summary: 'Brings an appointment back out of the bin, or one occurrence back to what the rule says',
    may: 'user',
    params: byId,
    body: shape.appointmentRestore,
    reply: shape.appointment,
    status: 200,
    run: ({ tx, by, params, body }) => restoreAppointment(tx, by, { ...params, ...body }),
  }),
  post({
    path: '/appointments/{id}/respond',
    summary: 'Says whether the caller, who was asked, comes',
    may: 'guest',
    params: byId,
    body: shape.appointmentResponse,
    reply: shape.appointment,
    status: 200,
    run: ({ tx, by, params, body }) => respond(tx, by, { ...params, ...body }),
  }),
  post({
    path: '/appointments/{id}/copy',
    summary: 'Enters the same once more; of a series all of it or one occurrence',
    may: 'user',
    params: byId,
    body: shape.appointmentCopy,
    reply: shape.appointment,
    run: ({ tx, by, params, body }) => copyAppointment(tx, by, { ...params, ...body }),
  }),
]

export const appointmentRoutes = [...readRoutes, ...writeRoutes]

const today = () => new Date().toISOString().slice(0, 10)
