import { z } from 'zod'
import { leftReason } from '#features/runs/run.ts'
import { visitState } from '#features/visits/visit.ts'
import { clock, day } from '#features/workdays/workday.ts'

const latitude = z.number().min(-90).max(90)
const longitude = z.number().min(-180).max(180)

/** A place on earth in degrees. */
const earthPoint = z.strictObject({ lat: latitude, lon: longitude })
const planePoint = z.strictObject({ x: z.number().min(-1e9).max(1e9), y: z.number().min(-1e9).max(1e9) })

/** Points of one kind, to check the solver with. */
export const orderQuestion = z
  .object({
    points: z.array(z.union([earthPoint, planePoint])).max(2000),
    closed: z
      .boolean()
      .default(true)
      .meta({ description: 'Back to the first point; else begin and end lie where it is shortest' }),
    metric: z.enum(['euclidean', 'road']).meta({
      description: '`euclidean` for points with `x` and `y`, `road` (km) for those with `lat` and `lon`',
    }),
  })
  .refine(({ points, metric }) => points.every((point) => 'lat' in point === (metric === 'road')), {
    path: ['points'],
    message: 'With road all points need lat and lon, with euclidean x and y',
  })
  .meta({ id: 'OrderQuestion' })

export const orderAnswer = z
  .object({
    order: z.array(z.int()).meta({ description: 'Numbers of the points, from 0, as they are to be visited' }),
    length: z.number(),
  })
  .meta({ id: 'OrderAnswer' })

const routePlace = z.object({
  label: z.string().max(255).optional(),
  lat: latitude,
  lon: longitude,
})

/** Asks for the route of one user on one day. */
export const routeQuestion = z
  .object({
    assigneeId: z.uuid(),
    date: day,
    startAt: clock.optional().meta({ description: 'Left out: when the user begins to work' }),
    endAt: clock.optional(),
    visitIds: z
      .array(z.uuid())
      .max(200)
      .optional()
      .meta({ description: 'Left out: all visits of the user on that day that are not over' }),
    startPlace: routePlace
      .optional()
      .meta({ description: "Left out: where the user sets out, else the firm's address" }),
    endPlace: routePlace
      .nullable()
      .optional()
      .meta({ description: 'Null: the day ends at the last customer' }),
    lunchMinutes: z
      .int()
      .min(0)
      .max(180)
      .optional()
      .meta({ description: 'A break between 11:30 and 14:00; left out: none' }),
    inOrder: z
      .boolean()
      .optional()
      .meta({ description: 'Keeps the order of `visitIds` and only says what times it gives' }),
  })
  .refine(({ startAt, endAt }) => !startAt || !endAt || startAt < endAt, {
    path: ['endAt'],
    message: 'After the start',
  })
  .refine(({ inOrder, visitIds }) => !inOrder || visitIds !== undefined, {
    path: ['visitIds'],
    message: 'Say in which order',
  })
  .meta({ id: 'RouteQuestion' })
export type RouteQuestion = z.infer<typeof routeQuestion>

/** What is wrong with a stop of an order somebody else chose. */
export const STOP_WARNINGS = ['late', 'closed', 'busy', 'overtime'] as const
export type StopWarning = (typeof STOP_WARNINGS)[number]

const kilometres = z.number().meta({ description: 'Kilometres from the stop before' })

/** The visits of the day in the order of the shortest way. */
export const routeAnswer = z
  .object({
    stops: z.array(
      z.object({
        visitId: z.uuid(),
        arrival: clock,
        begins: clock.meta({ description: 'Later than the arrival where one has to wait' }),
        departure: clock,
        distanceKm: kilometres,
        drivingMinutes: z.number().meta({ description: 'Minutes of driving from the stop before' }),
        fixed: z.boolean().meta({ description: 'Agreed with the customer: begins at that very time' }),
        warning: z.enum(STOP_WARNINGS).nullable().meta({
          description:
            'Only of an order that was given: comes too late, stands before a closed door, overlaps an appointment, ends after work',
        }),
      }),
    ),
    leaves: clock.meta({ description: 'When the user has to set out' }),
    returns: clock,
    distanceKm: z.number(),
    minutes: z.number().meta({ description: 'Minutes of driving' }),
    estimated: z.boolean().meta({
      description: 'Ways by distance and road factor; false: by the routing server',
    }),
    routingFailed: z.boolean().meta({ description: 'A routing server is configured, but did not answer' }),
    start: routePlace
      .nullable()
      .meta({ description: 'Null: nobody knows it, the day begins at the first stop' }),
    end: routePlace.nullable(),
    lunch: z.object({ from: clock, to: clock }).nullable(),
    appointments: z.array(z.object({ from: clock, to: clock, title: z.string() })).meta({
      description: 'What else the user has that day; no visit lies across it. Untitled where kept from you',
    }),
    unreachable: z.array(
      z.object({ visitId: z.uuid(), reason: z.enum(['noPosition', 'closed', 'far', 'full']) }),
    ),
  })
  .meta({ id: 'RouteAnswer' })
export type RouteAnswer = z.infer<typeof routeAnswer>

/** Times for visits, as a route gave them or as somebody made them of it. */
export const routeApply = z
  .object({
    assigneeId: z.uuid(),
    date: day,
    stops: z
      .array(z.object({ visitId: z.uuid(), begins: clock }))
      .min(1)
      .max(200),
  })
  .meta({ id: 'RouteApply' })
export type RouteApply = z.infer<typeof routeApply>

/** What became of the visits; the run takes it back. */
export const movedReply = z
  .object({
    runId: z.uuid(),
    changed: z.int(),
    unchanged: z.int(),
    left: z.array(z.object({ id: z.uuid(), title: z.string(), reason: leftReason })),
  })
  .meta({ id: 'VisitsMoved' })
export type MovedReply = z.infer<typeof movedReply>

/** Visits as a map draws them; what lies nowhere is counted. */
export const mapPins = z
  .object({
    items: z.array(
      z.object({
        id: z.uuid(),
        lat: z.number(),
        lon: z.number(),
        exact: z.boolean().meta({ description: 'False: the centre of the postal code' }),
        state: visitState,
        date: day,
        startTime: clock.nullable(),
        assigneeId: z.uuid(),
        customer: z.string(),
        postalCode: z.string(),
        city: z.string(),
        plan: z.object({ name: z.string(), color: z.string().nullable() }),
      }),
    ),
    nowhere: z.int().meta({ description: 'Visits without a known place' }),
    more: z.boolean().meta({ description: 'There are more than 10,000; these are the first' }),
  })
  .meta({ id: 'MapPins' })
export type MapPins = z.infer<typeof mapPins>
