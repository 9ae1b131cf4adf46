import { z } from 'zod'
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
  })
  .meta({ id: 'RouteQuestion' })
export type RouteQuestion = z.infer<typeof routeQuestion>

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
      }),
    ),
    leaves: clock.meta({ description: 'When the user has to set out' }),
    returns: clock,
    distanceKm: z.number(),
    minutes: z.number().meta({ description: 'Minutes of driving' }),
    unreachable: z.array(
      z.object({ visitId: z.uuid(), reason: z.enum(['noPosition', 'closed', 'far', 'full']) }),
    ),
  })
  .meta({ id: 'RouteAnswer' })
export type RouteAnswer = z.infer<typeof routeAnswer>
