import { z } from 'zod'
import type { Route } from '#platform/route.ts'
import { routesOf } from '#platform/route.ts'
import * as shape from '../workday.ts'
import { changeAbsence, createAbsence, deleteAbsence, listAbsences } from './absences.ts'
import type { AbsenceWarnings } from './absences.ts'
import { changeClosure, createClosure, deleteClosure, listClosures } from './closures.ts'
import { listHolidays } from './list-holidays.ts'
import type { WorkdaysDb } from './tables.ts'
import { changeWorkingTime, listWorkingTimes } from './working-times.ts'

const { get, post, patch, remove } = routesOf<WorkdaysDb>('workdays')
const byId = z.object({ id: z.uuid() })
const listed = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), nextCursor: z.null() })
const all = <T>(items: T[]) => ({ items, nextCursor: null })

/** Working times, absences, holidays and closed days; `warnings` tell what an absence collides with. */
export function workdayRoutes(warnings: AbsenceWarnings): Route[] {
  return [...timeRoutes, ...absenceRoutes(warnings), ...closureRoutes]
}

const timeRoutes = [
  get({
    path: '/holidays',
    summary: "Public holidays and closed days of a stretch of days; without `country` the firm's",
    may: 'guest',
    query: shape.holidaysQuery,
    reply: listed(shape.holiday),
    run: async ({ db, by, query }) => all(await listHolidays(db, by.language, query)),
  }),
  get({
    path: '/working-times',
    summary: 'When people work: own, for administrators everybody with a seat',
    may: 'user',
    reply: listed(shape.workingTime),
    run: async ({ db, by }) => all(await listWorkingTimes(db, by)),
  }),
  patch({
    path: '/working-times/{id}',
    summary: 'Changes when a user works, by the id of the user: own, for administrators of everybody',
    may: 'user',
    params: byId,
    body: shape.workingTimeChange,
    reply: shape.workingTime,
    run: ({ tx, by, params, body, ifMatch }) =>
      changeWorkingTime(tx, by, { userId: params.id, change: body, ifMatch }),
  }),
]

const absenceRoutes = (warnings: AbsenceWarnings) => [
  get({
    path: '/absences',
    summary: 'Who is away, earliest first; why, only the user and administrators see as it was written',
    may: 'user',
    query: shape.absencesQuery,
    reply: listed(shape.absence),
    run: async ({ db, by, query }) => all(await listAbsences(db, by, query)),
  }),
  post({
    path: '/absences',
    summary: 'Says when somebody is away: oneself, for administrators anybody',
    may: 'user',
    body: shape.absenceNew,
    reply: shape.absenceSaved,
    status: 201,
    run: ({ tx, by, body }) => createAbsence(tx, by, { warnings, input: body }),
  }),
  patch({
    path: '/absences/{id}',
    summary: 'Changes when or why somebody is away',
    may: 'user',
    params: byId,
    body: shape.absenceChange,
    reply: shape.absenceSaved,
    run: ({ tx, by, params, body, ifMatch }) =>
      changeAbsence(tx, by, { warnings, id: params.id, change: body, ifMatch }),
  }),
  remove({
    path: '/absences/{id}',
    summary: 'Takes back an absence',
    may: 'user',
    params: byId,
    run: ({ tx, by, params }) => deleteAbsence(tx, by, params.id),
  }),
]

const closureRoutes = [
  get({
    path: '/closures',
    summary: 'Days on which the firm is closed, earliest first',
    may: 'user',
    query: z.object({ from: shape.day.optional(), to: shape.day.optional() }),
    reply: listed(shape.closure),
    run: async ({ db, query }) => all(await listClosures(db, query)),
  }),
  post({
    path: '/closures',
    summary: 'Adds days on which the firm is closed',
    may: 'admin',
    body: shape.closureNew,
    reply: shape.closure,
    status: 201,
    run: ({ tx, by, body }) => createClosure(tx, by, body),
  }),
  patch({
    path: '/closures/{id}',
    summary: 'Changes days on which the firm is closed',
    may: 'admin',
    params: byId,
    body: shape.closureChange,
    reply: shape.closure,
    run: ({ tx, by, params, body, ifMatch }) =>
      changeClosure(tx, by, { id: params.id, change: body, ifMatch }),
  }),
  remove({
    path: '/closures/{id}',
    summary: 'Removes days on which the firm is closed',
    may: 'admin',
    params: byId,
    run: ({ tx, by, params }) => deleteClosure(tx, by, params.id),
  }),
]
