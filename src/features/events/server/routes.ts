import { z } from 'zod'
import { startedJob } from '#features/runs/run.ts'
import { Problem } from '#kernel/problem.ts'
import { routesOf } from '#platform/route.ts'
import { eventBulk } from '../event-bulk.ts'
import { eventListQuery, eventPage } from '../event-list.ts'
import { event, eventChange, eventNew, participantCounts } from '../event.ts'
import {
  participantsAdded,
  participantsChange,
  participantsNew,
  participantsPage,
  participantsQuery,
  participantsRemove,
} from '../participants.ts'
import { eventBulkRun } from './bulk-events.ts'
import { changeEvent } from './change-event.ts'
import { createEvent } from './create-event.ts'
import { deleteEvent, eraseEvent, restoreEvent } from './delete-event.ts'
import { listEvents } from './list-events.ts'
import { writeBadges, writeParticipants } from './participant-files.ts'
import { addParticipants, changeParticipants, readParticipants, removeParticipants } from './participants.ts'
import { readEvent } from './read-events.ts'
import type { EventsDb } from './tables.ts'

const { get, post, patch, remove } = routesOf<EventsDb>('events')
const byId = z.object({ id: z.uuid() })

const participantRoutes = [
  get({
    path: '/events/{id}/participants',
    summary: 'Everybody on the list of an event, by name',
    may: 'user',
    params: byId,
    query: participantsQuery,
    reply: participantsPage,
    run: ({ db, by, params, query }) => readParticipants(db, by, params.id, query),
  }),
  post({
    path: '/events/{id}/participants',
    summary: 'Puts contacts on the list: some, or all that a filter of the contact list finds (up to 2,000)',
    may: 'user',
    params: byId,
    body: participantsNew,
    reply: participantsAdded,
    status: 200,
    run: ({ tx, by, params, body }) => addParticipants(tx, by, { id: params.id, input: body }),
  }),
  patch({
    path: '/events/{id}/participants',
    summary: 'Changes the status or the note of one or many participants',
    may: 'user',
    params: byId,
    body: participantsChange,
    reply: participantCounts,
    run: ({ tx, by, params, body }) => changeParticipants(tx, by, { id: params.id, change: body }),
  }),
  post({
    path: '/events/{id}/participants/remove',
    summary: 'Takes contacts off the list',
    may: 'user',
    params: byId,
    body: participantsRemove,
    reply: participantCounts,
    status: 200,
    run: ({ tx, by, params, body }) =>
      removeParticipants(tx, by, { id: params.id, contactIds: body.contactIds }),
  }),
  get({
    path: '/events/{id}/participants.csv',
    summary: 'The list of participants as CSV; no cell runs as a formula',
    may: 'user',
    params: byId,
    query: participantsQuery,
    binary: 'text/csv',
    run: ({ db, by, params, query, response }) =>
      writeParticipants(db, by, { id: params.id, query, response }),
  }),
  get({
    path: '/events/{id}/badges.pdf',
    summary: 'Name badges, ten to a page; of everybody but those who declined when no status is asked for',
    may: 'user',
    params: byId,
    query: participantsQuery,
    binary: 'application/pdf',
    run: ({ db, by, params, query, response }) => writeBadges(db, by, { id: params.id, query, response }),
  }),
]

const oneEvent = [
  post({
    path: '/events',
    summary: 'Creates an event; whose it is is told',
    may: 'user',
    body: eventNew,
    reply: event,
    run: ({ tx, by, body }) => createEvent(tx, by, body),
  }),
  get({
    path: '/events/{id}',
    summary: 'One event',
    may: 'user',
    params: byId,
    reply: event,
    run: ({ db, by, params }) => readEvent(db, by, params.id),
  }),
  patch({
    path: '/events/{id}',
    summary: 'Changes an event by a merge patch; `closed` closes and reopens it',
    may: 'user',
    params: byId,
    body: eventChange,
    reply: event,
    run: ({ tx, by, params, body, ifMatch }) => changeEvent(tx, by, { id: params.id, change: body, ifMatch }),
  }),
  remove({
    path: '/events/{id}',
    summary: 'Moves an event to the bin; `permanent=true` (administrators) erases it',
    may: 'user',
    params: byId,
    query: z.object({ permanent: z.stringbool().default(false) }),
    run: ({ tx, by, params, query, ifMatch }) => {
      if (!query.permanent) return deleteEvent(tx, by, { id: params.id, ifMatch })
      if (by.role !== 'admin')
        throw new Problem('forbidden', 'forbidden', 'Only administrators erase for good.')
      return eraseEvent(tx, by, params.id)
    },
  }),
  post({
    path: '/events/{id}/restore',
    summary: 'Brings an event back out of the bin',
    may: 'user',
    params: byId,
    reply: event,
    status: 200,
    run: ({ tx, by, params }) => restoreEvent(tx, by, params.id),
  }),
]

export const eventRoutes = [
  get({
    path: '/events',
    summary: 'Events the caller may see, those to come first',
    may: 'user',
    query: eventListQuery,
    reply: eventPage,
    run: ({ db, by, query }) => listEvents(db, by, query),
  }),
  post({
    path: '/events/bulk',
    summary: 'Changes or deletes many events in the background; a run that can be undone',
    may: 'user',
    body: eventBulk,
    reply: startedJob,
    status: 202,
    run: ({ tx, by, body, house }) => eventBulkRun.start(tx, by, { house, body }),
  }),
  ...participantRoutes,
  ...oneEvent,
]
