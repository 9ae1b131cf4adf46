import { z } from 'zod'
import { timeZone } from '#kernel/local-time.ts'
import { zoneOfCountry } from '#kernel/time-zone.ts'

/** A civil day, as in `2026-11-21`. */
export const day = z.iso.date()

/** A wall clock time without seconds, as in `08:00`. */
export const clock = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'A time such as 08:00')
  .meta({ description: 'Wall clock time, as in 08:00' })

/** Weekdays by ISO 8601: Monday is 1, Sunday 7. */
export const weekdays = z.array(z.int().min(1).max(7)).max(7)

/** Whose public holidays count: a country and, where holidays differ, its Land or canton (`DE` + `NW`). */
export const holidayRegion = z.object({
  country: z.enum(['DE', 'AT', 'CH']),
  state: z
    .string()
    .max(10)
    .optional()
    .meta({ description: 'Second half of the ISO 3166-2 code, such as NW' }),
  region: z
    .string()
    .max(20)
    .optional()
    .meta({ description: 'Where holidays differ inside of a Land: `KATH` in Bavaria, `A` for Augsburg' }),
})
export type HolidayRegion = z.infer<typeof holidayRegion>

export const holiday = z
  .object({ date: day, name: z.string(), kind: z.enum(['public', 'half', 'closure']) })
  .meta({ id: 'Holiday' })
export type Holiday = z.infer<typeof holiday>

export const ABSENCE_KINDS = ['vacation', 'sick', 'training', 'other'] as const

const absenceFields = {
  userId: z.uuid(),
  from: day,
  to: day.meta({ description: 'The last day away' }),
  kind: z.enum(ABSENCE_KINDS),
  note: z.string().max(500),
}
export const absence = z
  .object({
    ...absenceFields,
    id: z.uuid(),
    createdAt: z.string(),
    updatedAt: z.string(),
    version: z.int(),
    can: z.array(z.enum(['change', 'delete'])),
  })
  .meta({ id: 'Absence' })
export type Absence = z.infer<typeof absence>

/** What others may know of why somebody is away: never that they are ill. */
export function shownKind(kind: Absence['kind']): Absence['kind'] {
  return kind === 'sick' ? 'other' : kind
}

export const absenceNew = z
  .object({ ...absenceFields, userId: z.uuid().optional(), note: z.string().max(500).optional() })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: 'Not before the first day' })
  .meta({ id: 'AbsenceNew' })
export type AbsenceNew = z.infer<typeof absenceNew>

export const absenceChange = z
  .object({ from: day, to: day, kind: z.enum(ABSENCE_KINDS), note: z.string().max(500) })
  .partial()
  .meta({ id: 'AbsenceChange' })
export type AbsenceChange = z.infer<typeof absenceChange>

/** What would fall into an absence, by kind of record: `visit` and how many. */
const collision = z.object({ kind: z.string(), count: z.int() })
export const absenceSaved = absence
  .extend({
    collisions: z.array(collision).meta({ description: 'What is planned for the user on these days' }),
  })
  .meta({ id: 'AbsenceSaved' })
export type AbsenceSaved = z.infer<typeof absenceSaved>

const oneOrMore = <T extends z.ZodType>(item: T) =>
  z.union([item.transform((one) => [one]), z.array(item).max(200)])

export const absencesQuery = z.object({
  user: oneOrMore(z.uuid())
    .optional()
    .meta({ description: 'May be said several times; left out: everybody' }),
  from: day.optional(),
  to: day.optional(),
})
export type AbsencesQuery = z.infer<typeof absencesQuery>

const closureFields = { from: day, to: day, name: z.string().trim().min(1).max(255) }
export const closure = z
  .object({ ...closureFields, id: z.uuid(), createdAt: z.string(), updatedAt: z.string(), version: z.int() })
  .meta({ id: 'Closure' })
export type Closure = z.infer<typeof closure>
export const closureNew = z
  .object(closureFields)
  .refine(({ from, to }) => from <= to, { path: ['to'], message: 'Not before the first day' })
  .meta({ id: 'ClosureNew' })
export type ClosureNew = z.infer<typeof closureNew>
export const closureChange = z.object(closureFields).partial().meta({ id: 'ClosureChange' })
export type ClosureChange = z.infer<typeof closureChange>

export const holidaysQuery = holidayRegion.partial().extend({ from: day, to: day })
export type HolidaysQuery = z.infer<typeof holidaysQuery>

/** When a user works, and from where they set out. */
export const workingTime = z
  .object({
    userId: z.uuid(),
    workdays: weekdays.meta({ description: 'ISO weekdays, 1 is Monday' }),
    startTime: clock,
    endTime: clock,
    timeZone,
    maxVisitsPerDay: z.int().min(1).max(200).nullable(),
    holidays: holidayRegion.nullable().meta({ description: 'Null: those of the firm' }),
    startPlace: z
      .object({
        label: z.string().max(255),
        postalCode: z.string().max(20).optional(),
        country: z.string().length(2).optional(),
        lat: z.number().min(-90).max(90).optional(),
        lon: z.number().min(-180).max(180).optional(),
      })
      .nullable()
      .meta({ description: 'Where their routes begin and end; null: the address of the firm' }),
    version: z.int(),
  })
  .meta({ id: 'WorkingTime' })
export type WorkingTime = z.infer<typeof workingTime>

export const workingTimeChange = workingTime
  .omit({ userId: true, version: true })
  .partial()
  .meta({ id: 'WorkingTimeChange' })
export type WorkingTimeChange = z.infer<typeof workingTimeChange>

/** What holds until somebody says otherwise: Monday to Friday, eight to five, in the zone of the firm's country. */
export function usualWorkingTime(country: string): Omit<WorkingTime, 'userId' | 'version'> {
  return {
    workdays: [1, 2, 3, 4, 5],
    startTime: '08:00',
    endTime: '17:00',
    timeZone: zoneOfCountry(country),
    maxVisitsPerDay: null,
    holidays: null,
    startPlace: null,
  }
}
