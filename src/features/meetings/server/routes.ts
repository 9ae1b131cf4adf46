import { z } from 'zod'
import * as shape from '#features/appointments/meeting.ts'
import { routesOf } from '#platform/route.ts'
import { answerInvitation, inviteGuests, tellGuests } from './invite.ts'
import { readMeeting } from './read-meeting.ts'
import type { MeetingsDb } from './tables.ts'

const { get, post } = routesOf<MeetingsDb>('appointments')
const byId = z.object({ id: z.uuid() })

export const meetingRoutes = [
  get({
    path: '/appointments/{id}/meeting',
    summary: 'What it is outside of the house: who leads it, who was asked by mail, what they answered',
    may: 'guest',
    params: byId,
    reply: shape.meeting,
    run: ({ db, by, params }) => readMeeting(db, by, params.id),
  }),
  post({
    path: '/appointments/{id}/meeting/invite',
    summary: 'Asks these people by mail, and nobody else; saving an appointment never does',
    may: 'user',
    params: byId,
    body: shape.meetingInvite,
    reply: shape.meeting,
    status: 202,
    run: ({ tx, by, params, body, house }) => inviteGuests(tx, by, { ...params, input: body, house }),
  }),
  post({
    path: '/appointments/{id}/meeting/tell',
    summary: 'Tells all who were asked by mail how the meeting is now',
    may: 'user',
    params: byId,
    reply: shape.meeting,
    status: 202,
    run: ({ tx, by, params, house }) => tellGuests(tx, by, { ...params, what: 'request', house }),
  }),
  post({
    path: '/appointments/{id}/meeting/call-off',
    summary: 'Tells all who were asked by mail that the meeting does not take place',
    may: 'user',
    params: byId,
    reply: shape.meeting,
    status: 202,
    run: ({ tx, by, params, house }) => tellGuests(tx, by, { ...params, what: 'cancel', house }),
  }),
  post({
    path: '/appointments/{id}/meeting/answer',
    summary:
      'Keeps the caller’s answer to an invitation from outside; the organizer hears of it when asked for',
    may: 'user',
    params: byId,
    body: shape.meetingAnswer,
    reply: shape.meeting,
    status: 200,
    run: ({ tx, by, params, body, house }) => answerInvitation(tx, by, { ...params, input: body, house }),
  }),
]
